//===- BodyDuties.h - What a function owes its callers ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The beginning of a function, and how its own contract governs its end: which
// references its parameters bring, and whether each path does to them what an
// annotation says.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_BODYDUTIES_H
#define PYREFCHECK_PATHS_BODYDUTIES_H

#include "PathContext.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace pyrefcheck {

/// The parameters of one function.
class BodyDuties {
public:
  explicit BodyDuties(PathContext &Context) : Context(Context) {}

  /// A path begins.
  void begin(clang::ento::CheckerContext &C);

  /// Reports where the path \p Path of an annotated function treats a parameter
  /// differently from what its annotation says for that outcome.
  /// \param End makes the node of the report.
  void
  holdToOutcome(const SummaryOutcome &Path, const clang::ReturnStmt *RS,
                llvm::function_ref<const clang::ento::ExplodedNode *()> End,
                clang::ento::CheckerContext &C);

  /// Facts about a helper's arguments are part of its summary.
  void markLive(clang::ento::SymbolReaper &Reaper) const {
    for (clang::ento::SymbolRef Sym : Parameters)
      Reaper.markLive(Sym);
  }

private:
  clang::ento::ProgramStateRef
  expectDeletion(clang::ento::ProgramStateRef State,
                 clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  takeOverParameters(clang::ento::ProgramStateRef State,
                     clang::ento::CheckerContext &C) const;
  void watchParameters(clang::ento::ProgramStateRef State,
                       clang::ento::CheckerContext &C);

  PathContext &Context;
  /// The symbols of out-parameters for objects and of `void *` parameters; in a
  /// helper, also those of objects, `int *` parameters and flags.
  llvm::SmallVector<clang::ento::SymbolRef, 4> Parameters;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_BODYDUTIES_H
