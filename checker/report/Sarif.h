//===- Sarif.h - Findings for code review ------------------------*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SARIF 2.1.0, the form in which code hosts and review tools take findings.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_SARIF_H
#define PYREFCHECK_REPORT_SARIF_H

#include "ReportedFinding.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// What there is to say about a run besides its findings.
struct SarifRun {
  struct FileNote {
    /// Absolute.
    std::string File;
    /// Why it was not analysed, or the name of the function.
    std::string Text;
  };
  /// Directory that file names are relative to if they are below it.
  std::string SourceRoot;
  /// Files that could not be analysed, and why.
  std::vector<FileNote> NotAnalysed;
  /// Functions whose exploration ran out of budget.
  std::vector<FileNote> OutOfBudget;
};

/// Writes one run.
void writeSarif(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
                const SarifRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SARIF_H
