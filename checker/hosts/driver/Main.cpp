//===- Main.cpp - The pyrefcheck driver -------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Analyses files, alone or those of a compilation database, on several threads,
// and writes the findings of all of them in one report.
//
//===----------------------------------------------------------------------===//

#include "Doctor.h"
#include "FileAnalysis.h"
#include "FindingFilter.h"
#include "FixApplier.h"
#include "Inputs.h"
#include "NinjaFile.h"
#include "Options.h"
#include "Report.h"
#include "Summary.h"
#include "SummaryTable.h"
#include "core/Attributes.h"
#include "hosts/ResourceDirectory.h"
#include "hosts/Settings.h"
#include "report/Fingerprints.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/raw_ostream.h"
#include <mutex>

using namespace llvm;
using namespace pyrefcheck;

namespace {

/// "[3/12] file.c" on a terminal, over and over on one line; else nothing.
class ProgressLine {
public:
  ProgressLine(unsigned Files, const PathNames &Names)
      : Files(Files), Names(Names),
        Shown(sys::Process::StandardErrIsDisplayed()) {}

  void fileDone(StringRef File) {
    if (!Shown)
      return;
    std::lock_guard<std::mutex> Lock(Mutex);
    errs() << "\r\033[K[" << ++Done << '/' << Files << "] "
           << Names.display(File);
    errs().flush();
  }

  void clear() {
    if (Shown)
      errs() << "\r\033[K";
  }

private:
  unsigned Files;
  const PathNames &Names;
  bool Shown;
  std::mutex Mutex;
  unsigned Done = 0;
};

} // namespace

static std::vector<FileResult> analyseFiles(const FileAnalyser &Analyser,
                                            ArrayRef<std::string> Files,
                                            unsigned Jobs,
                                            const PathNames &Names) {
  std::vector<FileResult> Results(Files.size());
  ProgressLine Progress(Files.size(), Names);
  // Each task writes its own element, so the order is that of the files.
  DefaultThreadPool Pool(hardware_concurrency(Jobs));
  for (size_t I = 0; I < Files.size(); ++I)
    Pool.async([&, I] {
      Results[I] = Analyser.analyse(Files[I]);
      Progress.fileDone(Files[I]);
    });
  Pool.wait();
  Progress.clear();
  return Results;
}

/// The findings of all files, in their order. What a header gives to several
/// files is kept once.
static std::vector<ReportedFinding>
mergeFindings(ArrayRef<FileResult> Results) {
  std::vector<ReportedFinding> Merged;
  StringMap<SmallVector<size_t, 1>> ByLine;
  for (const FileResult &R : Results)
    for (const ReportedFinding &F : R.Findings) {
      std::string Key = F.Where.File + ':' + std::to_string(F.Where.Line);
      SmallVector<size_t, 1> &Same = ByLine[Key];
      if (any_of(Same, [&](size_t I) { return Merged[I].sameAs(F); }))
        continue;
      Same.push_back(Merged.size());
      Merged.push_back(F);
    }
  return Merged;
}

/// What was inferred in all files that could be analysed.
static SummaryTable collectSummaries(ArrayRef<FileResult> Results,
                                     const PathNames &Names) {
  SummaryTable Table;
  for (const FileResult &R : Results)
    if (!R.Crashed)
      for (const InferredContract &Inferred : R.Inferred)
        Table.add(Inferred, Names.display(R.File));
  return Table;
}

/// Analyses again the files that call a function of another file which
/// \p Table knows; nothing changes for the others.
static void analyseAgain(const FileAnalyser &Analyser,
                         const SummaryTable &Table, unsigned Jobs,
                         const PathNames &Names,
                         std::vector<FileResult> &Results) {
  std::vector<std::string> Files;
  std::vector<size_t> Places;
  for (size_t I = 0; I < Results.size(); ++I)
    if (any_of(Results[I].Unknown,
               [&](StringRef Name) { return Table.hasEntry(Name); })) {
      Files.push_back(Results[I].File);
      Places.push_back(I);
    }
  std::vector<FileResult> Again = analyseFiles(Analyser, Files, Jobs, Names);
  for (size_t I = 0; I < Again.size(); ++I)
    Results[Places[I]] = std::move(Again[I]);
}

/// Adds \p Table to \p Set; false after a complaint.
static bool useSummaries(const SummaryTable &Table, ContractSet &Set) {
  if (Table.empty())
    return true;
  Error Problems =
      Set.addInferred(MemoryBufferRef(Table.text(), "inferred summaries"));
  if (!Problems)
    return true;
  errs() << toString(std::move(Problems)) << '\n';
  return false;
}

/// Adds the summaries of --summaries-in to \p Set; false after a complaint.
static bool readSummaries(ArrayRef<std::string> Files, ContractSet &Set) {
  SummaryTable Table;
  Error Problems = Error::success();
  for (const std::string &File : Files)
    Problems = joinErrors(std::move(Problems), Table.addFile(File));
  if (Problems) {
    errs() << toString(std::move(Problems)) << '\n';
    return false;
  }
  Table.warnOfConflicts(errs());
  return useSummaries(Table, Set);
}

/// Writes which files the output was made from; false after a complaint.
static bool writeDependencies(const DriverOptions &Options,
                              ArrayRef<FileResult> Results) {
  auto Escaped = [](StringRef Path) {
    std::string Text;
    for (char C : Path) {
      if (C == ' ' || C == '#')
        Text += '\\';
      Text += C;
      if (C == '$')
        Text += C;
    }
    return Text;
  };
  std::vector<std::string> Files;
  for (const FileResult &R : Results)
    append_range(Files, R.Read);
  sort(Files);
  Files.erase(unique(Files), Files.end());
  std::string Text =
      Escaped(Options.Output.File.empty() ? Options.SummariesOut
                                          : Options.Output.File) +
      ":";
  for (const std::string &File : Files)
    Text += " \\\n  " + Escaped(File);
  return writeIfChanged(Options.DepFile, Text + "\n");
}

static int run(DriverOptions &Options) {
  SmallString<256> WorkingDirectory;
  if (std::error_code EC = sys::fs::current_path(WorkingDirectory)) {
    complain() << "cannot tell the working directory: " << EC.message() << '\n';
    return ExitTrouble;
  }
  PathNames Names(WorkingDirectory);

  ContractSet Contracts;
  if (Error Problems = loadContracts(Options.ContractFiles, Contracts)) {
    errs() << toString(std::move(Problems)) << '\n';
    return ExitTrouble;
  }
  if (!readSummaries(Options.SummariesIn, Contracts))
    return ExitTrouble;
  std::optional<Inputs> In = collectInputs(Options, Names);
  if (!In)
    return ExitTrouble;
  FindingFilter Filter(Options.Output);
  if (!Filter.load())
    return ExitTrouble;
  if (!Options.NinjaFile.empty())
    return writeNinjaFile(Options, In->Files) ? ExitClean : ExitTrouble;
  Options.Engine.InferContracts =
      Options.WholeProgram || !Options.SummariesOut.empty();
  Expected<std::string> ResourceDirectory = findResourceDirectory();
  if (!ResourceDirectory) {
    complain() << toString(ResourceDirectory.takeError()) << '\n';
    return ExitTrouble;
  }

  FileAnalyser Analyser{*In->Commands, Contracts, Options.Engine,
                        *ResourceDirectory};
  std::vector<FileResult> Results =
      analyseFiles(Analyser, In->Files, Options.Jobs, Names);
  SummaryTable Summaries = collectSummaries(Results, Names);
  Summaries.warnOfConflicts(errs());
  if (Options.WholeProgram) {
    if (!useSummaries(Summaries, Contracts))
      return ExitTrouble;
    analyseAgain(Analyser, Summaries, Options.Jobs, Names, Results);
    Summaries = collectSummaries(Results, Names);
  }
  bool Written = true;
  if (!Options.SummariesOut.empty())
    Written &= writeIfChanged(Options.SummariesOut, Summaries.text());
  if (!Options.DepFile.empty())
    Written &= writeDependencies(Options, Results);
  std::vector<ReportedFinding> Findings;
  if (!Options.SummariesOnly) {
    Findings = mergeFindings(Results);
    assignFingerprints(Findings, Options.Output.SourceRoot);
    Written &= Filter.apply(Findings, Results,
                            describeCoverage(Options.Output, Results,
                                             Options.Files.empty(),
                                             Options.Engine.Rules));
    Written &= writeReport(Options.Output, Results, Findings, Names);
  }
  FixSummary Fixes;
  if (Options.Fix)
    Written &= applyFixes(Findings, Fixes);
  writeTroubles(errs(), Results, Names);
  if (!Options.SummariesOnly) {
    writeSummary(errs(), Results, Findings, Names, Options.Verbose);
    Filter.writeSummary(errs(), Options.Verbose);
    if (Options.Fix)
      Fixes.write(errs(), Names);
  }
  int Status = Findings.size() == Fixes.Applied ? ExitClean : ExitFindings;
  if (!Written ||
      any_of(Results, [](const FileResult &R) { return !R.analysed(); }))
    Status = ExitTrouble;
  // A crash left objects behind that the normal end of the program would visit.
  if (any_of(Results, [](const FileResult &R) { return R.Crashed; }))
    sys::Process::Exit(Status, /*NoCleanup=*/true);
  return Status;
}

int main(int ArgCount, const char **Args) {
  InitLLVM Init(ArgCount, Args);
  CommandLine Line = parseCommandLine(ArgCount, Args);
  if (Line.Exit)
    return *Line.Exit;

  // Code with inline assembly is parsed with the target's registers.
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
  prepareAttributeSpellings();
  CrashRecoveryContext::Enable();
  return Line.Options.Doctor ? runDoctor(Line.Options) : run(Line.Options);
}
