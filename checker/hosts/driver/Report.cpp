//===- Report.cpp - The report of a run -------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "Options.h"
#include "report/Html.h"
#include "report/ReviewFormats.h"
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

/// Those of the service that reads the form; null if there are none.
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

bool writeReport(const OutputOptions &Options, ArrayRef<FileResult> Results,
                 ArrayRef<ReportedFinding> Findings, const PathNames &Names) {
  std::error_code EC;
  StringRef File = Options.File;
  if (File.empty())
    File = "-";
  raw_fd_ostream OS(File, EC);
  if (EC) {
    complain() << "cannot write '" << File << "': " << EC.message() << '\n';
    return false;
  }
  OS.enable_colors(OS.is_displayed() && OS.has_colors());
  std::vector<ReportedFinding> Fitting;
  if (const ServiceLimits *Limits = limitsOf(Options.Format)) {
    Fitting = Findings.vec();
    for (const std::string &Sentence : fitToService(*Limits, Fitting))
      errs() << "pyrefcheck: warning: " << Sentence << '\n';
    Findings = Fitting;
  }
  switch (Options.Format) {
  case ReportFormat::Text:
    writeText(OS, Findings, Names);
    break;
  case ReportFormat::Sarif:
    writeSarif(OS, Findings, describeRun(Options, Results));
    break;
  case ReportFormat::GitHub:
    writeGitHub(OS, Findings, describeRun(Options, Results));
    break;
  case ReportFormat::GitLab:
    writeGitLab(OS, Findings, describeRun(Options, Results));
    break;
  case ReportFormat::Reviewdog:
    writeReviewdog(OS, Findings, describeRun(Options, Results));
    break;
  case ReportFormat::Html:
    writeHtml(OS, Findings, describeRun(Options, Results));
    break;
  }
  OS.flush();
  if (!OS.has_error())
    return true;
  complain() << "cannot write '" << File << "': " << OS.error().message()
             << '\n';
  OS.clear_error();
  return false;
}

} // namespace pyrefcheck
