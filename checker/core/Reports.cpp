//===- Reports.cpp - The reports of one function --------------- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports.h"
#include "Fixes.h"
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

using Cause = std::pair<Rule, SourceLocation>;

static Cause causeOf(const Messages::Defect &D) {
  return {std::get<Rule>(D), std::get<SourceLocation>(D)};
}

std::vector<Finding> Reports::emit(ExprEngine &Engine, const CalleeDeeds &Deeds,
                                   const FixMaker &Maker) {
  const std::vector<Sighting> All = std::exchange(Found, {});
  if (All.empty())
    return {};
  const Lengths Length = pathLengths(Engine.getGraph());
  std::map<Messages::Defect, llvm::SmallVector<const Sighting *, 1>> Shortest;
  // All that one change of the source must make go away.
  std::map<Cause, std::vector<Sighting>> ByCause;
  for (const Sighting &S : All) {
    const Messages::Defect Defect = Messages::defectOf(S.Report, S.Node);
    ByCause[causeOf(Defect)].push_back(S);
    auto &Best = Shortest[Defect];
    if (!Best.empty()) {
      // The surest path before the shortest.
      if (S.Report.Level > Best.front()->Report.Level)
        continue;
      if (S.Report.Level < Best.front()->Report.Level)
        Best.clear();
    }
    if (!Best.empty()) {
      const unsigned Known = Length.lookup(Best.front()->Node);
      const unsigned New = Length.lookup(S.Node);
      if (New > Known)
        continue;
      if (New < Known)
        Best.clear();
    }
    // The engine chooses among equals.
    Best.push_back(&S);
  }
  std::map<Cause, std::vector<Fix>> Fixes;
  for (const auto &[Common, Seen] : ByCause)
    Fixes[Common] = Maker.make(Seen);
  std::vector<Finding> Findings;
  size_t NumDefects = 0;
  for (const auto &[Defect, Sightings] : Shortest) {
    for (const Sighting *S : Sightings) {
      Engine.getBugReporter().emitReport(Words.makeReport(
          S->Report, S->Node, Deeds, NumDefects, Findings.size()));
      Findings.push_back(Messages::makeFinding(S->Report, S->Node));
      Findings.back().Fixes = Fixes[causeOf(Defect)];
    }
    ++NumDefects;
  }
  return Findings;
}

} // namespace pyrefcheck
