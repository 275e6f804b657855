//===- Report.cpp - The report of a run -------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "OutputOptions.h"
#include "findings/Rules.h"
#include "program/Complaint.h"
#include "program/FileAnalysis.h"
#include "program/FileOutput.h"
#include "report/Html.h"
#include "report/PathNames.h"
#include "report/ReportedFinding.h"
#include "report/ReportedRun.h"
#include "report/ReviewFormats.h"
#include "report/RunCoverage.h"
#include "report/Sarif.h"
#include "report/ServiceLimits.h"
#include "report/TextReport.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

static ReportedRun describeRun(const OutputOptions &Options,
                               ArrayRef<FileResult> Results) {
  ReportedRun Run;
  Run.SourceRoot = Options.SourceRoot;
  for (const FileResult &R : Results) {
    if (!R.analysed())
      Run.NotAnalysed.push_back({R.File, R.trouble()});
    for (const std::string &Function : R.Statistics.OutOfBudget)
      Run.OutOfBudget.push_back({R.File, Function});
    for (const std::string &Function : R.Statistics.Lost)
      Run.Lost.push_back({R.File, Function});
  }
  return Run;
}

RunCoverage describeCoverage(const OutputOptions &Options,
                             ArrayRef<FileResult> Results, bool WholeProject,
                             const RuleSet &Rules) {
  ReportedRun Run = describeRun(Options, Results);
  RunCoverage Coverage;
  Coverage.Whole = WholeProject && Run.NotAnalysed.empty();
  Coverage.Rules = Rules;
  for (const FileResult &R : Results)
    if (R.analysed())
      Coverage.Files.insert(Run.nameOf(R.File));
  return Coverage;
}

/// The limits of the service that reads the format; null if there are none.
static const ServiceLimits *limitsOf(ReportFormat Format) {
  switch (Format) {
  case ReportFormat::Sarif:
    return &GitHubCodeScanning;
  case ReportFormat::GitHub:
    return &GitHubAnnotations;
  default:
    return nullptr;
  }
}

static void writeFindings(raw_ostream &OS, const OutputOptions &Options,
                          ArrayRef<FileResult> Results,
                          ArrayRef<ReportedFinding> Findings,
                          const PathNames &Names) {
  switch (Options.Format) {
  case ReportFormat::Text:
    return writeText(OS, Findings, Names);
  case ReportFormat::Sarif:
    return writeSarif(OS, Findings, describeRun(Options, Results));
  case ReportFormat::GitHub:
    return writeGitHub(OS, Findings, describeRun(Options, Results));
  case ReportFormat::GitLab:
    return writeGitLab(OS, Findings, describeRun(Options, Results));
  case ReportFormat::Reviewdog:
    return writeReviewdog(OS, Findings, describeRun(Options, Results));
  case ReportFormat::Html:
    return writeHtml(OS, Findings, describeRun(Options, Results));
  }
}

bool writeReport(const OutputOptions &Options, ArrayRef<FileResult> Results,
                 ArrayRef<ReportedFinding> Findings, const PathNames &Names) {
  std::vector<ReportedFinding> Fitting;
  if (const ServiceLimits *Limits = limitsOf(Options.Format)) {
    Fitting = Findings.vec();
    for (const std::string &Sentence : fitToService(*Limits, Fitting))
      messages() << "pyrefcheck: warning: " << Sentence << '\n';
    Findings = Fitting;
  }
  if (Options.File.empty() || Options.File == "-") {
    raw_ostream &OS = outs();
    OS.enable_colors(OS.is_displayed() && OS.has_colors());
    writeFindings(OS, Options, Results, Findings, Names);
    return flushOutput();
  }
  std::string Text;
  raw_string_ostream OS(Text);
  writeFindings(OS, Options, Results, Findings, Names);
  Error Problem = writeFile(Options.File, Text);
  if (!Problem)
    return true;
  complain() << "cannot write '" << Options.File
             << "': " << toString(std::move(Problem)) << '\n';
  return false;
}

} // namespace pyrefcheck
