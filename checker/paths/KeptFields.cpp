//===- KeptFields.cpp - Fields that a call leaves alone ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KeptFields.h"
#include "CallInProgress.h"
#include "PathContext.h"
#include "source/ObjectTypes.h"
#include "summaries/BodyFacts.h"
#include "summaries/FieldWrites.h"
#include "summaries/Summary.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The fields that the body names in the struct that \p T points to; for a
/// `PyObject *`, those in the one struct that it can be cast to there.
static llvm::SmallVector<const FieldDecl *, 8>
fieldsBehind(QualType T, const BodyFacts &Body) {
  llvm::SmallVector<const FieldDecl *, 8> Result;
  const RecordDecl *Struct =
      T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
  if (!Struct)
    return Result;
  const bool Generic = ObjectTypes::isPyObjectPointer(T);
  const RecordDecl *Only = nullptr;
  for (const FieldDecl *F : Body.Fields) {
    const RecordDecl *Parent = F->getParent();
    if (Parent->getCanonicalDecl() == Struct->getCanonicalDecl()) {
      Result.push_back(F);
    } else if (Generic) {
      if (Only && Only != Parent)
        return {};
      Only = Parent;
      Result.push_back(F);
    }
  }
  return Result;
}

/// True if the callee does no more to its arguments than add references: what
/// it releases would have to be forgotten, also in fields.
static bool onlyCounts(const CallInProgress &Call) {
  if (!Call.Known || Call.Known->Outcomes.empty())
    return false;
  return llvm::all_of(Call.Known->Outcomes, [&](const SummaryOutcome &O) {
    for (unsigned I = 0, N = Call.size(); I != N; ++I) {
      if (!Call.argument(I) || !Call.argument(I)->getType()->isPointerType())
        continue;
      if (I >= O.Parameters.size() ||
          !(O.Parameters[I].OnlyCounted || O.Parameters[I].IsNull))
        return false;
    }
    return true;
  });
}

/// True if a body is known well enough to tell which fields it leaves alone.
static bool canFollowBody(const CallInProgress &Call, PathContext &Context) {
  const FunctionDecl *FD = Call.callee();
  if (!FD || !isa<SimpleFunctionCall>(Call.Event) ||
      !Context.Run.Writes.sees(FD) || Call.size() < FD->getNumParams())
    return false;
  // Python code may call any method of the object. Destructors hardly ever do
  // so.
  const bool CallsPython =
      Call.Known ? Call.Known->CallsPython
                 : llvm::any_of(FD->parameters(), [&](const ParmVarDecl *P) {
                     return Context.types().isObjectPointer(P->getType());
                   });
  return !CallsPython && !Context.Run.Writes.of(FD).Anything;
}

/// Whether values of type \p T lead only to numbers and objects: a callback, a
/// `void *` or a pointer to a struct may lead back to the struct around them.
static bool isPlain(QualType T, const ObjectTypes &Types) {
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    return isPlain(Array->getElementType(), Types);
  if (const RecordDecl *RD = T->getAsRecordDecl())
    return RD->isCompleteDefinition() &&
           llvm::all_of(RD->fields(), [&](const FieldDecl *F) {
             return isPlain(F->getType(), Types);
           });
  if (T->isPointerType())
    return T->getPointeeType()->isArithmeticType() || Types.isObjectPointer(T);
  return T->isArithmeticType() || T->isEnumeralType();
}

/// The declared type of the parameter \p I of \p Call; null for variadic
/// arguments, and for calls through a function pointer.
static QualType parameterType(const CallInProgress &Call, unsigned I) {
  const FunctionDecl *FD = Call.callee();
  return FD && I < FD->getNumParams() ? FD->getParamDecl(I)->getType()
                                      : QualType();
}

/// Whether \p Field is the first field of its struct and a struct itself: its
/// address is also that of the whole, seen as its base.
static bool isBase(const FieldRegion *Field) {
  const FieldDecl *FD = Field->getDecl();
  return FD->getFieldIndex() == 0 && FD->getType()->isRecordType();
}

/// The innermost field that \p R is or lies in; null within a union or a base.
static const FieldRegion *fieldAround(const MemRegion *R) {
  const FieldRegion *Innermost = nullptr;
  for (const auto *Sub = dyn_cast_or_null<SubRegion>(R); Sub;
       Sub = dyn_cast<SubRegion>(Sub->getSuperRegion())) {
    const auto *Field = dyn_cast<FieldRegion>(Sub);
    if (!Field)
      continue;
    if (isBase(Field) || Field->getDecl()->getParent()->isUnion())
      return nullptr;
    if (!Innermost)
      Innermost = Field;
  }
  return Innermost;
}

/// Whether the field after \p Field has the same type, and \p Call gets a
/// number: the address may be that of the first of several fields.
static bool mayBeFirstOfSeveral(const FieldDecl *Field,
                                const CallInProgress &Call) {
  const RecordDecl *Struct = Field->getParent();
  const auto Next =
      llvm::find_if(Struct->fields(), [Field](const FieldDecl *F) {
        return F->getFieldIndex() == Field->getFieldIndex() + 1;
      });
  if (Next == Struct->field_end() ||
      Next->getType().getCanonicalType() != Field->getType().getCanonicalType())
    return false;
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    if (Call.argument(I) && Call.argument(I)->getType()->isIntegerType())
      return true;
  return false;
}

const FieldRegion *givenPart(const CallInProgress &Call, unsigned I,
                             const ObjectTypes &Types) {
  const FieldRegion *Part = fieldAround(Call.value(I).getAsRegion());
  const QualType Given = Part ? parameterType(Call, I) : QualType();
  if (Given.isNull() || !Given->isPointerType())
    return nullptr;
  // A callee that takes memory of any type may get several fields.
  QualType T = Part->getValueType();
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    T = Array->getElementType();
  return T.getCanonicalType().getUnqualifiedType() ==
                     Given->getPointeeType()
                         .getCanonicalType()
                         .getUnqualifiedType() &&
                 isPlain(Part->getValueType(), Types) &&
                 !mayBeFirstOfSeveral(Part->getDecl(), Call)
             ? Part
             : nullptr;
}

/// Whether \p FD, a function of this file, writes to the struct around \p Part
/// by the names of its fields.
static bool writesBeside(const FunctionDecl *FD, const FieldRegion *Part,
                         const PathContext &Context) {
  if (!FD || !Context.Run.Writes.sees(FD))
    return false;
  const WrittenFields &Writes = Context.Run.Writes.of(FD);
  if (Writes.Anything)
    return true;
  for (; Part; Part = fieldAround(Part->getSuperRegion()))
    for (const FieldDecl *F : Writes.Fields)
      if (F->getParent()->getCanonicalDecl() ==
          Part->getDecl()->getParent()->getCanonicalDecl())
        return true;
  return false;
}

/// Adds the fields of \p Object, an argument, that the body does not write.
void KeptFields::addUnwritten(const SymbolicRegion *Object) {
  ASTContext &AST = Call.C.getASTContext();
  SValBuilder &SVB = Call.C.getSValBuilder();
  MemRegionManager &Regions = SVB.getRegionManager();
  const WrittenFields &Writes = Context.Run.Writes.of(Call.callee());
  for (const FieldDecl *F :
       fieldsBehind(Object->getSymbol()->getType(), Context.Body)) {
    if (Writes.mayWrite(F) || !F->getType()->isScalarType())
      continue;
    // The engine names fields through a cast of the pointer.
    const SubRegion *Home =
        Regions.getElementRegion(AST.getRecordType(F->getParent()),
                                 SVB.makeZeroArrayIndex(), Object, AST);
    const Loc Place = SVB.makeLoc(Regions.getFieldRegion(F, Home));
    const SVal Value = Call.C.getState()->getSVal(Place, F->getType());
    if (!Value.isUnknownOrUndef())
      Kept.push_back({Place, Value});
  }
}

/// Adds the variables of the file that the body does not write.
void KeptFields::addUnwrittenVariables() {
  const ProgramStateRef State = Call.C.getState();
  const WrittenFields &Writes = Context.Run.Writes.of(Call.callee());
  for (const VarDecl *VD : Context.Body.Globals) {
    if (!VD->getType()->isScalarType() || VD->getType().isVolatileQualified() ||
        Writes.mayWrite(VD))
      continue;
    const auto Place =
        State->getLValue(VD, Call.C.getLocationContext()).getAs<Loc>();
    const SVal Value =
        Place ? State->getSVal(*Place, VD->getType()) : UnknownVal();
    if (!Value.isUnknownOrUndef())
      Kept.push_back({*Place, Value});
  }
}

/// Adds the static variables that only this function writes; those that only it
/// fills, while they are NULL.
void KeptFields::addOwnStatics() {
  const ProgramStateRef State = Call.C.getState();
  for (const auto &[VD, IsOnlyWriter] :
       Context.Run.TU.staticsFilledBy(Context.function())) {
    const auto Place =
        State->getLValue(VD, Call.C.getLocationContext()).getAs<Loc>();
    const SVal Value =
        Place ? State->getSVal(*Place, VD->getType()) : UnknownVal();
    if (!Value.isUnknownOrUndef() && !VD->getType().isVolatileQualified() &&
        (IsOnlyWriter || State->isNull(Value).isConstrainedTrue()))
      Kept.push_back({*Place, Value});
  }
}

KeptFields::KeptFields(const CallInProgress &Call, PathContext &Context)
    : Call(Call), Context(Context) {
  const FunctionDecl *FD = Call.callee();
  // In C++, the result is constructed in its final place.
  if (!isa<SimpleFunctionCall>(Call.Event) ||
      (FD && FD->getReturnType()->isReferenceType()) ||
      (Call.Event.getResultType()->isRecordType() &&
       Call.C.getLangOpts().CPlusPlus))
    return;
  llvm::SmallPtrSet<const MemRegion *, 4> Wholes;
  llvm::SmallVector<const SymbolicRegion *, 2> Objects;
  bool HasAddress = false;
  Parts.resize(Call.size());
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const MemRegion *R = Call.value(I).getAsRegion();
    if (!R)
      continue;
    const auto *Object = dyn_cast<SymbolicRegion>(R->StripCasts());
    const FieldRegion *Part = givenPart(Call, I, Context.types());
    if (Part && !writesBeside(FD, Part, Context)) {
      Parts[I] = Part;
    } else {
      Wholes.insert(R->getBaseRegion());
      // The callee may write the field without naming it.
      HasAddress |= !Object && isa<SymbolicRegion>(R->getBaseRegion());
    }
    if (Object)
      Objects.push_back(Object);
  }
  // Nothing is known of regions that the call gets as a whole, or of a part
  // within another part.
  for (const FieldRegion *&Part : Parts)
    if (Part && Wholes.contains(Part->getBaseRegion()))
      Part = nullptr;
  for (const FieldRegion *&Part : Parts)
    if (Part && llvm::any_of(Parts, [&](const FieldRegion *Other) {
          return Other && Other != Part && Part->isSubRegionOf(Other);
        }))
      Part = nullptr;
  if (!FD || !Context.Run.Writes.sees(FD))
    addOwnStatics();
  if (HasAddress || hasParts() || !canFollowBody(Call, Context))
    return;
  WritesNothing = onlyCounts(Call) && Context.Run.Writes.of(FD).empty();
  if (WritesNothing)
    return;
  for (const SymbolicRegion *Object : Objects)
    addUnwritten(Object);
  addUnwrittenVariables();
}

ProgramStateRef KeptFields::keep(ProgramStateRef State) const {
  for (const auto &[Place, Value] : Kept)
    State = State->bindLoc(Place, Value, Call.C.getLocationContext());
  return State;
}

ProgramStateRef KeptFields::leave() const {
  CheckerContext &C = Call.C;
  ProgramStateRef State = C.getState();
  const LocationContext *LC = C.getLocationContext();
  if (WritesNothing)
    return State;
  if (!hasParts())
    return keep(Call.Event.invalidateRegions(C.blockCount(), State));
  RegionAndSymbolInvalidationTraits Traits;
  llvm::SmallVector<SVal, 8> Reached;
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    if (const FieldRegion *Part = Parts[I]) {
      // The callee may release what it holds; the engine forgets its value.
      Reached.push_back(State->getSVal(Part));
      State = State->bindLoc(loc::MemRegionVal(Part), UnknownVal(), LC);
      Traits.setTrait(
          Part,
          RegionAndSymbolInvalidationTraits::TK_DoNotInvalidateSuperRegion);
      Reached.push_back(loc::MemRegionVal(Part));
      continue;
    }
    const SVal V = Call.value(I);
    const MemRegion *R = V.getAsRegion();
    const QualType T = parameterType(Call, I);
    if (R && !T.isNull() && T->isPointerType() &&
        T->getPointeeType().isConstQualified())
      Traits.setTrait(R->getBaseRegion(),
                      RegionAndSymbolInvalidationTraits::TK_PreserveContents);
    Reached.push_back(V);
  }
  return keep(State->invalidateRegions(Reached, Call.at(), C.blockCount(), LC,
                                       /*CausesPointerEscape=*/true,
                                       /*IS=*/nullptr, &Call.Event, &Traits));
}

} // namespace pyrefcheck
