//===- FindingFilter.h - Which findings are reported ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_FINDINGFILTER_H
#define PYREFCHECK_HOSTS_DRIVER_FINDINGFILTER_H

#include "Options.h"
#include "findings/SuppressionFile.h"
#include "program/FileAnalysis.h"
#include "report/Baseline.h"
#include "report/ChangedLines.h"
#include "report/CythonSources.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace pyrefcheck {

/// Removes from the findings of a run those that are suppressed, already known,
/// or not touched by a change.
class FindingFilter {
public:
  FindingFilter(const OutputOptions &Options, CythonSources &Sources)
      : Options(Options), Sources(Sources) {
    Run.SourceRoot = Options.SourceRoot;
  }

  /// Reads what the options name: files, git changes; false after a complaint.
  bool load();

  /// Removes from \p Findings, which are those of \p Results, what must not be
  /// reported, and writes the new baseline; false after a complaint.
  bool apply(std::vector<ReportedFinding> &Findings,
             llvm::ArrayRef<FileResult> Results, const RunCoverage &Coverage);

  /// Reports what was removed, and what is fixed.
  void writeSummary(llvm::raw_ostream &OS, bool Verbose) const;

private:
  /// Whether \p Of holds for \p F in the C code, or as it is written in Cython.
  bool holds(llvm::function_ref<bool(const ReportedFinding &)> Of,
             const ReportedFinding &F);
  /// Removes what is suppressed.
  void suppress(std::vector<ReportedFinding> &Findings,
                const RunCoverage &Coverage);
  /// Finds suppressions in the source that are not needed.
  void checkSource(llvm::ArrayRef<FileResult> Results,
                   const RunCoverage &Coverage);
  bool writeNewBaseline(llvm::ArrayRef<ReportedFinding> Findings);

  const OutputOptions &Options;
  CythonSources &Sources;
  ReportedRun Run;
  std::optional<SuppressionFile> Judged;
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changes;

  unsigned SuppressedFindings = 0, KnownFindings = 0, UntouchedFindings = 0;
  std::optional<size_t> Written;
  std::vector<BaselineEntry> Fixed;
  std::vector<std::string> UnusedSuppressions;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_FINDINGFILTER_H
