//===- CallEffects.h - Applying the outcomes of a call ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The only place where a call changes a path: each possible outcome becomes a
// branch, on which its deeds become operations.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_CALLEFFECTS_H
#define PYREFCHECK_PATHS_CALLEFFECTS_H

#include "CallInProgress.h"
#include "NullChecks.h"
#include "Outputs.h"
#include "PathContext.h"
#include "PathRule.h"
#include "PureCalls.h"
#include "RecentResults.h"
#include "UnknownCalls.h"
#include "summaries/CallOutcomes.h"

namespace pyrefcheck {

/// Whether the path of a helper has called code that any class can define: see
/// EffectCallsObjects.
bool hasCalledObjects(clang::ento::ProgramStateRef State);

/// Applies the outcomes of calls.
class CallEffects {
public:
  /// \param Rules the rules to notify of each outcome that is followed.
  CallEffects(PathContext &Context, NullChecks &Nulls, PureCalls &Pure,
              RecentResults &Recent, const UnknownCalls &Unknown,
              const PathRules &Rules)
      : Context(Context), Nulls(Nulls), Pure(Pure), Recent(Recent),
        Unknown(Unknown), Rules(Rules), Memory(Context) {}

  /// Evaluates a call of a function with a contract.
  void evaluate(const CallInProgress &Call);

  /// Applies the summary of the callee after the engine has evaluated the call.
  void apply(const CallInProgress &Call);

private:
  /// A possible outcome: the state in which it happens, and the value of the
  /// call.
  struct Branch {
    const CallOutcome *Way;
    clang::ento::ProgramStateRef State;
    clang::ento::SVal Value;
  };
  using Branches = llvm::SmallVector<Branch, 3>;

  void note(const CallInProgress &Call, const CallOutcomes &All);
  clang::ento::ProgramStateRef runCode(const CallInProgress &Call,
                                       const CallOutcomes &All) const;
  clang::ento::SVal makeValue(const CallInProgress &Call,
                              const CallOutcomes &All,
                              const RecentQuestion *Asked);
  bool onlyLooks(const CallInProgress &Call) const;
  bool tellsNumbersApart(const CallInProgress &Call) const;
  clang::ento::ProgramStateRef
  answerException(const CallInProgress &Call, clang::ento::SVal Value,
                  clang::ento::ProgramStateRef State) const;
  bool countReferences(const CallInProgress &Call,
                       clang::ento::SVal Value) const;
  /// \param IsOnly the path has no other outcome of the call.
  void follow(const CallInProgress &Call, const Branch &B, bool IsOnly);

  clang::ento::ProgramStateRef applyDeed(const CallInProgress &Call,
                                         const CallDeed &D,
                                         clang::ento::SVal Value,
                                         clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  applyToObject(const CallInProgress &Call, const CallDeed &D, ObjectKey Key,
                ObjectKey Other, clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef count(const CallInProgress &Call,
                                     const CallDeed &D, ObjectKey Key,
                                     clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef steal(const CallInProgress &Call,
                                     const CallDeed &D, ObjectKey Key,
                                     ObjectKey Into,
                                     clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef replaceItem(const CallInProgress &Call,
                                           const CallDeed &D,
                                           const clang::CallExpr &First,
                                           clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef freeMemory(const CallInProgress &Call,
                                          const CallDeed &D, ObjectKey Key,
                                          clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef mayTake(const CallInProgress &Call,
                                       const CallDeed &D, ObjectKey Key,
                                       clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  takeFromTarget(const CallInProgress &Call, const CallDeed &D,
                 clang::ento::ProgramStateRef State);

  clang::ento::ProgramStateRef applyResult(const CallInProgress &Call,
                                           const ResultDeed &D,
                                           clang::ento::SVal Value,
                                           clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  returnArgument(const CallInProgress &Call, const ResultDeed &D,
                 ObjectKey Result, clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  returnBorrowed(const CallInProgress &Call, const ResultDeed &D,
                 ObjectKey Result, clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  returnNew(const CallInProgress &Call, const ResultDeed &D, ObjectKey Result,
            clang::ento::ProgramStateRef State) const;

  PathContext &Context;
  NullChecks &Nulls;
  PureCalls &Pure;
  RecentResults &Recent;
  const UnknownCalls &Unknown;
  const PathRules &Rules;
  Outputs Memory;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_CALLEFFECTS_H
