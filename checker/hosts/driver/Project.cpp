//===- Project.cpp - A Python project without a database --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project.h"
#include "BuildBackend.h"
#include "GuessedFlags.h"
#include "Inputs.h"
#include "Options.h"
#include "ProjectFiles.h"
#include "RecordedBuild.h"
#include "TemporaryDirectory.h"
#include "findings/Rules.h"
#include "program/Complaint.h"
#include "program/Database.h"
#include "program/FileAnalysis.h"
#include "report/CleanText.h"
#include "report/PathNames.h"
#include "report/ReportedFinding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace pyrefcheck {

/// Uses the nearest database below the project, if there is one.
static bool useFound(DriverOptions &Options, StringRef Directory,
                     const PathNames &Names) {
  const std::vector<std::string> Found = findDatabasesBelow(Directory);
  if (Found.empty())
    return false;
  Options.BuildPaths = {Found.front()};
  Message Out(messages() << "pyrefcheck: using ");
  Out << Names.display(Found.front() + "/compile_commands.json");
  if (Found.size() > 1)
    Out << ", one of " << Found.size() << "; -p names another";
  Out << '\n';
  return true;
}

/// Whether the project's code may be run; false after a complaint.
static bool mayBuild(const DriverOptions &Options,
                     const BuildBackend &Backend) {
  if (Options.Build == BuildChoice::Yes ||
      sys::Process::GetEnv("CI").value_or("").empty())
    return true;
  complain() << "no compile_commands.json below '" << Options.ProjectDirectory
             << "', and making one runs the project's own code ("
             << Backend.Because
             << "), which is not done where CI is set: allow it with --build, "
                "let --no-build guess the flags, or give -p DIR\n";
  return false;
}

/// Whether the recorded database names any source; false after a complaint.
static bool checkRecord(StringRef Out, const BuildBackend &Backend) {
  std::string Reason;
  const auto Commands = loadDatabase(Out, Reason);
  if (Commands && any_of(Commands->getAllFiles(), isSourceFile))
    return true;
  complain() << "nothing to check: the build (" << Backend.Because
             << ") compiles no C or C++ file that could be recorded; if it "
                "calls another build or a compiler itself, watch it: bear -- "
                "..., and give -p DIR\n";
  return false;
}

std::optional<Project> openProject(DriverOptions &Options) {
  SmallString<256> Directory(Options.ProjectDirectory), WorkingDirectory;
  if (sys::fs::make_absolute(Directory) ||
      sys::fs::current_path(WorkingDirectory)) {
    complain() << "cannot find the working directory\n";
    return std::nullopt;
  }
  sys::path::remove_dots(Directory, /*remove_dot_dot=*/true);
  Project Of;
  if (useFound(Options, Directory, PathNames(WorkingDirectory)))
    return Of;
  Expected<BuildBackend> Backend = findBuildBackend(Directory);
  if (!Backend) {
    messages() << toString(Backend.takeError()) << '\n';
    return std::nullopt;
  }
  // The backend may build in a hidden directory.
  if (const std::string &In = Backend->Settings.BuildDirectory;
      !In.empty() && useFound(Options, In, PathNames(WorkingDirectory)))
    return Of;
  if (Backend->K == BuildBackend::None || Options.Build == BuildChoice::No) {
    Of.K = Project::Guessed;
    const bool OfProject = Options.Build == BuildChoice::Yes ||
                           (Options.Build == BuildChoice::Ask &&
                            sys::Process::GetEnv("CI").value_or("").empty());
    if (!guessFlags(Options, Directory, OfProject))
      return std::nullopt;
    return Of;
  }
  if (!mayBuild(Options, *Backend))
    return std::nullopt;
  Of.K = Project::Recorded;
  Of.Made = TemporaryDirectory::create();
  if (!Of.Made)
    return std::nullopt;
  Message(messages() << "pyrefcheck: ")
      << "no compile_commands.json below '" << Options.ProjectDirectory
      << "': asking its build, which " << Backend->Because
      << " describes; the project is not compiled\n";
  std::string Out = Of.Made->path();
  if (!recordBuild(*Backend, Directory, Out))
    return std::nullopt;
  if (Backend->K != BuildBackend::Setuptools)
    Out += "/build";
  if (!checkRecord(Out, *Backend))
    return std::nullopt;
  Options.BuildPaths = {Out};
  return Of;
}

void writeNextSteps(raw_ostream &OS, const Project &Of,
                    ArrayRef<FileResult> Results,
                    ArrayRef<ReportedFinding> Findings) {
  const bool IsWhole =
      all_of(Results, [](const FileResult &R) { return R.analysed(); });
  if (!IsWhole)
    OS << "pyrefcheck: next: give the files that could not be analysed what "
          "they "
          "need, see above; -p names the compile_commands.json of a build that "
          "has made everything\n";
  else if (none_of(Results,
                   [](const FileResult &R) {
                     return R.Statistics.Functions != 0;
                   }) &&
           Findings.empty())
    OS << "pyrefcheck: no function uses Python objects: is this the directory "
          "of "
          "the extension?\n";
  if (Of.K == Project::Guessed)
    OS << "pyrefcheck: the flags were guessed; give others after '--', or a "
          "compile_commands.json with -p\n";
  if (Findings.empty() && !IsWhole)
    return;
  if (Findings.empty()) {
    OS << "pyrefcheck: next: keep it so, in your editor (pyrefcheck-clangd) "
          "and "
          "in CI (--format=github, gitlab, sarif)\n";
    return;
  }
  OS << "pyrefcheck: next: --explain="
     << shortNames(ruleInfo(Findings.front().ID)).back()
     << " says what the first finding means";
  if (const size_t N = count_if(
          Findings, [](const ReportedFinding &F) { return !F.Fixes.empty(); }))
    OS << "; --fix changes the files for " << N << " of " << Findings.size();
  OS << "; --write-baseline=FILE leaves for later what --baseline=FILE then "
        "does not report\n";
}

} // namespace pyrefcheck
