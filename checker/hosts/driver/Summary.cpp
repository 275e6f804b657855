//===- Summary.cpp - What a run did, in a few lines -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Summary.h"
#include "HeaderPackages.h"
#include "engine/PhaseTimes.h"
#include "findings/Rules.h"
#include "program/FileAnalysis.h"
#include "program/InputRecorder.h"
#include "report/CleanText.h"
#include "report/MergedFindings.h"
#include "report/PathNames.h"
#include "report/ReportedFinding.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/ADT/iterator_range.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using llvm::raw_ostream;

namespace pyrefcheck {

static std::string count(unsigned N, llvm::StringRef Thing) {
  return (llvm::Twine(N) + " " + Thing + (N == 1 ? "" : "s")).str();
}

/// How many \p References the findings represent, if not one each.
static std::string referencesBeside(unsigned Findings, unsigned References) {
  return References == Findings ? ""
                                : " (" + count(References, "reference") + ")";
}

/// The compiler's messages, in which file names are verbatim, with the line
/// feeds in file names made visible.
static std::string shownErrors(const FileResult &R) {
  std::set<llvm::StringRef> Names;
  auto AddNames = [&](llvm::StringRef Path) {
    if (Path.contains('\n'))
      for (llvm::StringRef Name : llvm::make_range(llvm::sys::path::begin(Path),
                                                   llvm::sys::path::end(Path)))
        if (Name.contains('\n'))
          Names.insert(Name);
  };
  AddNames(R.File);
  for (const InputFile &I : R.Inputs)
    AddNames(I.Path);
  std::string Text = R.ErrorText;
  for (llvm::StringRef Name : Names) {
    const std::string Shown = cleanText(Name);
    for (size_t At = Text.find(Name.str()); At != std::string::npos;
         At = Text.find(Name.str(), At + Shown.size()))
      Text.replace(At, Name.size(), Shown);
  }
  return Text;
}

/// Writes what a missing file is generated from.
static void writeOrigin(raw_ostream &OS, const FileResult &R,
                        const PathNames &Names) {
  llvm::SmallString<256> Cython(R.File);
  llvm::sys::path::replace_extension(Cython, "pyx");
  if (!llvm::sys::fs::exists(R.File) && llvm::sys::fs::exists(Cython))
    OS << "pyrefcheck: " << Names.display(R.File) << " is made from "
       << Names.display(Cython) << ": build the project, or run cython\n";
}

/// Writes where to get a header that was not found.
static void writeMissing(raw_ostream &OS, llvm::StringRef Header) {
  const llvm::StringRef Package = packageOfHeader(Header);
  OS << "pyrefcheck: '" << cleanText(Header) << "' was not found: ";
  if (Package.empty())
    OS << "if the build makes it, build first and give the build's "
          "compile_commands.json with -p; else install what has it\n";
  else
    OS << "install " << Package << " (Debian's name)\n";
}

void writeTroubles(raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                   const PathNames &Names) {
  bool MissesPythonHeader = false;
  std::set<std::string> Missing;
  for (const FileResult &R : Results) {
    OS << R.Output;
    if (!R.Output.empty() && R.Output.back() != '\n')
      OS << '\n';
    if (R.analysed())
      continue;
    MissesPythonHeader |= R.MissesPythonHeader;
    Missing.insert(R.MissingHeaders.begin(), R.MissingHeaders.end());
    writeOrigin(OS, R, Names);
    OS << shownErrors(R) << "pyrefcheck: " << Names.display(R.File)
       << ": could not be analysed: " << R.trouble() << '\n';
  }
  if (MissesPythonHeader)
    OS << "pyrefcheck: 'Python.h' was not found: install Python's headers "
          "(python3-dev), or give their directory with -I after '--'\n";
  for (const std::string &Header : Missing)
    writeMissing(OS, Header);
}

static void writeFunctions(raw_ostream &OS, const FileResult &R,
                           llvm::ArrayRef<std::string> Functions,
                           llvm::StringRef Why, const PathNames &Names) {
  for (const std::string &Function : Functions)
    OS << "  " << Names.display(R.File) << ": " << Function << ": " << Why
       << '\n';
}

void writeSummary(raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                  llvm::ArrayRef<ReportedFinding> Findings,
                  const PathNames &Names, bool Verbose) {
  unsigned Functions = 0, OutOfBudget = 0, Skipped = 0, Lost = 0, Failed = 0;
  uint64_t Nodes = 0;
  for (const FileResult &R : Results) {
    Functions += R.Statistics.Functions;
    Nodes += R.Statistics.Nodes;
    OutOfBudget += R.Statistics.OutOfBudget.size();
    Skipped += R.Statistics.Skipped.size();
    Lost += R.Statistics.Lost.size();
    Failed += !R.analysed();
  }

  OS << "pyrefcheck: " << count(Results.size(), "file");
  if (Failed)
    OS << " (" << Failed << " could not be analysed)";
  OS << ", " << count(Functions, "function") << " analysed";
  if (OutOfBudget)
    OS << ", " << OutOfBudget << " ran out of budget";
  if (Skipped)
    OS << ", " << Skipped << " skipped";
  if ((OutOfBudget || Skipped) && !Verbose)
    OS << " (--verbose names them)";
  const size_t References = countReferences(Findings);
  OS << ", " << count(Findings.size(), "finding")
     << referencesBeside(Findings.size(), References) << '\n';
  if (Lost)
    OS << "pyrefcheck: " << count(Lost, "finding")
       << " lost: the analyzer gave no path"
       << (Verbose ? "" : " (--verbose names the functions)") << '\n';

  for (const RuleInfo &I : allRules()) {
    unsigned N = 0, OfRule = 0;
    for (const ReportedFinding &F : Findings)
      if (F.ID == I.ID) {
        ++N;
        OfRule += countReferences(F);
      }
    if (N)
      OS << "  " << N << ' ' << I.Name << referencesBeside(N, OfRule) << '\n';
  }
  if (!Verbose)
    return;
  OS << "pyrefcheck: nodes: " << Nodes << '\n';
  for (const FileResult &R : Results) {
    writeFunctions(OS, R, R.Statistics.OutOfBudget, "ran out of budget", Names);
    writeFunctions(OS, R, R.Statistics.Skipped, "skipped, has errors", Names);
    writeFunctions(OS, R, R.Statistics.Lost, "a finding was lost", Names);
  }
}

static void writeTimes(raw_ostream &OS, const PhaseTimes &T,
                       llvm::StringRef Whose) {
  for (const uint64_t Time :
       {T.Parse, T.Facts, T.Exploration, T.Types, T.Report, T.total()})
    OS << llvm::format("%12.3f", static_cast<double>(Time) / 1e6);
  OS << "  " << Whose << '\n';
}

void writeTimings(raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                  const PhaseTimes &Own, const PathNames &Names) {
  OS << "pyrefcheck: CPU seconds:\n";
  for (const char *Column :
       {"parse", "facts", "exploration", "types", "report", "total"})
    OS << llvm::format("%12s", Column);
  OS << "  file\n";
  PhaseTimes Sum = Own;
  for (const FileResult &R : Results) {
    writeTimes(OS, R.Statistics.Times, Names.display(R.File));
    Sum.add(R.Statistics.Times);
  }
  writeTimes(OS, Sum, "all files");
}

} // namespace pyrefcheck
