//===- Engine.h - Analysing one translation unit ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one entry point that all hosts call: it runs Clang's path-sensitive
// engine with our checker, our settings and our budget over the functions of a
// parsed translation unit that touch Python objects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_ENGINE_H
#define PYREFCHECK_ENGINE_ENGINE_H

#include "EngineOptions.h"
#include "PhaseTimes.h"
#include "contracts/Contract.h"
#include "contracts/InferredContract.h"
#include "findings/Finding.h"
#include "findings/SourceSuppressions.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace clang {
class ASTContext;
class Decl;
class Preprocessor;
} // namespace clang

namespace pyrefcheck {

class ContractSet;
class FunctionCache;

/// What was and was not analysed.
struct EngineStatistics {
  /// Functions with a body that touch Python objects.
  unsigned Functions = 0;
  /// Nodes of the exploded graphs of those that were explored just now.
  uint64_t Nodes = 0;
  /// Names of those whose exploration ran out of budget or did not end before
  /// the deadline: findings may be missing there.
  std::vector<std::string> OutOfBudget;
  /// There are some of the latter.
  bool DeadlinePassed = false;
  /// Names of those that could not be analysed, or whose findings are not told:
  /// invalid code.
  std::vector<std::string> Skipped;
  /// For each finding of which the engine gave no path, so that it cannot be
  /// reported, the name of its function.
  std::vector<std::string> Lost;
  /// CPU time; Parse is left to the host.
  PhaseTimes Times;
};

struct EngineResult {
  /// In source order; those that are suppressed too.
  std::vector<Finding> Findings;
  EngineStatistics Statistics;
  /// If asked for; in no order.
  std::vector<InferredContract> Inferred;
  /// Those in the source that name rules of ours.
  std::vector<SourceSuppression> Suppressions;
  /// The result depends on other files only by what they tell of these names.
  std::vector<AskedOfOtherFiles> Asked;
};

/// The version of Python that the headers of the translation unit are of, or
/// nothing if it has none: it includes no Python.h.
std::optional<PyVersion> versionOfHeaders(clang::Preprocessor &PP);

/// Analyses the translation unit of \p Context. Never touches its diagnostics.
/// \param Roots analyse only these top-level declarations; empty: all that are
/// in the main file or included by it outside system headers.
/// \param Cache what earlier analyses of the same file gave, if it is analysed
/// again and again; brought up to date.
EngineResult analyze(clang::ASTContext &Context, clang::Preprocessor &PP,
                     const ContractSet &Contracts, const EngineOptions &Options,
                     llvm::ArrayRef<clang::Decl *> Roots = {},
                     FunctionCache *Cache = nullptr);

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_ENGINE_H
