//===- AnnotationTextTest.cpp - Reading of annotations --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/AnnotationText.h"
#include "Expect.h"

using namespace pyrefcheck;

/// What an annotation reads as: items with `|` between, each as
/// `word[key=value;value]`, and the error behind `!`.
static std::string read(llvm::StringRef Text) {
  const ParsedAnnotation Parsed = parseAnnotation(Text);
  std::string Read;
  for (const AnnotationItem &Item : Parsed.Items) {
    Read += Read.empty() ? "" : "|";
    Read += Item.Word.str() + "[";
    for (const AnnotationArgument &A : Item.Arguments) {
      Read += &A == Item.Arguments.begin() ? "" : ";";
      Read += A.Key.empty() ? "" : A.Key.str() + "=";
      Read += A.Value.str();
    }
    Read += "]";
  }
  return Parsed.Error.empty() ? Read : Read + "!" + Parsed.Error;
}

static void testItems() {
  EXPECT_EQUAL(read("steals"), "steals[]");
  EXPECT_EQUAL(read("returns-new, runs-python"), "returns-new[]|runs-python[]");
  EXPECT_EQUAL(read("steals(value)"), "steals[value]");
  EXPECT_EQUAL(read(" steals ( value ,into : list ) "),
               "steals[value;into=list]");
  EXPECT_EQUAL(read("fails(-1)"), "fails[-1]");
  EXPECT_EQUAL(read("since(3.12),a_b(c_d)"), "since[3.12]|a_b[c_d]");
}

static void testText() {
  const ParsedAnnotation Parsed =
      parseAnnotation("  steals(value, into: list) , pure ");
  EXPECT(Parsed.Items.size() == 2);
  EXPECT_EQUAL(Parsed.Items[0].Text, "steals(value, into: list)");
  EXPECT_EQUAL(Parsed.Items[1].Text, "pure");
}

static void testMistakes() {
  EXPECT_EQUAL(read(""), "!expected a word at its end");
  EXPECT_EQUAL(read("steals,"), "steals[]!expected a word at its end");
  EXPECT_EQUAL(read("steals!"), "steals[]!expected ',' or the end before '!'");
  EXPECT_EQUAL(read("steals(value"), "!expected ',' or ')' at its end");
  EXPECT_EQUAL(read("steals()"), "!expected an argument before ')'");
  EXPECT_EQUAL(read("steals(into:)"), "!expected a value before ')'");
  EXPECT_EQUAL(read("pure, steals(a b)"),
               "pure[]!expected ',' or ')' before 'b)'");
}

int main() {
  testItems();
  testText();
  testMistakes();
  return Failed;
}
