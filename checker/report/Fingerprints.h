//===- Fingerprints.h - Who is who in two runs ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The identity of a finding, for whoever matches the findings of two runs: code
// hosts and baselines.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_FINGERPRINTS_H
#define PYREFCHECK_REPORT_FINGERPRINTS_H

#include "ReportedFinding.h"

namespace pyrefcheck {

/// Changes when equal findings would get other fingerprints than before.
inline constexpr char FingerprintVersion[] = "pyrefcheck/v1";

/// Gives each of \p Findings, which are all of a run, its fingerprint: made of
/// the rule, the name of the file below \p SourceRoot, the function and the
/// calls involved, so that it survives changes elsewhere in the file. Equal
/// findings of one function are told apart by their order.
void assignFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                        llvm::StringRef SourceRoot);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_FINGERPRINTS_H
