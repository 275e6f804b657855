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
#include "llvm/Support/Process.h"
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

static void writeFindings(raw_ostream &OS, ReportFormat Format,
                          const OutputOptions &Options,
                          ArrayRef<FileResult> Results,
                          ArrayRef<ReportedFinding> Findings,
                          const PathNames &Names) {
  switch (Format) {
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
  case ReportFormat::Plist:
    return writePlist(OS, Findings);
  case ReportFormat::Html:
    return writeHtml(OS, Findings, describeRun(Options, Results));
  }
}

/// Whether \p Variable is set to anything but "" and "0".
static bool isSet(const char *Variable) {
  const std::string Value = sys::Process::GetEnv(Variable).value_or("");
  return !Value.empty() && Value != "0";
}

/// Whether text on \p OS is coloured; https://no-color.org and
/// https://bixense.com/clicolors describe the variables.
static bool isColoured(raw_ostream &OS, ColorChoice Choice) {
  if (Choice != ColorChoice::Auto)
    return Choice == ColorChoice::Always;
  if (!sys::Process::GetEnv("NO_COLOR").value_or("").empty())
    return false;
  return isSet("CLICOLOR_FORCE") || (OS.is_displayed() && OS.has_colors());
}

/// Writes one form of the report; false after a complaint.
static bool writeOutput(const ReportOutput &To, const OutputOptions &Options,
                        ArrayRef<FileResult> Results,
                        ArrayRef<ReportedFinding> Findings,
                        const PathNames &Names) {
  std::vector<ReportedFinding> Fitting;
  if (const ServiceLimits *Limits = limitsOf(To.Format)) {
    Fitting = Findings.vec();
    for (const std::string &Sentence : fitToService(*Limits, Fitting))
      messages() << "pyrefcheck: warning: " << Sentence << '\n';
    Findings = Fitting;
  }
  if (To.File.empty()) {
    raw_ostream &OS = outs();
    OS.enable_colors(isColoured(OS, Options.Color));
    writeFindings(OS, To.Format, Options, Results, Findings, Names);
    return flushOutput();
  }
  std::string Text;
  raw_string_ostream OS(Text);
  writeFindings(OS, To.Format, Options, Results, Findings, Names);
  Error Problem = writeFile(To.File, Text);
  if (!Problem)
    return true;
  complain() << "cannot write '" << To.File
             << "': " << toString(std::move(Problem)) << '\n';
  return false;
}

bool writeReport(const OutputOptions &Options, ArrayRef<FileResult> Results,
                 ArrayRef<ReportedFinding> Findings, const PathNames &Names) {
  bool Written = true;
  for (const ReportOutput &To : Options.Outputs)
    Written &= writeOutput(To, Options, Results, Findings, Names);
  return Written;
}

} // namespace pyrefcheck
