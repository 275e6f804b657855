//===- GitLab.cpp - Code quality reports of GitLab --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReviewFormats.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace json = llvm::json;

namespace pyrefcheck {

/// One of GitLab's info, minor, major, critical, blocker.
static llvm::StringRef severity(const RuleInfo &Rule) {
  return Rule.Level <= 1 ? "major" : "minor";
}

void writeGitLab(llvm::raw_ostream &OS,
                 llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run) {
  json::Array Report;
  for (const ReportedFinding &F : Findings) {
    const RuleInfo &Rule = ruleInfo(F.ID);
    Report.push_back(json::Object{
        {"description", json::fixUTF8(F.Message)},
        {"check_name", Rule.Name},
        {"fingerprint", F.Fingerprint},
        {"severity", severity(Rule)},
        {"location",
         json::Object{{"path", json::fixUTF8(Run.nameOf(F.Where.File))},
                      {"lines", json::Object{{"begin", F.Where.Line}}}}}});
  }
  OS << llvm::formatv("{0:2}\n", json::Value(std::move(Report)));
}

} // namespace pyrefcheck
