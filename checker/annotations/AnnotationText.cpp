//===- AnnotationText.cpp - The grammar of an annotation ------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnnotationText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace pyrefcheck {
namespace {

class Parser {
public:
  explicit Parser(StringRef Text) : Rest(Text) {}

  ParsedAnnotation parse() {
    do {
      AnnotationItem Item;
      if (!parseItem(Item))
        break;
      Result.Items.push_back(std::move(Item));
    } while (consume(','));
    if (Result.Error.empty() && !Rest.empty())
      expected("',' or the end");
    return std::move(Result);
  }

private:
  void skipSpace() { Rest = Rest.ltrim(); }

  bool consume(char C) {
    skipSpace();
    if (!Rest.starts_with(StringRef(&C, 1)))
      return false;
    Rest = Rest.drop_front();
    skipSpace();
    return true;
  }

  /// Always returns false, for the caller to return.
  bool expected(const Twine &What) {
    Result.Error =
        ("expected " + What +
         (Rest.empty() ? Twine(" at its end") : " before '" + Rest + "'"))
            .str();
    return false;
  }

  bool parseWord(StringRef &Word, StringRef What) {
    skipSpace();
    Word = Rest.take_while(
        [](char C) { return isAlnum(C) || StringRef("_-.").contains(C); });
    if (Word.empty())
      return expected(What);
    Rest = Rest.drop_front(Word.size());
    skipSpace();
    return true;
  }

  bool parseArgument(AnnotationArgument &Argument) {
    if (!parseWord(Argument.Value, "an argument"))
      return false;
    if (!consume(':'))
      return true;
    Argument.Key = Argument.Value;
    return parseWord(Argument.Value, "a value");
  }

  bool parseItem(AnnotationItem &Item) {
    skipSpace();
    const StringRef Begin = Rest;
    if (!parseWord(Item.Word, "a word"))
      return false;
    if (consume('(')) {
      do {
        if (!parseArgument(Item.Arguments.emplace_back()))
          return false;
      } while (consume(','));
      if (!consume(')'))
        return expected("',' or ')'");
    }
    Item.Text = Begin.drop_back(Rest.size()).rtrim();
    return true;
  }

  StringRef Rest;
  ParsedAnnotation Result;
};

} // namespace

ParsedAnnotation parseAnnotation(StringRef Text) {
  return Parser(Text).parse();
}

} // namespace pyrefcheck
