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
  /// Their answer; see SummaryTable::answer().
  uint64_t Answer = 0;
  /// AskedOfOtherFiles::Conclusions.
  std::vector<unsigned> Conclusions;

  /// Whether the answer \p Other would have led to the same result.
  bool isAnsweredBy(uint64_t Other) const;

  bool operator==(const AskedName &O) const {
    return Name == O.Name && Answer == O.Answer;
  }
};

/// The result of the analysis of one file.
struct FileResult {
  std::string File;
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedSuppression> Suppressions;
  EngineStatistics Statistics;
  std::vector<InferredContract> Inferred;
  /// What was asked of other files; the result depends on nothing else there.
  std::vector<AskedName> Asked;
  /// All files that were read or looked for.
  std::vector<InputFile> Inputs;
  /// Whether the same inputs would give the same result again.
  bool Repeatable = true;
  /// The compiler's messages about errors in the file, without warnings.
  std::string ErrorText;
  unsigned Errors = 0;
  bool MissesPythonHeader = false;
  /// Other headers that were not found, as the #include names them.
  std::vector<std::string> MissingHeaders = {};
  /// Why the analysis did not finish: "crashed (Aborted)"; only File and Output
  /// are then set. Empty if it finished.
  std::string Death = "";
  /// What the compiler or the engine wrote to standard output and error.
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
  /// The versions of Python whose rules apply, each in a separate analysis; if
  /// empty, that of the options.
  llvm::ArrayRef<PyVersion> Pythons = {};

  /// Analyses \p File, an absolute path, with each of its compile commands. A
  /// crash ends the process: to be called in a child.
  FileResult analyse(llvm::StringRef File, const ContractSet &Contracts) const;

  /// The commands of \p File, an absolute path, with the flags that
  /// driverFlags() keeps; without duplicates.
  std::vector<clang::tooling::CompileCommand>
  commandsOf(llvm::StringRef File) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_FILEANALYSIS_H
