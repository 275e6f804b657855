//===- PureCalls.h - Calls that return the same result ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The values of calls whose result depends on their arguments alone.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PURECALLS_H
#define PYREFCHECK_PATHS_PURECALLS_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "PureResults.h"
#include <optional>

namespace pyrefcheck {

/// The calls of one function that return the same for the same arguments.
class PureCalls {
public:
  explicit PureCalls(PathContext &Context) : Context(Context) {}

  /// The value of a call whose contract calls it pure, if it is worth
  /// remembering: a result used once is of no use later, and every result that
  /// is kept prevents paths from merging.
  std::optional<clang::ento::SVal> result(const CallInProgress &Call);

  /// The value that the first such call of the function returned.
  clang::ento::SVal sameAsBefore(const CallInProgress &Call);

  /// Keeps the results alive: accessors return the same objects again.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;

private:
  static PureCall keyOf(const CallInProgress &Call);
  bool isRuledOut(const CallInProgress &Call) const;
  /// The answer that the type of the object implies, if it is known.
  std::optional<bool> answerByType(const CallInProgress &Call) const;

  PathContext &Context;
  PureResults Results;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PURECALLS_H
