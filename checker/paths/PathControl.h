//===- PathControl.h - Which paths are worth following ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Keeps the exploration small without losing what matters for ownership:
// - a path leaves a loop if one more turn cannot show anything new (the turn
//   before changed no reference), or after the allowed number of turns;
// - the NULL tests inside Py_CLEAR, Py_XDECREF, Py_VISIT and similar macros do
//   not split the path: with NULL these macros do nothing;
// - if Cython's output has several ways for one call, the general one is taken;
// - once a function has used some of its budget, a path ends at a branch where
//   other paths have shown all that it could show (BranchCoverage).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PATHCONTROL_H
#define PYREFCHECK_PATHS_PATHCONTROL_H

#include "BranchCoverage.h"
#include "LoopExits.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "llvm/ADT/DenseMap.h"
#include <chrono>
#include <optional>

namespace pyrefcheck {

class PathControl
    : public clang::ento::Checker<clang::ento::check::BranchCondition,
                                  clang::ento::check::PreCall,
                                  clang::ento::check::LiveSymbols> {
public:
  using Time = std::chrono::steady_clock::time_point;

  /// \param MaxNodes see EngineOptions::MaxNodes.
  /// \param Deadline see EngineOptions::Deadline.
  PathControl(unsigned MaxTurns, unsigned MaxNodes,
              std::optional<Time> Deadline)
      : MaxTurns(MaxTurns), MaxNodes(MaxNodes), Deadline(Deadline) {}

  /// Prepares for \p FD, which is analysed next.
  void startFunction(const clang::FunctionDecl *FD);

  void checkBranchCondition(const clang::Stmt *Condition,
                            clang::ento::CheckerContext &C) const;
  void checkPreCall(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;

  /// Counts the cost of states with many objects.
  void checkLiveSymbols(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) const;

  /// Whether the deadline has passed.
  bool isTooLate() const {
    return Deadline && std::chrono::steady_clock::now() >= *Deadline;
  }

  /// Whether the exploration of the function ends here: the deadline has
  /// passed, or large states have used up the budget. The engine counts its
  /// steps, but the cost of a step depends on how many objects are alive.
  bool isOver() const { return Surcharge >= MaxNodes || isTooLate(); }

private:
  /// A part of a loop's condition that is evaluated separately.
  struct LoopTest {
    const clang::Stmt *Loop;
    /// The loop around it, or null.
    const clang::Stmt *Outer;
    /// The first part evaluated in each turn.
    bool IsFirst;
  };

  void addTests(const LoopTest &Test, const clang::Expr *Condition);
  void controlLoop(const clang::Stmt *Condition, const LoopTest &Test,
                   clang::ento::CheckerContext &C) const;

  /// Whether earlier paths that reached \p Condition showed all that this one
  /// could show.
  bool bringsNothingNew(const clang::Stmt *Condition,
                        clang::ento::CheckerContext &C) const;

  unsigned MaxTurns, MaxNodes;
  mutable BranchCoverage Coverage;
  /// The nodes of the function so far.
  mutable int64_t Nodes = 0;
  /// The cost of large states in the function so far, in steps.
  mutable uint64_t Surcharge = 0;
  std::optional<Time> Deadline;
  /// The analysed function is Cython's output.
  bool IsCython = false;
  llvm::DenseMap<const clang::Stmt *, LoopTest> Tests;
  llvm::DenseMap<const clang::Stmt *, LoopDeeds> Loops;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PATHCONTROL_H
