//===- ReportedRun.h - A run without its findings ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the formats report about a run besides its findings, and how they name
// files.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_REPORTEDRUN_H
#define PYREFCHECK_REPORT_REPORTEDRUN_H

#include "findings/FileNames.h"
#include <vector>

namespace pyrefcheck {

/// What to report about a run besides its findings.
struct ReportedRun {
  struct FileNote {
    /// Absolute.
    std::string File;
    /// Why it was not analysed, or the name of the function.
    std::string Text;
  };
  /// The directory that file names are relative to if they are below it.
  std::string SourceRoot;
  /// Files that could not be analysed, and why.
  std::vector<FileNote> NotAnalysed;
  /// Functions whose exploration ran out of budget.
  std::vector<FileNote> OutOfBudget;
  /// Functions with a finding that cannot be reported; see
  /// EngineStatistics::Lost.
  std::vector<FileNote> Lost;

  /// \returns the absolute \p File as a service knows it: relative to the
  /// source root if it is below it.
  llvm::StringRef nameOf(llvm::StringRef File) const {
    return relativeBelow(File, SourceRoot).value_or(File);
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_REPORTEDRUN_H
