//===- RecordedBuild.cpp - A build that compiles nothing ------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RecordedBuild.h"
#include "BuildBackend.h"
#include "hosts/PyprojectBuild.h"
#include "program/Complaint.h"
#include "program/FileOutput.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace pyrefcheck {

static std::string joined(const Twine &A, const Twine &B) {
  SmallString<256> Path;
  sys::path::append(Path, A, B);
  return std::string(Path);
}

std::string findPython(StringRef Directory, bool OfProject) {
  if (std::optional<std::string> Environment =
          sys::Process::GetEnv("VIRTUAL_ENV"))
    if (std::string Python = joined(*Environment, "bin/python");
        sys::fs::can_execute(Python))
      return Python;
  if (std::string Python = joined(Directory, ".venv/bin/python");
      OfProject && sys::fs::can_execute(Python))
    return Python;
  ErrorOr<std::string> InPath = sys::findProgramByName("python3");
  return InPath ? *InPath : "";
}

namespace {

/// One call of a build system, whose output goes to a file.
class BuildCall {
public:
  BuildCall(StringRef Out) : Log(joined(Out, "log")) {}

  /// Finds the program to run, in PATH or beside \p Python, in an environment
  /// that is not active; false after a complaint.
  bool find(StringRef Program, StringRef Python) {
    ErrorOr<std::string> Path = sys::findProgramByName(Program);
    if (!Path)
      Path = sys::findProgramByName(Program, {sys::path::parent_path(Python)});
    if (Path)
      Words = {*Path};
    else
      complain() << Program << " is needed to read this build: install it (apt "
                 << "install " << Program << ", pip install " << Program
                 << ")\n";
    return static_cast<bool>(Path);
  }

  void add(const Twine &Word) { Words.push_back(Word.str()); }

  /// Reports the command, and runs it; false after a complaint.
  bool run() const;

private:
  void showLog() const;

  std::string Log;
  std::vector<std::string> Words;
};

} // namespace

/// \p Word, quoted for a shell if necessary.
static std::string asWord(StringRef Word) {
  if (all_of(Word, [](char C) {
        return isAlnum(C) || StringRef("/._-+=:,@%").contains(C);
      }))
    return Word.str();
  std::string Quoted = "'";
  for (char C : Word)
    Quoted += C == '\'' ? "'\\''" : std::string(1, C);
  return Quoted + "'";
}

/// Shows the last lines of the output, and explains a missing module.
void BuildCall::showLog() const {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(Log);
  if (!Buffer)
    return;
  constexpr size_t Most = 20;
  SmallVector<StringRef, 64> Lines;
  (*Buffer)->getBuffer().rtrim().split(Lines, '\n');
  for (StringRef Line : ArrayRef(Lines).take_back(Most))
    Message(messages()) << "  | " << Line << '\n';
  for (StringRef Line : Lines) {
    StringRef Module = Line.rtrim();
    if (Module.consume_front("ModuleNotFoundError: No module named "))
      Message(messages()) << "pyrefcheck: the build needs " << Module
                          << ": install it, or activate the environment that "
                             "has it\n";
  }
}

bool BuildCall::run() const {
  Message Out(messages() << "pyrefcheck: running");
  std::vector<StringRef> Arguments(Words.begin(), Words.end());
  for (StringRef Word : Arguments)
    Out << ' ' << asWord(Word);
  Out << '\n';
  std::string Problem;
  const int Status = sys::ExecuteAndWait(
      Words.front(), Arguments, /*Env=*/std::nullopt,
      {StringRef(""), StringRef(Log), StringRef(Log)}, /*SecondsToWait=*/0,
      /*MemoryLimit=*/0, &Problem);
  if (Status == 0)
    return true;
  showLog();
  complain() << "the build did not say how it compiles: "
             << (Problem.empty() ? "exit status " + std::to_string(Status)
                                 : Problem)
             << "; build as usual, watched (bear -- ...), and give the "
                "directory of the compile_commands.json with -p, or let "
                "--no-build guess the flags\n";
  return false;
}

/// The script, relative to the program in the build or where it is installed.
static std::string findRecorder() {
  static int InThisProgram;
  SmallString<256> Program;
  if (sys::fs::real_path(
          sys::fs::getMainExecutable("pyrefcheck", &InThisProgram), Program))
    return "";
  std::string Script =
      joined(sys::path::parent_path(sys::path::parent_path(Program)),
             "share/pyrefcheck/record-build.py");
  return sys::fs::exists(Script) ? Script : "";
}

static bool recordSetuptools(StringRef Python, StringRef Directory,
                             StringRef Out) {
  const std::string Script = findRecorder();
  if (Script.empty()) {
    complain() << "share/pyrefcheck/record-build.py is missing beside the "
                  "program: install pyrefcheck again\n";
    return false;
  }
  BuildCall Call(Out);
  if (!Call.find(Python, Python))
    return false;
  Call.add(Script);
  Call.add(Directory);
  Call.add(Out);
  return Call.run();
}

/// Writes a file that a build system reads; false after a complaint.
static bool writeForBuild(StringRef File, const Twine &Text) {
  Error E = writeFile(File, Text.str());
  if (!E)
    return true;
  complain() << "cannot write '" << File << "': " << toString(std::move(E))
             << '\n';
  return false;
}

static bool recordMeson(StringRef Python, StringRef Directory,
                        const PyprojectBuild &Settings, StringRef Out) {
  // As meson-python does, so that the module is built for this interpreter.
  std::string Quoted;
  for (char C : Python)
    Quoted +=
        C == '\'' || C == '\\' ? std::string("\\") + C : std::string(1, C);
  const std::string Native = joined(Out, "python.ini");
  if (!writeForBuild(Native, "[binaries]\npython = '" + Quoted +
                                 "'\npython3 = '" + Quoted + "'\n"))
    return false;
  BuildCall Call(Out);
  if (!Call.find("meson", Python))
    return false;
  for (StringRef Word : {"setup", "--wrap-mode=nodownload", "--native-file"})
    Call.add(Word);
  Call.add(Native);
  for (const std::string &Word : Settings.Arguments)
    Call.add(Word);
  Call.add(joined(Out, "build"));
  Call.add(Directory);
  return Call.run();
}

/// \p Text as an argument of a command in a file for CMake.
static std::string inBrackets(StringRef Text) {
  std::string Equals;
  while (Text.contains("]" + Equals + "]"))
    Equals += '=';
  return ("[" + Equals + "[" + Text + "]" + Equals + "]").str();
}

/// The numbers that \p Version, of PEP 440, begins with: "1.2" for "1.2rc1".
static StringRef releaseOf(StringRef Version) {
  StringRef Numbers =
      Version.take_while([](char C) { return isDigit(C) || C == '.'; });
  return Numbers.rtrim('.');
}

/// The variables that scikit-build-core sets before CMakeLists.txt is read.
static std::string scikitBuildVariables(const PyprojectBuild &Settings,
                                        StringRef Python, StringRef Out) {
  std::string Text;
  auto Set = [&](StringRef Name, StringRef Value) {
    Text += ("set(" + Name + " " + inBrackets(Value) + " CACHE STRING \"\")\n")
                .str();
  };
  const StringRef Release = releaseOf(Settings.Version);
  Set("SKBUILD_PROJECT_NAME", Settings.Name);
  // A program computes a version that is not written down.
  Set("SKBUILD_PROJECT_VERSION", Release.empty() ? "0" : Release);
  Set("SKBUILD_PROJECT_VERSION_FULL", Release.empty() ? "0" : Settings.Version);
  Set("SKBUILD_STATE", "wheel");
  for (StringRef Kind :
       {"PLATLIB", "DATA", "HEADERS", "SCRIPTS", "NULL", "METADATA"})
    Set(("SKBUILD_" + Kind + "_DIR").str(), joined(Out, "wheel/" + Kind));
  // Packages such as pybind11 bring their CMake files.
  Text += "execute_process(COMMAND " + inBrackets(Python) +
          " -c \"import sysconfig as s; p = s.get_paths(); "
          "print(p['purelib'], p['platlib'], sep=';', end='')\" "
          "OUTPUT_VARIABLE site)\n"
          "set(CMAKE_PREFIX_PATH \"${site}\" CACHE STRING \"\")\n";
  return Text;
}

/// Whether CMake would generate for make, which may not be installed.
static bool choosesGenerator(const PyprojectBuild &Settings) {
  return any_of(Settings.Arguments,
                [](StringRef Word) { return Word.starts_with("-G"); }) ||
         sys::Process::GetEnv("CMAKE_GENERATOR");
}

/// Adds what scikit-build-core adds; false after a complaint.
static bool addScikitBuild(BuildCall &Call, const PyprojectBuild &Settings,
                           StringRef Python, StringRef Out) {
  const std::string Variables = joined(Out, "variables.cmake");
  if (!writeForBuild(Variables, scikitBuildVariables(Settings, Python, Out)))
    return false;
  Call.add("-C");
  Call.add(Variables);
  Call.add("-DCMAKE_BUILD_TYPE=" + Settings.BuildType);
  for (const std::string &Word : Settings.Arguments)
    Call.add(Word);
  if (Settings.HasOverrides)
    messages() << "pyrefcheck: the overrides of scikit-build in pyproject.toml "
                  "are not read\n";
  return true;
}

static bool recordCMake(StringRef Python, const BuildBackend &Backend,
                        StringRef Out) {
  BuildCall Call(Out);
  if (!Call.find("cmake", Python))
    return false;
  Call.add("-S");
  Call.add(Backend.Settings.SourceDirectory);
  Call.add("-B");
  Call.add(joined(Out, "build"));
  Call.add("-DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
  if (!choosesGenerator(Backend.Settings) && sys::findProgramByName("ninja"))
    Call.add("-GNinja");
  // As scikit-build-core does.
  Call.add("-DSKBUILD=2");
  Call.add("-DPython_EXECUTABLE=" + Python);
  Call.add("-DPython3_EXECUTABLE=" + Python);
  if (Backend.isScikitBuild() &&
      !addScikitBuild(Call, Backend.Settings, Python, Out))
    return false;
  return Call.run();
}

bool recordBuild(const BuildBackend &Backend, StringRef Directory,
                 StringRef Out) {
  const std::string Python = findPython(Directory, /*OfProject=*/true);
  if (Python.empty()) {
    complain() << "there is no python3 in PATH, which the build needs\n";
    return false;
  }
  switch (Backend.K) {
  case BuildBackend::Setuptools:
    return recordSetuptools(Python, Directory, Out);
  case BuildBackend::Meson:
    return recordMeson(Python, Directory, Backend.Settings, Out);
  case BuildBackend::CMake:
    return recordCMake(Python, Backend, Out);
  case BuildBackend::None:
    break;
  }
  llvm_unreachable("nothing that could be run");
}

} // namespace pyrefcheck
