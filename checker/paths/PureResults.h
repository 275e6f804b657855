//===- PureResults.h - Calls that return the same result --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pure function returns the same value to all calls with the same arguments
// in the analysed function: the one that it returned to the first. The results
// belong to the function, not to a path: they do not distinguish a path that
// made the call from one that did not.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PURERESULTS_H
#define PYREFCHECK_PATHS_PURERESULTS_H

#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SVals.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <utility>

namespace pyrefcheck {

/// What distinguishes one call from another.
struct PureCall {
  /// The function, as its declaration or contract.
  const void *Callee = nullptr;
  /// The region of the first argument, or null.
  const clang::ento::MemRegion *Argument = nullptr;
  /// What distinguishes the values of the second argument, or null.
  const void *Second = nullptr;
};

/// The results of one function's pure calls.
class PureResults {
public:
  /// The result of \p Call, or null if it has not been requested yet.
  const clang::ento::SVal *find(const PureCall &Call) const;

  /// The result of \p Call; \p Make makes it if this is the first such call, on
  /// a path with \p State.
  clang::ento::SVal get(const PureCall &Call,
                        clang::ento::ProgramStateRef State,
                        llvm::function_ref<clang::ento::SVal()> Make);

  /// The argument for which a call with one argument returned \p Result, or
  /// null.
  ObjectKey argumentOf(clang::ento::SymbolRef Result) const {
    return Arguments.lookup(Result);
  }

  /// True if \p Matches accepts a known call that differs from \p Call only in
  /// the second argument.
  bool anyOther(
      const PureCall &Call,
      llvm::function_ref<bool(const void *Second, clang::ento::SVal Result)>
          Matches) const;

  /// Keeps the constraints on the results that may be requested again in
  /// \p State.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;

private:
  using Question = std::pair<const void *, const clang::ento::MemRegion *>;
  using Answers =
      llvm::SmallVector<std::pair<const void *, clang::ento::SVal>, 1>;

  llvm::DenseMap<Question, Answers> Known;
  llvm::DenseMap<clang::ento::SymbolRef, ObjectKey> Arguments;
  /// The symbols to keep while an object is known, and those to keep always.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<clang::ento::SymbolRef, 2>>
      OfObject;
  llvm::SmallVector<clang::ento::SymbolRef, 8> Always;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PURERESULTS_H
