//===- Options.cpp - The command line of pyrefcheck -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "ContractCheck.h"
#include "OutputOptions.h"
#include "contracts/Contract.h"
#include "findings/Rules.h"
#include "hosts/Settings.h"
#include "program/Complaint.h"
#include "program/Database.h"
#include "program/SummaryTable.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

constexpr char Overview[] =
    "Finds reference counting bugs in C and C++ code that uses the Python/C "
    "API.\n\n"
    "  pyrefcheck module.c -- -I/usr/include/python3.11\n"
    "  pyrefcheck -p build                  every file of the build\n"
    "  pyrefcheck -p build src/module.c     one file of it\n"
    "  pyrefcheck --check-contracts my.yaml whether a contract file is correct"
    "\n\n"
    "Exit status: 0 no findings, 1 findings, 2 something could not be analysed "
    "or written, or the call is wrong.\n";

/// The options of one call; not global, so that nothing runs before main.
struct OptionParser {
  cl::OptionCategory Category{"pyrefcheck options"};
  cl::list<std::string> Files{cl::Positional, cl::desc("[FILE...]"),
                              cl::cat(Category)};
  cl::opt<std::string> BuildPath{"p",
                                 cl::desc("Directory of compile_commands.json"),
                                 cl::value_desc("DIR"), cl::cat(Category)};
  cl::opt<unsigned> Jobs{
      "j",
      cl::desc("Files analysed at the same time (default: one per core)"),
      cl::value_desc("N"),
      cl::Prefix,
      cl::init(0),
      cl::cat(Category)};
  cl::opt<unsigned> Timeout{
      "timeout",
      cl::desc("Seconds after which the analysis of a file is given up "
               "(default: 300; 0: never); the run reports the file"),
      cl::value_desc("SECONDS"), cl::init(300), cl::cat(Category)};
  cl::opt<unsigned> Memory{
      "memory",
      cl::desc("Megabytes that the analysis of a file may take before it is "
               "given up (default: 4096; 0: no limit); the run reports the "
               "file"),
      cl::value_desc("MB"), cl::init(4096), cl::cat(Category)};
  cl::opt<std::string> Checks{
      "checks",
      cl::desc("Comma-separated globs of rules. '-' before a glob takes the "
               "rules away; a list that begins with one starts from the "
               "default rules, any other list from none"),
      cl::value_desc("GLOBS"), cl::cat(Category)};
  cl::opt<unsigned> Level{
      "level",
      cl::desc("Report rules up to this level: 0 practically no false "
               "alarms, 1 few (default), 2 for audits"),
      cl::value_desc("N"), cl::init(1), cl::cat(Category)};
  cl::list<std::string> Contracts{
      "contracts",
      cl::desc("File with contracts of your own functions; may be "
               "repeated, the last one to name a function wins"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<bool> CheckContracts{
      "check-contracts",
      cl::desc("Analyse nothing; say whether the files are correct contract "
               "files"),
      cl::cat(Category)};
  cl::opt<bool> WholeProgram{
      "whole-program",
      cl::desc("Analyse in two passes: the second knows what the first has "
               "inferred about the functions of all files"),
      cl::cat(Category)};
  cl::opt<std::string> SummariesOut{
      "summaries-out",
      cl::desc("Write what is inferred about the functions that other files "
               "can call, as a contract file"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<bool> SummariesOnly{
      "summaries-only",
      cl::desc("With --summaries-out: no findings; the exit status is 0 if "
               "everything could be analysed"),
      cl::cat(Category)};
  cl::list<std::string> SummariesIn{
      "summaries-in",
      cl::desc("File that --summaries-out wrote; may be repeated. Contracts "
               "are stronger"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<std::string> MergeSummaries{
      "merge-summaries",
      cl::desc("Analyse nothing; merge the files, written by --summaries-out, "
               "into OUT"),
      cl::value_desc("OUT"), cl::cat(Category)};
  cl::opt<std::string> AskedOut{
      "asked-out",
      cl::desc("Write the names of the functions of other files that were "
               "asked for"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<std::string> Asked{
      "asked",
      cl::desc("With --merge-summaries: only the names that FILE, written by "
               "--asked-out, lists"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<std::string> Cache{
      "cache",
      cl::desc("Use what earlier runs found while the files, the flags, and "
               "the summaries that were used are the same; keep it in DIR "
               "(default: below the user's cache directory)"),
      cl::value_desc("DIR"), cl::ValueOptional, cl::cat(Category)};
  cl::opt<std::string> DepFile{
      "depfile",
      cl::desc("Write the files that were read, as a rule for make and Ninja"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<std::string> EmitNinja{
      "emit-ninja",
      cl::desc("Analyse nothing; write a Ninja file that does what "
               "--whole-program does, one file at a time"),
      cl::value_desc("FILE"), cl::cat(Category)};
  cl::opt<bool> Fix{
      "fix",
      cl::desc("Change the files as the fixes of the findings say, where there "
               "are any. The exit status is 0 if all findings were fixed"),
      cl::cat(Category)};
  cl::opt<std::string> PythonVersion{
      "python-version",
      cl::desc("Python version whose rules apply (default: from the headers)"),
      cl::value_desc("3.X"), cl::cat(Category)};
  cl::opt<unsigned> MaxNodes{
      "max-nodes", cl::desc("Exploration budget per function"),
      cl::value_desc("N"), cl::init(EngineOptions().MaxNodes),
      cl::cat(Category)};
  OutputOptionParser Output{Category};
  cl::opt<bool> ListChecks{"list-checks",
                           cl::desc("List the rules and their levels"),
                           cl::cat(Category)};
  cl::opt<std::string> Explain{"explain",
                               cl::desc("Explain a rule, with examples"),
                               cl::value_desc("RULE"), cl::cat(Category)};
  cl::opt<bool> Doctor{
      "doctor",
      cl::desc("Analyse nothing; look for the usual mistakes in a set-up"),
      cl::cat(Category)};
  // For those who work on the checker: docs/how-it-works.md.
  cl::opt<bool> PrintStates{
      "print-states",
      cl::desc("Calls of pyrefcheck_print_state(x) in the source print what is "
               "known of x there"),
      cl::Hidden, cl::cat(Category)};
  cl::opt<bool> Timings{
      "timings",
      cl::desc("Say how much CPU time each phase took, for each file and in "
               "total"),
      cl::cat(Category)};
  cl::opt<bool> Verbose{
      "verbose",
      cl::desc("Name the functions that were not analysed fully, and say how "
               "many nodes the exploded graphs had"),
      cl::cat(Category)};
};

void printVersion(raw_ostream &OS) {
  OS << "pyrefcheck " PYREFCHECK_VERSION " (LLVM " CLANG_VERSION_STRING ")\n";
}

void listChecks() {
  for (const RuleInfo &I : allRules())
    outs() << formatv("{0,-36} level {1}  {2}\n", I.Name, I.Level, I.Summary);
}

int explain(StringRef Name) {
  std::optional<Rule> R = findRule(Name);
  if (!R) {
    complain() << "there is no rule '" << Name
               << "'; --list-checks names them all\n";
    return ExitTrouble;
  }
  outs() << rulePage(*R);
  return ExitClean;
}

/// Applies one entry of --checks; false if it matches no rule.
bool applyGlob(StringRef Entry, RuleSet &Set) {
  bool Remove = Entry.consume_front("-");
  Expected<GlobPattern> Glob = GlobPattern::create(Entry);
  if (!Glob) {
    consumeError(Glob.takeError());
    return false;
  }
  bool Matched = false;
  for (const RuleInfo &I : allRules()) {
    if (!Glob->match(I.Name))
      continue;
    Matched = true;
    if (Remove)
      Set.erase(I.ID);
    else
      Set.insert(I.ID);
  }
  return Matched;
}

/// Reads --checks and --level into \p Options; false after a complaint.
bool selectRules(StringRef Checks, unsigned Level, EngineOptions &Options) {
  if (Level > 2) {
    complain() << "--level is 0, 1 or 2\n";
    return false;
  }
  Options.MaxLevel = Level;
  Options.Rules = rulesUpToLevel(Level);
  if (Checks.empty())
    return true;

  SmallVector<StringRef, 8> Entries;
  Checks.split(Entries, ',');
  if (!Entries.front().trim().starts_with("-"))
    Options.Rules = RuleSet();
  for (StringRef Entry : Entries) {
    if (applyGlob(Entry.trim(), Options.Rules))
      continue;
    complain() << "--checks: '" << Entry.trim()
               << "' matches no rule; --list-checks names them all\n";
    return false;
  }
  if (Options.Rules.empty()) {
    complain() << "--checks leaves no rule to check\n";
    return false;
  }
  // A rule that --checks names is reported whatever its level.
  for (const RuleInfo &I : allRules())
    if (Options.Rules.contains(I.ID))
      Options.MaxLevel = std::max(Options.MaxLevel, I.Level);
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

bool fill(const OptionParser &Parsed, DriverOptions &Options) {
  Options.Files.assign(Parsed.Files.begin(), Parsed.Files.end());
  Options.BuildPath = Parsed.BuildPath;
  Options.ContractFiles.assign(Parsed.Contracts.begin(),
                               Parsed.Contracts.end());
  Options.SummariesIn.assign(Parsed.SummariesIn.begin(),
                             Parsed.SummariesIn.end());
  Options.SummariesOut = Parsed.SummariesOut;
  Options.SummariesOnly = Parsed.SummariesOnly;
  Options.AskedOut = Parsed.AskedOut;
  if (Parsed.Cache.getNumOccurrences()) {
    Options.CacheDirectory = Parsed.Cache;
    if (Options.CacheDirectory.empty())
      Options.CacheDirectory = userCacheDirectory();
    if (Options.CacheDirectory.empty()) {
      complain() << "--cache: the user has no cache directory "
                    "(XDG_CACHE_HOME, HOME): name one, --cache=DIR\n";
      return false;
    }
  }
  Options.DepFile = Parsed.DepFile;
  Options.NinjaFile = Parsed.EmitNinja;
  Options.WholeProgram = Parsed.WholeProgram;
  if (Options.SummariesOnly && Options.SummariesOut.empty()) {
    complain() << "--summaries-only needs --summaries-out=FILE\n";
    return false;
  }
  if (Options.SummariesOnly && Parsed.Fix) {
    complain() << "--fix needs findings; --summaries-only looks for none\n";
    return false;
  }
  Options.Jobs = Parsed.Jobs;
  Options.Limits.Seconds = Parsed.Timeout;
  Options.Limits.Megabytes = Parsed.Memory;
  Options.Verbose = Parsed.Verbose;
  Options.Timings = Parsed.Timings;
  Options.Doctor = Parsed.Doctor;
  Options.Fix = Parsed.Fix;
  Options.Engine.MaxNodes = Parsed.MaxNodes;
  Options.Engine.PrintStates = Parsed.PrintStates;

  if (!Parsed.Output.fill(Options.Output))
    return false;
  if (!Options.DepFile.empty() && Options.Output.File.empty() &&
      Options.SummariesOut.empty()) {
    complain() << "--depfile needs -o or --summaries-out: what depends on the "
                  "files?\n";
    return false;
  }
  Expected<PyVersion> Python = parsePythonVersion(Parsed.PythonVersion);
  if (!Python) {
    complain() << toString(Python.takeError()) << '\n';
    return false;
  }
  Options.Engine.Python = *Python;
  return selectRules(Parsed.Checks, Parsed.Level, Options.Engine);
}

} // namespace

CommandLine parseCommandLine(int ArgCount, const char **Args) {
  CommandLine Line;

  Line.Options.FixedFlags = takeFixedFlags(ArgCount, Args);

  OptionParser Parser;
  cl::HideUnrelatedOptions(Parser.Category);
  cl::SetVersionPrinter(printVersion);
  std::string Text;
  raw_string_ostream Errors(Text);
  if (!cl::ParseCommandLineOptions(ArgCount, Args, Overview, &Errors)) {
    messages() << Text;
    Line.Exit = ExitTrouble;
    return Line;
  }

  if (Parser.ListChecks) {
    listChecks();
    Line.Exit = ExitClean;
  } else if (Parser.Explain.getNumOccurrences()) {
    Line.Exit = explain(Parser.Explain);
  } else if (Parser.CheckContracts) {
    Line.Exit = checkContracts(
        std::vector<std::string>(Parser.Files.begin(), Parser.Files.end()));
  } else if (Parser.MergeSummaries.getNumOccurrences()) {
    Line.Exit = mergeSummaries(
        Parser.MergeSummaries,
        std::vector<std::string>(Parser.Files.begin(), Parser.Files.end()),
        Parser.Asked);
  } else if (!fill(Parser, Line.Options)) {
    Line.Exit = ExitTrouble;
  }
  return Line;
}

} // namespace pyrefcheck
