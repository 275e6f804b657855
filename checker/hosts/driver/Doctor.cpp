//===- Doctor.cpp - Whether pyrefcheck can work here ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Doctor.h"
#include "Inputs.h"
#include "core/ContractTree.h"
#include "hosts/ResourceDirectory.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

raw_ostream &good() { return outs() << "ok: "; }

/// Hears only whether Python.h was found.
class HeaderWatch : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    Missing |= Info.getID() == clang::diag::err_pp_file_not_found &&
               Info.getArgStdStr(0) == "Python.h";
  }
  bool Missing = false;
};

} // namespace

/// Clang's builtin headers, or nothing after a complaint.
static std::optional<std::string> checkBuiltinHeaders() {
  Expected<std::string> Directory = findResourceDirectory();
  if (!Directory) {
    complain() << toString(Directory.takeError()) << '\n';
    return std::nullopt;
  }
  good() << "clang's builtin headers are in " << *Directory << '\n';
  return *Directory;
}

/// Without files, flags or -p: the database where a build often puts it.
static void guessDatabase(DriverOptions &Options) {
  if (!Options.Files.empty() || Options.FixedFlags ||
      !Options.BuildPath.empty())
    return;
  Options.BuildPath =
      sys::fs::exists("build/compile_commands.json") ? "build" : ".";
}

/// Whether each file that includes Python.h finds it.
static bool checkPythonHeader(const Inputs &In, StringRef ResourceDirectory) {
  for (const std::string &File : In.Files) {
    if (!sys::fs::exists(File)) {
      complain() << "compile_commands.json names '" << File
                 << "', which does not exist: it is older than the sources, or "
                    "the file has yet to be generated; run the build\n";
      return false;
    }
    clang::tooling::ClangTool Tool(*In.Commands, File);
    Tool.appendArgumentsAdjuster(clang::tooling::getInsertArgumentAdjuster(
        ("-resource-dir=" + ResourceDirectory).str().c_str()));
    HeaderWatch Watch;
    Tool.setDiagnosticConsumer(&Watch);
    Tool.setPrintErrorMessage(false);
    Tool.run(
        clang::tooling::newFrontendActionFactory<clang::PreprocessOnlyAction>()
            .get());
    if (!Watch.Missing)
      continue;
    complain() << "'" << File
               << "' does not find Python.h: install Python's headers "
                  "(python3-dev), or make the build give their directory with "
                  "-I; python3-config --includes names it\n";
    return false;
  }
  good() << "Python.h is found wherever it is included\n";
  return true;
}

/// The major version that `PROGRAM --version` tells, or nothing.
static std::optional<unsigned> majorVersion(StringRef Program) {
  SmallString<128> Output;
  if (sys::fs::createTemporaryFile("pyrefcheck", "", Output))
    return std::nullopt;
  FileRemover Remove(Output);
  if (sys::ExecuteAndWait(Program, {Program, "--version"},
                          /*Env=*/std::nullopt,
                          {StringRef(), StringRef(Output), StringRef()}) != 0)
    return std::nullopt;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(Output);
  if (!Buffer)
    return std::nullopt;
  StringRef Text = (*Buffer)->getBuffer().split(" version ").second;
  unsigned Major;
  if (Text.consumeInteger(10, Major))
    return std::nullopt;
  return Major;
}

/// Whether \p Name, which loads a plugin of ours, is of our version.
static bool checkHostVersion(StringRef Name) {
  std::string Versioned = (Name + "-" CLANG_VERSION_MAJOR_STRING).str();
  if (sys::findProgramByName(Versioned)) {
    good() << Versioned << " can load the plugin\n";
    return true;
  }
  ErrorOr<std::string> Program = sys::findProgramByName(Name);
  if (!Program) {
    good() << "there is no " << Name << ", which only its plugin would need\n";
    return true;
  }
  std::optional<unsigned> Major = majorVersion(*Program);
  if (Major == CLANG_VERSION_MAJOR) {
    good() << *Program << " can load the plugin\n";
    return true;
  }
  complain() << *Program << " is ";
  if (Major)
    errs() << "of version " << *Major;
  else
    errs() << "of a version that it does not tell";
  errs() << ", the plugin is for " CLANG_VERSION_MAJOR_STRING
            ": install and use "
         << Versioned << '\n';
  return false;
}

/// Whether a rule's name matches \p Glob, an entry of a list of checks.
static bool namesRule(StringRef Glob) {
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
  if (!Pattern) {
    consumeError(Pattern.takeError());
    return false;
  }
  for (const RuleInfo &I : allRules())
    if (Pattern->match(I.Name))
      return true;
  return false;
}

static bool checkNames(StringRef File, const ContractTreeNode &List) {
  bool Good = true;
  for (const ContractTreeNode &Item : List.Items)
    Good &= checkNames(File, Item);
  SmallVector<StringRef, 16> Entries;
  List.Text.split(Entries, ',');
  for (StringRef Entry : Entries) {
    Entry = Entry.trim();
    Entry.consume_front("-");
    if (!Entry.starts_with("cpython") || namesRule(Entry))
      continue;
    complain() << File << ": '" << Entry
               << "' matches no rule; --list-checks names them all\n";
    Good = false;
  }
  return Good;
}

/// Whether the names of ours in the nearest .clang-tidy are names of rules.
static bool checkClangTidyFile() {
  SmallString<256> Directory;
  if (sys::fs::current_path(Directory))
    return true;
  SmallString<256> File;
  do {
    File = Directory;
    sys::path::append(File, ".clang-tidy");
    Directory.resize(sys::path::parent_path(Directory).size());
  } while (!sys::fs::exists(File) && !Directory.empty());

  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return true; // There is none.
  ContractErrors Errors(**Buffer);
  BumpPtrAllocator Arena;
  std::optional<ContractTreeNode> Root =
      readContractTree(**Buffer, Errors, Arena);
  if (!Root) {
    complain() << toString(Errors.take()) << '\n';
    return false;
  }
  bool Good = true;
  for (StringRef Key : {"Checks", "WarningsAsErrors"})
    if (const ContractTreeNode *List = Root->find(Key))
      Good &= checkNames(File, *List);
  if (Good)
    good() << "the rules that " << File << " names exist\n";
  return Good;
}

int runDoctor(DriverOptions &Options) {
  std::optional<std::string> ResourceDirectory = checkBuiltinHeaders();
  bool Good = ResourceDirectory.has_value();
  guessDatabase(Options);
  PathNames Names("");
  if (std::optional<Inputs> In = collectInputs(Options, Names)) {
    good() << "source files with compile commands: " << In->Files.size()
           << '\n';
    if (ResourceDirectory)
      Good &= checkPythonHeader(*In, *ResourceDirectory);
  } else {
    Good = false;
  }
  for (StringRef Host : {"clang", "clang-tidy"})
    Good &= checkHostVersion(Host);
  Good &= checkClangTidyFile();
  return Good ? ExitClean : ExitFindings;
}

} // namespace pyrefcheck
