//===- TextReport.h - Findings in the style of a compiler -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_TEXTREPORT_H
#define PYREFCHECK_REPORT_TEXTREPORT_H

#include "PathNames.h"
#include "ReportedFinding.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// Writes `file:line:col: warning: message [rule]`, the source line with a
/// caret, and the steps of the path as notes. Coloured if \p OS supports
/// colours.
void writeText(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const PathNames &Names);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_TEXTREPORT_H
