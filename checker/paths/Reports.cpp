//===- Reports.cpp - The reports of one function ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports.h"
#include "ShortPaths.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "fixes/Fixes.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/NamesInScope.h"
#include "words/Messages.h"
#include "words/SourceNames.h"
#include <map>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

using Cause = std::pair<Rule, SourceLocation>;

static Cause causeOf(const Messages::Defect &D) {
  return {std::get<Rule>(D), std::get<SourceLocation>(D)};
}

/// The path of \p All that shows a defect best: the most certain, then the
/// shortest. If the reference is lost in any case, a path without a failure is
/// better: the failure would look like the cause.
static const Sighting *choose(ArrayRef<const Sighting *> All,
                              ShortPaths &Paths) {
  const auto IsBetter = [&](const Sighting *A, const Sighting *B) {
    return std::pair(A->Report.Level, Paths.rank(A->Node)) <
           std::pair(B->Report.Level, Paths.rank(B->Node));
  };
  const Sighting *Best = nullptr;
  for (const Sighting *S : All)
    if (!Best || !IsBetter(Best, S))
      Best = S;
  if (!Best->Report.Fails)
    return Best;
  const unsigned Loss = Paths.commonLossOf(*Best);
  const Sighting *Plain = nullptr;
  for (const Sighting *S : All)
    if (!S->Report.Fails && S->Report.Level == Best->Report.Level &&
        S->Report.What == Best->Report.What && Paths.commonLossOf(*S) == Loss &&
        (!Plain || IsBetter(S, Plain)))
      Plain = S;
  return Plain ? Plain : Best;
}

/// \p Chosen as it is shown: at the last use of the reference, if that is lost
/// wherever the path then fails.
static Sighting present(const Sighting &Chosen, ShortPaths &Paths) {
  Sighting Shown = Chosen;
  if (Shown.Report.What == Misuse::LeakAtExit && Shown.Report.Fails &&
      Shown.Report.Ref.Last.Event != RefEvent::Refused &&
      Shown.Report.Ref.Last.Event != RefEvent::Left)
    if (const Stmt *Use = Paths.lastUse(Shown)) {
      Shown.Report.At = Use;
      Shown.Report.IsAtUse = true;
    }
  return Shown;
}

/// Notes on the jump after which \p Best loses its reference, and on the other
/// places where \p All lose it.
static std::vector<PathNote> noteLoss(ArrayRef<const Sighting *> All,
                                      const Sighting &Best, ShortPaths &Paths) {
  static constexpr unsigned Most = 4;
  std::vector<PathNote> Notes;
  if (Best.Report.What != Misuse::LeakAtExit)
    return Notes;
  if (const GotoStmt *Jump = Paths.jumpAfterLoss(Best);
      Jump && !Jump->getGotoLoc().isMacroID())
    Notes.push_back({Jump->getGotoLoc(), CharSourceRange(),
                     "nothing releases it after this jump to " +
                         quoted(Jump->getLabel()->getName())});
  if (!Best.Report.At)
    return Notes;
  const SourceManager &SM =
      Best.Report.Function->getASTContext().getSourceManager();
  const unsigned Loss = Paths.commonLossOf(Best);
  const SourceLocation Shown =
      SM.getExpansionLoc(Best.Report.At->getBeginLoc());
  llvm::SmallVector<SourceLocation, 8> Places;
  llvm::DenseSet<SourceLocation> Met{Shown};
  for (const Sighting *S : All) {
    if (S->Report.What != Misuse::LeakAtExit || !S->Report.At ||
        S->Report.Level != Best.Report.Level)
      continue;
    const SourceLocation Loc = SM.getExpansionLoc(S->Report.At->getBeginLoc());
    if (!Met.contains(Loc) && Paths.commonLossOf(*S) != Loss) {
      Met.insert(Loc);
      Places.push_back(Loc);
    }
  }
  llvm::sort(Places, [&](SourceLocation A, SourceLocation B) {
    return SM.isBeforeInTranslationUnit(A, B);
  });
  const unsigned Named = std::min<unsigned>(Places.size(), Most);
  for (const SourceLocation Loc : llvm::ArrayRef(Places).take_front(Named))
    Notes.push_back(
        {Loc, CharSourceRange(), "the same reference is lost here, too"});
  if (const size_t Left = Places.size() - Named)
    Notes.back().Message +=
        Left == 1 ? ", and in one more place"
                  : ", and in " + std::to_string(Left) + " more places";
  return Notes;
}

std::vector<Finding> Reports::emit(ExprEngine &Engine, const Messages &Words,
                                   const CalleeDeeds &Deeds,
                                   const FixMaker &Maker) {
  const std::vector<Sighting> All = std::exchange(Found, {});
  if (All.empty())
    return {};
  ShortPaths Paths(Engine.getGraph(), All);
  std::map<Messages::Defect, std::vector<const Sighting *>> ByDefect;
  // All misuses that one change of the source must fix.
  std::map<Cause, std::vector<Sighting>> ByCause;
  for (const Sighting &S : All) {
    const Messages::Defect Defect = Messages::defectOf(S.Report, S.Node);
    ByCause[causeOf(Defect)].push_back(S);
    ByDefect[Defect].push_back(&S);
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
  for (const auto &[Defect, Seen] : ByDefect) {
    const Sighting Shown = present(*choose(Seen, Paths), Paths);
    Engine.getBugReporter().emitReport(
        Words.makeReport(Shown.Report, Paths.cut(Shown), Deeds, Findings.size(),
                         Findings.size()));
    Findings.push_back(Messages::makeFinding(Shown.Report, Shown.Node, Names));
    Findings.back().Fixes = Fixes[causeOf(Defect)];
    // The notes on the path itself come before these.
    Findings.back().Path = noteLoss(Seen, Shown, Paths);
  }
  // While the paths still exist.
  Engine.getBugReporter().FlushReports();
  return Findings;
}

} // namespace pyrefcheck
