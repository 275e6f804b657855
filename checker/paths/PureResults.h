//===- PureResults.h - Calls that return the same again ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that returns the same for the same arguments returns the value
// that it returned to the first such call of the analysed function. The results
// belong to the function, not to a path: a path that has asked and one that has
// not are no different for it.
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

/// What tells one call from another.
struct PureCall {
  /// The function, as its declaration or contract.
  const void *Callee = nullptr;
  /// The region of the first argument, or null.
  const clang::ento::MemRegion *Argument = nullptr;
  /// What tells the values of the second argument apart, or null.
  const void *Second = nullptr;
};

/// The results of one function's pure calls.
class PureResults {
public:
  /// The result of \p Call, or null if it has not been asked for yet.
  const clang::ento::SVal *find(const PureCall &Call) const;

  /// The result of \p Call; \p Make makes it if this is the first such call, on
  /// a path where \p State holds.
  clang::ento::SVal get(const PureCall &Call,
                        clang::ento::ProgramStateRef State,
                        llvm::function_ref<clang::ento::SVal()> Make);

  /// The argument for which a call with one argument returned \p Result, or
  /// null.
  ObjectKey argumentOf(clang::ento::SymbolRef Result) const {
    return Arguments.lookup(Result);
  }

  /// True if \p Matches a known call that differs from \p Call in the second
  /// argument only.
  bool anyOther(
      const PureCall &Call,
      llvm::function_ref<bool(const void *Second, clang::ento::SVal Result)>
          Matches) const;

  /// Keeps the constraints on the results that may be asked for again in
  /// \p State.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;

private:
  using Question = std::pair<const void *, const clang::ento::MemRegion *>;
  using Answers =
      llvm::SmallVector<std::pair<const void *, clang::ento::SVal>, 1>;

  llvm::DenseMap<Question, Answers> Known;
  llvm::DenseMap<clang::ento::SymbolRef, ObjectKey> Arguments;
  /// The symbols to keep for as long as each object is known, and those to keep
  /// in any case.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<clang::ento::SymbolRef, 2>>
      OfObject;
  llvm::SmallVector<clang::ento::SymbolRef, 8> Always;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PURERESULTS_H
