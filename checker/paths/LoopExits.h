//===- LoopExits.h - Leaving loops before their last turn -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analysis follows a loop for a few turns. A path that then leaves the loop
// stands for all paths that make more turns: after the loop, its counters are
// unknown, and so is what further turns would do to the items of an array.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_LOOPEXITS_H
#define PYREFCHECK_PATHS_LOOPEXITS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// What the turns of one loop do.
struct LoopDeeds {
  /// The local integer variables that they only increment, or only decrement.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Rising, Falling;
  /// Those that they increment and sometimes set to a number, and that no
  /// nested loop tests in its condition.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Restarted;
  /// The local integer variables that the loop's condition tests.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Asked;
  /// The local pointers that they assign.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Moved;
  /// The local arrays whose items they read, and whose items they write.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Read, Written;
};

/// What the turns of \p Loop, a `for`, `while` or `do` statement, do.
LoopDeeds deedsOf(const clang::Stmt *Loop);

/// Whether another turn may start to increment a variable that was reset.
bool waitsForCount(const LoopDeeds &Deeds, clang::ento::ProgramStateRef State,
                   clang::ento::CheckerContext &C);

/// The state after a loop that could have made more turns, and whose condition
/// can be false in \p State.
clang::ento::ProgramStateRef leaveLoop(const LoopDeeds &Deeds,
                                       const clang::Stmt *Condition,
                                       clang::ento::ProgramStateRef State,
                                       clang::ento::CheckerContext &C);

/// The same for a loop whose condition cannot be false yet on this path: the
/// number of turns is known. \returns null if it is not clear what would make
/// the condition false.
clang::ento::ProgramStateRef endLoop(const LoopDeeds &Deeds,
                                     const clang::Stmt *Condition,
                                     clang::ento::ProgramStateRef State,
                                     clang::ento::CheckerContext &C);

/// The state after a loop that runs until a pointer that it moves is NULL, with
/// more turns than the path made; null for other loops and recorded objects.
clang::ento::ProgramStateRef endWalk(const LoopDeeds &Deeds,
                                     const clang::Stmt *Condition,
                                     clang::ento::ProgramStateRef State,
                                     clang::ento::CheckerContext &C);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_LOOPEXITS_H
