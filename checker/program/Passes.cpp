//===- Passes.cpp - Analysing the files of a program ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Passes.h"
#include "AnalysisOrder.h"
#include "ChildProcesses.h"
#include "Complaint.h"
#include "FileAnalysis.h"
#include "FileIndex.h"
#include "ResultArchive.h"
#include "ResultCache.h"
#include "SourceIndex.h"
#include "SummaryTable.h"
#include "contracts/ContractSet.h"
#include "contracts/InferredContract.h"
#include "report/PathNames.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/ThreadPool.h"
#include <numeric>
#include <tuple>

using namespace llvm;

namespace pyrefcheck {

namespace {

/// Shows "[3/12] file.c" on a terminal, always on the same line; shows nothing
/// elsewhere.
class ProgressLine {
public:
  ProgressLine(unsigned Files, const PathNames &Names)
      : Files(Files), Names(Names),
        Shown(sys::Process::StandardErrIsDisplayed()) {}

  void fileDone(StringRef File) {
    if (!Shown)
      return;
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
  unsigned Done = 0;
};

/// The analysis of one program.
class Program {
public:
  Program(const ProgramAnalyser &With, ArrayRef<std::string> Files)
      : With(With), Files(Files), Results(Files.size()), Indices(Files.size()),
        Costs(Files.size()) {}

  /// False after a complaint.
  bool analyseEachAlone();
  void analyseUntilSettled();

  ProgramResult take() {
    return {std::move(Results), std::move(Inferred), Repeated};
  }

private:
  /// What one file reports about a name.
  struct Telling {
    size_t File;
    const InferredContract *What;
  };

  std::vector<size_t> allFiles() const;
  void analyseSome(ArrayRef<size_t> Some);
  void analyseInChildren(const FileGraph &Waits, ArrayRef<size_t> Some,
                         const ContractSet *Contracts,
                         std::vector<FileResult> &New);
  FileResult analyseFile(size_t File, const SummaryTable &Known,
                         const ContractSet *Contracts) const;
  FileResult resultOf(size_t File, ChildOutcome Outcome) const;
  SummaryTable knownTo(size_t File, ArrayRef<size_t> Before,
                       ArrayRef<FileResult> New) const;
  void collect();
  std::vector<size_t> staleFiles() const;

  const ProgramAnalyser &With;
  ArrayRef<std::string> Files;
  std::vector<FileResult> Results;
  std::vector<SourceIndex> Indices;
  std::vector<uint64_t> Costs;
  FileGraph Providers;
  /// What the results report, by the key of the name and in the files' order.
  DenseMap<NameKey, SmallVector<Telling, 1>> Told;
  /// All of it merged by name.
  SummaryTable Inferred;
  /// How often the merged entry has changed, by name.
  StringMap<unsigned> Changes;
  /// Names that changed too often.
  std::vector<std::string> GivenUp;
  size_t Repeated = 0;
};

} // namespace

static Error setInferred(ContractSet &Contracts, const SummaryTable &Known) {
  const std::string Text = Known.text();
  return Contracts.setInferred(MemoryBufferRef(Text, "inferred summaries"));
}

/// To be called in a child.
/// \param Known what is known about other files. \param Contracts the contracts
/// that include it; if null, they are made here.
FileResult Program::analyseFile(size_t File, const SummaryTable &Known,
                                const ContractSet *Contracts) const {
  ContractSet Own(&With.Contracts);
  FileResult R;
  if (Error Problems = Contracts ? Error::success() : setInferred(Own, Known)) {
    R.File = Files[File];
    R.ErrorText = toString(std::move(Problems)) + '\n';
    R.Errors = 1;
    return R;
  }
  R = With.Analyser.analyse(Files[File], Contracts ? *Contracts : Own);
  for (AskedName &N : R.Asked)
    N.Answer = Known.answer(N.Name);
  return R;
}

/// The result from a child that analysed \p File.
FileResult Program::resultOf(size_t File, ChildOutcome Outcome) const {
  FileResult R;
  if (Outcome.Death.empty()) {
    if (std::optional<std::vector<FileResult>> Sent =
            readResults(Outcome.Bytes);
        Sent && Sent->size() == 1)
      R = std::move(Sent->front());
    else
      Outcome.Death = "sent a result that cannot be read";
  }
  R.File = Files[File];
  R.Death = std::move(Outcome.Death);
  R.Output = std::move(Outcome.Output);
  return R;
}

/// Analyses \p Some of the files in children, each after those that it waits
/// for; results go to \p New.
/// \param Contracts what all files know; if null, what knownTo() returns.
void Program::analyseInChildren(const FileGraph &Waits, ArrayRef<size_t> Some,
                                const ContractSet *Contracts,
                                std::vector<FileResult> &New) {
  Schedule Order(Waits, Some, Costs);
  ProgressLine Progress(Some.size(), With.Names);
  std::vector<std::string> Keys(Files.size());
  ChildProcesses Children(With.Limits, [&](StringRef Bytes) {
    const AnalysisRequest R = readRequest(Bytes);
    std::vector<FileResult> Results;
    Results.push_back(
        analyseFile(R.File, Contracts ? With.Given : R.Known, Contracts));
    return writeResults(Results);
  });
  auto Finish = [&](size_t File, FileResult R) {
    New[File] = std::move(R);
    Order.done(File);
    Progress.fileDone(Files[File]);
  };
  auto Begin = [&](size_t File) {
    AnalysisRequest Request{File, Contracts ? SummaryTable()
                                            : knownTo(File, Waits[File], New)};
    const SummaryTable &Others = Contracts ? With.Given : Request.Known;
    if (With.Cache) {
      Keys[File] =
          With.Cache->keyOf(Files[File], With.Analyser.commandsOf(Files[File]));
      if (std::optional<FileResult> R =
              With.Cache->find(Keys[File], Files[File], [&](StringRef Name) {
                return Others.answer(Name);
              }))
        return Finish(File, std::move(*R));
    }
    if (!Children.start(File, writeRequest(Request)))
      Finish(File,
             resultOf(File, {"", "", "could not begin: " + sys::StrError()}));
  };
  const unsigned Jobs = hardware_concurrency(With.Jobs).compute_thread_count();
  while (Order.isReady() || Children.running() != 0) {
    while (Order.isReady() && Children.running() < Jobs)
      Begin(Order.take());
    if (Children.running() == 0)
      continue;
    auto [File, Outcome] = Children.wait();
    FileResult R = resultOf(File, std::move(Outcome));
    if (With.Cache)
      With.Cache->store(Keys[File], R);
    Finish(File, std::move(R));
  }
  Progress.clear();
}

/// What \p File knows, as far as it can matter there: what all files reported
/// before this pass, and what the files that it waited for report in this pass.
/// \param Before the files that it waited for. \param New this pass's results.
SummaryTable Program::knownTo(size_t File, ArrayRef<size_t> Before,
                              ArrayRef<FileResult> New) const {
  std::vector<NameKey> Names = Indices[File].Mentioned;
  for (const AskedName &N : Results[File].Asked)
    Names.push_back(keyOfName(N.Name));
  sort(Names);
  Names.erase(unique(Names), Names.end());

  std::vector<Telling> All;
  for (NameKey Name : Names)
    if (auto It = Told.find(Name); It != Told.end())
      copy_if(It->second, std::back_inserter(All),
              [&](const Telling &T) { return !is_contained(Before, T.File); });
  for (size_t Earlier : Before)
    for (const InferredContract &C : New[Earlier].Inferred)
      if (binary_search(Names, keyOfName(C.Name)))
        All.push_back({Earlier, &C});
  // The order in which collect() merges everything.
  sort(All, [](const Telling &A, const Telling &B) {
    return std::tie(A.File, A.What) < std::tie(B.File, B.What);
  });
  SummaryTable Known;
  for (const Telling &T : All)
    Known.add(*T.What, With.Names.display(Files[T.File]));
  for (const std::string &Name : GivenUp)
    Known.giveUp(Name, "");
  // What a body shows overrides what was known before.
  Known.addSome(With.Given, [&](StringRef Name) {
    return binary_search(Names, keyOfName(Name));
  });
  return Known;
}

/// Analyses \p Some of the files. Of this pass's results, each file sees only
/// those of the files that it waits for, whatever the number of jobs.
void Program::analyseSome(ArrayRef<size_t> Some) {
  const FileGraph Waits = withoutCircles(Providers, Some, Costs);
  std::vector<FileResult> New(Files.size());
  analyseInChildren(Waits, Some, nullptr, New);
  for (size_t File : Some) {
    New[File].Statistics.Times.add(Results[File].Statistics.Times);
    Results[File] = std::move(New[File]);
  }
}

/// Merges what was inferred in all files that could be analysed.
void Program::collect() {
  SummaryTable New;
  Told.clear();
  for (size_t File = 0; File < Results.size(); ++File) {
    if (!Results[File].Death.empty())
      continue;
    for (const InferredContract &C : Results[File].Inferred) {
      New.add(C, With.Names.display(Files[File]));
      Told[keyOfName(C.Name)].push_back({File, &C});
    }
  }
  New.forEachChange(Inferred, [&](StringRef Name) {
    if (++Changes[Name] == MaxSummaryChanges + 1)
      GivenUp.push_back(Name.str());
  });
  for (const std::string &Name : GivenUp)
    New.giveUp(Name, DoesNotSettle);
  Inferred = std::move(New);
}

std::vector<size_t> Program::allFiles() const {
  std::vector<size_t> All(Files.size());
  std::iota(All.begin(), All.end(), 0);
  return All;
}

bool Program::analyseEachAlone() {
  ContractSet Contracts(&With.Contracts);
  if (Error Problems = setInferred(Contracts, With.Given)) {
    messages() << toString(std::move(Problems)) << '\n';
    return false;
  }
  for (size_t I = 0; I < Files.size(); ++I)
    if (sys::fs::file_size(Files[I], Costs[I]))
      Costs[I] = 0; // The analysis reports the error.
  analyseInChildren(FileGraph(Files.size()), allFiles(), &Contracts, Results);
  collect();
  return true;
}

/// The files whose results would change with the current answers.
std::vector<size_t> Program::staleFiles() const {
  SummaryTable Known = Inferred;
  Known.addSome(With.Given, [](StringRef) { return true; });
  std::vector<size_t> Stale;
  for (size_t I = 0; I < Results.size(); ++I)
    if (any_of(Results[I].Asked, [&](const AskedName &N) {
          return !N.isAnsweredBy(Known.answer(N.Name));
        }))
      Stale.push_back(I);
  return Stale;
}

void Program::analyseUntilSettled() {
  FileIndex Index = indexFiles(Files, With.Jobs);
  Indices = std::move(Index.Sources);
  Costs = std::move(Index.Costs);
  Providers = findProviders(Indices);
  analyseSome(allFiles());
  collect();
  for (std::vector<size_t> Stale = staleFiles(); !Stale.empty();
       Stale = staleFiles()) {
    Repeated += Stale.size();
    analyseSome(Stale);
    collect();
  }
}

std::optional<ProgramResult>
ProgramAnalyser::analyse(ArrayRef<std::string> Files, bool WholeProgram) const {
  Program P(*this, Files);
  if (WholeProgram)
    P.analyseUntilSettled();
  else if (!P.analyseEachAlone())
    return std::nullopt;
  return P.take();
}

} // namespace pyrefcheck
