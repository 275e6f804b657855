//===- Options.h - The command line of pyrefcheck ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_OPTIONS_H
#define PYREFCHECK_HOSTS_DRIVER_OPTIONS_H

#include "ConfiguredOptions.h"
#include "Exclusion.h"
#include "OutputOptions.h"
#include "engine/Engine.h"
#include "program/ChildProcesses.h"
#include "program/Complaint.h"
#include "report/CleanText.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace pyrefcheck {

/// Whether the project's own build may be run if there is no database.
enum class BuildChoice {
  /// Unless it is a job of continuous integration.
  Ask,
  Yes,
  No
};

/// The settings of the command line and the configuration.
struct DriverOptions {
  /// As given; empty: the whole compilation database.
  std::vector<std::string> Files;
  /// The directory of a project whose compile commands must be found; empty:
  /// the user names files or a database.
  std::string ProjectDirectory;
  BuildChoice Build = BuildChoice::Ask;
  /// The directories of compilation databases.
  std::vector<std::string> BuildPaths;
  /// From the flags after "--"; null if there are none.
  std::unique_ptr<clang::tooling::CompilationDatabase> FixedFlags;
  /// Flags after "--" that clang does not know.
  std::vector<std::string> ForeignFlags;
  Exclusion Excluded;
  std::vector<std::string> ContractFiles;
  std::vector<std::string> SummariesIn;
  /// Summaries that override those; empty: none.
  std::string SummariesOver;
  /// Files to write; empty: not written.
  std::string SummariesOut, AskedOut, UsedOut, DepFile, NinjaFile;
  /// Analyse for the summaries, not for findings.
  bool SummariesOnly = false;
  /// Give each file the summaries of all others.
  bool WholeProgram = false;
  /// Where results of earlier runs are kept; empty: nowhere.
  std::string CacheDirectory;
  EngineOptions Engine;
  /// The versions whose rules apply, each in a separate analysis; empty: that
  /// of the headers.
  std::vector<PyVersion> Pythons;
  /// The options that the configuration sets.
  ConfiguredOptions Configured;
  OutputOptions Output;
  /// Files analysed at the same time; 0: one per core.
  unsigned Jobs = 0;
  /// The limits of the analysis of one file.
  ChildLimits Limits;
  bool Verbose = false;
  /// Report where the CPU time went.
  bool Timings = false;
  /// Apply the fixes of the findings.
  bool Fix = false;
  /// Only check the set-up.
  bool Doctor = false;
};

/// What to do after the command line has been read.
struct CommandLine {
  /// Set when there is nothing left to do (--list-checks, a wrong call).
  std::optional<int> Exit;
  DriverOptions Options;
};

/// Reads the command line; answers --help, --version, --list-checks, --explain
/// and --check-contracts; complains on standard error.
CommandLine parseCommandLine(int ArgCount, const char **Args);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_OPTIONS_H
