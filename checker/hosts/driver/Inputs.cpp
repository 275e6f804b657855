//===- Inputs.cpp - Which files to analyse, and their flags -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "Exclusion.h"
#include "Options.h"
#include "contracts/RegularFile.h"
#include "program/Complaint.h"
#include "program/Database.h"
#include "program/ParsingFlags.h"
#include "report/PathNames.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace llvm;
using clang::tooling::CompilationDatabase;

namespace pyrefcheck {

bool isSourceFile(StringRef File) {
  StringRef Extension = sys::path::extension(File);
  if (!Extension.consume_front("."))
    return false;
  namespace types = clang::driver::types;
  types::ID Type = types::lookupTypeForExtension(Extension);
  return Type != types::TY_INVALID && types::isAcceptedByClang(Type) &&
         types::isDerivedFromC(Type);
}

static std::string absoluteName(StringRef File, StringRef Directory = "") {
  SmallString<256> Path(File);
  if (Directory.empty())
    (void)sys::fs::make_absolute(Path);
  else
    sys::fs::make_absolute(Directory, Path);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

static bool checkFile(StringRef File) {
  if (sys::fs::is_directory(File)) {
    complain() << '\'' << File
               << "' is a directory; to check a whole project, give the "
                  "directory of its compile_commands.json with -p\n";
    return false;
  }
  sys::fs::file_status Status;
  std::error_code EC = sys::fs::status(File, Status);
  if (!EC)
    EC = errorUnlessRegular(Status.type());
  if (EC) {
    complain() << "cannot open '" << File << "': " << EC.message() << '\n';
    return false;
  }
  return true;
}

static void complainAboutDatabase(StringRef Directory, StringRef Reason) {
  SmallString<256> File(Directory);
  sys::path::append(File, "compile_commands.json");
  if (!Reason.empty())
    complain() << "cannot read '" << File << "': " << Reason.trim() << '\n';
  else
    complain() << "no compile_commands.json in '" << Directory
               << "' (-p); CMake writes it with "
                  "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, 'bear -- make' for any "
                  "other build; a Python project needs none: pyrefcheck DIR\n";
}

/// The compile commands: after "--", from -p, or found above the first file.
static std::unique_ptr<CompilationDatabase>
findCommands(DriverOptions &Options) {
  if (Options.FixedFlags)
    return std::move(Options.FixedFlags);

  std::string Reason;
  std::unique_ptr<CompilationDatabase> Commands;
  if (!Options.BuildPaths.empty()) {
    std::string Failed;
    Commands = loadDatabases(Options.BuildPaths, Failed, Reason);
    if (!Commands)
      complainAboutDatabase(Failed, Reason);
    return Commands;
  }
  if (Options.Files.empty()) {
    complain() << "nothing to check: give files, or -p DIR for a whole "
                  "compile_commands.json; --help tells more\n";
    return nullptr;
  }
  Commands = findDatabase(Options.Files.front(), Reason);
  if (!Commands && !Reason.empty())
    complain() << "cannot read the compile commands of '"
               << Options.Files.front() << "': " << StringRef(Reason).trim()
               << '\n';
  else if (!Commands)
    complain() << "no compile_commands.json beside or above '"
               << Options.Files.front()
               << "'; give its directory with -p, or the compiler's flags "
                  "after '--': pyrefcheck "
               << Options.Files.front() << " -- -I/usr/include/python3.11\n";
  return Commands;
}

/// The sources of a whole database; none after a complaint.
static std::vector<std::string> filesOf(const CompilationDatabase &Commands,
                                        const Exclusion &Excluded) {
  std::vector<std::string> Files;
  for (const clang::tooling::CompileCommand &C :
       Commands.getAllCompileCommands())
    if (isSourceFile(C.Filename))
      Files.push_back(absoluteName(C.Filename, C.Directory));
  llvm::sort(Files);
  Files.erase(llvm::unique(Files), Files.end());
  if (Files.empty()) {
    complain() << "compile_commands.json names no C or C++ file: the build "
                  "failed, or everything was up to date and nothing was "
                  "compiled; make it compile everything: make -B, setup.py "
                  "build_ext --force\n";
    return Files;
  }
  const size_t All = Files.size();
  erase_if(Files, [&](StringRef File) { return Excluded.excludes(File); });
  if (Files.empty())
    complain() << "nothing to check: all files are excluded, " << All
               << " of the compile_commands.json\n";
  return Files;
}

std::optional<Inputs> collectInputs(DriverOptions &Options, PathNames &Names) {
  bool Good = true;
  for (const std::string &File : Options.Files)
    Good &= checkFile(File);
  if (!Good)
    return std::nullopt;

  Inputs Result;
  bool WholeDatabase = Options.Files.empty();
  if (WholeDatabase && Options.FixedFlags) {
    complain() << "nothing to check: give files before '--'\n";
    return std::nullopt;
  }
  Result.Commands = findCommands(Options);
  if (!Result.Commands)
    return std::nullopt;

  if (WholeDatabase) {
    Result.Files = filesOf(*Result.Commands, Options.Excluded);
    if (Result.Files.empty())
      return std::nullopt;
    return Result;
  }

  StringSet<> Seen;
  for (const std::string &File : Options.Files) {
    std::string Absolute = absoluteName(File);
    Names.addGiven(Absolute, File);
    Options.Excluded.keep(Absolute);
    if (Seen.insert(Absolute).second)
      Result.Files.push_back(std::move(Absolute));
  }
  return Result;
}

void sayForeignFlags(const Inputs &In, ArrayRef<std::string> AfterDashes) {
  std::set<std::string> Flags(AfterDashes.begin(), AfterDashes.end());
  if (AfterDashes.empty())
    for (const std::string &File : In.Files)
      for (const clang::tooling::CompileCommand &Command :
           In.Commands->getCompileCommands(File))
        for (std::string &Flag : foreignFlags(Command))
          Flags.insert(std::move(Flag));
  if (Flags.empty())
    return;
  constexpr size_t Most = 12;
  const auto End = std::next(Flags.begin(), std::min(Most, Flags.size()));
  messages() << "pyrefcheck: ignored, because clang does not know them: "
             << join(Flags.begin(), End, " ");
  if (Flags.size() > Most)
    messages() << " and " << Flags.size() - Most << " more";
  messages() << '\n';
}

} // namespace pyrefcheck
