//===- CleanTextTest.cpp - Text that is only shown ------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/CleanText.h"
#include "llvm/ADT/ArrayRef.h"

using namespace pyrefcheck;
using llvm::StringRef;

static bool Failed = false;

static void expectEqual(int Line, StringRef Found, StringRef Expected) {
  if (Found == Expected)
    return;
  llvm::errs() << "line " << Line << ": expected ";
  llvm::errs().write_escaped(Expected) << ", found ";
  llvm::errs().write_escaped(Found) << '\n';
  Failed = true;
}
#define EXPECT_EQUAL(FOUND, EXPECTED) expectEqual(__LINE__, FOUND, EXPECTED)

static std::string streamed(llvm::ArrayRef<StringRef> Parts) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  CleanStream Clean(OS);
  for (StringRef Part : Parts)
    Clean << Part;
  return Text;
}

static void testCharacters() {
  EXPECT_EQUAL(cleanText("plain\ttext"), "plain\ttext");
  EXPECT_EQUAL(cleanText("naïve 日本 😀"), "naïve 日本 😀");
  EXPECT_EQUAL(cleanText("\x1b[31m\r\b\x7f"), "\\x1b[31m\\x0d\\x08\\x7f");
  EXPECT_EQUAL(cleanText(StringRef("a\0b", 3)), "a\\x00b");
  // A control character of the upper half, alone and as UTF-8.
  EXPECT_EQUAL(cleanText("\x9b"
                         "31m \xc2\x9b"),
               "\\x9b31m <U+009B>");
  EXPECT_EQUAL(cleanText("a\u202eb\u2066c\u200d\ufeff"),
               "a<U+202E>b<U+2066>c<U+200D><U+FEFF>");
  EXPECT_EQUAL(cleanText("\U000e0041"), "<U+E0041>");
  EXPECT_EQUAL(cleanText("\u2028"), "<U+2028>");
  // No UTF-8: cut off, overlong, half of a pair, too large.
  EXPECT_EQUAL(cleanText("a\xe6\x97"), "a\\xe6\\x97");
  EXPECT_EQUAL(cleanText("\xc0\x8a"), "\\xc0\\x8a");
  EXPECT_EQUAL(cleanText("\xed\xa0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQUAL(cleanText("\xf8\x88\x80\x80\x80"), "\\xf8\\x88\\x80\\x80\\x80");
  EXPECT_EQUAL(cleanText(""), "");
}

static void testLines() {
  EXPECT_EQUAL(cleanText("a\nb\n"), "a\\x0ab\\x0a");
  EXPECT_EQUAL(cleanText("a::b ::c"), "a::b ::c");
  EXPECT_EQUAL(cleanText("::error::x", true), "\\x3a:error::x");
  EXPECT_EQUAL(cleanText("::error::x"), "::error::x");
  EXPECT_EQUAL(cleanLines("a\n::error::x\n  ::y\n"),
               "a\n\\x3a:error::x\n  \\x3a:y\n");
  EXPECT_EQUAL(cleanLines("\u00a0\u3000::x"), "\u00a0\u3000\\x3a:x");
  EXPECT_EQUAL(cleanLines("a ##[command]"), "a \\x23#[command]");
  EXPECT_EQUAL(cleanLines("##vso[task]\nx##y[1] ##z"),
               "\\x23#vso[task]\nx##y[1] ##z");
}

static void testStream() {
  EXPECT_EQUAL(streamed({"a\n", "::x"}), "a\n\\x3a:x");
  EXPECT_EQUAL(streamed({":", ":x"}), "\\x3a:x");
  EXPECT_EQUAL(streamed({"a: ", "::x"}), "a: ::x");
  EXPECT_EQUAL(streamed({"  ", "::x"}), "  \\x3a:x");
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  const std::string Name = "evil\n::name";
  Message(OS) << "cannot open '" << Name << "': " << 3 << '\n';
  EXPECT_EQUAL(Text, "cannot open 'evil\\x0a::name': 3\n");
}

int main() {
  testCharacters();
  testLines();
  testStream();
  return Failed;
}
