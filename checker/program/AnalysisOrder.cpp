//===- AnalysisOrder.cpp - Which file is analysed before which ------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnalysisOrder.h"
#include "SourceIndex.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pyrefcheck {

FileGraph findProviders(ArrayRef<SourceIndex> Files) {
  constexpr size_t Several = -1;
  DenseMap<NameKey, size_t> Definer;
  for (size_t I = 0; I < Files.size(); ++I)
    for (NameKey Name : Files[I].Defined) {
      auto [It, IsNew] = Definer.try_emplace(Name, I);
      if (!IsNew)
        It->second = Several;
    }
  FileGraph Providers(Files.size());
  for (size_t I = 0; I < Files.size(); ++I) {
    for (NameKey Name : Files[I].Mentioned)
      if (auto It = Definer.find(Name);
          It != Definer.end() && It->second != Several && It->second != I)
        Providers[I].push_back(It->second);
    llvm::sort(Providers[I]);
    Providers[I].erase(llvm::unique(Providers[I]), Providers[I].end());
  }
  return Providers;
}

/// For each file, the files that point to it in \p Graph.
static FileGraph reversed(const FileGraph &Graph) {
  FileGraph Result(Graph.size());
  for (size_t I = 0; I < Graph.size(); ++I)
    for (size_t To : Graph[I])
      Result[To].push_back(I);
  return Result;
}

namespace {

/// Orders files for withoutCircles().
class Sorter {
public:
  Sorter(const FileGraph &Providers, ArrayRef<size_t> Some,
         ArrayRef<uint64_t> Costs)
      : Costs(Costs), Left(Some.begin(), Some.end()), IsLeft(Costs.size()),
        Result(Costs.size()), Wanted(Costs.size()), Missing(Costs.size()) {
    for (size_t I : Some)
      IsLeft[I] = true;
    for (size_t I : Some)
      copy_if(Providers[I], std::back_inserter(Wanted[I]),
              [&](size_t P) { return IsLeft[P]; });
    Users = reversed(Wanted);
    for (size_t I : Some)
      Missing[I] = Wanted[I].size();
  }

  FileGraph run() {
    while (!Left.empty()) {
      std::vector<size_t> Ready;
      copy_if(Left, std::back_inserter(Ready),
              [&](size_t I) { return Missing[I] == 0; });
      if (Ready.empty())
        Ready.push_back(cheapest());
      for (size_t I : Ready)
        place(I);
      erase_if(Left, [&](size_t I) { return !IsLeft[I]; });
    }
    return std::move(Result);
  }

private:
  /// The file whose second analysis costs least, relative to the number of
  /// files that wait for it.
  size_t cheapest() const {
    auto Helped = [&](size_t I) {
      return count_if(Users[I], [&](size_t U) { return IsLeft[U]; });
    };
    size_t Best = Left.front();
    double Least = -1;
    for (size_t I : Left) {
      const auto Count = Helped(I);
      if (Count == 0)
        continue;
      const double Loss = static_cast<double>(Costs[I]) / Count;
      if (Least < 0 || Loss < Least) {
        Least = Loss;
        Best = I;
      }
    }
    return Best;
  }

  void place(size_t I) {
    IsLeft[I] = false;
    for (size_t P : Wanted[I])
      if (!IsLeft[P])
        Result[I].push_back(P);
    for (size_t U : Users[I])
      --Missing[U];
  }

  ArrayRef<uint64_t> Costs;
  std::vector<size_t> Left;
  std::vector<bool> IsLeft;
  FileGraph Result, Wanted, Users;
  std::vector<size_t> Missing;
};

} // namespace

FileGraph withoutCircles(const FileGraph &Providers, ArrayRef<size_t> Some,
                         ArrayRef<uint64_t> Costs) {
  return Sorter(Providers, Some, Costs).run();
}

Schedule::Schedule(const FileGraph &Waits, ArrayRef<size_t> Some,
                   ArrayRef<uint64_t> Costs)
    : Users(reversed(Waits)), Missing(Waits.size()), Rest(Waits.size()) {
  for (size_t I : Some)
    Missing[I] = Waits[I].size();
  for (size_t I : Some)
    (void)restOf(I, Costs);
  for (size_t I : Some)
    if (Missing[I] == 0)
      Ready.push({Rest[I], I});
}

size_t Schedule::take() {
  const size_t File = Ready.top().second;
  Ready.pop();
  return File;
}

void Schedule::done(size_t File) {
  for (size_t U : Users[File])
    if (--Missing[U] == 0)
      Ready.push({Rest[U], U});
}

uint64_t Schedule::restOf(size_t File, ArrayRef<uint64_t> Costs) {
  if (Rest[File] != 0)
    return Rest[File];
  uint64_t Longest = 0;
  for (size_t U : Users[File])
    Longest = std::max(Longest, restOf(U, Costs));
  return Rest[File] = Longest + Costs[File];
}

} // namespace pyrefcheck
