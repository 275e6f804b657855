//===- ReviewFormats.h - Findings for code review services ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The formats in which services show findings beside a change. File names are
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

/// Writes one GitHub Actions workflow command per finding (::warning) and per
/// file that could not be analysed (::error). Source: GitHub's documentation,
/// "Workflow commands for GitHub Actions".
void writeGitHub(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run);

/// Writes a GitLab code quality report: an array of JSON objects, one per
/// finding and per file that could not be analysed (of severity blocker).
/// Source: GitLab's documentation, "Code Quality report format".
void writeGitLab(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run);

/// Writes reviewdog's rdjsonl: one line of JSON per finding (WARNING) and per
/// file that could not be analysed (ERROR). Source: reviewdog,
/// proto/rdf/reviewdog.proto.
void writeReviewdog(llvm::raw_ostream &OS,
                    llvm::ArrayRef<ReportedFinding> Findings,
                    const ReportedRun &Run);

/// Writes clang's property list, as CodeChecker reads it: one diagnostic per
/// finding with its path and its fingerprint, and absolute names of files. The
/// format has no place for a file that could not be analysed. Source:
/// CodeChecker, report-converter, report/parser/plist.py.
void writePlist(llvm::raw_ostream &OS,
                llvm::ArrayRef<ReportedFinding> Findings);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_REVIEWFORMATS_H
