//===- Reports.cpp - The reports of one function --------------- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/DenseMap.h"
#include <map>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

using Lengths = llvm::DenseMap<const ExplodedNode *, unsigned>;

/// The length of the shortest path to each node.
static Lengths pathLengths(const ExplodedGraph &Graph) {
  Lengths Known;
  std::vector<const ExplodedNode *> Queue(Graph.roots_begin(),
                                          Graph.roots_end());
  for (const ExplodedNode *Root : Queue)
    Known[Root] = 0;
  for (size_t Next = 0; Next != Queue.size(); ++Next) {
    const ExplodedNode *N = Queue[Next];
    const unsigned Length = Known.lookup(N) + 1;
    for (const ExplodedNode *Succ : N->succs())
      if (Known.try_emplace(Succ, Length).second)
        Queue.push_back(Succ);
  }
  return Known;
}

void Reports::emit(ExprEngine &Engine) {
  const std::vector<Entry> All = std::exchange(Found, {});
  if (All.empty())
    return;
  const Lengths Length = pathLengths(Engine.getGraph());
  std::map<Messages::Defect, llvm::SmallVector<const Entry *, 1>> Shortest;
  for (const Entry &E : All) {
    auto &Best = Shortest[Messages::defectOf(E.Report, E.Node)];
    if (!Best.empty()) {
      const unsigned Known = Length.lookup(Best.front()->Node);
      const unsigned New = Length.lookup(E.Node);
      if (New > Known)
        continue;
      if (New < Known)
        Best.clear();
    }
    // The engine chooses among equals.
    Best.push_back(&E);
  }
  for (const auto &[Defect, Entries] : Shortest)
    for (const Entry *E : Entries)
      Engine.getBugReporter().emitReport(Words.makeReport(E->Report, E->Node));
}

} // namespace pyrefcheck
