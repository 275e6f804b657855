//===- RefStateTest.cpp - The state of one object -------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ownership/RefState.h"
#include "Expect.h"

using namespace pyrefcheck;

static unsigned profile(const RefState &RS) {
  llvm::FoldingSetNodeID ID;
  RS.Profile(ID);
  return ID.ComputeHash();
}

static void testMakers() {
  const RefState New = RefState::makeNew(nullptr);
  EXPECT(New.Count == 1 && New.Origin == RefOrigin::New);
  EXPECT(New.isTracked() && New.isAlive() && !New.Assumed);
  EXPECT(RefState::makeNew(nullptr, /*Assumed=*/true).Assumed);

  const RefState Borrowed = RefState::makeBorrowed(nullptr, nullptr);
  EXPECT(Borrowed.Count == 0 && Borrowed.Origin == RefOrigin::Borrowed);
  EXPECT(Borrowed.isAlive());

  const RefState Untracked = RefState::makeUntracked();
  EXPECT(!Untracked.isTracked() && !Untracked.isAlive());
  EXPECT(!Untracked.isFreedMemory());
  EXPECT(RefState::makeFreedMemory().isFreedMemory());
}

static void testLife() {
  RefState RS = RefState::makeBorrowed(nullptr, nullptr);
  // Its owner may have dropped it; that it is dead nobody knows.
  RS.Life = RefLife::Invalidated;
  EXPECT(RS.isAlive());
  for (RefLife Dead :
       {RefLife::Released, RefLife::OwnerReleased, RefLife::Freed}) {
    RS.Life = Dead;
    EXPECT(!RS.isAlive() && RS.isTracked());
  }
}

static void testEquality() {
  const RefState One = RefState::makeNew(nullptr);
  RefState Other = One;
  EXPECT(One == Other && profile(One) == profile(Other));
  Other.Count = 2;
  EXPECT(!(One == Other) && profile(One) != profile(Other));
  // A count below nothing is another one than a debt.
  RefState Debt = One, Less = One;
  Debt.Debt = 1;
  Less.Count = -1;
  EXPECT(!(Debt == Less) && profile(Debt) != profile(Less));
  RefState Flag = One;
  Flag.ItemsCounted = true;
  EXPECT(!(One == Flag) && profile(One) != profile(Flag));
}

int main() {
  testMakers();
  testLife();
  testEquality();
  return Failed;
}
