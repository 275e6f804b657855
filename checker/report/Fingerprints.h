//===- Fingerprints.h - The identity of findings across runs ----*- C++ -*-===//
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

/// Gives each of \p Findings, which are all of a run, its fingerprint. It
/// consists of the rule, the name of the file below \p SourceRoot, the
/// function, what is wrong, and the code in which the defect originates, so it
/// survives changes elsewhere. Findings that agree in all of these are
/// distinguished by the order of their origins in the source.
///
/// The earlier fingerprint uses the calls involved in place of that code, and
/// distinguishes equal findings by their order. It has one finding per variable
/// name and place.
void assignFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                        llvm::StringRef SourceRoot);

/// The identity of what \p Check reports about a whole file.
/// \param Name the name of the file below the source root.
std::string fingerprintOfFile(llvm::StringRef Check, llvm::StringRef Name);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_FINGERPRINTS_H
