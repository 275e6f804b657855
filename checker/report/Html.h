//===- Html.h - Findings as a page to read ----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One page that holds everything it needs: the findings, and the source around
// their paths. html/ defines its look and behaviour.
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

/// Writes the page; its findings have their fingerprints. The source is read
/// again; if that fails, only the lines of the steps are shown.
void writeHtml(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const ReportedRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_HTML_H
