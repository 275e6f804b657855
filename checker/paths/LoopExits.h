//===- LoopExits.h - Leaving loops before their last turn -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A loop is followed for a few turns. A path that leaves it then stands for all
// those that make more turns: what the loop counts is unknown behind it, and so
// is what it would still have found in an array.
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
  /// The local integer variables that they only count up, or only down.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Rising, Falling;
  /// Those that they count up and set to a number at times, and that no loop
  /// within asks for its end.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Restarted;
  /// Those of them that the loop's condition asks.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Asked;
  /// The local pointers that they set.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Moved;
  /// The local arrays whose items they read, and those that they write.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Read, Written;
};

/// What the turns of \p Loop, a `for`, `while` or `do` statement, do.
LoopDeeds deedsOf(const clang::Stmt *Loop);

/// Whether another turn may begin to count what the last one has set back.
bool waitsForCount(const LoopDeeds &Deeds, clang::ento::ProgramStateRef State,
                   clang::ento::CheckerContext &C);

/// The state behind a loop that could have made more turns, and whose condition
/// can be false in \p State.
clang::ento::ProgramStateRef leaveLoop(const LoopDeeds &Deeds,
                                       const clang::Stmt *Condition,
                                       clang::ento::ProgramStateRef State,
                                       clang::ento::CheckerContext &C);

/// The same for one whose condition, as the path knows it, cannot be false yet:
/// a known number of turns. \returns null if it is not understood what would
/// make it false.
clang::ento::ProgramStateRef endLoop(const LoopDeeds &Deeds,
                                     const clang::Stmt *Condition,
                                     clang::ento::ProgramStateRef State,
                                     clang::ento::CheckerContext &C);

/// The state behind a loop that goes on until a pointer that it moves is NULL,
/// after more turns than the path has seen, or null for other loops.
clang::ento::ProgramStateRef endWalk(const LoopDeeds &Deeds,
                                     const clang::Stmt *Condition,
                                     clang::ento::ProgramStateRef State,
                                     clang::ento::CheckerContext &C);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_LOOPEXITS_H
