//===- Passes.cpp - Analysing the files of a program ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Passes.h"
#include "Options.h"
#include "ResultCache.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>

using namespace llvm;

namespace pyrefcheck {

namespace {

/// "[3/12] file.c" on a terminal, over and over on one line; else nothing.
class ProgressLine {
public:
  ProgressLine(unsigned Files, const PathNames &Names)
      : Files(Files), Names(Names),
        Shown(sys::Process::StandardErrIsDisplayed()) {}

  void fileDone(StringRef File) {
    if (!Shown)
      return;
    std::lock_guard<std::mutex> Lock(Mutex);
    errs() << "\r\033[K[" << ++Done << '/' << Files << "] "
           << Names.display(File);
    errs().flush();
  }

  void clear() {
    if (Shown)
      errs() << "\r\033[K";
  }

private:
  unsigned Files;
  const PathNames &Names;
  bool Shown;
  std::mutex Mutex;
  unsigned Done = 0;
};

/// The analysis of one program.
class Program {
public:
  Program(const ProgramAnalyser &With, ArrayRef<std::string> Files)
      : With(With), Files(Files), Results(Files.size()), Known(With.Given) {}

  /// False after a complaint.
  bool analyseOnce();
  bool analyseUntilSettled();

  ProgramResult take() { return {std::move(Results), std::move(Inferred)}; }

private:
  bool know(const SummaryTable &Table);
  void analyseSome(ArrayRef<size_t> Indices);
  FileResult analyseFile(StringRef File) const;
  void collect();
  std::vector<size_t> staleFiles() const;

  const ProgramAnalyser &With;
  ArrayRef<std::string> Files;
  std::vector<FileResult> Results;
  /// What the files are analysed with, and what they gave.
  SummaryTable Known, Inferred;
  /// How often that has changed, by name.
  StringMap<unsigned> Changes;
};

} // namespace

FileResult Program::analyseFile(StringRef File) const {
  auto AnswerOf = [&](StringRef Name) { return Known.answer(Name); };
  std::string Key;
  if (With.Cache) {
    Key = With.Cache->keyOf(File, With.Analyser.commandsOf(File));
    if (std::optional<FileResult> R = With.Cache->find(Key, AnswerOf))
      return std::move(*R);
  }
  FileResult R = With.Analyser.analyse(File);
  for (AskedName &N : R.Asked)
    N.Answer = AnswerOf(N.Name);
  if (With.Cache)
    With.Cache->store(Key, R);
  return R;
}

void Program::analyseSome(ArrayRef<size_t> Indices) {
  // A large file that begins last would leave one thread alone with it.
  auto SizeOf = [&](size_t I) {
    uint64_t Size = 0;
    (void)sys::fs::file_size(Files[I], Size);
    return Size;
  };
  std::vector<std::pair<uint64_t, size_t>> BySize;
  for (size_t I : Indices)
    BySize.push_back({SizeOf(I), I});
  sort(BySize, std::greater<>());

  ProgressLine Progress(Indices.size(), With.Names);
  // Each task writes its own element, so the order is that of the files.
  DefaultThreadPool Pool(hardware_concurrency(With.Jobs));
  for (auto [Size, I] : BySize)
    Pool.async([this, &Progress, I = I] {
      Results[I] = analyseFile(Files[I]);
      Progress.fileDone(Files[I]);
    });
  Pool.wait();
  Progress.clear();
}

/// Merges what was inferred in all files that could be analysed.
void Program::collect() {
  // Functions that call each other across files may depend on each other in a
  // way that has no end. Of a name that changes so often nothing is known.
  constexpr unsigned MaxChanges = 8;
  SummaryTable New;
  for (const FileResult &R : Results)
    if (!R.Crashed)
      for (const InferredContract &C : R.Inferred)
        New.add(C, With.Names.display(R.File));
  New.forEachChange(Inferred, [&](StringRef Name) {
    if (++Changes[Name] > MaxChanges)
      New.giveUp(Name, "it depends on itself across files");
  });
  Inferred = std::move(New);
}

/// Lets the files see \p Table from now on; false after a complaint.
bool Program::know(const SummaryTable &Table) {
  Known = Table;
  if (Error Problems = With.Contracts.setInferred(
          MemoryBufferRef(Known.text(), "inferred summaries"))) {
    errs() << toString(std::move(Problems)) << '\n';
    return false;
  }
  return true;
}

bool Program::analyseOnce() {
  if (!know(With.Given))
    return false;
  std::vector<size_t> All;
  for (size_t I = 0; I < Files.size(); ++I)
    All.push_back(I);
  analyseSome(All);
  collect();
  return true;
}

/// The files that would get another answer now than they got.
std::vector<size_t> Program::staleFiles() const {
  std::vector<size_t> Stale;
  for (size_t I = 0; I < Results.size(); ++I)
    if (any_of(Results[I].Asked, [&](const AskedName &N) {
          return Known.answer(N.Name) != N.Answer;
        }))
      Stale.push_back(I);
  return Stale;
}

bool Program::analyseUntilSettled() {
  while (true) {
    SummaryTable All = With.Given;
    // What is seen in a body is truer than what was known before.
    All.replace(Inferred);
    if (!know(All))
      return false;
    std::vector<size_t> Stale = staleFiles();
    if (Stale.empty())
      return true;
    analyseSome(Stale);
    collect();
  }
}

std::optional<ProgramResult>
ProgramAnalyser::analyse(ArrayRef<std::string> Files, bool WholeProgram) const {
  Program P(*this, Files);
  if (!P.analyseOnce() || (WholeProgram && !P.analyseUntilSettled()))
    return std::nullopt;
  return P.take();
}

} // namespace pyrefcheck
