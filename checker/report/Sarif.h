//===- Sarif.h - Findings for code review -----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SARIF 2.1.0, the format in which code hosts and review tools accept findings.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_SARIF_H
#define PYREFCHECK_REPORT_SARIF_H

#include "ReportedFinding.h"
#include "ReportedRun.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// Writes one run with \p Findings, which have their fingerprints.
void writeSarif(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
                const ReportedRun &Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SARIF_H
