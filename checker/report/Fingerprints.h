//===- Fingerprints.h - Who is who in two runs ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The identity of a finding, for code hosts and baselines, which match the
// findings of two runs.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_FINGERPRINTS_H
#define PYREFCHECK_REPORT_FINGERPRINTS_H

#include "ReportedFinding.h"

namespace pyrefcheck {

/// Changes when equal findings would get other fingerprints than before.
inline constexpr char FingerprintVersion[] = "pyrefcheck/v2";
/// The version of baselines that are still read.
inline constexpr char EarlierFingerprintVersion[] = "pyrefcheck/v1";

/// Gives each of \p Findings, all those of a run, its fingerprint: made of the
/// rule, the name of the file below \p SourceRoot, the function, what is wrong,
/// and the code in which the defect originates, so that it survives changes
/// elsewhere. Findings that have all of these in common are distinguished by
/// the order of their origins in the source.
///
/// The earlier fingerprint is made of the calls involved in place of that code,
/// and distinguishes equal findings by the order of where they show. It knows
/// one finding per variable name and place.
void assignFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                        llvm::StringRef SourceRoot);

/// The identity of what \p Check reports about a whole file. \param Name that
/// of the file, below the source root.
std::string fingerprintOfFile(llvm::StringRef Check, llvm::StringRef Name);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_FINGERPRINTS_H
