//===- TypeRules.cpp - The rules about types and modules --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeRules.h"
#include "FieldModel.h"
#include "HoldingCalls.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeFixes.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "fields/FieldOwnership.h"
#include "findings/Finding.h"
#include "fixes/GeneratedCode.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

void TypeCheck::report(MistakeReport R) {
  std::vector<Fix> Fixes = fixesFor(*this, R);
  Findings.push_back(describe(std::move(R)));
  Findings.back().Fixes = std::move(Fixes);
}

const SlotBody &TypeCheck::body(const TypeObject &T, Slot S) {
  static const SlotBody None;
  const FunctionDecl *FD = T.function(S);
  return FD ? Bodies.read(FD) : None;
}

/// Code may cast an object to a struct that repeats the members of another one:
/// the same member then has another declaration at the same offset.
static bool sameOffset(const TypeCheck &C, const FieldDecl *F,
                       const FieldPath &P) {
  const FieldDecl *First = P.Path.front();
  if (P.Behind || F->getParent() == P.field()->getParent() ||
      F->isInvalidDecl() || !C.TU.validity().isValid(F->getParent()) ||
      !C.TU.validity().isValid(First->getParent()))
    return false;
  ASTContext &Context = F->getASTContext();
  if (!C.TU.types().isObjectPointer(
          Context.getPointerType(Context.getRecordType(F->getParent()))))
    return false;
  uint64_t Offset = 0;
  for (const FieldDecl *Part : P.Path)
    Offset += Context.getFieldOffset(Part);
  return Context.getFieldOffset(F) == Offset;
}

bool mayTouch(const TypeCheck &C, const SlotBody &B, Effect::EffectKind K,
              const FieldPath &P) {
  return llvm::any_of(B.Effects, [&](const Effect &E) {
    if (E.Kind == K && E.Field &&
        (E.Field == P.field() || sameOffset(C, E.Field, P)))
      return true;
    return E.Kind == Effect::Unclear && llvm::is_contained(P.Path, E.Field);
  });
}

bool hides(const TypeObject &T, const SlotBody &B, const FieldPath &P) {
  return P.Inherited || !T.EmbedsBase ? B.isOpaque() : B.hidesOwnFields();
}

bool belongsToBase(TypeCheck &C, const TypeObject &T, Slot S,
                   Effect::EffectKind K, const FieldPath &P) {
  if (!P.Inherited || !C.Types.inherits(T))
    return false;
  const TypeObject *Base = C.Types.find(T.Base);
  return !Base || !mayTouch(C, C.body(*Base, S), K, P);
}

static const Effect *releaseIn(const SlotBody &B, const FieldDecl *F) {
  auto It = llvm::find_if(B.Effects, [&](const Effect &E) {
    return E.Kind == Effect::Release && E.Field == F;
  });
  return It == B.Effects.end() ? nullptr : &*It;
}

std::vector<OwnedField> ownedFields(TypeCheck &C, const TypeObject &T) {
  std::vector<OwnedField> Owned;
  // The generator's source declares the types of fields, not this file.
  if (isGeneratedSlot(nameOf(T.function(Slot::Dealloc))))
    return Owned;
  const SlotBody &Clear = C.body(T, Slot::Clear);
  const SlotBody &Dealloc = C.body(T, Slot::Dealloc);
  const SlotBody &Finalize = C.body(T, Slot::Finalize);
  for (FieldPath &P : C.Fields.fieldsOf(T.Layout)) {
    if (P.field() == T.WeakList || C.Fields.isOnlyBorrowed(P.field()))
      continue;
    // Another object's struct comes first, and no base type: the end of a list.
    if (P.Inherited && !C.Types.inherits(T))
      continue;
    OwnedField F;
    for (const SlotBody *B : {&Clear, &Dealloc, &Finalize})
      if (!F.ReleasedBy)
        F.ReleasedBy = releaseIn(*B, P.field());
    if (const TypeObject *Base = C.Types.find(T.Base); Base && P.Inherited)
      for (Slot S : {Slot::Clear, Slot::Dealloc})
        if (!F.ReleasedBy)
          F.ReleasedBy = releaseIn(C.body(*Base, S), P.field());
    F.InClear = releaseIn(Clear, P.field());
    F.InDealloc = releaseIn(Dealloc, P.field());
    if (!F.ReleasedBy && (P.Behind || !C.Fields.isOwned(P.field())))
      continue;
    F.ByHelper = !F.ReleasedBy && C.Fields.facts(P.field()).ReleasedByHelper;
    F.Cycle = C.Fields.cycleThrough(P.field(), T.Layout);
    F.Mutable = F.Cycle.Exposed ||
                llvm::any_of(
                    C.Fields.facts(P.field()).Stores, [&](const FieldStore &S) {
                      return S.What.Any &&
                             C.TU.role(S.In) == FunctionRole::Reinitializer;
                    });
    F.Path = std::move(P);
    Owned.push_back(std::move(F));
  }
  return Owned;
}

void explain(const OwnedField &F, MistakeReport &R) {
  const std::string Name = F.Path.text();
  if (F.Cycle.Entry && F.Cycle.Entry->At) {
    const Content &What = F.Cycle.Entry->What;
    R.Notes.push_back(
        noteAt(F.Cycle.Entry->At->getBeginLoc(),
               storedHere(Name, What.Any         ? "an arbitrary object"
                                : What.Container ? "a container"
                                                 : "a callable")));
  } else if (F.Cycle.Exposed) {
    R.Notes.push_back(
        noteAt(F.Path.field()->getLocation(), exposedToPython(Name)));
  } else if (F.Cycle.Fillable) {
    R.Notes.push_back(
        noteAt(F.Path.field()->getLocation(), filledByPython(Name)));
  }
  if (F.ReleasedBy)
    R.Notes.push_back(noteAt(F.ReleasedBy->Loc, releasedHere(Name)));
}

void findTypeMistakes(ASTContext &Context, const TranslationUnit &TU,
                      const FieldOwnership &Ownership,
                      SourceContracts &Contracts,
                      const GeneratedCode &Generated, PyVersion Python,
                      PyVersion Headers, std::vector<Finding> &Findings) {
  SourceCache Sources;
  std::vector<FunctionBody> Functions;
  for (const FunctionDecl *FD : TU.functions()) {
    Functions.emplace_back(FD, Sources);
    checkWeakReferences(Contracts, Functions.back(), Findings);
  }
  HoldingCalls Holders(Contracts, Sources, Functions);
  for (const FunctionBody &Body : Functions)
    checkContainers(Holders, Body, Findings);
  TypeModel Types(Context, TU.declarations());
  if (Types.empty())
    return;
  FieldModel Fields(TU, Ownership, Types, Contracts, Sources);
  BodyReader Bodies(Sources, Contracts);
  TypeCheck Check{TU,        Types,  Fields,  Bodies,
                  Generated, Python, Headers, Findings};
  findUntracked(Check, Functions);
  for (const TypeObject &T : Types.types()) {
    checkGCSupport(Check, T);
    checkDealloc(Check, T);
    checkInheritance(Check, T);
    checkMutualOwners(Check, T);
  }
  checkLibraryData(Check, Functions);
  for (const ModuleObject &M : Types.modules())
    checkModuleState(Check, M);
  for (const FunctionBody &Body : Functions) {
    checkCreation(Check, Body, Functions);
    checkHalfBuilt(Check, Body, Functions);
    checkCycles(Check, Holders, Body);
    checkStaticPointers(Check, Holders, Body, Functions);
  }
  checkCaches(Check, Functions);
}

} // namespace pyrefcheck
