//===- FileAnalysis.h - Parsing and analysing one file ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_FILEANALYSIS_H
#define PYREFCHECK_PROGRAM_FILEANALYSIS_H

#include "InputRecorder.h"
#include "engine/Engine.h"
#include "report/ReportedFinding.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace pyrefcheck {

/// A name that an analysis asked other files about.
struct AskedName {
  std::string Name;
  /// SummaryTable::answer() of what they said.
  uint64_t Answer = 0;
  /// AskedOfOtherFiles::Conclusions.
  std::vector<unsigned> Conclusions;

  /// Whether \p Other would have given the same result.
  bool isAnsweredBy(uint64_t Other) const;

  bool operator==(const AskedName &O) const {
    return Name == O.Name && Answer == O.Answer;
  }
};

/// The result of one file.
struct FileResult {
  std::string File;
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedSuppression> Suppressions;
  EngineStatistics Statistics;
  std::vector<InferredContract> Inferred;
  /// What was asked of other files: nothing else in them counts.
  std::vector<AskedName> Asked;
  /// All files that were read, or looked for.
  std::vector<InputFile> Inputs;
  /// The same inputs would give the same result again.
  bool Repeatable = true;
  /// The compiler's text on the file's errors; warnings are not shown.
  std::string ErrorText;
  unsigned Errors = 0;
  bool MissesPythonHeader = false;
  /// Other headers that were not found, as they are included.
  std::vector<std::string> MissingHeaders = {};
  /// Why the analysis did not finish: "crashed (Aborted)". Then only File and
  /// Output are set. Empty if it finished.
  std::string Death = "";
  /// What the compiler or the engine wrote to standard error in the meantime.
  std::string Output = "";

  bool analysed() const { return Errors == 0 && Death.empty(); }
  /// "2 errors", "the analysis crashed (Aborted)"; empty if the file was
  /// analysed.
  std::string trouble() const;
};

/// How the files of a run are analysed.
struct FileAnalyser {
  const clang::tooling::CompilationDatabase &Commands;
  const EngineOptions &Options;
  std::string ResourceDirectory;
  /// The versions of Python whose rules apply, each in an analysis of its own;
  /// empty: that of the options.
  llvm::ArrayRef<PyVersion> Pythons = {};

  /// Analyses the absolute \p File with each of its compile commands. A crash
  /// ends the process: to be called in a child.
  FileResult analyse(llvm::StringRef File, const ContractSet &Contracts) const;

  /// The commands of the absolute \p File, with the flags that driverFlags()
  /// keeps; each once.
  std::vector<clang::tooling::CompileCommand>
  commandsOf(llvm::StringRef File) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_FILEANALYSIS_H
