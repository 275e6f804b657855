//===- RecentResults.h - Results of repeated calls --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that only reads returns what it returned to the last call with the
// same arguments, unless something was written in between. Only calls that a
// body repeats are remembered: every result that is kept prevents paths from
// merging.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_RECENTRESULTS_H
#define PYREFCHECK_PATHS_RECENTRESULTS_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <deque>

namespace pyrefcheck {

/// The parts of a call that determine its result.
struct RecentQuestion : llvm::FoldingSetNode {
  /// The function, by its canonical declaration.
  const clang::FunctionDecl *Callee = nullptr;
  clang::QualType Result;
  /// What distinguishes the arguments: regions, symbols, numbers, strings.
  llvm::SmallVector<const void *, 3> Given;
  /// The regions among them, and the symbols of all of them.
  llvm::SmallVector<const clang::ento::MemRegion *, 2> Regions;
  llvm::SmallVector<clang::ento::SymbolRef, 2> Symbols;
  /// What it reads; if null, what its contract says.
  const ReadPlaces *Reads = nullptr;
  /// It reads from something that loses items while it lives.
  bool FromMutable = false;

  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// The calls of one function that may have been made before.
class RecentResults {
public:
  explicit RecentResults(PathContext &Context) : Context(Context) {}

  /// The question that \p Call asks; null if it is not worth remembering, or if
  /// the call may do more than read.
  const RecentQuestion *questionOf(const CallInProgress &Call);
  /// The question that a call of \p FD asks; null if it may do more than read.
  /// \param Of the call on the path through which it is made.
  const RecentQuestion *question(const clang::FunctionDecl *FD,
                                 llvm::ArrayRef<clang::ento::SVal> Given,
                                 const CallInProgress &Of);
  bool hasContract(const clang::FunctionDecl *FD) const;
  /// How often the function calls \p FD, if that only reads, directly or
  /// through other such functions.
  unsigned timesAsked(const clang::FunctionDecl *FD);

  /// The value of the call that asks \p Q: the last answer, or a new one.
  clang::ento::SVal answer(const RecentQuestion &Q,
                           clang::ento::ProgramStateRef State,
                           const CallInProgress &Of) const;
  /// The state in which \p Q has the answer \p Answer, if it can be kept.
  clang::ento::ProgramStateRef remember(clang::ento::ProgramStateRef State,
                                        const RecentQuestion &Q,
                                        clang::ento::SVal Answer) const;
  /// If \p Call, which has succeeded, puts an item under a key, those who look
  /// for that key find something.
  clang::ento::ProgramStateRef expectItem(const CallInProgress &Call,
                                          clang::ento::ProgramStateRef State);
  /// The question that \p V was created to answer, or null.
  const RecentQuestion *questionBehind(clang::ento::SVal V) const;

  /// Memory has changed.
  /// \param Call the call that may have changed it; if null, a store did.
  clang::ento::ProgramStateRef
  write(clang::ento::ProgramStateRef State,
        llvm::ArrayRef<const clang::ento::MemRegion *> Regions,
        const clang::ento::CallEvent *Call) const;
  /// The object \p Key may have lost what it holds.
  clang::ento::ProgramStateRef mutate(clang::ento::ProgramStateRef State,
                                      ObjectKey Key) const;
  /// Foreign code has run.
  clang::ento::ProgramStateRef
  runCode(clang::ento::ProgramStateRef State) const;

  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;
  /// Forgets the answers that no call can request again.
  clang::ento::ProgramStateRef bury(clang::ento::ProgramStateRef State,
                                    clang::ento::SymbolReaper &Reaper) const;

private:
  bool isAskedAgain(const CallInProgress &Call);
  static bool add(RecentQuestion &Q, clang::ento::SVal Argument,
                  clang::ASTContext &AST);
  bool keepsAll(const clang::ento::CallEvent &Call,
                const RecentQuestion &Q) const;

  PathContext &Context;
  llvm::FoldingSet<RecentQuestion> Known;
  std::deque<RecentQuestion> Questions;
  llvm::DenseSet<const void *> Tags;
  /// For each function, its calls that are written more than once.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallPtrSet<const clang::Expr *, 4>>
      Again;
  /// The functions that look for keys under which items were put.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 2> Expecting;
  /// See timesAsked(), which computes it once.
  std::optional<llvm::DenseMap<const clang::FunctionDecl *, unsigned>> Asked;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_RECENTRESULTS_H
