//===- Reports.cpp - The reports of one function --------------- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports.h"
#include "ShortPaths.h"
#include "fixes/Fixes.h"
#include "source/NamesInScope.h"
#include <map>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

using Cause = std::pair<Rule, SourceLocation>;

static Cause causeOf(const Messages::Defect &D) {
  return {std::get<Rule>(D), std::get<SourceLocation>(D)};
}

std::vector<Finding> Reports::emit(ExprEngine &Engine, const Messages &Words,
                                   const CalleeDeeds &Deeds,
                                   const FixMaker &Maker) {
  const std::vector<Sighting> All = std::exchange(Found, {});
  if (All.empty())
    return {};
  ShortPaths Paths(Engine.getGraph(), All);
  std::map<Messages::Defect, const Sighting *> Shortest;
  // All that one change of the source must make go away.
  std::map<Cause, std::vector<Sighting>> ByCause;
  for (const Sighting &S : All) {
    const Messages::Defect Defect = Messages::defectOf(S.Report, S.Node);
    ByCause[causeOf(Defect)].push_back(S);
    const Sighting *&Best = Shortest[Defect];
    // The surest path before the shortest.
    if (!Best || std::pair(S.Report.Level, Paths.rank(S.Node)) <=
                     std::pair(Best->Report.Level, Paths.rank(Best->Node)))
      Best = &S;
  }
  std::map<Cause, std::vector<Fix>> Fixes;
  for (const auto &[Common, Seen] : ByCause)
    if (llvm::none_of(Seen, [&](const Sighting &S) {
          return LeftOut.contains(S.Report.Key);
        }))
      Fixes[Common] = Maker.make(Seen);
  const NamesInScope Names(
      *All.front().Node->getLocationContext()->getAnalysisDeclContext());
  std::vector<Finding> Findings;
  for (const auto &[Defect, S] : Shortest) {
    Engine.getBugReporter().emitReport(Words.makeReport(
        S->Report, Paths.cut(*S), Deeds, Findings.size(), Findings.size()));
    Findings.push_back(Messages::makeFinding(S->Report, S->Node, Names));
    Findings.back().Fixes = Fixes[causeOf(Defect)];
  }
  // While the paths are there.
  Engine.getBugReporter().FlushReports();
  return Findings;
}

} // namespace pyrefcheck
