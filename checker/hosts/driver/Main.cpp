//===- Main.cpp - The pyrefcheck driver -------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Analyses files, alone or those of a compilation database, in several child
// processes, and writes the findings of all of them in one report.
//
//===----------------------------------------------------------------------===//

#include "DependencyFile.h"
#include "Doctor.h"
#include "Exclusion.h"
#include "FindingFilter.h"
#include "FixApplier.h"
#include "Inputs.h"
#include "NinjaFile.h"
#include "Options.h"
#include "OutputOptions.h"
#include "Project.h"
#include "Report.h"
#include "Summary.h"
#include "annotations/AttributeSpellings.h"
#include "contracts/ContractSet.h"
#include "engine/PhaseTimes.h"
#include "hosts/ResourceDirectory.h"
#include "hosts/Settings.h"
#include "program/Complaint.h"
#include "program/FileAnalysis.h"
#include "program/FileOutput.h"
#include "program/Passes.h"
#include "program/ResultCache.h"
#include "program/SummaryTable.h"
#include "report/CythonSources.h"
#include "report/Fingerprints.h"
#include "report/MergedFindings.h"
#include "report/PathNames.h"
#include "report/ReportedFinding.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace llvm;
using namespace pyrefcheck;

/// The findings in all files that are not excluded, in their order. A finding
/// in a header that several files include is kept once, and so is one that
/// several compile commands produce.
static std::vector<ReportedFinding>
collectFindings(ArrayRef<FileResult> Results, const Exclusion &Excluded) {
  std::vector<ReportedFinding> Findings;
  // Thousands of references may be lost at one place.
  StringMap<SmallVector<size_t, 1>> ByPlaces;
  for (const FileResult &R : Results)
    for (const ReportedFinding &F : R.Findings) {
      SmallVector<size_t, 1> &Same =
          ByPlaces[formatv("{0}:{1}:{2}:{3}", F.Where.File, F.Where.Line,
                           F.Cause.Line, F.Cause.Column)
                       .str()];
      if (any_of(Same, [&](size_t I) { return Findings[I].sameAs(F); }) ||
          Excluded.excludes(F.Where.File))
        continue;
      Same.push_back(Findings.size());
      Findings.push_back(F);
    }
  return Findings;
}

/// Writes the names that \p Results requested from other files, and what
/// \p Given has about them; false after a complaint.
static bool writeAsked(const DriverOptions &Options,
                       ArrayRef<FileResult> Results,
                       const SummaryTable &Given) {
  std::set<std::string> Names;
  for (const FileResult &R : Results)
    for (const AskedName &N : R.Asked)
      Names.insert(N.Name);
  bool Written = true;
  if (!Options.AskedOut.empty()) {
    std::string Text;
    for (const std::string &Name : Names)
      Text += Name + "\n";
    Written &= writeIfChanged(Options.AskedOut, Text);
  }
  if (!Options.UsedOut.empty())
    Written &= writeIfChanged(
        Options.UsedOut,
        Given.textFor(std::vector<std::string>(Names.begin(), Names.end())));
  return Written;
}

/// Writes the files that other runs and build systems read.
static bool writeForOthers(const DriverOptions &Options,
                           const ProgramResult &Found,
                           const SummaryTable &Given) {
  bool Written = true;
  if (!Options.SummariesOut.empty())
    Written &= writeIfChanged(Options.SummariesOut, Found.Summaries.text());
  Written &= writeAsked(Options, Found.Files, Given);
  if (!Options.DepFile.empty())
    Written &= writeDependencies(Options, Found.Files);
  return Written;
}

/// The exit status of a run in which everything worked; reports how many
/// findings do not count.
static int statusFor(const OutputOptions &Options,
                     ArrayRef<const ReportedFinding *> Left) {
  const size_t Failing = count_if(Left, [&](const ReportedFinding *F) {
    return F->Level <= Options.FailLevel;
  });
  if (const size_t Others = Left.size() - Failing)
    messages() << "pyrefcheck: above --fail-level=" << Options.FailLevel
               << ", not counted in the exit status: " << Others
               << (Others == 1 ? " finding\n" : " findings\n");
  return Failing == 0 || Options.ExitZero ? ExitClean : ExitFindings;
}

/// Writes all results, and the last lines of the run.
/// \returns the exit status.
static int report(const DriverOptions &Options, const ProgramResult &Found,
                  const SummaryTable &Given, FindingFilter &Filter,
                  CythonSources &Sources, const PathNames &Names,
                  const std::optional<Project> &Of) {
  const std::vector<FileResult> &Results = Found.Files;
  PhaseClock Clock;
  bool Written = writeForOthers(Options, Found, Given);
  std::vector<ReportedFinding> Findings;
  if (!Options.SummariesOnly) {
    Findings = collectFindings(Results, Options.Excluded);
    assignFingerprints(Findings, Options.Output.SourceRoot);
    erase_if(Findings, [&](const ReportedFinding &F) {
      const std::optional<ReportedFinding> Written = Sources.asWritten(F);
      return Written && Options.Excluded.excludes(Written->Where.File);
    });
    Written &= Filter.apply(Findings, Results,
                            describeCoverage(Options.Output, Results,
                                             Options.Files.empty(),
                                             Options.Engine.Rules));
    // After the filter: a new reference next to known ones is shown alone.
    if (Options.Output.Merge)
      Findings = mergeFindings(std::move(Findings));
    Findings = Sources.show(std::move(Findings), Options.Output.Merge);
    Written &= writeReport(Options.Output, Results, Findings, Names);
  }
  FixSummary Fixes;
  if (Options.Fix)
    Written &= applyFixes(Findings, Fixes);
  else
    for (const ReportedFinding &F : Findings)
      Fixes.Left.push_back(&F);
  writeTroubles(messages(), Results, Names);
  if (!Options.SummariesOnly) {
    writeSummary(messages(), Results, Findings, Names, Options.Verbose);
    if (Options.Verbose && Options.WholeProgram)
      messages()
          << "pyrefcheck: files analysed again, with summaries of others: "
          << Found.Repeated << '\n';
    Filter.writeSummary(messages(), Options.Verbose);
    if (Options.Fix)
      Fixes.write(messages(), Names);
    if (Of)
      writeNextSteps(messages(), *Of, Results, Findings);
  }
  if (Options.Timings) {
    PhaseTimes Own;
    Clock.end(Own.Report);
    writeTimings(messages(), Results, Own, Names);
  }
  if (!Written ||
      any_of(Results, [](const FileResult &R) { return !R.analysed(); }))
    return ExitTrouble;
  return statusFor(Options.Output, Fixes.Left);
}

/// Finds the files and their commands; nothing after a complaint.
/// \param Of gets the project, if the command line names its directory.
static std::optional<Inputs> findInputs(DriverOptions &Options,
                                        PathNames &Names,
                                        std::optional<Project> &Of) {
  if (Options.Verbose && !Options.Configured.File.empty())
    messages() << "pyrefcheck: configuration: " << Options.Configured.File
               << '\n';
  if (!Options.ProjectDirectory.empty()) {
    Of = openProject(Options);
    if (!Of)
      return std::nullopt;
  }
  std::optional<Inputs> In = collectInputs(Options, Names);
  if (In)
    sayForeignFlags(*In, Options.ForeignFlags);
  return In;
}

/// Reads the given summaries of other files; false after a complaint.
static bool readGiven(const DriverOptions &Options, SummaryTable &Given) {
  SummaryTable Stronger;
  if (!readSummaries(Options.SummariesIn, Given) ||
      (!Options.SummariesOver.empty() &&
       !readSummaries({Options.SummariesOver}, Stronger)))
    return false;
  Given.replace(Stronger);
  return true;
}

static int run(DriverOptions &Options) {
  SmallString<256> WorkingDirectory;
  if (std::error_code EC = sys::fs::current_path(WorkingDirectory)) {
    complain() << "cannot find the working directory: " << EC.message() << '\n';
    return ExitTrouble;
  }
  PathNames Names(WorkingDirectory);

  ContractSet Contracts;
  if (Error Problems = loadContracts(Options.ContractFiles, Contracts)) {
    messages() << toString(std::move(Problems)) << '\n';
    return ExitTrouble;
  }
  SummaryTable Given;
  if (!readGiven(Options, Given))
    return ExitTrouble;
  std::optional<Project> Of;
  std::optional<Inputs> In = findInputs(Options, Names, Of);
  if (!In)
    return ExitTrouble;
  CythonSources Sources(Options.Output.SourceRoot);
  FindingFilter Filter(Options.Output, Sources);
  if (!Filter.load())
    return ExitTrouble;
  if (!Options.NinjaFile.empty())
    return writeNinjaFile(Options, In->Files) ? ExitClean : ExitTrouble;
  Expected<std::string> ResourceDirectory = findResourceDirectory();
  if (!ResourceDirectory) {
    complain() << toString(ResourceDirectory.takeError()) << '\n';
    return ExitTrouble;
  }
  std::unique_ptr<ResultCache> Cache;
  if (!Options.CacheDirectory.empty()) {
    Cache = ResultCache::open({Options.CacheDirectory, Options.Engine,
                               Options.ContractFiles, *ResourceDirectory,
                               Options.Pythons});
    if (!Cache)
      return ExitTrouble;
  }
  const bool WantsSummaries =
      Options.WholeProgram || !Options.SummariesOut.empty();
  // Another run may need the summaries of a cached result.
  Options.Engine.InferContracts = WantsSummaries || Cache;

  const FileAnalyser Analyser{*In->Commands, Options.Engine, *ResourceDirectory,
                              Options.Pythons};
  const ProgramAnalyser Program{Analyser,    Contracts,    std::move(Given),
                                Cache.get(), Options.Jobs, Options.Limits,
                                Names};
  std::optional<ProgramResult> Found =
      Program.analyse(In->Files, Options.WholeProgram);
  if (!Found)
    return ExitTrouble;
  if (Cache)
    Cache->prune();
  if (WantsSummaries)
    Found->Summaries.warnOfConflicts(messages());
  return report(Options, *Found, Program.Given, Filter, Sources, Names, Of);
}

int main(int ArgCount, const char **Args) {
  InitLLVM Init(ArgCount, Args, /*InstallPipeSignalExitHandler=*/false);
  prepareOutput();
  CommandLine Line = parseCommandLine(ArgCount, Args);
  if (Line.Exit)
    return *Line.Exit;

  // Code with inline assembly is parsed with the target's registers.
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
  prepareAttributeSpellings();
  return Line.Options.Doctor ? runDoctor(Line.Options) : run(Line.Options);
}
