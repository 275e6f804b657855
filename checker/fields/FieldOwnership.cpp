//===- FieldOwnership.cpp - Which fields own what they hold ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldOwnership.h"
#include "SlotEvidence.h"
#include "SlotValues.h"
#include "annotations/AnnotationReader.h"
#include "annotations/Attributes.h"
#include "contracts/ContractSet.h"
#include "contracts/InferredContract.h"
#include "contracts/SlotContract.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

std::string structName(const RecordDecl *RD) {
  if (const TypedefNameDecl *TD = RD->getTypedefNameForAnonDecl())
    return TD->getQualifiedNameAsString();
  return RD->getIdentifier() ? RD->getQualifiedNameAsString() : "";
}

const ValueDecl *slotOf(const MemRegion *Place) {
  for (unsigned Hops = 0; Place && Hops != 4; ++Hops) {
    Place = Place->StripCasts();
    if (const auto *FR = dyn_cast<FieldRegion>(Place))
      return FR->getDecl()->getCanonicalDecl();
    if (const auto *VR = dyn_cast<VarRegion>(Place))
      return VR->getDecl()->hasGlobalStorage()
                 ? VR->getDecl()->getCanonicalDecl()
                 : nullptr;
    if (const auto *ER = dyn_cast<ElementRegion>(Place)) {
      Place = ER->getSuperRegion();
    } else if (const auto *SR = dyn_cast<SymbolicRegion>(Place)) {
      // `self->items[i]`: the field points to the place.
      Place = SR->getSymbol()->getOriginRegion();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

FieldOwnership::FieldOwnership(const TranslationUnit &TU,
                               SourceContracts &Functions,
                               const ActiveContracts &Tables)
    : TU(TU), Tables(Tables), Evidence(collectEvidence(TU, Functions)) {}

/// Whether other files can use \p Slot too.
static bool isSharedBetweenFiles(const ValueDecl *Slot) {
  if (const auto *VD = dyn_cast<VarDecl>(Slot))
    return VD->hasExternalFormalLinkage();
  const SourceManager &SM = Slot->getASTContext().getSourceManager();
  return !SM.isInMainFile(SM.getExpansionLoc(Slot->getLocation()));
}

/// The slotName() of \p Slot; empty if other files cannot name it.
static std::string nameBetweenFiles(const ValueDecl *Slot) {
  const auto *F = dyn_cast<FieldDecl>(Slot);
  const std::string Struct = F ? structName(F->getParent()) : "";
  if (nameOf(Slot).empty() || (F && Struct.empty()))
    return "";
  return slotName(Struct, nameOf(Slot));
}

/// Whether this file sees everything that happens to \p Slot: no other file can
/// name it, or its object is taken apart here.
bool FieldOwnership::isWholeHere(const ValueDecl *Slot) const {
  const auto *F = dyn_cast<FieldDecl>(Slot);
  return !isSharedBetweenFiles(Slot) ||
         (F && Evidence.TakenApart.contains(F->getParent()));
}

/// Whether everything that is copied into the field came from fields that do
/// not own it either.
bool FieldOwnership::isBorrowedFrom(const SlotEvidence &E) const {
  return llvm::all_of(E.Stored.Copied, [&](const ValueDecl *Source) {
    auto It = Evidence.Slots.find(Source);
    if (It == Evidence.Slots.end())
      return false;
    const SlotEvidence &S = It->second;
    return !S.Stored.Strong && !S.Stored.Opaque && !S.Released && !S.Escapes;
  });
}

SlotOwnership FieldOwnership::learn(const ValueDecl *Slot) const {
  auto It = Evidence.Slots.find(Slot);
  if (It == Evidence.Slots.end() || !isSlot(Slot, TU))
    return SlotOwnership::Unknown;
  const SlotEvidence &E = It->second;
  if (E.ReleasedAtEnd)
    return SlotOwnership::Owned;
  if (!isWholeHere(Slot) || E.Escapes || E.Stored.Opaque)
    return SlotOwnership::Unknown;
  // The reference went with the returned value, and nothing was left behind.
  // For a variable, that could be the bug itself, unless the object takes
  // itself out again.
  const bool Registered =
      E.Stored.Shared && (isa<FieldDecl>(Slot) || E.OverwrittenAtEnd);
  if (E.Released)
    return E.Stored.Strong && !E.Stored.Borrowed && !E.Stored.Shared &&
                   E.Stored.Copied.empty()
               ? SlotOwnership::Owned
               : SlotOwnership::Unknown;
  if (E.Stored.Strong || E.Visited || (E.Stored.Shared && !Registered))
    return SlotOwnership::Unknown;
  return (E.Stored.Borrowed || Registered) && isBorrowedFrom(E)
             ? SlotOwnership::Borrowed
             : SlotOwnership::Unknown;
}

/// Whether the file shows anything about who owns what \p Slot holds. Even if
/// nothing follows from it here, it may contradict what follows elsewhere.
bool FieldOwnership::isShown(const ValueDecl *Slot) const {
  const SlotEvidence E = Evidence.Slots.lookup(Slot);
  return learn(Slot) != SlotOwnership::Unknown || E.Stored.Strong ||
         E.Stored.Opaque || E.Released || E.Escapes;
}

/// The field of a template that \p Slot is an instance of, or \p Slot itself.
static std::pair<const Decl *, unsigned> patternOf(const ValueDecl *Slot) {
  if (const auto *F = dyn_cast<FieldDecl>(Slot))
    if (const auto *Instance =
            dyn_cast<ClassTemplateSpecializationDecl>(F->getParent()))
      return {Instance->getSpecializedTemplate()->getCanonicalDecl(),
              F->getFieldIndex()};
  return {Slot, 0};
}

/// What is inferred about \p Slot together with the same field of other
/// instances of its template: one name stands for all of them.
SlotOwnership FieldOwnership::learnFromInstances(const ValueDecl *Slot) const {
  const auto Pattern = patternOf(Slot);
  if (Pattern.first == Slot)
    return learn(Slot);
  llvm::SmallVector<SlotOwnership, 2> Shown;
  for (const auto &[Other, E] : Evidence.Slots)
    if (patternOf(Other) == Pattern && isShown(Other))
      if (const SlotOwnership Is = learn(Other); !llvm::is_contained(Shown, Is))
        Shown.push_back(Is);
  return mergeOwnership(Shown);
}

/// What the contract files say, and whether a user's file does.
static const SlotContract *findInTables(const ValueDecl *Slot,
                                        const ActiveContracts &Tables,
                                        bool Inferred) {
  if (!Slot->getDeclName().isIdentifier())
    return nullptr;
  const auto *F = dyn_cast<FieldDecl>(Slot);
  std::string Struct = F ? structName(F->getParent()) : "";
  if (F && Struct.empty())
    return nullptr;
  return Tables.findSlot(Struct, Slot->getName(), Inferred);
}

/// What an annotation or a contract file states.
std::optional<SlotOwnership>
FieldOwnership::stated(const ValueDecl *Slot) const {
  llvm::SmallVector<AnnotationMistake, 0> Mistakes;
  if (std::optional<SlotOwnership> Is = readSlotAnnotation(Slot, Mistakes))
    return Is;
  if (const SlotContract *C = findInTables(Slot, Tables, /*Inferred=*/false))
    return C->Is;
  return std::nullopt;
}

/// What follows from what is seen \p Here and, if anything, \p Elsewhere.
SlotOwnership
FieldOwnership::combine(const ValueDecl *Slot, SlotOwnership Here,
                        std::optional<SlotOwnership> Elsewhere) const {
  if (!Elsewhere || *Elsewhere == Here)
    return Here;
  if (Here == SlotOwnership::Owned && *Elsewhere == SlotOwnership::Unknown)
    return Here;
  if (Here != SlotOwnership::Unknown)
    return SlotOwnership::Unknown;
  // The code here must not contradict it.
  const SlotEvidence E = Evidence.Slots.lookup(Slot);
  return *Elsewhere == SlotOwnership::Borrowed &&
                 (E.Stored.Strong || E.Stored.Opaque || E.Released || E.Escapes)
             ? SlotOwnership::Unknown
             : *Elsewhere;
}

/// What \p Slot would be with each of slotAnswers().
std::vector<SlotOwnership>
FieldOwnership::possibleConclusions(const ValueDecl *Slot) const {
  const std::optional<SlotOwnership> Stated = stated(Slot);
  const SlotOwnership Here = learnFromInstances(Slot);
  std::vector<SlotOwnership> Conclusions;
  for (const std::optional<SlotOwnership> Elsewhere : slotAnswers())
    Conclusions.push_back(Stated ? *Stated : combine(Slot, Here, Elsewhere));
  return Conclusions;
}

FieldOwnership::Fact FieldOwnership::conclude(const ValueDecl *Slot) const {
  if (std::optional<SlotOwnership> Is = stated(Slot))
    return {*Is, true};
  const SlotContract *Elsewhere =
      isSharedBetweenFiles(Slot) ? findInTables(Slot, Tables, /*Inferred=*/true)
                                 : nullptr;
  return {combine(Slot, learnFromInstances(Slot),
                  Elsewhere ? std::optional(Elsewhere->Is) : std::nullopt),
          false};
}

SlotOwnership FieldOwnership::of(const ValueDecl *Slot) const {
  if (!Slot)
    return SlotOwnership::Unknown;
  Slot = cast<ValueDecl>(Slot->getCanonicalDecl());
  auto [It, IsNew] = Known.try_emplace(Slot);
  if (IsNew)
    It->second = conclude(Slot);
  return It->second.Is;
}

bool FieldOwnership::holdsPlainValues(const ValueDecl *Slot) const {
  if (!Slot)
    return false;
  Slot = cast<ValueDecl>(Slot->getCanonicalDecl());
  auto It = Evidence.Slots.find(Slot);
  if (It == Evidence.Slots.end() || It->second.Escapes || !isWholeHere(Slot))
    return false;
  const ValueKinds &Stored = It->second.Stored;
  return Stored.Strong && !Stored.Arbitrary && !Stored.Borrowed &&
         !Stored.Shared && !Stored.Opaque && Stored.Copied.empty();
}

bool FieldOwnership::isStated(const ValueDecl *Slot) const {
  (void)of(Slot);
  return Slot && Known.lookup(cast<ValueDecl>(Slot->getCanonicalDecl())).Stated;
}

std::string FieldOwnership::describeUses(const FunctionDecl *FD) const {
  std::string Text;
  auto It = Evidence.UsedBy.find(FD->getCanonicalDecl());
  if (It == Evidence.UsedBy.end())
    return Text;
  for (const ValueDecl *Slot : It->second) {
    const SlotOwnership Is = of(Slot);
    const bool IsPlain = holdsPlainValues(Slot);
    if (Is == SlotOwnership::Unknown && !IsPlain)
      continue;
    if (const auto *F = dyn_cast<FieldDecl>(Slot))
      Text += structName(F->getParent()) + ".";
    Text += (nameOf(Slot) + "=" + wordOf(Is) + (isStated(Slot) ? "!" : "") +
             (IsPlain ? "~ " : " "))
                .str();
  }
  return Text;
}

std::vector<AskedOfOtherFiles> FieldOwnership::askedOfOtherFiles() const {
  std::map<std::string, llvm::SmallPtrSet<const ValueDecl *, 1>> Asked;
  auto Add = [&](const ValueDecl *Slot) {
    if (isSharedBetweenFiles(Slot))
      if (std::string Name = nameBetweenFiles(Slot); !Name.empty())
        Asked[std::move(Name)].insert(Slot);
  };
  for (const auto &[Function, Used] : Evidence.UsedBy)
    for (const ValueDecl *Slot : Used)
      Add(Slot);
  for (const auto &[Slot, Is] : Known)
    Add(Slot);
  std::vector<AskedOfOtherFiles> Result;
  for (const auto &[Name, Slots] : Asked) {
    // Fields with the same name, as in instances of a template, need not agree.
    std::set<std::vector<SlotOwnership>> Conclusions;
    for (const ValueDecl *Slot : Slots)
      Conclusions.insert(possibleConclusions(Slot));
    AskedOfOtherFiles &A = Result.emplace_back();
    A.Name = Name;
    std::map<std::vector<SlotOwnership>, unsigned> Numbers;
    for (size_t I = 0; I < slotAnswers().size(); ++I) {
      std::vector<SlotOwnership> All;
      All.reserve(Conclusions.size());
      for (const std::vector<SlotOwnership> &C : Conclusions)
        All.push_back(C[I]);
      A.Conclusions.push_back(
          Numbers.try_emplace(std::move(All), Numbers.size()).first->second);
    }
  }
  return Result;
}

std::vector<InferredContract> FieldOwnership::inferred() const {
  std::vector<InferredContract> Result;
  for (const auto &[Slot, E] : Evidence.Slots) {
    if (!isSlot(Slot, TU) || !isSharedBetweenFiles(Slot) ||
        !Slot->getDeclName().isIdentifier())
      continue;
    const auto *F = dyn_cast<FieldDecl>(Slot);
    SlotContract C{F ? structName(F->getParent()) : "", Slot->getName().str(),
                   learn(Slot), /*Inferred=*/true};
    if ((F && C.Struct.empty()) || !isShown(Slot))
      continue;
    InferredContract Inferred;
    Inferred.Name = slotName(C.Struct, C.Name);
    llvm::raw_string_ostream OS(Inferred.Entry);
    writeSlot(OS, C);
    Result.push_back(std::move(Inferred));
  }
  return Result;
}

} // namespace pyrefcheck
