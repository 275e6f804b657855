//===- CleanText.cpp - Making untrusted text safe to show -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CleanText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;

namespace pyrefcheck {

static std::string shownByte(unsigned char Byte) {
  return formatv("\\x{0:x-2}", static_cast<unsigned>(Byte));
}

/// The character at the beginning of \p Text, and its length in bytes, which is
/// 0 if it is not UTF-8.
static std::pair<UTF32, size_t> decode(StringRef Text) {
  const auto *Begin = reinterpret_cast<const UTF8 *>(Text.data());
  const unsigned Length = getNumBytesForUTF8(*Begin);
  if (Length > Text.size() || !isLegalUTF8Sequence(Begin, Begin + Length))
    return {0, 0};
  const UTF8 *End = Begin;
  UTF32 Character = 0;
  (void)convertUTF8Sequence(&End, Begin + Length, &Character, strictConversion);
  return {Character, Length};
}

/// Space that workflow runners skip before they look for a command.
static bool isSpace(UTF32 C) {
  return C == ' ' || C == '\t' || C == 0xa0 || C == 0x1680 ||
         (C >= 0x2000 && C <= 0x200a) || C == 0x202f || C == 0x205f ||
         C == 0x3000;
}

/// Workflow commands: "::name::" and, in older and other runners, "##[name]"
/// anywhere and "##name[".
static bool beginsCommand(StringRef Text, bool AtLineStart) {
  if (Text.starts_with("##["))
    return true;
  if (!AtLineStart)
    return false;
  // After one colon, the next write may begin with another.
  if (Text == ":" || Text.starts_with("::"))
    return true;
  return Text.consume_front("##") &&
         Text.drop_while([](char C) { return isLower(C); }).starts_with("[");
}

TextCleaner::Piece TextCleaner::next(StringRef Rest) {
  const unsigned char First = Rest.front();
  if (First == '\n') {
    AtLineStart = true;
    return {1, "\n"};
  }
  const bool IsCommand = beginsCommand(Rest, AtLineStart);
  const auto [Character, Length] = decode(Rest);
  AtLineStart &= Length != 0 && isSpace(Character);
  if (Length == 0 || IsCommand ||
      (Length == 1 && First != '\t' && !isPrint(First)))
    return {1, shownByte(First)};
  if (Length != 1 && !sys::unicode::isPrintable(Character))
    return {Length, formatv("<U+{0:X-4}>", Character)};
  return {Length, Rest.take_front(Length).str()};
}

static std::string clean(StringRef Text, TextCleaner &Cleaner,
                         bool KeepsLines) {
  std::string Result;
  Result.reserve(Text.size());
  while (!Text.empty()) {
    if (!KeepsLines && Text.front() == '\n') {
      Result += shownByte('\n');
      Text = Text.drop_front();
      continue;
    }
    const TextCleaner::Piece P = Cleaner.next(Text);
    Result += P.Shown;
    Text = Text.drop_front(P.Length);
  }
  return Result;
}

std::string cleanText(StringRef Text, bool AtLineStart) {
  TextCleaner Cleaner(AtLineStart);
  return clean(Text, Cleaner, /*KeepsLines=*/false);
}

std::string cleanLines(StringRef Text) {
  TextCleaner Cleaner(/*AtLineStart=*/true);
  return clean(Text, Cleaner, /*KeepsLines=*/true);
}

void CleanStream::write_impl(const char *Bytes, size_t Size) {
  OS << clean(StringRef(Bytes, Size), Cleaner, /*KeepsLines=*/true);
}

} // namespace pyrefcheck
