//===- RuleEvents.h - Notifying rules of events -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analyzer's callbacks for the path rules, which PathRules.def lists.
// CallEffects and CallEvents notify the rules of what a call has done.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_RULEEVENTS_H
#define PYREFCHECK_PATHS_RULEEVENTS_H

#include "PathRule.h"
#include "clang/StaticAnalyzer/Core/Checker.h"

namespace pyrefcheck {

class ReferenceChecker;

/// Notifies the rules of all events except what calls have done.
class RuleEvents
    : public clang::ento::Checker<
          clang::ento::check::PreCall, clang::ento::check::Bind,
          clang::ento::check::PreStmt<clang::ReturnStmt>,
          clang::ento::check::LiveSymbols, clang::ento::check::EndFunction> {
public:
  /// \param Paths the checker that explores the function.
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
