//===- FixApplier.h - Applying fixes to files -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_FIXAPPLIER_H
#define PYREFCHECK_HOSTS_DRIVER_FIXAPPLIER_H

#include "report/PathNames.h"
#include "report/ReportedFinding.h"

namespace pyrefcheck {

/// What --fix did.
struct FixSummary {
  /// A finding whose fix was not applied, and why.
  struct Refusal {
    SourcePlace Where;
    std::string Reason;
  };

  unsigned Findings = 0;
  /// Findings whose fix was applied.
  unsigned Applied = 0;
  /// Findings that have no fix.
  unsigned Without = 0;
  std::vector<std::string> ChangedFiles;
  std::vector<Refusal> Refused;
  /// The findings that are still there.
  std::vector<const ReportedFinding *> Left;

  void write(llvm::raw_ostream &OS, const PathNames &Names) const;
};

/// Applies the first fix of each finding, in their order, to the files on disk.
/// A fix that is in conflict with an earlier one is left out, and so is one in
/// a file that has changed since it was analysed.
/// \returns false after a complaint that a file could not be written.
bool applyFixes(llvm::ArrayRef<ReportedFinding> Findings, FixSummary &Summary);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_FIXAPPLIER_H
