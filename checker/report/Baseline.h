//===- Baseline.h - The findings of an earlier run --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file with the findings of an earlier run, so that only new ones count.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_BASELINE_H
#define PYREFCHECK_REPORT_BASELINE_H

#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "RunCoverage.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// One known finding. Everything but the fingerprint is for readers of the
/// file.
struct BaselineEntry {
  std::string Fingerprint, Rule, File, Function, Message;
};

/// The findings of an earlier run.
class Baseline {
public:
  /// Reads \p File. The error begins with its name.
  static llvm::Expected<Baseline> load(llvm::StringRef File);

  /// Whether its fingerprints are of the previous version. They are compared
  /// with the earlier fingerprints of findings.
  bool isEarlier() const { return Earlier; }

  bool contains(const ReportedFinding &F) const {
    return Fingerprints.contains(fingerprintOf(F));
  }

  /// The entries that are missing from \p Findings, which are all of a run.
  std::vector<BaselineEntry> fixed(llvm::ArrayRef<ReportedFinding> Findings,
                                   const RunCoverage &Coverage) const;

private:
  /// The fingerprint of \p F in the version that the file uses.
  llvm::StringRef fingerprintOf(const ReportedFinding &F) const {
    return Earlier ? F.EarlierFingerprint : F.Fingerprint;
  }

  std::vector<BaselineEntry> Entries;
  llvm::StringSet<> Fingerprints;
  bool Earlier = false;
};

/// Writes \p Findings, sorted so that diffs of the file read well.
void writeBaseline(llvm::raw_ostream &OS,
                   llvm::ArrayRef<ReportedFinding> Findings,
                   const ReportedRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_BASELINE_H
