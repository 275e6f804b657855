//===- Report.h - The report of a run ---------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_REPORT_H
#define PYREFCHECK_HOSTS_DRIVER_REPORT_H

#include "FileAnalysis.h"
#include "OutputOptions.h"
#include "report/PathNames.h"

namespace pyrefcheck {

/// Writes the report; false after a complaint.
bool writeReport(const OutputOptions &Options,
                 llvm::ArrayRef<FileResult> Results,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const PathNames &Names);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_REPORT_H
