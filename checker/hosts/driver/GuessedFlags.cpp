//===- GuessedFlags.cpp - Flags without a build -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuessedFlags.h"
#include "Exclusion.h"
#include "Inputs.h"
#include "Options.h"
#include "ProjectFiles.h"
#include "RecordedBuild.h"
#include "TemporaryDirectory.h"
#include "contracts/RegularFile.h"
#include "program/Complaint.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

/// The sources below a directory.
struct Sources {
  /// The C and C++ files that use the Python/C API.
  std::vector<std::string> Using;
  /// The number of all C and C++ files.
  unsigned All = 0;
  /// The first Cython file.
  std::string Cython;
};

} // namespace

static bool usesPython(StringRef File) {
  // No larger file is written by hand.
  constexpr uint64_t Most = 32 << 20;
  uint64_t Size;
  if (sys::fs::file_size(File, Size) || Size > Most)
    return false;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(File);
  return Buffer && ((*Buffer)->getBuffer().contains("Python.h") ||
                    (*Buffer)->getBuffer().contains("PyObject"));
}

static Sources sourcesBelow(StringRef Directory, const Exclusion &Excluded) {
  constexpr unsigned MostDepth = 6;
  Sources Found;
  visitFiles(Directory, MostDepth, [&](StringRef File, unsigned) {
    if (Found.Cython.empty() && sys::path::extension(File) == ".pyx")
      Found.Cython = File.str();
    if (!isSourceFile(File) || Excluded.excludes(File))
      return;
    ++Found.All;
    if (usesPython(File))
      Found.Using.push_back(File.str());
  });
  return Found;
}

/// The header directories of \p Python.
static std::vector<std::string> pythonIncludes(StringRef Python) {
  std::vector<std::string> Directories;
  auto Made = TemporaryDirectory::create();
  if (!Made)
    return Directories;
  SmallString<256> Output(Made->path());
  sys::path::append(Output, "includes");
  constexpr StringLiteral Script =
      "import sysconfig; print('\\n'.join(dict.fromkeys(sysconfig.get_path(n) "
      "for n in ('include', 'platinclude'))))";
  if (sys::ExecuteAndWait(Python, {Python, "-I", "-c", Script},
                          /*Env=*/std::nullopt,
                          {StringRef(""), StringRef(Output), StringRef("")}))
    return Directories;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(Output);
  if (!Buffer)
    return Directories;
  SmallVector<StringRef, 2> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    Directories.push_back(Line.str());
  return Directories;
}

static void complainAboutNothing(StringRef Directory, const Sources &Found) {
  complain() << "nothing to check in '" << Directory << "': ";
  if (!Found.Cython.empty() && Found.All == 0)
    messages() << "the C code of '" << Found.Cython
               << "' is not there yet; build the project, or run cython\n";
  else if (Found.All == 0)
    messages() << "no C or C++ file, and no compile_commands.json; give files, "
                  "the directory of a project, or -p DIR for a "
                  "compile_commands.json\n";
  else
    messages() << "no C or C++ file, of " << Found.All
               << ", uses the Python/C API\n";
}

bool guessFlags(DriverOptions &Options, StringRef Directory, bool OfProject) {
  const Sources Found = sourcesBelow(Directory, Options.Excluded);
  if (Found.Using.empty()) {
    complainAboutNothing(Options.ProjectDirectory, Found);
    return false;
  }
  const std::string Python = findPython(Directory, OfProject);
  if (Python.empty()) {
    complain() << "there is no python3 in PATH whose headers could be used; "
                  "give flags after '--': pyrefcheck FILE -- -I...\n";
    return false;
  }
  std::vector<std::string> Flags;
  for (const std::string &Include : pythonIncludes(Python))
    Flags.push_back("-I" + Include);
  Flags.push_back(("-I" + Directory).str());
  for (StringRef Own : {"include", "src"}) {
    SmallString<256> Path(Directory);
    sys::path::append(Path, Own);
    if (sys::fs::is_directory(Path))
      Flags.push_back(("-I" + Path).str());
  }
  Message Out(
      messages() << "pyrefcheck: no build says how to compile: guessed, "
                    "with the headers of ");
  Out << Python << ":";
  for (StringRef Flag : Flags)
    Out << ' ' << Flag;
  Out << '\n';
  for (StringRef File : Found.Using) {
    SmallString<256> Given(Options.ProjectDirectory);
    sys::path::append(Given, File.drop_front(Directory.size()).ltrim('/'));
    sys::path::remove_dots(Given);
    Options.Files.emplace_back(Given);
  }
  Options.FixedFlags =
      std::make_unique<clang::tooling::FixedCompilationDatabase>(".", Flags);
  return true;
}

} // namespace pyrefcheck
