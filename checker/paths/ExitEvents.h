//===- ExitEvents.h - Where objects and paths end ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ends of objects and of the function: what is returned, what is owed when
// a path ends, and what only all paths together show.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_EXITEVENTS_H
#define PYREFCHECK_PATHS_EXITEVENTS_H

#include "BodyDuties.h"
#include "HelperFailures.h"
#include "PathContext.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace pyrefcheck {

/// The ends of one function's paths.
class ExitEvents {
public:
  ExitEvents(PathContext &Context, BodyDuties &Duties)
      : Context(Context), Duties(Duties), Helper(Context) {}

  /// \p RS returns its value.
  void giveBack(const clang::ReturnStmt *RS, clang::ento::CheckerContext &C);
  /// A path ends in \p RS, or without a return statement.
  void end(const clang::ReturnStmt *RS, clang::ento::CheckerContext &C);
  /// \p Call may construct an exception. If the function throws it and does not
  /// catch it, the path ends after the call.
  void abandon(const clang::ento::CallEvent &Call,
               clang::ento::CheckerContext &C);
  /// Keeps the symbols alive that are judged when the path ends.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;
  /// Forgets or retires the objects of dead symbols.
  void bury(clang::ento::ProgramStateRef State,
            clang::ento::SymbolReaper &Reaper, clang::ento::CheckerContext &C);

  /// Adds the findings that all paths together show. To be called when all have
  /// been followed, or the budget is used up.
  void judge();
  /// Fixes the summary: what is (or should have been) reported here must not
  /// cascade to callers.
  void mendSummary();

private:
  /// The end of a path, and the one node for all reports there.
  class PathEnd;
  /// What is wrong with an object at the end of a path.
  struct Verdict;
  /// A finding if the function's other paths confirm it.
  struct Candidate {
    MisuseReport Report;
    const clang::ento::ExplodedNode *Node;
    SummaryOutcome Path;
  };

  void checkObject(PathEnd &End, ObjectKey Key);
  std::optional<Verdict> judgeLeak(const PathEnd &End, ObjectKey Key,
                                   const RefState &Ref) const;
  std::optional<Verdict> judgeUnpaid(const PathEnd &End, ObjectKey Key,
                                     const RefState &Ref) const;
  bool dangles(const PathEnd &End, ObjectKey Key, const RefState &Ref) const;
  bool isUnpaidSteal(const PathEnd &End, ObjectKey Key,
                     const RefState &Ref) const;
  void add(PathEnd &End, ObjectKey Key, const RefState &Ref, const Verdict &V);
  void checkBorrowedResult(PathEnd &End);
  void noteGivenTypes(const PathEnd &End);
  bool isForCandidate(const Candidate &Cand) const;
  bool isSurplus(const Candidate &Cand) const;

  PathContext &Context;
  BodyDuties &Duties;
  HelperFailures Helper;
  std::vector<Candidate> Candidates;
  /// The expressions whose added references remain when the function succeeds.
  llvm::DenseSet<const clang::Expr *> AddedOnSuccess;
  /// Those whose references remain when it fails.
  llvm::DenseSet<const clang::Expr *> AddedOnFailure;
  /// Some path returns an object that it has released.
  bool ReturnsReleased = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_EXITEVENTS_H
