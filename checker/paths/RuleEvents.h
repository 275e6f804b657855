//===- RuleEvents.h - Telling rules what happens ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analyzer's callbacks for the path rules, which PathRules.def lists. What
// a call does they are told where it is done, by CallEffects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_RULEEVENTS_H
#define PYREFCHECK_PATHS_RULEEVENTS_H

#include "PathRule.h"
#include "clang/StaticAnalyzer/Core/Checker.h"

namespace pyrefcheck {

class ReferenceChecker;

/// Tells the rules of everything but what calls have done.
class RuleEvents
    : public clang::ento::Checker<
          clang::ento::check::PreCall, clang::ento::check::Bind,
          clang::ento::check::PreStmt<clang::ReturnStmt>,
          clang::ento::check::LiveSymbols, clang::ento::check::EndFunction> {
public:
  /// \param Paths whose function is explored.
  explicit RuleEvents(const ReferenceChecker &Paths) : Paths(Paths) {}

  void checkPreCall(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;
  void checkBind(clang::ento::SVal Loc, clang::ento::SVal Val,
                 const clang::Stmt *S, clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::ReturnStmt *RS,
                    clang::ento::CheckerContext &C) const;
  void checkLiveSymbols(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) const;
  void checkEndFunction(const clang::ReturnStmt *RS,
                        clang::ento::CheckerContext &C) const;

private:
  const ReferenceChecker &Paths;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_RULEEVENTS_H
