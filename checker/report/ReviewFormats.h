//===- ReviewFormats.h - Findings for code review services ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The forms in which services show findings beside a change. Names of files are
// relative to the source root.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_REVIEWFORMATS_H
#define PYREFCHECK_REPORT_REVIEWFORMATS_H

#include "ReportedFinding.h"
#include "ReportedRun.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// Writes a workflow command of GitHub Actions a finding (::warning) and a file
/// that could not be analysed (::error). Source: GitHub's documentation,
/// "Workflow commands for GitHub Actions".
void writeGitHub(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run);

/// Writes a code quality report of GitLab: an array of JSON objects, one a
/// finding and a file that could not be analysed (of severity blocker). Source:
/// GitLab's documentation, "Code Quality report format".
void writeGitLab(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run);

/// Writes reviewdog's rdjsonl: a line of JSON a finding (WARNING) and a file
/// that could not be analysed (ERROR). Source: reviewdog,
/// proto/rdf/reviewdog.proto.
void writeReviewdog(llvm::raw_ostream &OS,
                    llvm::ArrayRef<ReportedFinding> Findings,
                    const ReportedRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_REVIEWFORMATS_H
