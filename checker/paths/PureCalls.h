//===- PureCalls.h - Calls that return the same again -----------*- C++ -*-===//
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

  /// The value of a call that a contract calls pure, where it is worth
  /// remembering: what is asked once is of no use later, and every answer that
  /// is kept keeps paths apart.
  std::optional<clang::ento::SVal> result(const CallInProgress &Call);

  /// The value that the first such call of the function returned.
  clang::ento::SVal sameAsBefore(const CallInProgress &Call);

  /// What an accessor gave is what it will give, and so are its fields.
  void markLive(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) const;

private:
  static PureCall keyOf(const CallInProgress &Call);
  bool isRuledOut(const CallInProgress &Call) const;
  /// The answer that the type of the object has, if it is known.
  std::optional<bool> answerByType(const CallInProgress &Call) const;

  PathContext &Context;
  PureResults Results;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PURECALLS_H
