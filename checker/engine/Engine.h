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
  /// Nodes of the exploded graphs of the functions explored in this run.
  uint64_t Nodes = 0;
  /// Names of the functions whose exploration ran out of budget or did not end
  /// before the deadline: findings may be missing there.
  std::vector<std::string> OutOfBudget;
  /// Whether the deadline cut some exploration short.
  bool DeadlinePassed = false;
  /// Names of the functions that are not analysed, or whose findings are not
  /// reported, because their code is invalid.
  std::vector<std::string> Skipped;
  /// For each finding that cannot be reported because the engine gave no path,
  /// the name of its function.
  std::vector<std::string> Lost;
  /// CPU time. The host sets Parse.
  PhaseTimes Times;
};

struct EngineResult {
  /// In source order, including suppressed ones.
  std::vector<Finding> Findings;
  EngineStatistics Statistics;
  /// With EngineOptions::InferContracts; in no particular order.
  std::vector<InferredContract> Inferred;
  /// The suppressions in the source that name our rules.
  std::vector<SourceSuppression> Suppressions;
  /// The result depends on other files only through facts about these names.
  std::vector<AskedOfOtherFiles> Asked;
};

/// The Python version of the headers that the translation unit includes, or
/// nothing if it does not include Python.h.
std::optional<PyVersion> versionOfHeaders(clang::Preprocessor &PP);

/// Analyses the translation unit of \p Context. Never touches its diagnostics.
/// \param Roots analyse only these top-level declarations; empty: all that are
/// in the main file or included by it outside system headers.
/// \param Cache the results of earlier analyses of the same file, or null;
/// updated.
EngineResult analyze(clang::ASTContext &Context, clang::Preprocessor &PP,
                     const ContractSet &Contracts, const EngineOptions &Options,
                     llvm::ArrayRef<clang::Decl *> Roots = {},
                     FunctionCache *Cache = nullptr);

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_ENGINE_H
