//===- RefStateTest.cpp - The state of one object -------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ownership/RefState.h"
#include "Expect.h"
#include "llvm/Support/raw_ostream.h"

using namespace pyrefcheck;

static unsigned profile(const RefState &RS) {
  llvm::FoldingSetNodeID ID;
  RS.Profile(ID);
  return ID.ComputeHash();
}

static void testMakers() {
  const RefState New = RefState::makeNew(nullptr);
  EXPECT(New.Account.Held == 1 && New.Arrival.Origin == RefOrigin::New);
  EXPECT(New.isTracked() && New.isAlive() && !New.Arrival.Assumed);
  EXPECT(RefState::makeNew(nullptr, /*Assumed=*/true).Arrival.Assumed);

  const RefState Borrowed = RefState::makeBorrowed(nullptr, nullptr);
  EXPECT(Borrowed.Account.Held == 0 &&
         Borrowed.Arrival.Origin == RefOrigin::Borrowed);
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
  Other.Account.Held = 2;
  EXPECT(!(One == Other) && profile(One) != profile(Other));
  // A count below nothing is another one than a debt.
  RefState Debt = One, Less = One;
  Debt.Account.Debt = 1;
  Less.Account.Held = -1;
  EXPECT(!(Debt == Less) && profile(Debt) != profile(Less));
}

/// A change of one field makes another state.
template <class Part, class T>
static bool tells(Part RefState::*Of, T Part::*Field, T Value) {
  const RefState One = RefState::makeBorrowed(nullptr, nullptr);
  RefState Other = One;
  (Other.*Of).*Field = Value;
  return !(One == Other) && !(One.*Of == Other.*Of) &&
         profile(One) != profile(Other);
}

template <class Part> static bool tells(Part RefState::*Of, bool Part::*Field) {
  return tells(Of, Field, true);
}

/// The same for a pointer, which points to nothing that anybody reads.
template <class Part, class T>
static bool tells(Part RefState::*Of, const T *Part::*Field) {
  alignas(8) static const char Something[8] = {};
  return tells(Of, Field, reinterpret_cast<const T *>(Something));
}

static void testParts() {
  using RS = RefState;
  EXPECT(tells(&RS::Account, &RefAccount::Held, int8_t(-1)));
  EXPECT(tells(&RS::Account, &RefAccount::Stored, int8_t(1)));
  EXPECT(tells(&RS::Account, &RefAccount::Debt, int8_t(1)));
  EXPECT(tells(&RS::Account, &RefAccount::HandedOver));
  EXPECT(tells(&RS::Account, &RefAccount::TakenFromMemory));
  EXPECT(tells(&RS::Account, &RefAccount::PassedThrough));
  EXPECT(tells(&RS::Account, &RefAccount::Added));
  EXPECT(tells(&RS::Arrival, &RefArrival::Origin, RefOrigin::Global));
  EXPECT(tells(&RS::Arrival, &RefArrival::Assumed));
  EXPECT(tells(&RS::Arrival, &RefArrival::Unchecked));
  EXPECT(tells(&RS::Arrival, &RefArrival::Fresh));
  EXPECT(tells(&RS::Arrival, &RefArrival::Allocated));
  EXPECT(tells(&RS::Arrival, &RefArrival::Site));
  EXPECT(tells(&RS::Keeper, &RefKeeper::Owner));
  EXPECT(tells(&RS::Keeper, &RefKeeper::Place));
  EXPECT(tells(&RS::Keeper, &RefKeeper::Anchored));
  EXPECT(tells(&RS::Keeper, &RefKeeper::Droppable));
  EXPECT(tells(&RS::Keeper, &RefKeeper::LossUnlikely));
  EXPECT(tells(&RS::Unpaid, &RefUnpaid::Released));
  EXPECT(tells(&RS::Unpaid, &RefUnpaid::Steal));
  EXPECT(tells(&RS::Unpaid, &RefUnpaid::Name));
  EXPECT(tells(&RS::Unpaid, &RefUnpaid::Place));
  EXPECT(tells(&RS::Compared, &RefComparison::Global));
  EXPECT(tells(&RS::Compared, &RefComparison::Equal));
  EXPECT(tells(&RS::Items, &RefItems::Shared));
  EXPECT(tells(&RS::Items, &RefItems::Counted));
  EXPECT(tells(&RS::Items, &RefItems::Size));
  EXPECT(tells(&RS::Last, &RefLast::Event, RefEvent::Kept));
  EXPECT(tells(&RS::Last, &RefLast::Named));
  EXPECT(tells(&RS::Last, &RefLast::At));
  EXPECT(tells(&RS::Last, &RefLast::Variable));
}

static void testPrint() {
  RefState RS = RefState::makeNew(nullptr, /*Assumed=*/true);
  RS.Account.Debt = 1;
  RS.Keeper.Anchored = true;
  RS.Items.Shared = true;
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  RS.print(OS);
  EXPECT(OS.str() == "new, count 1, debt 1, assumed, anchored, shares items, "
                     "last returned new");
}

int main() {
  testMakers();
  testLife();
  testEquality();
  testParts();
  testPrint();
  return Failed;
}
