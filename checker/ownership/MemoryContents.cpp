//===- MemoryContents.cpp - Objects that memory holds ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What happens to the account of an object when the place that holds it is
// overwritten, or given to somebody else.
//
//===----------------------------------------------------------------------===//

#include "Transfer.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

ProgramStateRef Transfer::untrackContents(ProgramStateRef State,
                                          const MemRegion *Place) const {
  const ProgramStateRef Before = State;
  for (ObjectKey Key : watched(Before)) {
    const RefState &RS = *recorded(Before, Key);
    if (RS.Account.Held > 0 && RS.Last.Variable &&
        RS.Last.Variable->getBaseRegion() == Place->getBaseRegion())
      State = untrack(State, Key);
  }
  return State;
}

ProgramStateRef Transfer::emptyPlace(ProgramStateRef State,
                                     const MemRegion *Place) const {
  const ProgramStateRef Before = State;
  for (ObjectKey Key : watched(Before)) {
    RefState RS = *recorded(Before, Key);
    if (RS.Keeper.Place != Place && RS.Unpaid.Place != Place)
      continue;
    if (RS.Unpaid.Place == Place)
      RS.Unpaid = RefUnpaid();
    RS.Keeper.Place = nullptr;
    State = record(State, Key, RS);
  }
  return State;
}

ProgramStateRef Transfer::takeFromMemory(ProgramStateRef State, ObjectKey Key,
                                         bool OldValueIsOwned,
                                         const Stmt *At) const {
  RefState RS = lookup(State, Key);
  if (RS.Account.TakenFromPlace) {
    RS.Account.TakenFromPlace = false;
    State = record(State, Key, RS);
  }
  // What a call put there, as _PyBytes_Resize does, is the place's too.
  const bool PutThere = RS.Arrival.Origin == RefOrigin::New &&
                        RS.Account.Stored > 0 && RS.Account.Held == 0;
  const bool InMemory = RS.Arrival.Origin == RefOrigin::Memory ||
                        RS.Arrival.Origin == RefOrigin::Borrowed || PutThere;
  if (!RS.isAlive() || !InMemory || RS.Account.TakenFromMemory)
    return State;
  RS.Account.TakenFromMemory = true;
  if (RS.Unpaid.Steal) {
    // Given away first, overwritten then: the field's reference paid for it.
    RS.Unpaid = RefUnpaid();
    RS.Account.HandedOver = true;
  }
  RS.Last.Event = RefEvent::TakenFromMemory;
  RS.Last.At = At;
  if (OldValueIsOwned && !RS.Account.HandedOver &&
      RS.Arrival.Origin == RefOrigin::Memory && RS.Account.Held == 0) {
    // The reference that the field owned is the function's now.
    RS.Account.Held++;
    RS.Account.HandedOver = true;
  }
  return record(State, Key, RS);
}

ProgramStateRef Transfer::keepSomewhere(ProgramStateRef State, ObjectKey Key,
                                        int References, const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive())
    return State;
  RS.Keeper.Anchored = true;
  RS.Account.Stored += References;
  RS.Last.Event = RefEvent::Kept;
  RS.Last.At = At;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::lend(ProgramStateRef State, ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Account.Held > 0)
    return State;
  RS.Account.Debt++;
  RS.Keeper.Anchored = true;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::loseSight(ProgramStateRef State, ObjectKey Key,
                                    const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Account.Held < 2 || RS.Account.Debt)
    return untrack(State, Key);
  RS.Account.Held--;
  RS.Account.Stored++;
  RS.Keeper.Anchored = true;
  RS.Last.Event = RefEvent::Stolen;
  RS.Last.At = At;
  return record(State, Key, RS);
}

} // namespace pyrefcheck
