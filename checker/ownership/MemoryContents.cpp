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
    if (RS.Count > 0 && RS.Variable &&
        RS.Variable->getBaseRegion() == Place->getBaseRegion())
      State = untrack(State, Key);
  }
  return State;
}

ProgramStateRef Transfer::takeFromMemory(ProgramStateRef State, ObjectKey Key,
                                         bool OldValueIsOwned,
                                         const Stmt *At) const {
  RefState RS = lookup(State, Key);
  // What a call put there, as _PyBytes_Resize does, is the place's too.
  const bool PutThere =
      RS.Origin == RefOrigin::New && RS.Stored > 0 && RS.Count == 0;
  const bool InMemory = RS.Origin == RefOrigin::Memory ||
                        RS.Origin == RefOrigin::Borrowed || PutThere;
  if (!RS.isAlive() || !InMemory || RS.TakenFromMemory)
    return State;
  RS.TakenFromMemory = true;
  if (RS.UnpaidSteal) {
    // Given away first, overwritten then: the field's reference paid for it.
    RS.UnpaidSteal = nullptr;
    RS.HandedOver = true;
  }
  RS.Event = RefEvent::TakenFromMemory;
  RS.Last = At;
  if (OldValueIsOwned && !RS.HandedOver && RS.Origin == RefOrigin::Memory &&
      RS.Count == 0) {
    // The reference that the field owned is the function's now.
    RS.Count++;
    RS.HandedOver = true;
  }
  return record(State, Key, RS);
}

} // namespace pyrefcheck
