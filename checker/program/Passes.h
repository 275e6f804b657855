//===- Passes.h - Analysing the files of a program --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Analyses all files, callees before callers, and some of them again, until
// every file has been analysed with the final summaries.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_PASSES_H
#define PYREFCHECK_PROGRAM_PASSES_H

#include "ChildProcesses.h"
#include "FileAnalysis.h"
#include "SummaryTable.h"
#include "contracts/ContractSet.h"
#include "report/PathNames.h"

namespace pyrefcheck {

class ResultCache;

/// The results of all files of a program.
struct ProgramResult {
  /// In the order in which they were given.
  std::vector<FileResult> Files;
  /// What was inferred in them.
  SummaryTable Summaries;
  /// The number of analyses that repeat an earlier one, with other summaries.
  size_t Repeated = 0;
};

/// The inputs of the analysis of a program.
struct ProgramAnalyser {
  const FileAnalyser &Analyser;
  /// The user's contracts, with nothing inferred.
  const ContractSet &Contracts;
  /// Summaries known before the analysis.
  SummaryTable Given;
  /// Where results are looked up and stored, or null.
  ResultCache *Cache;
  /// Files analysed at the same time; 0: one per core.
  unsigned Jobs;
  /// The limits of the analysis of one file.
  ChildLimits Limits;
  const PathNames &Names;

  /// Analyses \p Files, which are absolute paths.
  /// \param WholeProgram whether each file uses what is inferred in the others.
  /// \returns nothing after a complaint.
  std::optional<ProgramResult> analyse(llvm::ArrayRef<std::string> Files,
                                       bool WholeProgram) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_PASSES_H
