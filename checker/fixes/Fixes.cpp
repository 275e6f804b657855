//===- Fixes.cpp - Source changes that resolve findings ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "FixVocabulary.h"
#include "SourceEdits.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include <set>
#include <tuple>

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

/// How many steps the fixes of a function may take per node of its graph, and
/// how many nodes each graph counts for in addition to its own.
constexpr uint64_t StepsPerNode = 100, SmallGraph = 10000;
/// The steps that one edit counts for.
constexpr uint64_t StepsPerEdit = 100;

FixMaker::FixMaker(const Transfer &Owner, const FixVocabulary &Words,
                   const ExplodedGraph &Graph, AnalysisDeclContext &Function,
                   bool IsComplete)
    : Owner(Owner), Words(Words),
      Work(StepsPerNode * (Graph.size() + SmallGraph)), Paths(Graph, Work),
      Text(*cast<FunctionDecl>(Function.getDecl()), Function.getParentMap(),
           Words.generated()),
      Uses(Function, Work),
      Exits(cast<FunctionDecl>(Function.getDecl()), Words, Work),
      Function(cast<FunctionDecl>(Function.getDecl())),
      Context(Function.getASTContext()),
      FreshInBody(Text.text(Function.getBody())), FreshInFile(Words.file()),
      IsComplete(IsComplete) {}

SVal FixMaker::valueOf(const Expr *E, const ExplodedNode *N) const {
  const ProgramStateRef &State = N->getState();
  E = E->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts()))
      if (const auto *Global = dyn_cast<VarDecl>(Ref->getDecl());
          Global && Global->hasGlobalStorage())
        return loc::MemRegionVal(
            State->getRegion(Global, N->getLocationContext()));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable)
      return UnknownVal();
    const VarRegion *R = State->getRegion(Variable, N->getLocationContext());
    if (Variable->hasGlobalStorage())
      return State->getSVal(R);
    const auto Values = Paths.valuesAt(N, R);
    return Values.size() == 1 ? Values.front().Held : UnknownVal();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && Member->isArrow())
      if (const auto Base = valueOf(Member->getBase(), N).getAs<Loc>())
        if (const auto Place = State->getLValue(Field, *Base).getAs<Loc>())
          return State->getSVal(*Place);
  return UnknownVal();
}

FixMaker::KnownValues FixMaker::valuesBefore(const Stmt *S,
                                             const Expr *E) const {
  KnownValues Values;
  for (const ExplodedNode *N : Paths.before(S))
    Values.push_back({N->getState(), valueOf(E, N)});
  return Values;
}

FixMaker::KnownValues FixMaker::valuesAt(const Stmt *S, const Expr *E) const {
  KnownValues Values;
  for (const ExplodedNode *N : Paths.at(S))
    Values.push_back({N->getState(), N->getSVal(E)});
  return Values;
}

bool FixMaker::onAllPaths(
    const KnownValues &Values, bool &MayBeNull,
    llvm::function_ref<bool(ProgramStateRef, ObjectKey)> Holds) {
  bool Any = false;
  MayBeNull = false;
  for (const auto &[State, V] : Values) {
    if (V.isUnknownOrUndef())
      return false;
    if (State->isNull(V).isConstrainedTrue()) {
      MayBeNull = true;
      continue;
    }
    ObjectKey Key = objectOf(V);
    if (!Key || !Holds(State, Key))
      return false;
    MayBeNull |= symbolOf(Key) && !State->isNull(V).isConstrainedFalse();
    Any = true;
  }
  return Any;
}

std::string FixMaker::newReference(const Expr *E, QualType Wanted,
                                   bool MayBeNull) const {
  // The new casts replace an existing one.
  const Expr *Bare = Text.bare(E);
  return Words.castFromObject(Wanted) +
         (MayBeNull ? "Py_XNewRef(" : "Py_NewRef(") +
         Words.castToObject(Bare->IgnoreParens()->getType()) +
         Text.text(Bare).str() + ")";
}

bool FixMaker::addEdits(const Sighting &S, Fix &F) const {
  switch (S.Report.What) {
  case Misuse::LeakByOverwrite:
    return releaseBeforeOverwrite(S, F);
  case Misuse::LeakOfTemporary:
    return releaseTemporary(S, F);
  case Misuse::LeakOfField:
    return setReference(S, F);
  case Misuse::ReturnOfBorrowed:
    return returnNewReference(S, F);
  case Misuse::StealOfBorrowed:
  case Misuse::StealOfGivenAway:
    return giveNewReference(S, F);
  case Misuse::ReleaseOfBorrowed:
    // It is unknown whether the place should give its reference up.
    return S.Report.Ref.Arrival.Origin != RefOrigin::Memory &&
           removeRelease(S, F);
  case Misuse::ReleaseOfReleased:
  case Misuse::ReleaseOfGivenAway:
    return removeRelease(S, F);
  case Misuse::ReleaseOfField:
    return clearField(S, F);
  case Misuse::UseOfReleased:
  case Misuse::UseOfOrphan:
    return releaseLater(S, F);
  case Misuse::UncheckedResult: {
    const size_t Before = F.Edits.size();
    for (auto Way : {&FixMaker::testResult, &FixMaker::releaseIfAny,
                     &FixMaker::guardArgument, &FixMaker::guardUses}) {
      if ((this->*Way)(S, F))
        return true;
      F.Edits.truncate(Before);
    }
    return false;
  }
  case Misuse::NullArgument:
    return releaseIfAny(S, F);
  case Misuse::None:
  case Misuse::LeakAtExit: // With the other exits: see make().
  case Misuse::LeakByReturn:
  case Misuse::LeakByFree:
  case Misuse::LeakOfItem:
  case Misuse::UseOfFreed:
  case Misuse::FreeOfLive:
  case Misuse::StoreOfBorrowed:
  case Misuse::CountOfNoObject:
  case Misuse::UseOfInvalidated:
  case Misuse::UseDuringCall:
  case Misuse::UncheckedOutput:
  case Misuse::NullOnDeletion:
  case Misuse::UseAcrossCode:
    return false;
  }
  llvm_unreachable("covered switch");
}

/// True if edits of one fix are in conflict with each other.
static bool areInConflict(const Edits &All, const SourceManager &SM) {
  llvm::SmallVector<const FixItHint *, 8> Ordered;
  for (const FixItHint &Edit : All)
    Ordered.push_back(&Edit);
  const auto Extent = [&](const FixItHint *Edit) {
    return std::tuple(SM.getFileID(Edit->RemoveRange.getBegin()),
                      SM.getFileOffset(Edit->RemoveRange.getBegin()),
                      SM.getFileOffset(Edit->RemoveRange.getEnd()));
  };
  llvm::sort(Ordered, [&](const FixItHint *A, const FixItHint *B) {
    return Extent(A) < Extent(B);
  });
  // An edit in conflict with an earlier one is in conflict with its neighbour,
  // or with the one before it that reaches farthest.
  const FixItHint *Farthest = nullptr;
  for (size_t I = 0; I != Ordered.size(); ++I) {
    const FixItHint *Edit = Ordered[I];
    if ((I && inConflict(*Ordered[I - 1], *Edit, SM)) ||
        (Farthest && inConflict(*Farthest, *Edit, SM)))
      return true;
    const auto [File, Begin, End] = Extent(Edit);
    if (!Farthest || std::get<0>(Extent(Farthest)) != File ||
        std::get<2>(Extent(Farthest)) < End)
      Farthest = Edit;
  }
  return false;
}

/// Drops repeated replacements. Two sightings may need the same one, such as
/// that of a release on both paths.
static void dropRepeated(Edits &All) {
  std::set<std::tuple<SourceLocation, SourceLocation, StringRef>> Known;
  Edits Once;
  for (const FixItHint &Edit : All)
    if (Edit.RemoveRange.getBegin() == Edit.RemoveRange.getEnd() ||
        Known
            .insert({Edit.RemoveRange.getBegin(), Edit.RemoveRange.getEnd(),
                     Edit.CodeToInsert})
            .second)
      Once.push_back(Edit);
  All = std::move(Once);
}

/// True if some fix of \p M is right whatever the path.
static bool mayNotDependOnPaths(Misuse M) {
  return M == Misuse::LeakOfTemporary || M == Misuse::LeakOfField ||
         M == Misuse::ReleaseOfField || M == Misuse::UncheckedResult ||
         M == Misuse::NullArgument;
}

std::vector<Fix> FixMaker::make(llvm::ArrayRef<Sighting> Seen) const {
  Fix F;
  if (!Work.spend(Seen.size()))
    return {};
  if (!IsComplete && !llvm::all_of(Seen, [](const Sighting &S) {
        return mayNotDependOnPaths(S.Report.What);
      }))
    return {};
  // The caller cannot see why the call has failed, and whether the reference is
  // still its own.
  if (llvm::any_of(Seen, [](const Sighting &S) {
        return S.Report.Ref.Last.Event == RefEvent::Left;
      }))
    return {};
  // The exits that lose one reference are one leak.
  std::vector<Sighting> Exits;
  std::set<std::tuple<Misuse, const Stmt *, const Stmt *>> Done;
  for (const Sighting &S : Seen) {
    if (S.Report.What == Misuse::LeakAtExit) {
      Exits.push_back(S);
      continue;
    }
    if (S.Report.What == Misuse::LeakByOverwrite) {
      Fix Before;
      if (!releaseBeforeOverwrite(S, Before)) {
        Exits.push_back(S);
        continue;
      }
    }
    const Stmt *Origin = S.Report.What == Misuse::UncheckedResult
                             ? S.Report.Ref.Arrival.Site
                             : nullptr;
    if (!Done.insert({S.Report.What, S.Report.At, Origin}).second)
      continue;
    if (!addEdits(S, F) || Work.isSpent())
      return {};
  }
  if (!Exits.empty() && !releaseBeforeExits(Exits, F))
    return {};
  if (!Work.spend(StepsPerEdit * F.Edits.size()))
    return {};
  dropRepeated(F.Edits);
  if (areInConflict(F.Edits, Context.getSourceManager()))
    return {};
  keepLineEnds(F.Edits, Context.getSourceManager());
  return {std::move(F)};
}

} // namespace pyrefcheck
