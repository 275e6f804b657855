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
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <utility>

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
  void markLive(clang::ento::SymbolReaper &Reaper) const;

private:
  /// A function, as its declaration or contract, its first argument and what
  /// tells the values of its second apart.
  using Key = std::pair<std::pair<const void *, const clang::ento::MemRegion *>,
                        const void *>;

  Key keyOf(const CallInProgress &Call) const;
  bool isRuledOut(const CallInProgress &Call) const;

  PathContext &Context;
  llvm::DenseMap<Key, clang::ento::SVal> Results;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PURECALLS_H
