//===- ErrorIndicator.cpp - Whether an exception is set ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorIndicator.h"
#include "CallInProgress.h"
#include "PathContext.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "source/TranslationUnit.h"
#include "summaries/CallOutcomes.h"
#include "summaries/Summary.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

namespace {

/// What is known of the indicator.
enum Indicator : unsigned { Unknown, Clear, Set };

/// How the path relates to the indicator at the call of the function: it is
/// unchanged; the path was taken because it was clear, or set; not at all,
/// since something has written it.
enum EntryIndicator : unsigned { Untouched, WasClear, WasSet, Written };

} // namespace

REGISTER_TRAIT_WITH_PROGRAMSTATE(KnownIndicator, unsigned)
REGISTER_TRAIT_WITH_PROGRAMSTATE(IndicatorAtEntry, unsigned)

namespace pyrefcheck {

/// True also for calls that only run destructors: these keep the exception that
/// is set (Objects/typeobject.c, subtype_dealloc).
bool leavesException(const Contract &Ct) {
  if (Ct.has(EffectSetsException) || Ct.has(EffectClearsException))
    return false;
  if (Ct.has(EffectTellsException))
    return true;
  if (!Ct.has(EffectRunsPython))
    return Ct.Result.Fails == FailsWith::Nothing &&
           (Ct.Result.Null == NullWhen::Never ||
            Ct.Result.Kind == ResultKind::NotAReference);
  return llvm::any_of(Ct.Args, [](const ArgContract &A) {
    return A.Effect == ArgEffect::Decrements || A.Effect == ArgEffect::Clears;
  });
}

/// The indicator after a call with the contract \p Ct that ended as \p Way.
static unsigned indicatorAfter(const Contract &Ct, const CallOutcome &Way,
                               bool IsOnly, unsigned Before) {
  if (Ct.has(EffectSetsException))
    return Set;
  if (Ct.has(EffectClearsException))
    return Clear;
  if (Ct.has(EffectMatchesException) && !IsOnly && Way.Succeeds)
    return Set;
  if (Ct.has(EffectTellsException) && !IsOnly)
    return Way.Succeeds ? Set : Clear;
  if (leavesException(Ct))
    return Before;
  if (IsOnly && !Way.IsCertain)
    // It may have failed; an exception that was set stays.
    return Before == Set ? Set : Unknown;
  if (!Way.Succeeds)
    return Ct.Result.Exception == ExceptionOnFailure::Always ? Set
           : Before == Set                                   ? Set
                                                             : Unknown;
  // While an exception is set, nobody calls what may set one, except to clean
  // up (C API manual, Exception Handling).
  return Before == Set ? Set : Clear;
}

/// The indicator after a call of a function with a summary, or of an unknown
/// one.
static unsigned indicatorAfter(const FunctionSummary *Known,
                               const CallOutcome &Way, unsigned Before) {
  if (!Known)
    return Unknown;
  return Way.SetsException || (Before == Set && !Known->ClearsException)
             ? Set
             : Unknown;
}

bool followsException(const PathContext &Context) {
  return Context.Body.AsksException ||
         (Context.Current.role() == FunctionRole::Helper &&
          Context.function()->getReturnType()->isPointerType());
}

ProgramStateRef noteException(const CallInProgress &Call,
                              const CallOutcome &Way, bool IsOnly,
                              const PathContext &Context,
                              ProgramStateRef State) {
  if (!followsException(Context))
    return State;
  const unsigned Before = State->get<KnownIndicator>();
  const unsigned After = Call.Ct ? indicatorAfter(*Call.Ct, Way, IsOnly, Before)
                                 : indicatorAfter(Call.Known, Way, Before);
  if (State->get<IndicatorAtEntry>() == Untouched) {
    if (Call.Ct && Call.Ct->has(EffectTellsException) && After != Unknown)
      State = State->set<IndicatorAtEntry>(After == Set ? +WasSet : +WasClear);
    else if (!Call.Ct || !leavesException(*Call.Ct))
      State = State->set<IndicatorAtEntry>(Written);
  }
  return After == Before ? State : State->set<KnownIndicator>(After);
}

ProgramStateRef noteNull(ObjectKey Key, const PathContext &Context,
                         ProgramStateRef State) {
  const RefState *RS = recorded(State, Key);
  if (!followsException(Context) || !RS || !RS->Arrival.Unchecked ||
      !isNull(State, Key))
    return State;
  const Contract *Ct = Context.contractOf(*RS);
  State = settle(State, Key);
  return Ct && Ct->Result.Null == NullWhen::OnError &&
                 Ct->Result.Exception == ExceptionOnFailure::Always &&
                 State->get<KnownIndicator>() != Set
             ? State->set<KnownIndicator>(Set)
             : State;
}

ProgramStateRef noteNulls(const PathContext &Context, ProgramStateRef State) {
  if (followsException(Context))
    for (const auto &[Key, RS] : watched(State))
      State = noteNull(Key, Context, State);
  return State;
}

bool endsWithException(const PathContext &Context, ProgramStateRef State) {
  return isExceptionSet(noteNulls(Context, State)).value_or(false);
}

bool mayClearException(const CallInProgress &Call) {
  return Call.Ct      ? Call.Ct->has(EffectClearsException)
         : Call.Known ? Call.Known->ClearsException
                      : true;
}

std::optional<bool> exceptionAtEntry(ProgramStateRef State) {
  switch (State->get<IndicatorAtEntry>()) {
  case WasClear:
    return false;
  case WasSet:
    return true;
  default:
    return std::nullopt;
  }
}

std::optional<bool> isExceptionSet(ProgramStateRef State) {
  switch (State->get<KnownIndicator>()) {
  case Clear:
    return false;
  case Set:
    return true;
  default:
    return std::nullopt;
  }
}

} // namespace pyrefcheck
