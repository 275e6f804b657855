//===- NinjaFile.cpp - The whole program as build actions -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NinjaFile.h"
#include "Options.h"
#include "findings/Rules.h"
#include "program/Complaint.h"
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

/// Whether a Ninja file can name \p Path: it cannot write a line feed or a bar;
/// other control characters would go to the terminal of the build.
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
  // What the configuration says is among these options.
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
  AddFiles("--summaries-in=", Options.SummariesIn);
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

/// How each kind of output is made.
static void writeRules(raw_ostream &OS, StringRef Program, StringRef Common,
                       const RuleSet &Rules) {
  OS << "# Written by pyrefcheck: checks a program in two passes.\n"
     << "ninja_required_version = 1.7\n"
     << "pyrefcheck = " << asWord(Program) << '\n'
     << "options = " << Common << '\n'
     << "\nrule summarise\n"
        "  command = $pyrefcheck $options --summaries-only "
        "--summaries-out=$out --asked-out=$asked --depfile=$out.d $in\n"
        "  description = summaries of $in\n"
        "  depfile = $out.d\n"
        "  restat = 1\n"
     << "\nrule merge\n"
        "  command = $pyrefcheck --merge-summaries=$out @$out.rsp\n"
        "  description = merge summaries\n"
        "  rspfile = $out.rsp\n"
        "  rspfile_content = $in\n"
        "  restat = 1\n"
     << "\nrule select\n"
        "  command = $pyrefcheck --merge-summaries=$out --asked=$asked $in\n"
        "  description = select summaries for $source\n"
        "  restat = 1\n"
     << "\nrule check\n"
        "  command = $pyrefcheck $options --checks="
     << chosenRules(Rules)
     << " --summaries-in=$summaries -o $out --depfile=$out.d $in 2>$out.log "
        "|| test $$? -eq 1 || { cat $out.log >&2; false; }\n"
        "  description = check $in\n"
        "  depfile = $out.d\n"
     << "\nrule report\n"
        "  command = cat $in >$out && cat $out && test ! -s $out\n"
        "  description = findings\n\n";
}

/// Which outputs there are.
/// \param Implicit what all of them are made with.
static void writeBuilds(raw_ostream &OS, StringRef Program, StringRef Implicit,
                        ArrayRef<std::string> Files) {
  std::vector<std::string> Summaries, Findings;
  for (const std::string &File : Files) {
    const std::string Name = outputName(File);
    Summaries.push_back("summaries/" + Name + ".yaml");
    Findings.push_back("findings/" + Name + ".txt");
    const std::string Asked = "summaries/" + Name + ".asked";
    // The summaries that the file uses: only their changes matter.
    const std::string Used = "used/" + Name + ".yaml";
    OS << "build " << asPath(Summaries.back()) << " | " << asPath(Asked)
       << ": summarise " << asPath(File) << Implicit << '\n'
       << "  asked = " << asWord(Asked) << '\n'
       << "build " << asPath(Used) << ": select summaries.yaml | "
       << asPath(Asked) << ' ' << asPath(Program) << '\n'
       << "  asked = " << asWord(Asked) << '\n'
       << "  source = " << inVariable(File) << '\n'
       << "build " << asPath(Findings.back()) << ": check " << asPath(File)
       << Implicit << ' ' << asPath(Used) << '\n'
       << "  summaries = " << asWord(Used) << '\n';
  }
  OS << "build summaries.yaml: merge" << joinPaths(Summaries) << " | "
     << asPath(Program) << '\n'
     << "build findings.txt: report" << joinPaths(Findings) << '\n'
     << "default findings.txt\n";
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
  const std::string Implicit = " |" + joinPaths(Needed);

  if (!checkNames(Needed) || !checkNames(Files) ||
      !checkNames(Options.CacheDirectory))
    return false;

  std::string Text;
  raw_string_ostream OS(Text);
  writeRules(OS, Program, Common, Options.Engine.Rules);
  writeBuilds(OS, Program, Implicit, Files);
  return writeIfChanged(Options.NinjaFile, Text);
}

} // namespace pyrefcheck
