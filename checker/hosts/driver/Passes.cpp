//===- Passes.cpp - Analysing the files of a program ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Passes.h"
#include "AnalysisOrder.h"
#include "ResultCache.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>
#include <numeric>
#include <tuple>

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
      : With(With), Files(Files), Results(Files.size()), Indices(Files.size()),
        Costs(Files.size()) {}

  /// False after a complaint.
  bool analyseEachAlone();
  void analyseUntilSettled();

  ProgramResult take() {
    return {std::move(Results), std::move(Inferred), Repeated};
  }

private:
  /// What one file tells of a name.
  struct Telling {
    size_t File;
    const InferredContract *What;
  };

  std::vector<size_t> allFiles() const;
  void indexFiles();
  void analyseSome(ArrayRef<size_t> Some);
  FileResult analyseFile(size_t File, const SummaryTable &Known,
                         const ContractSet *Contracts) const;
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
  /// What the results tell, by the key of the name and in the files' order.
  DenseMap<NameKey, SmallVector<Telling, 1>> Told;
  /// All of it merged by name.
  SummaryTable Inferred;
  /// How often that has changed, by name.
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

/// \param Known what is known of other files. \param Contracts say that too;
/// null: they are made when they are needed.
FileResult Program::analyseFile(size_t File, const SummaryTable &Known,
                                const ContractSet *Contracts) const {
  auto AnswerOf = [&](StringRef Name) { return Known.answer(Name); };
  std::string Key;
  if (With.Cache) {
    Key = With.Cache->keyOf(Files[File], With.Analyser.commandsOf(Files[File]));
    if (std::optional<FileResult> R = With.Cache->find(Key, AnswerOf))
      return std::move(*R);
  }
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
    N.Answer = AnswerOf(N.Name);
  if (With.Cache)
    With.Cache->store(Key, R);
  return R;
}

/// What is known to \p File, as far as it can be of interest there: what was
/// told before this pass and, of the files that it waited for, in this pass.
/// \param Before those files. \param New the results of this pass.
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
  // In the order in which all of it is merged in the end.
  sort(All, [](const Telling &A, const Telling &B) {
    return std::tie(A.File, A.What) < std::tie(B.File, B.What);
  });
  SummaryTable Known;
  for (const Telling &T : All)
    Known.add(*T.What, With.Names.display(Files[T.File]));
  for (const std::string &Name : GivenUp)
    Known.giveUp(Name, "");
  // What is seen in a body is truer than what was known before.
  Known.addSome(With.Given, [&](StringRef Name) {
    return binary_search(Names, keyOfName(Name));
  });
  return Known;
}

/// Analyses \p Some of the files. Each sees the results of those that it waits
/// for, which do not depend on the number of threads, and no others of this
/// pass.
void Program::analyseSome(ArrayRef<size_t> Some) {
  const FileGraph Waits = withoutCircles(Providers, Some, Costs);
  std::vector<FileResult> New(Files.size());
  ProgressLine Progress(Some.size(), With.Names);
  runInOrder(Waits, Some, Costs, With.Jobs, [&](size_t File) {
    New[File] = analyseFile(File, knownTo(File, Waits[File], New), nullptr);
    Progress.fileDone(Files[File]);
  });
  Progress.clear();
  for (size_t File : Some)
    Results[File] = std::move(New[File]);
}

/// Merges what was inferred in all files that could be analysed.
void Program::collect() {
  // Functions that call each other across files may depend on each other in a
  // way that has no end. Of a name that changes so often nothing is known.
  constexpr unsigned MaxChanges = 8;
  SummaryTable New;
  Told.clear();
  for (size_t File = 0; File < Results.size(); ++File) {
    if (Results[File].Crashed)
      continue;
    for (const InferredContract &C : Results[File].Inferred) {
      New.add(C, With.Names.display(Files[File]));
      Told[keyOfName(C.Name)].push_back({File, &C});
    }
  }
  New.forEachChange(Inferred, [&](StringRef Name) {
    if (++Changes[Name] == MaxChanges + 1)
      GivenUp.push_back(Name.str());
  });
  for (const std::string &Name : GivenUp)
    New.giveUp(Name, "it depends on itself across files");
  Inferred = std::move(New);
}

std::vector<size_t> Program::allFiles() const {
  std::vector<size_t> All(Files.size());
  std::iota(All.begin(), All.end(), 0);
  return All;
}

/// Looks at all files before any is parsed.
void Program::indexFiles() {
  // What the headers of a file cost, in tokens of its own; measured.
  constexpr uint64_t HeaderCost = 8000;
  DefaultThreadPool Pool(hardware_concurrency(With.Jobs));
  for (size_t I = 0; I < Files.size(); ++I)
    Pool.async([this, I] {
      // That a file cannot be read is said when it is analysed.
      if (ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
              MemoryBuffer::getFile(Files[I]))
        Indices[I] = indexSource((*Buffer)->getBuffer());
      Costs[I] = HeaderCost + Indices[I].Size;
    });
  Pool.wait();
}

bool Program::analyseEachAlone() {
  ContractSet Contracts(&With.Contracts);
  if (Error Problems = setInferred(Contracts, With.Given)) {
    errs() << toString(std::move(Problems)) << '\n';
    return false;
  }
  for (size_t I = 0; I < Files.size(); ++I)
    (void)sys::fs::file_size(Files[I], Costs[I]);
  ProgressLine Progress(Files.size(), With.Names);
  runInOrder(FileGraph(Files.size()), allFiles(), Costs, With.Jobs,
             [&](size_t File) {
               Results[File] = analyseFile(File, With.Given, &Contracts);
               Progress.fileDone(Files[File]);
             });
  Progress.clear();
  collect();
  return true;
}

/// The files whose results would be others with the answers of now.
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
  indexFiles();
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
