//===- Html.h - Findings as an HTML page ------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One self-contained page: the findings, and the source around their paths.
// html/ defines its look and behaviour.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_HTML_H
#define PYREFCHECK_REPORT_HTML_H

#include "ReportedFinding.h"
#include "ReportedRun.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// Writes the page for \p Findings, which have their fingerprints. It reads the
/// source again; if that fails, the page shows only the lines of the steps.
void writeHtml(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const ReportedRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_HTML_H
