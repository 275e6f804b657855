//===- FindingSelection.cpp - Which findings are reported -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FindingSelection.h"
#include "EngineOptions.h"
#include "FunctionCache.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "findings/SourceSuppressions.h"
#include "words/OwnershipNotes.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace clang;

namespace pyrefcheck {

/// Drops leaks of results that no caller here ever releases: the function of
/// another file returns a borrowed reference.
static void dropWrongGuesses(std::vector<Finding> &Findings,
                             const ForeignFunctions &Foreign) {
  llvm::erase_if(Findings, [&](const Finding &F) {
    auto It = Foreign.AssumedLeaks.find(F.Cause);
    return F.ID == Rule::RefcountLeak && It != Foreign.AssumedLeaks.end() &&
           !Foreign.Believed.contains(It->second);
  });
}

/// Sorts \p Findings in source order, and keeps the first one of each defect.
static void mergeRepeated(std::vector<Finding> &Findings,
                          const SourceManager &SM) {
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    if (A.Loc != B.Loc)
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    if (std::tie(A.ID, A.Message) != std::tie(B.ID, B.Message))
      return std::tie(A.ID, A.Message) < std::tie(B.ID, B.Message);
    return A.Cause.isValid() && B.Cause.isValid() && A.Cause != B.Cause &&
           SM.isBeforeInTranslationUnit(A.Cause, B.Cause);
  });
  std::set<DefectID> Seen;
  llvm::erase_if(Findings, [&](const Finding &F) {
    return !Seen.insert(F.Cause.isValid() ? defectOf(F)
                                          : DefectID(F.ID, F.Loc, F.Message))
                .second;
  });
}

/// How exactly a place is named.
enum class Exactness : uint8_t {
  Line,
  /// The place in a macro's text.
  Column,
  /// Also where its file is included.
  Inclusion,
};

/// "line 5", for a message at \p Here.
static std::string lineName(SourceLocation Loc, SourceLocation Here,
                            Exactness How, const SourceManager &SM) {
  const PresumedLoc Place =
      SM.getPresumedLoc(How == Exactness::Line ? SM.getExpansionLoc(Loc)
                                               : SM.getSpellingLoc(Loc));
  if (Place.isInvalid())
    return "";
  std::string Name = "line " + std::to_string(Place.getLine());
  if (How != Exactness::Line)
    Name += ", column " + std::to_string(Place.getColumn());
  const PresumedLoc Around = SM.getPresumedLoc(Here);
  if (Around.isValid() &&
      StringRef(Around.getFilename()) != Place.getFilename())
    Name += (" of " + llvm::sys::path::filename(Place.getFilename())).str();
  const PresumedLoc By = SM.getPresumedLoc(Place.getIncludeLoc());
  if (How == Exactness::Inclusion && By.isValid())
    Name += ", included in line " + std::to_string(By.getLine());
  return Name;
}

/// Adds the origin to the messages of those of the sorted \p Findings that are
/// otherwise equal: hosts merge equal messages at one place.
static void nameOrigins(llvm::MutableArrayRef<Finding> Findings,
                        const SourceManager &SM) {
  while (!Findings.empty()) {
    const auto Same = Findings.take_while([&](const Finding &F) {
      return F.Loc == Findings.front().Loc && F.ID == Findings.front().ID &&
             F.Message == Findings.front().Message;
    });
    Findings = Findings.drop_front(Same.size());
    if (Same.size() == 1)
      continue;
    Exactness How = Exactness::Line;
    for (; How != Exactness::Inclusion; How = Exactness(unsigned(How) + 1)) {
      std::set<std::string> Names;
      for (const Finding &F : Same)
        Names.insert(lineName(F.Cause, F.Loc, How, SM));
      if (Names.size() == Same.size())
        break;
    }
    for (Finding &F : Same)
      F.Message += " (the one of " + lineName(F.Cause, F.Loc, How, SM) + ")";
  }
}

void selectFindings(std::vector<Finding> &Findings,
                    const ForeignFunctions &Foreign,
                    SourceSuppressions &Suppressions,
                    const EngineOptions &Options, const SourceManager &SM) {
  dropWrongGuesses(Findings, Foreign);
  // Before any finding is removed: whether a suppression is needed does not
  // depend on the chosen rules and levels.
  Suppressions.mark(Findings);
  llvm::erase_if(Findings, [&](const Finding &F) {
    return !Options.Rules.contains(F.ID) ||
           std::max(ruleInfo(F.ID).Level, F.Level) > Options.MaxLevel;
  });
  mergeRepeated(Findings, SM);
  nameOrigins(Findings, SM);
  for (Finding &F : Findings)
    spellOutCallees(F, SM);
}

} // namespace pyrefcheck
