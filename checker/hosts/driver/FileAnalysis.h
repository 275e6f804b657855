//===- FileAnalysis.h - Parsing and analysing one file ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_FILEANALYSIS_H
#define PYREFCHECK_HOSTS_DRIVER_FILEANALYSIS_H

#include "core/Engine.h"
#include "report/ReportedFinding.h"

namespace clang::tooling {
class CompilationDatabase;
} // namespace clang::tooling

namespace pyrefcheck {

/// What one file gave.
struct FileResult {
  std::string File;
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedSuppression> Suppressions;
  EngineStatistics Statistics;
  std::vector<InferredContract> Inferred;
  /// Functions of other files of which nothing was known.
  std::vector<std::string> Unknown;
  /// All files that were read.
  std::vector<std::string> Read;
  /// What the compiler said about the file's errors; warnings are not shown.
  std::string ErrorText;
  unsigned Errors = 0;
  bool MissesPythonHeader = false;
  /// The compiler or the engine crashed: the other members may be incomplete.
  bool Crashed = false;

  bool analysed() const { return Errors == 0 && !Crashed; }
  /// "2 errors", "internal error"; empty if the file was analysed.
  std::string trouble() const;
};

/// How the files of a run are analysed. Several threads may share one.
struct FileAnalyser {
  const clang::tooling::CompilationDatabase &Commands;
  const ContractSet &Contracts;
  const EngineOptions &Options;
  std::string ResourceDirectory;

  /// Analyses the absolute \p File with each of its compile commands.
  FileResult analyse(llvm::StringRef File) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_FILEANALYSIS_H
