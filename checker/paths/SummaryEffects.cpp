//===- SummaryEffects.cpp - Applying a callee's summary ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of CallEffects about calls of functions that have a summary.
//
//===----------------------------------------------------------------------===//

#include "CallEffects.h"
#include "CallInProgress.h"
#include "ErrorIndicator.h"
#include "FirstRuns.h"
#include "ItemCounts.h"
#include "PathContext.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "summaries/CallOutcomes.h"
#include "summaries/FieldWrites.h"
#include "summaries/SummaryOutcomes.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// False if \p Way requires NULL arguments, or an exception, that \p State
/// rules out. The interpreter passes no NULL to functions that it calls.
static bool isPossible(const CallInProgress &Call, const CallOutcome &Way,
                       const Transfer &Caller, ProgramStateRef State) {
  if (const std::optional<bool> IsSet = isExceptionSet(State);
      IsSet && Way.ExceptionBefore && *IsSet != *Way.ExceptionBefore)
    return false;
  return llvm::none_of(Way.Deeds, [&](const CallDeed &D) {
    if (D.What != CallDeed::IsNull && D.What != CallDeed::IsNotNull)
      return false;
    const SVal V = Call.value(D.Arg);
    const ConditionTruthVal Null = State->isNull(V);
    if (D.What == CallDeed::IsNotNull)
      return Null.isConstrainedTrue();
    ObjectKey Key = objectOf(V);
    return Null.isConstrainedFalse() ||
           (Key && !Null.isConstrainedTrue() && Caller.isStrict() &&
            Caller.lookup(State, Key).Arrival.Origin == RefOrigin::Parameter &&
            !Transfer::parameter(Key));
  });
}

/// The callee may have changed the fields that its body writes, in any object:
/// nothing is owed to them any more.
static ProgramStateRef payWrittenFields(const CallInProgress &Call,
                                        const PathContext &Context,
                                        ProgramStateRef State) {
  const FunctionDecl *FD = Call.callee();
  if (!FD || !Context.Run.Writes.sees(FD))
    return State;
  const WrittenFields &Writes = Context.Run.Writes.of(FD);
  if (Writes.Fields.empty())
    return State;
  if (Context.Current.runsAgain())
    for (const FieldDecl *Field : Writes.Fields)
      State = noteCleared(State, Field, Writes.onlyClears(Field));
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    const MemRegion *Place = RS.Unpaid.Place;
    const auto *Field = dyn_cast_or_null<FieldRegion>(Place);
    if (Field && Writes.Fields.contains(Field->getDecl()))
      State = Context.Current.emptyPlace(State, Place);
  }
  return State;
}

void CallEffects::apply(const CallInProgress &Call) {
  CheckerContext &C = Call.C;
  const CallOutcomes All = lower(*Call.Known, Call.size());
  note(Call, All);
  ProgramStateRef State = payWrittenFields(Call, Context, runCode(Call, All));
  for (unsigned I = 0, N = std::min(Call.size(), 64U); I != N; ++I)
    if (All.Mutated >> I & 1)
      State = forgetItemCount(State, Call.object(I));
  if (All.Ways.empty()) {
    // No path returns.
    C.generateSink(State, C.getPredecessor());
    return;
  }
  const SVal Value = Call.Event.getReturnValue();
  llvm::SmallVector<ObjectKey, 2> Asked;
  if (Call.Known->asksException())
    Asked = Nulls.askedByException(Call, /*IsTold=*/true);
  for (const CallOutcome &Way : All.Ways) {
    if (All.Ways.size() > 1 && !isPossible(Call, Way, Context.Current, State))
      continue;
    ProgramStateRef Branch =
        assume(State, Value, Way.Value, C.getSValBuilder());
    if (!Branch)
      continue;
    if (Way.ExceptionBefore)
      Branch = Nulls.answerException(Call, Branch, Asked, /*IsTold=*/true,
                                     *Way.ExceptionBefore);
    follow(Call, {&Way, Branch, Value}, All.Ways.size() == 1);
  }
}

} // namespace pyrefcheck
