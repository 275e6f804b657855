//===- Options.cpp - The command line of pyrefcheck -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "ConfiguredOptions.h"
#include "ContractCheck.h"
#include "OptionCategories.h"
#include "OutputOptions.h"
#include "RuleQuestions.h"
#include "contracts/Contract.h"
#include "hosts/ProjectConfig.h"
#include "hosts/Settings.h"
#include "program/Complaint.h"
#include "program/Database.h"
#include "program/Settlement.h"
#include "program/SummaryTable.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

constexpr char Overview[] =
    "Finds reference counting bugs in C and C++ code that uses the Python/C "
    "API.\n\n"
    "  pyrefcheck                           the Python project in this "
    "directory\n"
    "  pyrefcheck module.c -- -I/usr/include/python3.11\n"
    "  pyrefcheck -p build                  every file of the build\n"
    "  pyrefcheck -p build src/module.c     one file of it\n"
    "  pyrefcheck --check-contracts my.yaml whether a contract file is correct"
    "\n\n"
    "Exit status: 0 no findings, 1 findings, 2 something could not be analysed "
    "or written, or the call is wrong.\n";

/// The options of one call; not global, so that nothing runs before main.
struct OptionParser {
  OptionCategories In;
  cl::list<std::string> Files{cl::Positional, cl::desc("[DIR | FILE...]"),
                              cl::cat(In.Everyday)};
  cl::list<std::string> BuildPaths{
      "p",
      cl::desc("Directory of compile_commands.json; may be repeated, for "
               "several configurations of the same files"),
      cl::value_desc("DIR"), cl::cat(In.Everyday)};
  cl::list<std::string> Exclude{
      "exclude",
      cl::desc("Neither analyse nor report on files or directories that match, "
               "relative to the source root; may be repeated. A file that the "
               "command line names is always analysed"),
      cl::value_desc("GLOB"), cl::cat(In.Everyday)};
  cl::opt<unsigned> Jobs{
      "j",
      cl::desc("Files analysed at the same time (default: one per core)"),
      cl::value_desc("N"),
      cl::Prefix,
      cl::init(0),
      cl::cat(In.More)};
  cl::opt<unsigned> Timeout{
      "timeout",
      cl::desc("Seconds after which the analysis of a file is given up "
               "(default: 300; 0: never); the run reports the file"),
      cl::value_desc("SECONDS"), cl::init(300), cl::cat(In.More)};
  cl::opt<unsigned> Memory{
      "memory",
      cl::desc("Megabytes that the analysis of a file may take before it is "
               "given up (default: 4096; 0: no limit); the run reports the "
               "file"),
      cl::value_desc("MB"), cl::init(4096), cl::cat(In.More)};
  cl::opt<std::string> Checks{
      "checks",
      cl::desc("Comma-separated globs of rules. '-' before a glob removes "
               "its rules; a list that begins with one starts from the "
               "default rules, any other list from none"),
      cl::value_desc("GLOBS"), cl::cat(In.Everyday)};
  cl::opt<unsigned> Level{
      "level",
      cl::desc("Report rules up to this level: 0 practically no false "
               "alarms, 1 few (default), 2 for audits"),
      cl::value_desc("N"), cl::init(1), cl::cat(In.Everyday)};
  cl::list<std::string> Contracts{
      "contracts",
      cl::desc("File with contracts of your own functions; may be "
               "repeated, the last one to name a function wins"),
      cl::value_desc("FILE"), cl::cat(In.Everyday)};
  cl::opt<bool> CheckContracts{
      "check-contracts",
      cl::desc("Analyse nothing; report whether the files are correct "
               "contract files"),
      cl::cat(In.More)};
  cl::opt<bool> WholeProgram{
      "whole-program",
      cl::desc("Analyse in two passes: the second knows what the first has "
               "inferred about the functions of all files"),
      cl::cat(In.More)};
  cl::opt<std::string> SummariesOut{
      "summaries-out",
      cl::desc("Write what is inferred about the functions that other files "
               "can call, as a contract file"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<bool> SummariesOnly{
      "summaries-only",
      cl::desc("With --summaries-out: no findings; the exit status is 0 if "
               "everything could be analysed"),
      cl::cat(In.Builds)};
  cl::list<std::string> SummariesIn{
      "summaries-in",
      cl::desc("File that --summaries-out wrote; may be repeated. Contracts "
               "are stronger"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> SummariesOver{
      "summaries-over",
      cl::desc("File with summaries that are stronger than those of "
               "--summaries-in"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> MergeSummaries{
      "merge-summaries",
      cl::desc("Analyse nothing; merge the files, written by --summaries-out, "
               "into OUT"),
      cl::value_desc("OUT"), cl::cat(In.Builds)};
  cl::opt<std::string> AskedOut{
      "asked-out",
      cl::desc("Write the names of the functions in other files that the "
               "analysis looked up"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> UsedOut{
      "used-out",
      cl::desc("Write what was known about the names that the analysis "
               "looked up"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> Settle{
      "settle",
      cl::desc("With --merge-summaries: write into DIR the summaries with "
               "which a file must be analysed again; report how many "
               "files there are"),
      cl::value_desc("DIR"), cl::cat(In.Builds)};
  cl::opt<std::string> Asked{
      "asked",
      cl::desc("With --merge-summaries: only the names that FILE, written by "
               "--asked-out, lists"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> MentionedIn{
      "mentioned-in",
      cl::desc("With --merge-summaries: only the names that the text of FILE "
               "mentions"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> Cache{
      "cache",
      cl::desc("Reuse what earlier runs found, as long as the files, the "
               "flags and the summaries are the same; keep it in DIR "
               "(default: below the user's cache directory)"),
      cl::value_desc("DIR"), cl::ValueOptional, cl::cat(In.More)};
  cl::opt<std::string> DepFile{
      "depfile",
      cl::desc("Write the files that were read, as a rule for make and Ninja"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<std::string> EmitNinja{
      "emit-ninja",
      cl::desc("Analyse nothing; write a Ninja file that does what "
               "--whole-program does, one file at a time"),
      cl::value_desc("FILE"), cl::cat(In.Builds)};
  cl::opt<bool> Fix{
      "fix",
      cl::desc("Apply the fixes that come with findings. The exit status is 0 "
               "if all findings were fixed"),
      cl::cat(In.Everyday)};
  cl::list<std::string> PythonVersions{
      "python-version",
      cl::desc("Python version whose rules apply (default: from the headers); "
               "of several, separated by commas, all apply"),
      cl::value_desc("3.X"), cl::CommaSeparated, cl::cat(In.More)};
  cl::opt<unsigned> MaxNodes{
      "max-nodes", cl::desc("Exploration budget per function"),
      cl::value_desc("N"), cl::init(EngineOptions().MaxNodes),
      cl::cat(In.More)};
  OutputOptionParser Output{In};
  cl::opt<bool> ListChecks{"list-checks",
                           cl::desc("List the rules and their levels"),
                           cl::cat(In.Everyday)};
  cl::opt<std::string> Explain{"explain",
                               cl::desc("Explain a rule, with examples"),
                               cl::value_desc("RULE"), cl::cat(In.Everyday)};
  cl::opt<bool> Doctor{
      "doctor",
      cl::desc("Analyse nothing; check the set-up for common mistakes"),
      cl::cat(In.Everyday)};
  cl::opt<std::string> Config{
      "config",
      cl::desc("Read this file, not the nearest pyrefcheck.toml or "
               "pyproject.toml with a table [tool.pyrefcheck]"),
      cl::value_desc("FILE"), cl::cat(In.Everyday)};
  cl::opt<bool> NoConfig{"no-config", cl::desc("Read no configuration"),
                         cl::cat(In.Everyday)};
  cl::opt<bool> ShowConfig{
      "show-config",
      cl::desc("Analyse nothing; print each option that a configuration can "
               "set, with its value and where that comes from"),
      cl::cat(In.More)};
  cl::opt<bool> Build{
      "build",
      cl::desc("Get the flags of a project without a compile_commands.json "
               "from its build backend, which runs its code, also where "
               "CI is set"),
      cl::cat(In.Everyday)};
  cl::opt<bool> NoBuild{"no-build",
                        cl::desc("Never run the project's code; without a "
                                 "compile_commands.json, guess the flags"),
                        cl::cat(In.Everyday)};
  // For developers of the checker; see docs/how-it-works.md.
  cl::opt<bool> PrintStates{
      "print-states",
      cl::desc("Calls of pyrefcheck_print_state(x) in the source print what is "
               "known of x there"),
      cl::Hidden, cl::cat(In.More)};
  cl::opt<bool> Timings{
      "timings",
      cl::desc("Report the CPU time of each phase, per file and in total"),
      cl::cat(In.More)};
  cl::opt<bool> Verbose{
      "verbose",
      cl::desc("Name the functions that were not analysed fully; report how "
               "many nodes the exploded graphs had"),
      cl::cat(In.More)};
};

void printVersion(raw_ostream &OS) {
  OS << "pyrefcheck " PYREFCHECK_VERSION " (LLVM " CLANG_VERSION_STRING ")\n";
}

/// Reads --checks and --level into \p Options; false after a complaint.
bool selectRules(StringRef Checks, unsigned Level, EngineOptions &Options) {
  if (Level > 2) {
    complain() << "--level is 0, 1 or 2\n";
    return false;
  }
  Expected<RuleChoice> Choice = chooseRules(Checks, Level);
  if (!Choice) {
    complain() << "--checks" << toString(Choice.takeError()) << '\n';
    return false;
  }
  Options.Rules = Choice->Rules;
  Options.MaxLevel = Choice->MaxLevel;
  return true;
}

/// `pyrefcheck` in the user's cache directory; empty if there is none.
std::string userCacheDirectory() {
  SmallString<256> Directory;
  if (!sys::path::cache_directory(Directory))
    return "";
  sys::path::append(Directory, "pyrefcheck");
  return std::string(Directory);
}

/// Reads --cache; false after a complaint.
bool fillCache(const OptionParser &Parsed, DriverOptions &Options) {
  if (!Parsed.Cache.getNumOccurrences())
    return true;
  Options.CacheDirectory = Parsed.Cache;
  if (Options.CacheDirectory.empty())
    Options.CacheDirectory = userCacheDirectory();
  if (!Options.CacheDirectory.empty())
    return true;
  complain() << "--cache: the user has no cache directory (XDG_CACHE_HOME, "
                "HOME): name one, --cache=DIR\n";
  return false;
}

/// Reads the options for summaries and build systems; false after a complaint.
bool fillForBuilds(const OptionParser &Parsed, DriverOptions &Options) {
  Options.SummariesIn.assign(Parsed.SummariesIn.begin(),
                             Parsed.SummariesIn.end());
  Options.SummariesOut = Parsed.SummariesOut;
  Options.SummariesOnly = Parsed.SummariesOnly;
  Options.SummariesOver = Parsed.SummariesOver;
  Options.AskedOut = Parsed.AskedOut;
  Options.UsedOut = Parsed.UsedOut;
  Options.DepFile = Parsed.DepFile;
  Options.NinjaFile = Parsed.EmitNinja;
  if (Options.SummariesOnly && Options.SummariesOut.empty()) {
    complain() << "--summaries-only needs --summaries-out=FILE\n";
    return false;
  }
  if (Options.SummariesOnly && Parsed.Fix) {
    complain() << "--fix needs findings; --summaries-only looks for none\n";
    return false;
  }
  return true;
}

/// Whether --depfile has an output file to describe; false after a complaint.
bool checkDepFile(const DriverOptions &Options) {
  if (Options.DepFile.empty() || !Options.SummariesOut.empty() ||
      any_of(Options.Output.Outputs,
             [](const ReportOutput &O) { return !O.File.empty(); }))
    return true;
  complain() << "--depfile needs -o or --summaries-out: what depends on the "
                "files?\n";
  return false;
}

/// Reads what is to be analysed; false after a complaint.
bool fillInputs(const OptionParser &Parsed, DriverOptions &Options) {
  Options.Files.assign(Parsed.Files.begin(), Parsed.Files.end());
  Options.BuildPaths.assign(Parsed.BuildPaths.begin(), Parsed.BuildPaths.end());
  if (Parsed.Build && Parsed.NoBuild) {
    complain() << "--build and --no-build exclude each other\n";
    return false;
  }
  if (Parsed.Build || Parsed.NoBuild)
    Options.Build = Parsed.Build ? BuildChoice::Yes : BuildChoice::No;
  if (!Options.BuildPaths.empty() || Options.FixedFlags || Parsed.Doctor ||
      Parsed.EmitNinja.getNumOccurrences())
    return true;
  if (Options.Files.empty()) {
    Options.ProjectDirectory = ".";
  } else if (Options.Files.size() == 1 &&
             sys::fs::is_directory(Options.Files.front())) {
    Options.ProjectDirectory = Options.Files.front();
    Options.Files.clear();
  }
  return true;
}

bool fill(const OptionParser &Parsed, DriverOptions &Options) {
  Options.ContractFiles.assign(Parsed.Contracts.begin(),
                               Parsed.Contracts.end());
  Options.WholeProgram = Parsed.WholeProgram;
  Options.Jobs = Parsed.Jobs;
  Options.Limits.Seconds = Parsed.Timeout;
  Options.Limits.Megabytes = Parsed.Memory;
  Options.Verbose = Parsed.Verbose;
  Options.Timings = Parsed.Timings;
  Options.Doctor = Parsed.Doctor;
  Options.Fix = Parsed.Fix;
  Options.Engine.MaxNodes = Parsed.MaxNodes;
  Options.Engine.PrintStates = Parsed.PrintStates;

  if (!fillInputs(Parsed, Options) || !fillCache(Parsed, Options) ||
      !fillForBuilds(Parsed, Options) ||
      !Parsed.Output.fill(Options.Output, Options.Configured.Directory) ||
      !checkDepFile(Options))
    return false;
  const bool IsConfigured = Options.Configured.has("exclude");
  for (const std::string &Glob : Parsed.Exclude)
    if (!Options.Excluded.add(Glob,
                              IsConfigured ? Options.Configured.Directory
                                           : Options.Output.SourceRoot,
                              IsConfigured ? "exclude" : "--exclude"))
      return false;
  for (const std::string &Version : Parsed.PythonVersions) {
    Expected<PyVersion> Python = parsePythonVersion(Version);
    if (!Python) {
      complain() << toString(Python.takeError()) << '\n';
      return false;
    }
    Options.Pythons.push_back(*Python);
  }
  if (!Options.Pythons.empty())
    Options.Engine.Python = Options.Pythons.front();
  return selectRules(Parsed.Checks, Parsed.Level, Options.Engine);
}

/// Sets the options that the command line does not set from the configuration;
/// false after a complaint.
bool configure(const OptionParser &Parsed, DriverOptions &Options) {
  if (Parsed.NoConfig && Parsed.Config.getNumOccurrences()) {
    complain() << "--config and --no-config exclude each other\n";
    return false;
  }
  if (Parsed.NoConfig)
    return true;
  std::optional<ProjectConfig> Config;
  const bool IsProject =
      Parsed.Files.size() == 1 && sys::fs::is_directory(Parsed.Files.front());
  if (!loadConfig(Parsed.Config, IsProject ? Parsed.Files.front() : ".",
                  Config))
    return false;
  if (!Config)
    return true;
  // The baseline is written again, or for the first time.
  if (Parsed.Output.writesBaseline())
    Config->Values.erase("baseline");
  return Options.Configured.apply(*Config);
}

/// Writes the options that a configuration can set in the form of one.
void showConfig(const OptionParser &Parsed, const DriverOptions &Options) {
  const OutputOptions &Output = Options.Output;
  SettingsList List(outs(), Options.Configured);
  List.text("baseline", Output.Baseline);
  List.text("checks", Parsed.Checks);
  List.texts("contracts", Parsed.Contracts);
  List.texts("exclude", Parsed.Exclude);
  List.number("fail-level", Output.FailLevel);
  List.texts("format", Parsed.Output.outputs());
  List.number("level", Parsed.Level);
  List.texts("python-version", Parsed.PythonVersions);
  List.text("suppressions", Output.Suppressions);
}

/// LLVM has an option of this name for its own messages.
void removeOthersColor() {
  StringMap<cl::Option *> &Known = cl::getRegisteredOptions();
  if (auto It = Known.find("color"); It != Known.end())
    It->second->removeArgument();
}

/// Handles the options that need no analysis; none if there is no such option.
std::optional<int> answer(const OptionParser &Parser) {
  if (Parser.ListChecks) {
    listChecks();
    return ExitClean;
  }
  if (Parser.Explain.getNumOccurrences())
    return explainRule(Parser.Explain);
  const std::vector<std::string> Files(Parser.Files.begin(),
                                       Parser.Files.end());
  if (Parser.CheckContracts)
    return checkContracts(Files);
  if (!Parser.MergeSummaries.getNumOccurrences())
    return std::nullopt;
  if (!Parser.Settle.getNumOccurrences())
    return mergeSummaries(Parser.MergeSummaries, Files, Parser.Asked,
                          Parser.MentionedIn);
  return settleSummaries(
      {Parser.MergeSummaries,
       Parser.Settle,
       Files,
       {Parser.SummariesIn.begin(), Parser.SummariesIn.end()}});
}

} // namespace

CommandLine parseCommandLine(int ArgCount, const char **Args) {
  CommandLine Line;

  Line.Options.FixedFlags =
      takeFixedFlags(ArgCount, Args, Line.Options.ForeignFlags);

  removeOthersColor();
  OptionParser Parser;
  cl::HideUnrelatedOptions(
      {&Parser.In.Everyday, &Parser.In.More, &Parser.In.Builds});
  cl::SetVersionPrinter(printVersion);
  std::string Text;
  raw_string_ostream Errors(Text);
  if (!cl::ParseCommandLineOptions(ArgCount, Args, Overview, &Errors)) {
    messages() << Text;
    Line.Exit = ExitTrouble;
    return Line;
  }
  Line.Exit = answer(Parser);
  if (Line.Exit)
    return Line;
  if (!configure(Parser, Line.Options) || !fill(Parser, Line.Options))
    Line.Exit = ExitTrouble;
  else if (Parser.ShowConfig) {
    showConfig(Parser, Line.Options);
    Line.Exit = ExitClean;
  }
  return Line;
}

} // namespace pyrefcheck
