//===- Archive.h - Structures as bytes, and back ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description of a structure serves both writing and reading:
//
//   template <class Archive> void visitMembers(Archive &A, SourcePlace &P) {
//     auto &[File, Line] = P;
//     A(File, Line);
//   }
//
// The structured binding names each member, so a member added to the structure
// cannot be forgotten here. Members are numbers, enums, strings (any bytes;
// each text is stored once), vectors, maps from strings, and described
// structures.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_ARCHIVE_H
#define PYREFCHECK_PROGRAM_ARCHIVE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>
#include <type_traits>
#include <vector>

namespace pyrefcheck {

/// The part that writer and reader share: the order of a value's parts.
template <class Derived> class Archive {
public:
  template <class... Ts> void operator()(Ts &...Values) {
    (visit(Values), ...);
  }

private:
  friend Derived;

  Archive() = default;

  Derived &self() { return static_cast<Derived &>(*this); }

  template <class T> void visit(T &Value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      auto Number = static_cast<uint64_t>(Value);
      self().number(Number);
      Value = static_cast<T>(Number);
    } else if constexpr (std::is_same_v<T, std::string>) {
      self().text(Value);
    } else {
      visitMembers(self(), Value);
    }
  }

  template <class T> void visit(std::vector<T> &Values) {
    uint64_t Size = Values.size();
    self().number(Size);
    Values.resize(self().sizeAtMost(Size));
    for (T &Value : Values)
      visit(Value);
  }

  template <class T> void visit(std::map<std::string, T, std::less<>> &Values) {
    std::vector<std::string> Keys;
    Keys.reserve(Values.size());
    for (const auto &Entry : Values)
      Keys.push_back(Entry.first);
    visit(Keys);
    for (const std::string &Key : Keys)
      visit(Values[Key]);
  }
};

class ArchiveWriter : public Archive<ArchiveWriter> {
public:
  /// Everything that was written.
  std::string bytes() const {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    llvm::encodeULEB128(Texts.size(), OS);
    for (llvm::StringRef T : InOrder) {
      llvm::encodeULEB128(T.size(), OS);
      OS << T;
    }
    return Text + Numbers;
  }

private:
  friend class Archive<ArchiveWriter>;

  void number(uint64_t Number) {
    llvm::raw_string_ostream OS(Numbers);
    llvm::encodeULEB128(Number, OS);
  }
  void text(llvm::StringRef Text) {
    auto [It, IsNew] = Texts.try_emplace(Text, Texts.size());
    if (IsNew)
      InOrder.push_back(It->first());
    number(It->second);
  }
  uint64_t sizeAtMost(uint64_t Size) { return Size; }

  std::string Numbers;
  llvm::StringMap<uint64_t> Texts;
  std::vector<llvm::StringRef> InOrder;
};

/// Reads what a writer wrote. Damaged bytes are read as far as possible: call
/// readAll() at the end.
class ArchiveReader : public Archive<ArchiveReader> {
public:
  explicit ArchiveReader(llvm::StringRef Bytes)
      : Data(Bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8), Position(0) {
    uint64_t Size = 0;
    number(Size);
    Texts.resize(sizeAtMost(Size));
    for (llvm::StringRef &Text : Texts) {
      uint64_t Length = 0;
      number(Length);
      Text = Data.getBytes(Position, sizeAtMost(Length));
    }
  }
  ~ArchiveReader() { llvm::consumeError(Position.takeError()); }

  /// Whether the bytes were valid and were read exactly to their end.
  bool readAll() { return Good && Position && Data.eof(Position); }

private:
  friend class Archive<ArchiveReader>;

  void number(uint64_t &Number) { Number = Data.getULEB128(Position); }
  void text(std::string &Text) {
    uint64_t Index = 0;
    number(Index);
    Good &= Index < Texts.size();
    Text = Index < Texts.size() ? Texts[Index].str() : "";
  }
  /// Replaces an impossible size, which would exhaust the memory, by 0.
  uint64_t sizeAtMost(uint64_t Size) {
    const bool Possible = Position && Size <= Data.size() - Position.tell();
    Good &= Possible;
    return Possible ? Size : 0;
  }

  llvm::DataExtractor Data;
  llvm::DataExtractor::Cursor Position;
  std::vector<llvm::StringRef> Texts;
  bool Good = true;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_ARCHIVE_H
