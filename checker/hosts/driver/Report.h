//===- Report.h - The report of a run ---------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_REPORT_H
#define PYREFCHECK_HOSTS_DRIVER_REPORT_H

#include "OutputOptions.h"
#include "program/FileAnalysis.h"
#include "report/PathNames.h"
#include "report/RunCoverage.h"

namespace pyrefcheck {

/// The findings that a run with \p Results would have reported.
/// \param WholeProject true if the files were all files of the project.
RunCoverage describeCoverage(const OutputOptions &Options,
                             llvm::ArrayRef<FileResult> Results,
                             bool WholeProject, const RuleSet &Rules);

/// Writes all forms of the report; false after a complaint.
bool writeReport(const OutputOptions &Options,
                 llvm::ArrayRef<FileResult> Results,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const PathNames &Names);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_REPORT_H
