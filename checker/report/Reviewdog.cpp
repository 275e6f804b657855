//===- Reviewdog.cpp - Lines of JSON for reviewdog --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergedFindings.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "ReviewFormats.h"
#include "findings/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace pyrefcheck {

/// As in \p P, columns count bytes and the end is exclusive.
static json::Object location(const SourcePlace &P, const ReportedRun &Run) {
  json::Object Range{
      {"start", json::Object{{"line", P.Line}, {"column", P.Column}}}};
  if (P.EndLine > P.Line || P.EndColumn > P.Column)
    Range["end"] = json::Object{{"line", P.EndLine}, {"column", P.EndColumn}};
  return json::Object{{"path", json::fixUTF8(Run.nameOf(P.File))},
                      {"range", std::move(Range)}};
}

static json::Object diagnostic(StringRef Message, StringRef Severity,
                               json::Object Location) {
  return json::Object{{"message", json::fixUTF8(Message)},
                      {"location", std::move(Location)},
                      {"severity", Severity},
                      {"source", json::Object{{"name", "pyrefcheck"}}}};
}

static json::Array suggestions(const ReportedFix &F) {
  json::Array Suggestions;
  for (const ReportedEdit &E : F.Edits)
    Suggestions.push_back(json::Object{
        {"range",
         json::Object{{"start", json::Object{{"line", E.Begin.Line},
                                             {"column", E.Begin.Column}}},
                      {"end", json::Object{{"line", E.End.Line},
                                           {"column", E.End.Column}}}}},
        {"text", json::fixUTF8(E.Replacement)}});
  return Suggestions;
}

/// True if all edits are in the file of the finding: a suggestion names none.
static bool isInOneFile(const ReportedFix &Fix, const ReportedFinding &F) {
  return llvm::all_of(Fix.Edits, [&](const ReportedEdit &E) {
    return E.Begin.File == F.Where.File;
  });
}

void writeReviewdog(llvm::raw_ostream &OS,
                    llvm::ArrayRef<ReportedFinding> Findings,
                    const ReportedRun &Run) {
  for (const ReportedRun::FileNote &N : Run.NotAnalysed)
    OS << json::Value(diagnostic(
              "could not be analysed: " + N.Text, "ERROR",
              json::Object{{"path", json::fixUTF8(Run.nameOf(N.File))}}))
       << '\n';
  for (const ReportedFinding &F : Findings) {
    json::Object D = diagnostic(F.Message, "WARNING", location(F.Where, Run));
    D["code"] = json::Object{{"value", ruleInfo(F.ID).Name}};
    json::Array Related;
    const auto Relate = [&](const ReportedNote &N) {
      Related.push_back(json::Object{{"message", json::fixUTF8(N.Message)},
                                     {"location", location(N.Where, Run)}});
    };
    llvm::for_each(F.Path, Relate);
    llvm::for_each(someOthers(F), Relate);
    if (!Related.empty())
      D["relatedLocations"] = std::move(Related);
    if (!F.Fixes.empty() && isInOneFile(F.Fixes.front(), F))
      D["suggestions"] = suggestions(F.Fixes.front());
    OS << json::Value(std::move(D)) << '\n';
  }
}

} // namespace pyrefcheck
