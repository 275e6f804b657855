//===- FieldOwnership.cpp - Which fields own what they hold ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldOwnership.h"
#include "FieldEvidence.h"
#include "FieldValues.h"
#include "Replacements.h"
#include "annotations/AnnotationReader.h"
#include "annotations/Attributes.h"
#include "contracts/ContractSet.h"
#include "contracts/FieldContract.h"
#include "contracts/InferredContract.h"
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

const ValueDecl *fieldOf(const MemRegion *Place) {
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

/// Whether other files can use \p Field too.
static bool isSharedBetweenFiles(const ValueDecl *Field) {
  if (const auto *VD = dyn_cast<VarDecl>(Field))
    return VD->hasExternalFormalLinkage();
  const SourceManager &SM = Field->getASTContext().getSourceManager();
  return !SM.isInMainFile(SM.getExpansionLoc(Field->getLocation()));
}

/// The fieldName() of \p Field; empty if other files cannot name it.
static std::string nameBetweenFiles(const ValueDecl *Field) {
  const auto *F = dyn_cast<FieldDecl>(Field);
  const std::string Struct = F ? structName(F->getParent()) : "";
  if (nameOf(Field).empty() || (F && Struct.empty()))
    return "";
  return fieldName(Struct, nameOf(Field));
}

/// Whether this file sees everything that happens to \p Field: no other file
/// can name it, or its object is taken apart here.
bool FieldOwnership::isWholeHere(const ValueDecl *Field) const {
  const auto *F = dyn_cast<FieldDecl>(Field);
  return !isSharedBetweenFiles(Field) ||
         (F && Evidence.TakenApart.contains(F->getParent()));
}

/// Whether everything that is copied into the field comes from fields that do
/// not own it either.
bool FieldOwnership::isBorrowedFrom(const FieldEvidence &E) const {
  return llvm::all_of(E.Stored.Copied, [&](const ValueDecl *Source) {
    auto It = Evidence.Fields.find(Source);
    if (It == Evidence.Fields.end())
      return false;
    const FieldEvidence &S = It->second;
    return !S.Stored.Strong && !S.Stored.Opaque && !S.Released && !S.Escapes;
  });
}

HeldReference FieldOwnership::learn(const ValueDecl *Field) const {
  auto It = Evidence.Fields.find(Field);
  if (It == Evidence.Fields.end() || !isField(Field, TU))
    return HeldReference::Unknown;
  const FieldEvidence &E = It->second;
  if (E.ReleasedAtEnd)
    return HeldReference::Owned;
  if (!isWholeHere(Field) || E.Escapes || E.Stored.Opaque)
    return HeldReference::Unknown;
  // The reference is returned, and the field keeps none. For a variable, this
  // could be the bug itself, unless the object removes itself again.
  const bool Registered =
      E.Stored.Shared && (isa<FieldDecl>(Field) || E.OverwrittenAtEnd);
  if (E.Released)
    return E.Stored.Strong && !E.Stored.Borrowed && !E.Stored.Shared &&
                   E.Stored.Copied.empty()
               ? HeldReference::Owned
               : HeldReference::Unknown;
  if (E.Stored.Strong || E.Visited || (E.Stored.Shared && !Registered) ||
      (Evidence.StoresAnywhere && isa<FieldDecl>(Field)))
    return HeldReference::Unknown;
  // Where the object is taken apart, nothing releases the field.
  const auto *F = dyn_cast<FieldDecl>(Field);
  const bool IsLeft = F && Evidence.TakenApart.contains(F->getParent());
  if (IsLeft && !E.Stored.Copied.empty())
    return HeldReference::Borrowed;
  return (E.Stored.Borrowed || Registered) && isBorrowedFrom(E)
             ? HeldReference::Borrowed
             : HeldReference::Unknown;
}

/// Whether the file has evidence about the ownership of \p Field. Even if it
/// allows no conclusion here, it may contradict a conclusion elsewhere.
bool FieldOwnership::isShown(const ValueDecl *Field) const {
  const FieldEvidence E = Evidence.Fields.lookup(Field);
  return learn(Field) != HeldReference::Unknown || E.Stored.Strong ||
         E.Stored.Opaque || E.Released || E.Escapes;
}

/// The field of a template that \p Field is an instance of, or \p Field itself.
static std::pair<const Decl *, unsigned> patternOf(const ValueDecl *Field) {
  if (const auto *F = dyn_cast<FieldDecl>(Field))
    if (const auto *Instance =
            dyn_cast<ClassTemplateSpecializationDecl>(F->getParent()))
      return {Instance->getSpecializedTemplate()->getCanonicalDecl(),
              F->getFieldIndex()};
  return {Field, 0};
}

/// What is inferred about \p Field together with the same field of other
/// instances of its template: one name stands for all of them.
HeldReference FieldOwnership::learnFromInstances(const ValueDecl *Field) const {
  const auto Pattern = patternOf(Field);
  if (Pattern.first == Field)
    return learn(Field);
  llvm::SmallVector<HeldReference, 2> Shown;
  for (const auto &[Other, E] : Evidence.Fields)
    if (patternOf(Other) == Pattern && isShown(Other))
      if (const HeldReference Is = learn(Other); !llvm::is_contained(Shown, Is))
        Shown.push_back(Is);
  return mergeOwnership(Shown);
}

/// The contract of \p Field, inferred or written as \p Inferred says; or null.
static const FieldContract *findInTables(const ValueDecl *Field,
                                         const ActiveContracts &Tables,
                                         bool Inferred) {
  if (!Field->getDeclName().isIdentifier())
    return nullptr;
  const auto *F = dyn_cast<FieldDecl>(Field);
  std::string Struct = F ? structName(F->getParent()) : "";
  if (F && Struct.empty())
    return nullptr;
  return Tables.findField(Struct, Field->getName(), Inferred);
}

/// What an annotation or a contract file states.
std::optional<HeldReference>
FieldOwnership::stated(const ValueDecl *Field) const {
  llvm::SmallVector<AnnotationMistake, 0> Mistakes;
  if (std::optional<HeldReference> Is = readFieldAnnotation(Field, Mistakes))
    return Is;
  if (const FieldContract *C = findInTables(Field, Tables, /*Inferred=*/false))
    return C->Is;
  return std::nullopt;
}

/// Combines the conclusion \p Here with the one from \p Elsewhere, if any.
HeldReference
FieldOwnership::combine(const ValueDecl *Field, HeldReference Here,
                        std::optional<HeldReference> Elsewhere) const {
  if (!Elsewhere || *Elsewhere == Here)
    return Here;
  if (Here == HeldReference::Owned && *Elsewhere == HeldReference::Unknown)
    return Here;
  if (Here != HeldReference::Unknown)
    return HeldReference::Unknown;
  // The code here may contradict the other conclusion.
  const FieldEvidence E = Evidence.Fields.lookup(Field);
  return *Elsewhere == HeldReference::Borrowed &&
                 (E.Stored.Strong || E.Stored.Opaque || E.Released || E.Escapes)
             ? HeldReference::Unknown
             : *Elsewhere;
}

/// The conclusions about \p Field with each of fieldAnswers().
std::vector<HeldReference>
FieldOwnership::possibleConclusions(const ValueDecl *Field) const {
  const std::optional<HeldReference> Stated = stated(Field);
  const HeldReference Here = learnFromInstances(Field);
  std::vector<HeldReference> Conclusions;
  for (const std::optional<HeldReference> Elsewhere : fieldAnswers())
    Conclusions.push_back(Stated ? *Stated : combine(Field, Here, Elsewhere));
  return Conclusions;
}

FieldOwnership::Fact FieldOwnership::conclude(const ValueDecl *Field) const {
  if (std::optional<HeldReference> Is = stated(Field))
    return {*Is, true};
  const FieldContract *Elsewhere =
      isSharedBetweenFiles(Field)
          ? findInTables(Field, Tables, /*Inferred=*/true)
          : nullptr;
  return {combine(Field, learnFromInstances(Field),
                  Elsewhere ? std::optional(Elsewhere->Is) : std::nullopt),
          false};
}

HeldReference FieldOwnership::of(const ValueDecl *Field) const {
  if (!Field)
    return HeldReference::Unknown;
  Field = cast<ValueDecl>(Field->getCanonicalDecl());
  auto [It, IsNew] = Known.try_emplace(Field);
  if (IsNew)
    It->second = conclude(Field);
  return It->second.Is;
}

Replacement FieldOwnership::replacement(const ValueDecl *Field) const {
  const Replacement When =
      Field
          ? Evidence.Replaced.lookup(cast<ValueDecl>(Field->getCanonicalDecl()))
          : Replacement::Never;
  // Whoever reads generated code cannot add a reference there.
  return When == Replacement::Usually && Tables.areGenerated()
             ? Replacement::Rarely
             : When;
}

bool FieldOwnership::isNeverFilled(const ValueDecl *Field) const {
  const auto It =
      Evidence.Fields.find(cast<ValueDecl>(Field->getCanonicalDecl()));
  if (!isWholeHere(Field))
    return false;
  if (It == Evidence.Fields.end())
    return true;
  const ValueKinds &Stored = It->second.Stored;
  return !It->second.Escapes && !Stored.Strong && !Stored.Borrowed &&
         !Stored.Shared && !Stored.Static && !Stored.Opaque &&
         Stored.Copied.empty();
}

bool FieldOwnership::holdsPlainValues(const ValueDecl *Field) const {
  if (!Field)
    return false;
  Field = cast<ValueDecl>(Field->getCanonicalDecl());
  auto It = Evidence.Fields.find(Field);
  if (It == Evidence.Fields.end() || It->second.Escapes ||
      It->second.IsReadByPython || !isWholeHere(Field))
    return false;
  const ValueKinds &Stored = It->second.Stored;
  return (Stored.Strong || Stored.Static) && !Stored.Arbitrary &&
         !Stored.Borrowed && !Stored.Shared && !Stored.Opaque &&
         Stored.Copied.empty();
}

bool FieldOwnership::isStated(const ValueDecl *Field) const {
  (void)of(Field);
  return Field &&
         Known.lookup(cast<ValueDecl>(Field->getCanonicalDecl())).Stated;
}

std::string FieldOwnership::describeUses(const FunctionDecl *FD) const {
  std::string Text;
  auto It = Evidence.UsedBy.find(FD->getCanonicalDecl());
  if (It == Evidence.UsedBy.end())
    return Text;
  for (const ValueDecl *Field : It->second) {
    const HeldReference Is = of(Field);
    const bool IsPlain = holdsPlainValues(Field);
    const Replacement When = replacement(Field);
    if (Is == HeldReference::Unknown && !IsPlain && When == Replacement::Never)
      continue;
    if (const auto *F = dyn_cast<FieldDecl>(Field))
      Text += structName(F->getParent()) + ".";
    Text += (nameOf(Field) + "=" + wordOf(Is) + (isStated(Field) ? "!" : "") +
             (IsPlain ? "~" : "") +
             (When == Replacement::Usually  ? "*"
              : When == Replacement::Rarely ? "+"
                                            : "") +
             (isNeverFilled(Field) ? "0 " : " "))
                .str();
  }
  return Text;
}

std::vector<AskedOfOtherFiles> FieldOwnership::askedOfOtherFiles() const {
  std::map<std::string, llvm::SmallPtrSet<const ValueDecl *, 1>> Asked;
  auto Add = [&](const ValueDecl *Field) {
    if (isSharedBetweenFiles(Field))
      if (std::string Name = nameBetweenFiles(Field); !Name.empty())
        Asked[std::move(Name)].insert(Field);
  };
  for (const auto &[Function, Used] : Evidence.UsedBy)
    for (const ValueDecl *Field : Used)
      Add(Field);
  for (const auto &[Field, Is] : Known)
    Add(Field);
  std::vector<AskedOfOtherFiles> Result;
  for (const auto &[Name, Fields] : Asked) {
    // Fields with the same name, as in instances of a template, need not agree.
    std::set<std::vector<HeldReference>> Conclusions;
    for (const ValueDecl *Field : Fields)
      Conclusions.insert(possibleConclusions(Field));
    AskedOfOtherFiles &A = Result.emplace_back();
    A.Name = Name;
    std::map<std::vector<HeldReference>, unsigned> Numbers;
    for (size_t I = 0; I < fieldAnswers().size(); ++I) {
      std::vector<HeldReference> All;
      All.reserve(Conclusions.size());
      for (const std::vector<HeldReference> &C : Conclusions)
        All.push_back(C[I]);
      A.Conclusions.push_back(
          Numbers.try_emplace(std::move(All), Numbers.size()).first->second);
    }
  }
  return Result;
}

std::vector<InferredContract> FieldOwnership::inferred() const {
  std::vector<InferredContract> Result;
  for (const auto &[Field, E] : Evidence.Fields) {
    if (!isField(Field, TU) || !isSharedBetweenFiles(Field) ||
        !Field->getDeclName().isIdentifier())
      continue;
    const auto *F = dyn_cast<FieldDecl>(Field);
    FieldContract C{F ? structName(F->getParent()) : "", Field->getName().str(),
                    learn(Field), /*Inferred=*/true};
    if ((F && C.Struct.empty()) || !isShown(Field))
      continue;
    InferredContract Inferred;
    Inferred.Name = fieldName(C.Struct, C.Name);
    llvm::raw_string_ostream OS(Inferred.Entry);
    writeField(OS, C);
    Result.push_back(std::move(Inferred));
  }
  return Result;
}

} // namespace pyrefcheck
