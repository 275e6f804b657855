//===- ServiceLimits.h - The limits of review services ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_SERVICELIMITS_H
#define PYREFCHECK_REPORT_SERVICELIMITS_H

#include "ReportedFinding.h"
#include <limits>

namespace pyrefcheck {

inline constexpr size_t Unlimited = std::numeric_limits<size_t>::max();

/// How one service treats a report.
struct ServiceLimits {
  /// As the subject of a sentence.
  llvm::StringRef Service;
  /// With more findings, it rejects the whole report.
  size_t Findings = Unlimited;
  /// It shows at most this many findings.
  size_t Shown = Unlimited;
  /// With more steps in the path of a finding, it rejects the whole report.
  size_t Steps = Unlimited;
};

/// Source: GitHub's documentation, "SARIF results exceed one or more limits".
inline constexpr ServiceLimits GitHubCodeScanning = {"GitHub code scanning",
                                                     25000, 5000, 10000};
/// Per step of a workflow and kind (warning, error). Source: GitHub's
/// documentation, "Workflow commands", and actions/toolkit.
inline constexpr ServiceLimits GitHubAnnotations = {"GitHub", Unlimited, 10,
                                                    Unlimited};

/// Brings \p Findings into a form that the service accepts. If it does not
/// accept or show all of them, those of the lowest level, the most certain,
/// come first.
/// \returns one sentence per kind of thing that is left out or not shown.
std::vector<std::string> fitToService(const ServiceLimits &Limits,
                                      std::vector<ReportedFinding> &Findings);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SERVICELIMITS_H
