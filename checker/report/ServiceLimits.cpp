//===- ServiceLimits.cpp - The limits of review services --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ServiceLimits.h"
#include "ReportedFinding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>

namespace pyrefcheck {

/// Removes steps from the middle of a path until it has \p Steps, including the
/// finding itself. \returns false if that was not necessary.
static bool shorten(std::vector<ReportedNote> &Path, size_t Steps) {
  if (Path.size() < Steps)
    return false;
  size_t Begin = Steps / 2, Extra = Path.size() - (Steps - 1);
  Path.erase(Path.begin() + Begin, Path.begin() + Begin + Extra);
  return true;
}

/// Sorts the lowest level first; findings of one level keep their order.
static void sortByLevel(std::vector<ReportedFinding> &Findings) {
  std::map<unsigned, std::vector<ReportedFinding>> ByLevel;
  for (ReportedFinding &F : Findings)
    ByLevel[F.Level].push_back(std::move(F));
  Findings.clear();
  for (auto &[Level, Same] : ByLevel)
    llvm::append_range(Findings, std::move(Same));
}

std::vector<std::string> fitToService(const ServiceLimits &Limits,
                                      std::vector<ReportedFinding> &Findings) {
  std::vector<std::string> Sentences;
  if (Findings.size() > Limits.Shown)
    sortByLevel(Findings);
  if (Findings.size() > Limits.Findings) {
    Sentences.push_back(llvm::formatv(
        "{0} takes no more than {1} findings: {2} are left out", Limits.Service,
        Limits.Findings, Findings.size() - Limits.Findings));
    Findings.resize(Limits.Findings);
  }
  if (Findings.size() > Limits.Shown)
    Sentences.push_back(llvm::formatv("{0} shows {1} of the {2} findings",
                                      Limits.Service, Limits.Shown,
                                      Findings.size()));
  size_t Shortened = llvm::count_if(Findings, [&](ReportedFinding &F) {
    return shorten(F.Path, Limits.Steps);
  });
  if (Shortened)
    Sentences.push_back(llvm::formatv(
        "{0} takes no more than {1} steps of a path: {2} of the findings have "
        "lost some in the middle",
        Limits.Service, Limits.Steps, Shortened));
  return Sentences;
}

} // namespace pyrefcheck
