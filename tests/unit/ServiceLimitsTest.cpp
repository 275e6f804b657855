//===- ServiceLimitsTest.cpp - More than a service takes ------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/ServiceLimits.h"
#include "Expect.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace pyrefcheck;

/// Findings of level 1 and, where \p Surest says, 0; each with a path.
static std::vector<ReportedFinding> make(size_t Number, size_t Surest,
                                         size_t Steps) {
  std::vector<ReportedFinding> Findings(Number);
  for (size_t I = 0; I < Number; ++I) {
    Findings[I].Level = I != Surest;
    Findings[I].Where.Line = I + 1;
    Findings[I].Path.resize(Steps);
    for (size_t Step = 0; Step < Steps; ++Step)
      Findings[I].Path[Step].Where.Line = Step + 1;
  }
  return Findings;
}

static std::string fit(const ServiceLimits &Limits,
                       std::vector<ReportedFinding> &Findings) {
  return llvm::join(fitToService(Limits, Findings), "; ");
}

int main() {
  constexpr ServiceLimits Limits = {"It", 5, 3, 4};

  // All that it takes and shows: nothing changes, not even the order.
  std::vector<ReportedFinding> Findings = make(3, /*Surest=*/2, /*Steps=*/3);
  EXPECT_EQUAL(fit(Limits, Findings), std::string());
  EXPECT_EQUAL(Findings.front().Where.Line, 1u);
  EXPECT_EQUAL(Findings.front().Path.size(), size_t(3));

  // More than it shows: the surest first, the others in their order.
  Findings = make(5, /*Surest=*/4, /*Steps=*/0);
  EXPECT_EQUAL(fit(Limits, Findings),
               std::string("It shows 3 of the 5 findings"));
  EXPECT_EQUAL(Findings.size(), size_t(5));
  EXPECT_EQUAL(Findings[0].Where.Line, 5u);
  EXPECT_EQUAL(Findings[1].Where.Line, 1u);

  // More than it takes.
  Findings = make(7, /*Surest=*/6, /*Steps=*/0);
  EXPECT_EQUAL(fit(Limits, Findings),
               std::string("It takes no more than 5 findings: 2 are left out; "
                           "It shows 3 of the 5 findings"));
  EXPECT_EQUAL(Findings.size(), size_t(5));
  EXPECT_EQUAL(Findings.front().Where.Line, 7u);

  // A long path keeps its beginning and its end; the finding is a step too.
  Findings = make(1, /*Surest=*/0, /*Steps=*/9);
  EXPECT_EQUAL(fit(Limits, Findings),
               std::string("It takes no more than 4 steps of a path: 1 of the "
                           "findings have lost some in the middle"));
  EXPECT_EQUAL(Findings[0].Path.size(), size_t(3));
  EXPECT_EQUAL(Findings[0].Path.front().Where.Line, 1u);
  EXPECT_EQUAL(Findings[0].Path.back().Where.Line, 9u);

  // The real ones.
  Findings = make(25001, /*Surest=*/0, /*Steps=*/0);
  EXPECT_EQUAL(fitToService(GitHubCodeScanning, Findings).size(), size_t(2));
  EXPECT_EQUAL(Findings.size(), size_t(25000));
  Findings = make(11, /*Surest=*/0, /*Steps=*/0);
  EXPECT_EQUAL(fit(GitHubAnnotations, Findings),
               std::string("GitHub shows 10 of the 11 findings"));
  EXPECT_EQUAL(Findings.size(), size_t(11));
  return Failed;
}
