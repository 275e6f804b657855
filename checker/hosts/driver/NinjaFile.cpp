//===- NinjaFile.cpp - The whole program as build actions -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NinjaFile.h"
#include "Options.h"
#include "contracts/Contract.h"
#include "findings/Rules.h"
#include "program/AnalysisOrder.h"
#include "program/Complaint.h"
#include "program/FileIndex.h"
#include "program/Settlement.h"
#include "program/SummaryTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pyrefcheck {

static std::string absolute(StringRef Path) {
  SmallString<256> Result(Path);
  (void)sys::fs::make_absolute(Result);
  sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

/// A path in a build statement (Ninja's manual, "Lexical syntax").
static std::string asPath(StringRef Path) {
  std::string Text;
  for (char C : Path) {
    if (C == '$' || C == ' ' || C == ':')
      Text += '$';
    Text += C;
  }
  return Text;
}

/// Whether a Ninja file can name \p Path: it cannot express a line feed or a
/// bar, and other control characters would go to the terminal of the build.
static bool canBeNamed(StringRef Path) {
  return all_of(
      Path, [](unsigned char C) { return C >= ' ' && C != 0x7f && C != '|'; });
}

/// False after a complaint.
static bool checkNames(ArrayRef<std::string> Paths) {
  for (const std::string &Path : Paths)
    if (!canBeNamed(Path)) {
      complain() << "--emit-ninja: a Ninja file cannot name '" << Path << "'\n";
      return false;
    }
  return true;
}

/// The value of a Ninja variable.
static std::string inVariable(StringRef Value) {
  std::string Text;
  for (char C : Value) {
    if (C == '$')
      Text += C;
    Text += C;
  }
  return Text;
}

/// A word of a shell command, in a Ninja variable.
static std::string asWord(StringRef Word) {
  std::string Text = "'";
  for (char C : Word) {
    if (C == '\'')
      Text += "'\\'";
    Text += C;
  }
  return inVariable(Text + "'");
}

/// The options of this call that apply to each action, and the files they name.
static std::string commonOptions(const DriverOptions &Options,
                                 std::vector<std::string> &Needed) {
  // These options include those of the configuration.
  std::string Text = "--no-config";
  for (const std::string &Path : Options.BuildPaths) {
    Text += " -p " + asWord(absolute(Path));
    Needed.push_back(absolute(Path) + "/compile_commands.json");
  }
  auto AddFiles = [&](StringRef Option, ArrayRef<std::string> Files) {
    for (const std::string &File : Files) {
      Text += " " + asWord((Option + absolute(File)).str());
      Needed.push_back(absolute(File));
    }
  };
  AddFiles("--contracts=", Options.ContractFiles);
  if (!Options.CacheDirectory.empty())
    Text += " " + asWord("--cache=" + absolute(Options.CacheDirectory));
  Text += formatv(" --max-nodes={0}", Options.Engine.MaxNodes);
  for (const PyVersion Python : Options.Pythons)
    Text += formatv(" --python-version={0}.{1}", Python >> 8, Python & 0xff);
  return Text;
}

/// The rules that --checks and --level chose, by name.
static std::string chosenRules(const RuleSet &Rules) {
  SmallVector<StringRef, 32> Names;
  for (const RuleInfo &I : allRules())
    if (Rules.contains(I.ID))
      Names.push_back(I.Name);
  return join(Names, ",");
}

static std::string joinPaths(ArrayRef<std::string> Paths) {
  std::string Text;
  for (const std::string &Path : Paths)
    Text += " " + asPath(Path);
  return Text;
}

/// The name of the outputs for \p File, without an extension: plain to Ninja,
/// shells and readers of response files. Two files with the same name in
/// different directories have separate outputs.
static std::string outputName(StringRef File) {
  std::string Name = sys::path::filename(File).str();
  for (char &C : Name)
    if (!isAlnum(C) && !StringRef("._+-").contains(C))
      C = '_';
  return formatv("{0}-{1:x-}", Name, xxh3_64bits(File));
}

// The directories of the outputs for a file, each named by outputName().
static constexpr StringLiteral Findings = "findings", Summaries = "summaries",
                               Selected = "selected",
                               Corrections = "corrections";

static std::string outputPath(StringRef Directory, StringRef Name,
                              StringRef Extension) {
  return (Directory + "/" + Name + Extension).str();
}

/// Writes the rules that make each kind of output.
/// \param Given the options for given summaries, as words of a command.
static void writeRules(raw_ostream &OS, StringRef Program, StringRef Common,
                       StringRef Given, const RuleSet &Rules) {
  OS << "# Written by pyrefcheck: checks a program, one file per action.\n"
     << "ninja_required_version = 1.7\n"
     << "include launcher.ninja\n"
     << "pyrefcheck = " << asWord(Program) << '\n'
     << "options = " << Common
     << '\n'
     // A file that cannot be analysed (2) is reported at the end, like findings
     // (1). The dependencies are written last: they show that the run finished.
     << "\nrule analyse\n"
        "  command = rm -f findings/$name.d; $launcher $pyrefcheck $options "
        "--checks="
     << chosenRules(Rules)
     << " --summaries-over=corrections/$name.yaml $others "
        "--summaries-out=summaries/$name.yaml "
        "--asked-out=summaries/$name.asked --used-out=summaries/$name.used "
        "-o findings/$name.txt --depfile=findings/$name.d $in "
        "2>findings/$name.trouble; status=$$?; "
        "test $$status -le 2 && test -e findings/$name.d || "
        "{ cat findings/$name.trouble >&2; exit 2; }; "
        "test $$status -eq 2 || : >findings/$name.trouble\n"
        "  description = analyse $in\n"
        "  depfile = findings/$name.d\n"
        "  restat = 1\n"
     // Only what the file mentions: other changes do not cause a new analysis.
     << "\nrule select\n"
        "  command = $pyrefcheck --merge-summaries=$out --mentioned-in=$source "
        "$others\n"
        "  description = select summaries for $file\n"
        "  restat = 1\n"
     // Touching the Ninja file makes Ninja read it again and bring its inputs
     // up to date: another round.
     << "\nrule settle\n"
        "  command = again=$$($pyrefcheck --merge-summaries=summaries.yaml "
        "--settle=corrections"
     << Given
     << " @settle.rsp) && { test -z \"$$again\" || "
        "{ echo \"$$again\"; touch $manifest; }; }\n"
        "  description = merge summaries\n"
        "  rspfile = settle.rsp\n"
        "  rspfile_content = $in\n"
        "  generator = 1\n"
        "  restat = 1\n"
     // A finding in a header that several files include is reported once.
     << "\nrule report\n"
        "  command = xargs cat <$out.rsp | "
        "awk 'function show() { if (!(text in shown)) printf \"%s\", text; "
        "shown[text]; text = \"\" } "
        "/^[^ ].*:[0-9]+:[0-9]+: warning: / { show() } "
        "{ text = text $$0 \"\\n\" } END { show() }' >$out && "
        "sed 's/txt$$/trouble/' $out.rsp | xargs cat >trouble.txt && "
        "cat $out && cat trouble.txt >&2 && "
        "test ! -s $out && test ! -s trouble.txt\n"
        "  description = findings\n"
        "  rspfile = $out.rsp\n"
        "  rspfile_content = $in_newline\n\n";
}

/// Writes how \p File gets the summaries of \p Others, if there are any.
static void writeSelection(raw_ostream &OS, StringRef Selection,
                           StringRef Program, StringRef File,
                           ArrayRef<std::string> Others) {
  if (Others.empty())
    return;
  OS << "build " << Selection << ": select | " << asPath(Program) << ' '
     << asPath(File) << joinPaths(Others) << '\n'
     << "  source = " << asWord(File) << '\n'
     << "  file = " << inVariable(File) << '\n'
     << "  others =" << joinPaths(Others) << '\n';
}

/// Writes the build statements of all outputs.
/// \param Implicit the inputs of all of them. \param Order per file, the files
/// whose summaries it reads.
static void writeBuilds(raw_ostream &OS, StringRef Manifest, StringRef Program,
                        StringRef Implicit, ArrayRef<std::string> Files,
                        const FileGraph &Order) {
  std::vector<std::string> Names, Told, Seen, Found, Troubles;
  for (const std::string &File : Files)
    Names.push_back(outputName(File));
  auto OthersOf = [&](size_t File) {
    std::vector<std::string> Others;
    for (size_t Other : Order[File])
      Others.push_back(outputPath(Summaries, Names[Other], ".yaml"));
    return Others;
  };
  for (size_t I = 0; I < Files.size(); ++I) {
    const std::string &Name = Names[I];
    Told.push_back(outputPath(Summaries, Name, ".yaml"));
    Found.push_back(outputPath(Findings, Name, ".txt"));
    Troubles.push_back(outputPath(Findings, Name, ".trouble"));
    for (StringRef Extension : {Settlement::Asked, Settlement::Used})
      Seen.push_back(outputPath(Summaries, Name, Extension));
    OS << "build " << Found.back() << " | " << Told.back() << ' '
       << Seen.end()[-2] << ' ' << Seen.back() << ' ' << Troubles.back()
       << ": analyse " << asPath(Files[I]) << Implicit << ' '
       << outputPath(Corrections, Name, ".yaml");
    const std::string Selection = outputPath(Selected, Name, ".yaml");
    if (!Order[I].empty())
      OS << ' ' << Selection;
    OS << "\n  name = " << Name << '\n';
    if (!Order[I].empty())
      OS << "  others = --summaries-in=" << Selection << '\n';
    writeSelection(OS, Selection, Program, Files[I], OthersOf(I));
  }
  OS << "build " << asPath(Manifest) << " | summaries.yaml: settle"
     << joinPaths(Told) << Implicit << joinPaths(Seen) << '\n'
     << "  manifest = " << asWord(Manifest) << '\n'
     << "build findings.txt: report" << joinPaths(Found) << " |"
     << joinPaths(Troubles) << '\n'
     << "default findings.txt\n";
}

/// Makes the directory of \p Path; false after a complaint.
static bool makeDirectoryOf(StringRef Path) {
  std::error_code EC =
      sys::fs::create_directories(sys::path::parent_path(Path));
  if (EC)
    complain() << "cannot write '" << Path << "': " << EC.message() << '\n';
  return !EC;
}

/// Writes \p Text to \p Path unless the file exists: changes by Ninja or the
/// user are kept. False after a complaint.
static bool writeIfMissing(StringRef Path, StringRef Text) {
  return sys::fs::exists(Path) ||
         (makeDirectoryOf(Path) && writeIfChanged(Path, Text));
}

/// Writes the files that actions read and no action creates.
static bool writeInputs(StringRef NinjaFile, ArrayRef<std::string> Files) {
  SmallString<256> Directory(absolute(NinjaFile));
  sys::path::remove_filename(Directory);
  auto Inside = [&](const std::string &Name) {
    return (Directory + "/" + Name).str();
  };
  bool Good = writeIfMissing(
      Inside("launcher.ninja"),
      "# The command that starts each analysis, on another machine perhaps:\n"
      "# launcher = srun --quiet --ntasks=1\n"
      "launcher =\n");
  for (const std::string &File : Files)
    Good = Good && writeIfMissing(Inside(outputPath(Corrections,
                                                    outputName(File), ".yaml")),
                                  noCorrections());
  return Good;
}

bool writeNinjaFile(const DriverOptions &Options, ArrayRef<std::string> Files) {
  if (Options.BuildPaths.empty()) {
    complain() << "--emit-ninja needs the directory of the "
                  "compile_commands.json: -p DIR\n";
    return false;
  }
  static int InThisProgram;
  const std::string Program =
      sys::fs::getMainExecutable("pyrefcheck", &InThisProgram);
  std::vector<std::string> Needed = {Program};
  const std::string Common = commonOptions(Options, Needed);
  std::string Given;
  for (const std::string &File : Options.SummariesIn) {
    Given += " " + asWord("--summaries-in=" + absolute(File));
    Needed.push_back(absolute(File));
  }
  const std::string Implicit = " |" + joinPaths(Needed);
  const std::string Manifest = sys::path::filename(Options.NinjaFile).str();

  if (!checkNames(Needed) || !checkNames(Files) || !checkNames(Manifest) ||
      !checkNames(Options.CacheDirectory))
    return false;

  std::string Text;
  raw_string_ostream OS(Text);
  writeRules(OS, Program, Common, Given, Options.Engine.Rules);
  writeBuilds(OS, Manifest, Program, Implicit, Files,
              indexFiles(Files, Options.Jobs).order());
  return makeDirectoryOf(absolute(Options.NinjaFile)) &&
         writeIfChanged(Options.NinjaFile, Text) &&
         writeInputs(Options.NinjaFile, Files);
}

} // namespace pyrefcheck
