//===- FindingFilter.cpp - Which findings are reported ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FindingFilter.h"
#include "findings/Rules.h"
#include "findings/SuppressionFile.h"
#include "program/Complaint.h"
#include "program/FileAnalysis.h"
#include "program/FileOutput.h"
#include "report/Baseline.h"
#include "report/ChangedLines.h"
#include "report/CleanText.h"
#include "report/CythonSources.h"
#include "report/ReportedFinding.h"
#include "report/RunCoverage.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace llvm;

namespace pyrefcheck {

/// Moves the value to \p Result; false after a complaint.
template <typename T>
static bool take(Expected<T> Value, std::optional<T> &Result) {
  if (!Value) {
    complain() << toString(Value.takeError()) << '\n';
    return false;
  }
  Result = std::move(*Value);
  return true;
}

bool FindingFilter::load() {
  if (!Options.Suppressions.empty()) {
    Expected<SuppressionFile> Loaded =
        SuppressionFile::load(Options.Suppressions);
    if (!Loaded) { // The error names places, like that of a contract file.
      messages() << toString(Loaded.takeError()) << '\n';
      return false;
    }
    Judged = std::move(*Loaded);
  }
  if (!Options.Baseline.empty()) {
    if (!take(Baseline::load(Options.Baseline), Known))
      return false;
    if (Known->isEarlier() && Options.NewBaseline != Options.Baseline)
      errs() << "pyrefcheck: warning: " << Options.Baseline
             << ": its fingerprints are of an earlier version, which took some "
                "findings for one: rewrite it with --baseline="
             << Options.Baseline << " --write-baseline=" << Options.Baseline
             << '\n';
  }
  return !Options.DiffBase ||
         take(ChangedLines::since(*Options.DiffBase, Options.SourceRoot),
              Changes);
}

bool FindingFilter::writeNewBaseline(ArrayRef<ReportedFinding> Findings) {
  std::string Text;
  raw_string_ostream OS(Text);
  writeBaseline(OS, Findings, Run);
  if (Error Problem = writeFile(Options.NewBaseline, Text)) {
    complain() << "cannot write the baseline '" << Options.NewBaseline
               << "': " << toString(std::move(Problem)) << '\n';
    return false;
  }
  Written = Findings.size();
  return true;
}

bool FindingFilter::holds(llvm::function_ref<bool(const ReportedFinding &)> Of,
                          const ReportedFinding &F) {
  if (Of(F))
    return true;
  const std::optional<ReportedFinding> Written = Sources.asWritten(F);
  return Written && Of(*Written);
}

void FindingFilter::suppress(std::vector<ReportedFinding> &Findings,
                             const RunCoverage &Coverage) {
  size_t Before = Findings.size();
  const auto IsJudged = [&](const ReportedFinding &F) {
    return Judged->suppress(F.ID, Run.nameOf(F.Where.File), F.Function);
  };
  erase_if(Findings, [&](const ReportedFinding &F) {
    // The file also gets the findings that the source suppresses.
    bool ByFile = Judged && holds(IsJudged, F);
    return ByFile || F.Suppressed;
  });
  SuppressedFindings = Before - Findings.size();
  if (Judged)
    append_range(UnusedSuppressions,
                 Judged->unused([&](Rule R, StringRef FileGlob) {
                   return Coverage.covers(R, FileGlob);
                 }));
}

void FindingFilter::checkSource(ArrayRef<FileResult> Results,
                                const RunCoverage &Coverage) {
  // Several files may include the same header.
  std::map<std::tuple<StringRef, unsigned, unsigned, StringRef>,
           ReportedSuppression>
      All;
  for (const FileResult &R : Results)
    for (const ReportedSuppression &S : R.Suppressions)
      All.try_emplace({S.File, S.Line, S.Column, S.Text}, S)
          .first->second.Used |= S.Used;
  for (const auto &[Place, S] : All) {
    StringRef Name = Run.nameOf(S.File);
    if (S.Used || !Coverage.covers(Name))
      continue;
    UnusedSuppressions.push_back(
        formatv("{0}:{1}:{2}: warning: unused suppression {3}: {4}",
                cleanText(Name), S.Line, S.Column, cleanText(S.Text),
                S.Problem.empty() ? "nothing is found there" : S.Problem));
  }
}

bool FindingFilter::apply(std::vector<ReportedFinding> &Findings,
                          ArrayRef<FileResult> Results,
                          const RunCoverage &Coverage) {
  if (Known) // First, since findings that are removed are not fixed.
    Fixed = Known->fixed(Findings, Coverage);
  checkSource(Results, Coverage);
  suppress(Findings, Coverage);
  bool Good = true;
  if (!Options.NewBaseline.empty()) {
    Good = writeNewBaseline(Findings);
    if (Good)
      Findings.clear(); // They are known from now on.
  }
  size_t Before = Findings.size();
  if (Known)
    erase_if(Findings,
             [&](const ReportedFinding &F) { return Known->contains(F); });
  KnownFindings = Before - Findings.size();
  Before = Findings.size();
  if (Changes)
    erase_if(Findings, [&](const ReportedFinding &F) {
      return !holds(
          [&](const ReportedFinding &At) { return Changes->touch(At); }, F);
    });
  UntouchedFindings = Before - Findings.size();
  return Good;
}

static std::string count(size_t N) {
  return std::to_string(N) + (N == 1 ? " finding" : " findings");
}

void FindingFilter::writeSummary(raw_ostream &OS, bool Verbose) const {
  for (const std::string &Line : UnusedSuppressions)
    OS << Line << '\n';
  if (Written)
    OS << "pyrefcheck: " << count(*Written) << " written to '"
       << Options.NewBaseline << "'\n";
  if (SuppressedFindings)
    OS << "pyrefcheck: " << count(SuppressedFindings)
       << " not reported: suppressed\n";
  if (KnownFindings)
    OS << "pyrefcheck: " << count(KnownFindings)
       << " not reported: in the baseline\n";
  if (UntouchedFindings)
    OS << "pyrefcheck: " << count(UntouchedFindings)
       << " not reported: no changed line touches the path\n";
  if (Fixed.empty())
    return;
  OS << "pyrefcheck: " << count(Fixed.size()) << " of the baseline "
     << (Fixed.size() == 1 ? "is" : "are") << " fixed"
     << (Verbose ? "" : " (--verbose names them)") << '\n';
  if (!Verbose)
    return;
  for (const BaselineEntry &E : Fixed)
    OS << "  " << cleanText(E.File) << ": " << cleanText(E.Function) << ": "
       << cleanText(E.Message) << " [" << cleanText(E.Rule) << "]\n";
}

} // namespace pyrefcheck
