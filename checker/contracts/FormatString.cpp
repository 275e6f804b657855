//===- FormatString.cpp - Ownership in format strings ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FormatString.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace pyrefcheck {
namespace {

/// The common part of both format languages: a position in the text, and the
/// description so far.
class Reader {
public:
  explicit Reader(StringRef Format) : Format(Format) {}

protected:
  bool atEnd() const { return Pos == Format.size(); }
  char peek() const { return atEnd() ? '\0' : Format[Pos]; }
  bool consume(char C) {
    if (peek() != C)
      return false;
    ++Pos;
    return true;
  }

  /// The text of the unit that began at \p Start and ends here.
  StringRef unitFrom(size_t Start) const { return Format.slice(Start, Pos); }

  void add(VarArgRole Role, size_t UnitStart, bool Optional = false) {
    Result.Args.push_back({Role, Optional, unitFrom(UnitStart)});
  }

  bool fail(const Twine &Message) {
    Result.Error = Message.str();
    return false;
  }

  StringRef Format;
  size_t Pos = 0;
  FormatString Result;
};

bool isOneOf(char C, StringRef Set) { return C != '\0' && Set.contains(C); }

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

class BuildReader : Reader {
public:
  using Reader::Reader;

  FormatString read() {
    unsigned Count = 0;
    BuiltValue Single = BuiltValue::None;
    while (skipSeparators(), !atEnd()) {
      if (isOneOf(peek(), ")]}")) {
        fail(Twine("'") + Twine(peek()) + "' closes nothing");
        return std::move(Result);
      }
      if (!readUnit(Single))
        return std::move(Result);
      ++Count;
    }
    Result.Value = Count == 0   ? BuiltValue::None
                   : Count == 1 ? Single
                                : BuiltValue::Container;
    return std::move(Result);
  }

private:
  void skipSeparators() {
    while (isOneOf(peek(), ",: \t"))
      ++Pos;
  }

  /// Reads one unit, with everything nested in it. \p Value is what it builds.
  bool readUnit(BuiltValue &Value) {
    size_t Start = Pos;
    char C = Format[Pos++];
    Value = BuiltValue::NewObject;

    if (isOneOf(C, "([{"))
      return Value = BuiltValue::Container, readItems(C);

    if (isOneOf(C, "ONS")) {
      if (consume('&')) {
        add(VarArgRole::BuildConverter, Start);
        add(VarArgRole::BuildConverterInput, Start);
        return true;
      }
      add(C == 'N' ? VarArgRole::Stolen : VarArgRole::Borrowed, Start);
      Value = BuiltValue::FirstArgument;
      return true;
    }

    // Text, alone or with its length.
    if (isOneOf(C, "szUyu")) {
      bool HasLength = consume('#');
      add(VarArgRole::Other, Start);
      if (HasLength)
        add(VarArgRole::Other, Start);
      return true;
    }

    if (isOneOf(C, "bBhHiIlkLKnfdDcCp")) {
      add(VarArgRole::Other, Start);
      return true;
    }
    return fail(Twine("'") + Twine(C) + "' is not a format unit");
  }

  /// Reads the items after the bracket \p Open, and its closing bracket.
  bool readItems(char Open) {
    char Close = Open == '(' ? ')' : Open == '[' ? ']' : '}';
    unsigned Count = 0;
    while (skipSeparators(), !consume(Close)) {
      if (atEnd() || isOneOf(peek(), ")]}"))
        return fail(Twine("'") + Twine(Open) + "' is not closed");
      BuiltValue Item;
      if (!readUnit(Item))
        return false;
      ++Count;
    }
    if (Open == '{' && Count % 2)
      return fail("a dictionary is built from pairs, but here is an odd number "
                  "of items");
    return true;
  }
};

//===----------------------------------------------------------------------===//
// Parsing
//===----------------------------------------------------------------------===//

class ParseReader : Reader {
public:
  ParseReader(StringRef Format, bool Keywords)
      : Reader(Format), Keywords(Keywords) {}

  FormatString read() {
    unsigned Depth = 0;
    while (!atEnd() && peek() != ':' && peek() != ';') {
      bool Fine = true;
      switch (peek()) {
      case '(':
        ++Pos, ++Depth;
        break;
      case ')':
        ++Pos;
        Fine = Depth-- != 0 || fail("')' closes nothing");
        break;
      case '|':
      case '$':
        Fine = readMarker(Depth);
        break;
      default:
        Fine = readUnit();
      }
      if (!Fine)
        return std::move(Result);
    }
    if (Depth)
      fail("'(' is not closed");
    if (consume(':'))
      Result.FunctionName = Format.substr(Pos);
    else if (consume(';'))
      Result.Message = Format.substr(Pos);
    return std::move(Result);
  }

private:
  bool readMarker(unsigned Depth) {
    char C = Format[Pos++];
    if (Depth)
      return fail(Twine("'") + Twine(C) + "' inside parentheses");
    if (C == '|') {
      if (Optional)
        return fail("'|' is given twice");
      if (KeywordOnly)
        return fail("'$' stands before '|'");
      Optional = true;
      return true;
    }
    if (!Keywords)
      return fail("'$' is for PyArg_ParseTupleAndKeywords only");
    if (KeywordOnly)
      return fail("'$' is given twice");
    KeywordOnly = true;
    return true;
  }

  void addOut(VarArgRole Role, size_t UnitStart) {
    add(Role, UnitStart, Optional);
  }

  bool readUnit() {
    size_t Start = Pos;
    char C = Format[Pos++];

    if (C == 'O') {
      if (consume('!')) {
        addOut(VarArgRole::TypeArgument, Start);
        addOut(VarArgRole::OutBorrowed, Start);
      } else if (consume('&')) {
        addOut(VarArgRole::ParseConverter, Start);
        addOut(VarArgRole::ParseConverterOutput, Start);
      } else {
        addOut(VarArgRole::OutBorrowed, Start);
      }
      return true;
    }
    if (isOneOf(C, "SUY")) {
      addOut(VarArgRole::OutBorrowed, Start);
      return true;
    }

    if (C == 'e') {
      if (!consume('s') && !consume('t'))
        return fail("'e' must be followed by 's' or 't'");
      bool HasLength = consume('#');
      addOut(VarArgRole::Other, Start);
      addOut(VarArgRole::OutMemory, Start);
      if (HasLength)
        addOut(VarArgRole::OutOther, Start);
      return true;
    }

    if (C == 'w' && peek() != '*')
      return fail("'w' must be followed by '*'");
    if (isOneOf(C, "szyw") && consume('*')) {
      addOut(VarArgRole::OutBuffer, Start);
      return true;
    }
    if (isOneOf(C, "szyuZ")) {
      bool HasLength = consume('#');
      addOut(VarArgRole::OutOther, Start);
      if (HasLength)
        addOut(VarArgRole::OutOther, Start);
      return true;
    }

    if (isOneOf(C, "bBhHiIlkLKnfdDcCp")) {
      addOut(VarArgRole::OutOther, Start);
      return true;
    }
    return fail(Twine("'") + Twine(C) + "' is not a format unit");
  }

  bool Keywords;
  bool Optional = false;
  bool KeywordOnly = false;
};

} // namespace

FormatString readBuildFormat(StringRef Format) {
  return BuildReader(Format).read();
}

FormatString readParseFormat(StringRef Format, bool Keywords) {
  return ParseReader(Format, Keywords).read();
}

SmallVector<bool, 8> readPrintFormat(StringRef Format) {
  SmallVector<bool, 8> Args;
  while (true) {
    const size_t Percent = Format.find('%');
    if (Percent == StringRef::npos)
      break;
    Format = Format.drop_front(Percent + 1);
    while (!Format.empty() && isOneOf(Format.front(), "-+ #0123456789.*lzjt")) {
      if (Format.front() == '*')
        Args.push_back(false);
      Format = Format.drop_front();
    }
    if (Format.empty())
      break;
    const char Conversion = Format.front();
    Format = Format.drop_front();
    if (Conversion == '%')
      continue;
    Args.push_back(isOneOf(Conversion, "SRA"));
    if (Conversion == 'V') // An object, or the text that follows.
      Args.push_back(false);
  }
  return Args;
}

} // namespace pyrefcheck
