//===- annotation.cpp - Fuzzes the text of annotations -------------------- ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "annotations/AnnotationText.h"

using namespace pyrefcheck;

static bool isWithin(llvm::StringRef Part, llvm::StringRef Text) {
  return Part.empty() ||
         (Part.begin() >= Text.begin() && Part.end() <= Text.end());
}

void readInput(llvm::StringRef Text) {
  const ParsedAnnotation Parsed = parseAnnotation(Text);
  for (const AnnotationItem &Item : Parsed.Items) {
    require(isWithin(Item.Word, Text) && isWithin(Item.Text, Text));
    for (const AnnotationArgument &A : Item.Arguments)
      require(isWithin(A.Key, Text) && isWithin(A.Value, Text));
  }
}
