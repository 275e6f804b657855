//===- KeptFields.cpp - Fields that a call leaves alone ------------*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KeptFields.h"
#include "summaries/FieldWrites.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The fields that the body names of what a pointer of type \p T points to; of
/// a `PyObject *`, those of the one struct that it can be cast to there.
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

/// Whether \p Field is the beginning of its struct and a struct itself: its
/// address is that of the whole, seen as its base.
static bool isBase(const FieldRegion *Field) {
  const FieldDecl *FD = Field->getDecl();
  return FD->getFieldIndex() == 0 && FD->getType()->isRecordType();
}

const FieldRegion *partOfStruct(const MemRegion *R) {
  const FieldRegion *Part = nullptr;
  for (const auto *Sub = dyn_cast_or_null<SubRegion>(R); Sub;
       Sub = dyn_cast<SubRegion>(Sub->getSuperRegion())) {
    const auto *Field = dyn_cast<FieldRegion>(Sub);
    if (!Field)
      continue;
    if (isBase(Field) || Field->getDecl()->getParent()->isUnion())
      Part = nullptr;
    else if (!Part)
      Part = Field;
  }
  return Part;
}

void KeptFields::add(const FieldDecl *F, const SubRegion *Home) {
  // A part of which the call has the address is not written by its name.
  if (!F->getType()->isScalarType() || Parts.contains(F))
    return;
  SValBuilder &SVB = Call.C.getSValBuilder();
  const Loc Place = SVB.makeLoc(SVB.getRegionManager().getFieldRegion(F, Home));
  const SVal Value = Call.C.getState()->getSVal(Place, F->getType());
  if (!Value.isUnknownOrUndef())
    Kept.push_back({Place, Value});
}

/// Adds the fields of \p Object, an argument, that a body does not write.
void KeptFields::addUnwritten(const SymbolicRegion *Object) {
  ASTContext &AST = Call.C.getASTContext();
  SValBuilder &SVB = Call.C.getSValBuilder();
  const WrittenFields &Writes = Context.Run.Writes.of(Call.callee());
  for (const FieldDecl *F :
       fieldsBehind(Object->getSymbol()->getType(), Context.Body))
    // The engine names fields by way of a cast of the pointer.
    if (!Writes.mayWrite(F))
      add(F, SVB.getRegionManager().getElementRegion(
                 AST.getRecordType(F->getParent()), SVB.makeZeroArrayIndex(),
                 Object, AST));
}

/// Adds the fields beside \p Part, of which an argument is the address.
void KeptFields::addBeside(const FieldRegion *Part) {
  const FunctionDecl *FD = Call.callee();
  const bool IsSeen = FD && Context.Run.Writes.sees(FD);
  for (const FieldDecl *F : Context.Body.Fields)
    if (F->getParent()->getCanonicalDecl() ==
            Part->getDecl()->getParent()->getCanonicalDecl() &&
        !(IsSeen && Context.Run.Writes.of(FD).mayWrite(F)))
      add(F, cast<SubRegion>(Part->getSuperRegion()));
}

KeptFields::KeptFields(const CallInProgress &Call, PathContext &Context)
    : Call(Call), Context(Context) {
  const FunctionDecl *FD = Call.callee();
  // In C++ an object is made where the result goes.
  if (!isa<SimpleFunctionCall>(Call.Event) ||
      (FD && FD->getReturnType()->isReferenceType()) ||
      (Call.Event.getResultType()->isRecordType() &&
       Call.C.getLangOpts().CPlusPlus))
    return;
  llvm::SmallSetVector<const MemRegion *, 4> Wholes;
  llvm::SmallVector<const FieldRegion *, 2> Given;
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const MemRegion *R = Call.value(I).getAsRegion();
    if (const FieldRegion *Part = partOfStruct(R)) {
      Given.push_back(Part);
      Parts.insert(Part->getDecl());
    } else if (R) {
      Wholes.insert(R->getBaseRegion());
    }
  }
  if (canFollowBody(Call, Context))
    for (const MemRegion *Whole : Wholes)
      if (const auto *Object = dyn_cast<SymbolicRegion>(Whole))
        addUnwritten(Object);
  for (const FieldRegion *Part : Given)
    if (!Wholes.contains(Part->getBaseRegion()))
      for (; Part; Part = partOfStruct(Part->getSuperRegion()))
        addBeside(Part);
}

ProgramStateRef KeptFields::rebind(ProgramStateRef State,
                                   const LocationContext *LC) const {
  for (const auto &[Place, Value] : Kept)
    State = State->bindLoc(Place, Value, LC);
  return State;
}

} // namespace pyrefcheck
