//===- DoctorSources.cpp - Files, flags, Python.h ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DoctorChecks.h"
#include "Inputs.h"
#include "contracts/Contract.h"
#include "contracts/RegularFile.h"
#include "engine/Engine.h"
#include "program/CommandRunner.h"
#include "program/Complaint.h"
#include "program/ParsingFlags.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pyrefcheck {

/// \returns the file below the working directory that corresponds to \p File,
/// which is outside it: the longest end of its name that exists here; or "".
static std::string counterpart(StringRef File, StringRef WorkingDirectory) {
  if (File.starts_with((WorkingDirectory + "/").str()))
    return "";
  for (auto It = sys::path::begin(File), End = sys::path::end(File); It != End;
       ++It) {
    StringRef Rest = File.substr(It->data() - File.data());
    if (sys::path::is_relative(Rest) && sys::fs::exists(Rest) &&
        !sys::fs::equivalent(Rest, File))
      return Rest.str();
  }
  return "";
}

bool checkSourceFiles(ArrayRef<std::string> Files) {
  SmallString<256> WorkingDirectory;
  if (sys::fs::current_path(WorkingDirectory))
    return true;
  unsigned Missing = 0;
  StringRef FirstMissing;
  for (StringRef File : Files) {
    std::string Here = counterpart(File, WorkingDirectory);
    if (!Here.empty()) {
      complain()
          << "compile_commands.json belongs to another directory: it names '"
          << File << "', not '" << Here
          << "' here; configure the build in this directory, or run "
             "--doctor in the other one\n";
      return false;
    }
    if (sys::fs::exists(File))
      continue;
    if (++Missing == 1)
      FirstMissing = File;
  }
  if (!Missing)
    return true;
  complain() << "compile_commands.json names '" << FirstMissing
             << "', which does not exist";
  if (Missing > 1)
    messages() << " (and " << Missing - 1 << " more like it)";
  messages() << ": it is older than the sources, or the file has yet to be "
                "generated; run the build\n";
  return false;
}

namespace {

/// What the preprocessor finds in one file.
struct HeaderFacts {
  /// What is wrong with the compile command; empty: nothing.
  std::string Trouble;
  /// True if #include <Python.h> finds no file.
  bool Missing = false;
  /// None if the file does not include Python.h.
  std::optional<PyVersion> Version;
  bool IsPyPy = false;
};

/// Records whether the command is valid, and whether Python.h was found.
class HeaderWatch : public clang::DiagnosticConsumer {
public:
  explicit HeaderWatch(HeaderFacts &Facts) : Facts(Facts) {}

  void BeginSourceFile(const clang::LangOptions &LangOpts,
                       const clang::Preprocessor *PP) override {
    Facts.Trouble.clear(); // The command was valid.
    Begun = true;
  }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    Facts.Missing |= Info.getID() == clang::diag::err_pp_file_not_found &&
                     Info.getArgStdStr(0) == "Python.h";
    if (Begun || Level < clang::DiagnosticsEngine::Error ||
        !Facts.Trouble.empty())
      return;
    SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Facts.Trouble = std::string(Text);
  }

private:
  HeaderFacts &Facts;
  bool Begun = false;
};

/// Preprocesses a file, and reads the macros at its end.
class HeaderAction : public clang::PreprocessOnlyAction {
public:
  explicit HeaderAction(HeaderFacts &Facts) : Facts(Facts) {}

  void EndSourceFileAction() override {
    clang::Preprocessor &PP = getCompilerInstance().getPreprocessor();
    Facts.Version = versionOfHeaders(PP);
    Facts.IsPyPy = PP.isMacroDefined("PYPY_VERSION");
  }

private:
  HeaderFacts &Facts;
};

class HeaderActions : public clang::tooling::FrontendActionFactory {
public:
  explicit HeaderActions(HeaderFacts &Facts) : Facts(Facts) {}
  std::unique_ptr<clang::FrontendAction> create() override {
    return std::make_unique<HeaderAction>(Facts);
  }

private:
  HeaderFacts &Facts;
};

} // namespace

static HeaderFacts headerFacts(const Inputs &In, const std::string &File,
                               StringRef ResourceDirectory) {
  HeaderFacts Facts;
  HeaderWatch Watch(Facts);
  const auto Files = createRegularFileSystem();
  const CommandRunner Runner{
      Files, Watch,
      clang::tooling::getInsertArgumentAdjuster(
          ("-resource-dir=" + ResourceDirectory).str().c_str())};
  HeaderActions Actions(Facts);
  for (clang::tooling::CompileCommand &Command :
       In.Commands->getCompileCommands(File)) {
    Command.CommandLine = driverFlags(Command, *Files);
    Runner.run(Command, Actions);
  }
  return Facts;
}

static std::string spell(PyVersion Version) {
  return formatv("{0}.{1}", Version >> 8, Version & 0xff);
}

/// What is wrong with the Python of one file, and what to do; or "".
static std::string mistake(const HeaderFacts &Facts) {
  constexpr PyVersion Oldest = 0x0308;
  if (!Facts.Trouble.empty())
    return "cannot be parsed: " + Facts.Trouble;
  if (Facts.Missing)
    return "does not find Python.h: install Python's headers (python3-dev), or "
           "make the build give their directory with -I; python3-config "
           "--includes names it";
  if (Facts.IsPyPy)
    return "is compiled with PyPy's Python.h: what is known of the functions "
           "is true of CPython; build for CPython";
  if (Facts.Version && *Facts.Version < Oldest)
    return "is compiled with the headers of Python " + spell(*Facts.Version) +
           ": contracts are those of " + spell(Oldest) +
           " and later; build for a newer Python";
  return "";
}

bool checkPythonHeader(const Inputs &In, StringRef ResourceDirectory) {
  std::optional<PyVersion> Version;
  StringRef First;
  unsigned Including = 0;
  for (const std::string &File : In.Files) {
    HeaderFacts Facts = headerFacts(In, File, ResourceDirectory);
    std::string Mistake = mistake(Facts);
    if (!Mistake.empty()) {
      complain() << "'" << File << "' " << Mistake << '\n';
      return false;
    }
    if (!Facts.Version)
      continue;
    ++Including;
    if (!Version) {
      Version = Facts.Version;
      First = File;
    } else if (*Version != *Facts.Version) {
      complain() << "'" << First << "' is compiled with the headers of Python "
                 << spell(*Version) << ", '" << File << "' with those of "
                 << spell(*Facts.Version)
                 << ": parts of the database are old; build everything again\n";
      return false;
    }
  }
  if (!Including) {
    complain() << "none of the files includes Python.h: there is nothing to "
                  "check; is this the build of the extension?\n";
    return false;
  }
  good() << "Python.h is found wherever it is included: Python "
         << spell(*Version) << ", files: " << Including << '\n';
  return true;
}

} // namespace pyrefcheck
