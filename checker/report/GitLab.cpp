//===- GitLab.cpp - Code quality reports of GitLab --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fingerprints.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "ReviewFormats.h"
#include "findings/Rules.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace json = llvm::json;

namespace pyrefcheck {

/// One of GitLab's info, minor, major, critical, blocker.
static llvm::StringRef severity(const RuleInfo &Rule) {
  return Rule.Level <= 1 ? "major" : "minor";
}

static json::Object entry(llvm::StringRef Description, llvm::StringRef Check,
                          llvm::StringRef Fingerprint, llvm::StringRef Severity,
                          llvm::StringRef Path, unsigned Line) {
  return json::Object{
      {"description", json::fixUTF8(Description)},
      {"check_name", Check},
      {"fingerprint", Fingerprint.str()},
      {"severity", Severity},
      {"location", json::Object{{"path", json::fixUTF8(Path)},
                                {"lines", json::Object{{"begin", Line}}}}}};
}

void writeGitLab(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run) {
  json::Array Report;
  // A file that was not analysed is not a finding, but the format has no other
  // place for it. Without an entry, its findings would seem to be fixed.
  constexpr llvm::StringLiteral NotAnalysed = "pyrefcheck-not-analysed";
  for (const ReportedRun::FileNote &N : Run.NotAnalysed)
    Report.push_back(entry("could not be analysed: " + N.Text, NotAnalysed,
                           fingerprintOfFile(NotAnalysed, Run.nameOf(N.File)),
                           "blocker", Run.nameOf(N.File), 1));
  for (const ReportedFinding &F : Findings) {
    const RuleInfo &Rule = ruleInfo(F.ID);
    Report.push_back(entry(F.Message, Rule.Name, F.Fingerprint, severity(Rule),
                           Run.nameOf(F.Where.File), F.Where.Line));
  }
  OS << llvm::formatv("{0:2}\n", json::Value(std::move(Report)));
}

} // namespace pyrefcheck
