//===- CallEvents.h - What a call does --------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Calls, before, while and after the engine evaluates them: which arguments are
// used by passing them, and whether a contract, a summary or the convention
// says what the call does.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_CALLEVENTS_H
#define PYREFCHECK_PATHS_CALLEVENTS_H

#include "Accessors.h"
#include "CallEffects.h"
#include "NullChecks.h"
#include "PathContext.h"
#include "PureCalls.h"
#include "RecentResults.h"
#include "UnknownCalls.h"

namespace pyrefcheck {

/// The calls of one function.
class CallEvents {
public:
  /// \param Rules the rules to notify of calls that have ended.
  CallEvents(PathContext &Context, NullChecks &Nulls, const PathRules &Rules)
      : Context(Context), Nulls(Nulls), Rules(Rules), Pure(Context),
        Recent(Context), Read(Context, Recent), Unknown(Context),
        Effects(Context, Nulls, Pure, Recent, Unknown, Rules) {}

  /// The call, with its contract or summary.
  CallInProgress begin(const clang::ento::CallEvent &Event,
                       clang::ento::CheckerContext &C) const;

  /// A call is about to happen: its arguments are used.
  void before(const clang::ento::CallEvent &Event,
              clang::ento::CheckerContext &C);
  /// Evaluates a call. \returns false if the engine is to evaluate it.
  bool evaluate(const clang::ento::CallEvent &Event,
                clang::ento::CheckerContext &C);
  /// The engine has evaluated a call.
  void after(const clang::ento::CallEvent &Event,
             clang::ento::CheckerContext &C);

  /// Marks symbols that outlive the expressions that they came from.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const {
    Pure.markLive(State, Reaper);
    Recent.markLive(State, Reaper);
  }
  /// Forgets results that depend on dead symbols.
  clang::ento::ProgramStateRef bury(clang::ento::ProgramStateRef State,
                                    clang::ento::SymbolReaper &Reaper) const {
    return Recent.bury(State, Reaper);
  }
  /// See RecentResults::write().
  clang::ento::ProgramStateRef
  write(clang::ento::ProgramStateRef State,
        llvm::ArrayRef<const clang::ento::MemRegion *> Regions,
        const clang::ento::CallEvent *Call) const {
    return Recent.write(State, Regions, Call);
  }

private:
  bool evaluateCast(const CallInProgress &Call) const;
  bool evaluateAccessor(const CallInProgress &Call);
  bool returnsState(const CallInProgress &Call) const;
  bool evaluateAgain(const CallInProgress &Call);
  clang::ento::ProgramStateRef useArgument(const CallInProgress &Call,
                                           unsigned I, bool &Reported,
                                           clang::ento::ProgramStateRef State);
  bool applySummary(const CallInProgress &Call);
  clang::ento::ProgramStateRef
  applyConvention(const CallInProgress &Call) const;
  clang::ento::ProgramStateRef runBody(const CallInProgress &Call) const;
  bool applyDestructor(const CallInProgress &Call);

  PathContext &Context;
  NullChecks &Nulls;
  const PathRules &Rules;
  PureCalls Pure;
  RecentResults Recent;
  Accessors Read;
  UnknownCalls Unknown;
  CallEffects Effects;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_CALLEVENTS_H
