//===- CallAnswers.cpp - Calls that query a fact ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parts of CallEffects about calls that query a fact: whether an exception
// is set, or how many references an object has.
//
//===----------------------------------------------------------------------===//

#include "CallEffects.h"
#include "CallInProgress.h"
#include "ErrorIndicator.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "summaries/CallOutcomes.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The answer of a call that tests for an exception, if it is known.
ProgramStateRef CallEffects::answerException(const CallInProgress &Call,
                                             SVal Value,
                                             ProgramStateRef State) const {
  const bool Tells = Call.Ct->has(EffectTellsException);
  if (!Tells && !Call.Ct->has(EffectMatchesException))
    return State;
  std::optional<bool> Set = isExceptionSet(State);
  if (!Set && Nulls.lastCallGaveObject(Call))
    Set = false;
  // It is not known which exception is set.
  if (!Set || (*Set && !Tells))
    return State;
  return assume(State, Value,
                {*Set ? ReturnedValue::NotNull : ReturnedValue::Null},
                Call.C.getSValBuilder());
}

/// `Py_REFCNT(x)` where the function holds references to x, or has released
/// those that it held. The path splits: somebody else holds one, or nobody.
/// \returns false if the count tells nothing.
bool CallEffects::countReferences(const CallInProgress &Call,
                                  SVal Value) const {
  ObjectKey Key = Call.object(0);
  const ProgramStateRef State = Call.C.getState();
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  const bool WasReleased = RS && RS->Life == RefLife::Released;
  if (!RS || RS->Keeper.Anchored ||
      !(WasReleased || (RS->isAlive() && RS->Account.Held > 0)))
    return false;
  SValBuilder &SVB = Call.C.getSValBuilder();
  const LocationContext *LC = Call.C.getLocationContext();
  const int8_t Own = RS->Account.Held;
  RefState Shared = *RS;
  Shared.Keeper.Anchored = true;
  Shared.Life = RefLife::Alive;
  if (ProgramStateRef More = assume(
          State, Value, ReturnedValue::range(Own + 1, std::nullopt), SVB))
    Call.C.addTransition(
        record(More->BindExpr(Call.at(), LC, Value), Key, Shared));
  Call.C.addTransition(State->BindExpr(
      Call.at(), LC, SVB.makeIntVal(Own, Call.Event.getResultType())));
  return true;
}

} // namespace pyrefcheck
