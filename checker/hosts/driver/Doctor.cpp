//===- Doctor.cpp - Checks of the set-up ------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Doctor.h"
#include "DoctorChecks.h"
#include "Inputs.h"
#include "Options.h"
#include "ProjectFiles.h"
#include "hosts/ResourceDirectory.h"
#include "program/Complaint.h"
#include "report/PathNames.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace pyrefcheck {

/// The directory of clang's builtin headers, or nothing after a complaint.
static std::optional<std::string> checkBuiltinHeaders() {
  Expected<std::string> Directory = findResourceDirectory();
  if (!Directory) {
    complain() << toString(Directory.takeError()) << '\n';
    return std::nullopt;
  }
  good() << "clang's builtin headers are in " << *Directory << '\n';
  return *Directory;
}

/// Without files, flags or -p, chooses the database below the directory that is
/// named, or below the working directory.
static void guessDatabase(DriverOptions &Options) {
  const bool IsDirectory =
      Options.Files.size() == 1 && sys::fs::is_directory(Options.Files.front());
  if (Options.FixedFlags || !Options.BuildPaths.empty() ||
      (!Options.Files.empty() && !IsDirectory))
    return;
  const std::string Directory = IsDirectory ? Options.Files.front() : ".";
  Options.Files.clear();
  const std::vector<std::string> Found = findDatabasesBelow(Directory);
  Options.BuildPaths = {Found.empty() ? Directory : Found.front()};
}

/// The major version that `PROGRAM --version` prints, or nothing.
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

static std::string versionText(std::optional<unsigned> Major) {
  return Major ? "of version " + std::to_string(*Major)
               : "of an unknown version";
}

/// Whether \p Name, which loads one of our plugins, is of our version.
static bool checkHostVersion(StringRef Name) {
  std::string Versioned = (Name + "-" CLANG_VERSION_MAJOR_STRING).str();
  if (sys::findProgramByName(Versioned)) {
    good() << Versioned << " can load the plugin\n";
    // Scripts and editors may start another version.
    if (ErrorOr<std::string> Plain = sys::findProgramByName(Name))
      if (std::optional<unsigned> Major = majorVersion(*Plain);
          Major != CLANG_VERSION_MAJOR)
        good() << *Plain << " is " << versionText(Major)
               << ", and cannot load it: name " << Versioned
               << " where the plugin is wanted\n";
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
  complain() << *Program << " is " << versionText(Major);
  messages() << ", the plugin is for " CLANG_VERSION_MAJOR_STRING
                ": install and use "
             << Versioned << '\n';
  return false;
}

/// Reports which clangd an editor can start; none of them is a mistake.
static void describeClangd() {
  if (ErrorOr<std::string> Ours = sys::findProgramByName("pyrefcheck-clangd"))
    good() << *Ours << " can take the place of clangd in an editor\n";
  for (StringRef Name : {"clangd", "clangd-" CLANG_VERSION_MAJOR_STRING})
    if (ErrorOr<std::string> Program = sys::findProgramByName(Name))
      good() << *Program << " is " << versionText(majorVersion(*Program))
             << "; it knows no rules of ours, pyrefcheck-clangd does\n";
}

int runDoctor(DriverOptions &Options) {
  std::optional<std::string> ResourceDirectory = checkBuiltinHeaders();
  bool Good = ResourceDirectory.has_value();
  if (!Options.Configured.File.empty())
    good() << "the configuration is " << Options.Configured.File << '\n';
  guessDatabase(Options);
  PathNames Names("");
  if (std::optional<Inputs> In = collectInputs(Options, Names)) {
    good() << "source files with compile commands: " << In->Files.size()
           << '\n';
    if (!checkSourceFiles(In->Files))
      Good = false;
    else if (ResourceDirectory)
      Good &= checkPythonHeader(*In, *ResourceDirectory);
  } else {
    Good = false;
  }
  for (StringRef Host : {"clang", "clang-tidy"})
    Good &= checkHostVersion(Host);
  describeClangd();
  Good &= checkConfigurationFiles();
  return Good ? ExitClean : ExitFindings;
}

} // namespace pyrefcheck
