//===- FieldContractTest.cpp - Who owns what a field holds -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "contracts/FieldContract.h"
#include "Expect.h"

using namespace pyrefcheck;

static constexpr HeldReference Unknown = HeldReference::Unknown;
static constexpr HeldReference Owned = HeldReference::Owned;
static constexpr HeldReference Borrowed = HeldReference::Borrowed;

static void testMerge() {
  EXPECT(mergeOwnership({}) == Unknown);
  EXPECT(mergeOwnership({Unknown}) == Unknown);
  EXPECT(mergeOwnership({Owned, Owned}) == Owned);
  EXPECT(mergeOwnership({Borrowed, Borrowed}) == Borrowed);
  // One that takes the object apart knows; one that only lends does not.
  EXPECT(mergeOwnership({Unknown, Owned}) == Owned);
  EXPECT(mergeOwnership({Unknown, Borrowed}) == Unknown);
  EXPECT(mergeOwnership({Owned, Borrowed}) == Unknown);
  EXPECT(mergeOwnership({Borrowed, Unknown, Owned}) == Unknown);
}

static void testMergeTakesNoOrder() {
  const HeldReference All[] = {Unknown, Owned, Borrowed};
  for (HeldReference A : All)
    for (HeldReference B : All) {
      EXPECT(mergeOwnership({A, B}) == mergeOwnership({B, A}));
      EXPECT(mergeOwnership({A, B, B}) == mergeOwnership({A, B}));
    }
}

static void testWords() {
  for (HeldReference Is : {Unknown, Owned, Borrowed})
    EXPECT(heldReferenceOf(wordOf(Is)) == Is);
  EXPECT(!heldReferenceOf("own"));
}

static void testEntries() {
  const std::string Entry = inferredFieldEntry("Box.value", Owned);
  EXPECT_EQUAL(Entry, "- struct: Box\n  fields: {value: owned}\n"
                      "  inferred: true\n");
  EXPECT(ownershipInEntry("Box.value", Entry) == Owned);
  EXPECT(ownershipInEntry("Box.other", Entry) == Unknown);
  // A variable stands in no struct.
  EXPECT_EQUAL(inferredFieldEntry(fieldName("", "cache"), Borrowed),
               "- variable: cache\n  is: borrowed\n  inferred: true\n");
}

int main() {
  testMerge();
  testMergeTakesNoOrder();
  testWords();
  testEntries();
  return Failed;
}
