//===- FirstRuns.cpp - Initialisation that happens once ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FirstRuns.h"
#include "ownership/CallArguments.h"
#include "ownership/CallersStruct.h"
#include "ownership/RefState.h"
#include "source/ObjectTypes.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

// The fields that were zero and have been set, with the symbols that they are
// set to; null stands for a number other than zero.
REGISTER_MAP_WITH_PROGRAMSTATE(SetFields, const clang::ento::MemRegion *,
                               clang::ento::SymbolRef)
// The fields that were overwritten while another field of their object, which
// the function sets elsewhere, was known to be zero.
REGISTER_SET_WITH_PROGRAMSTATE(GuardedFields, const clang::ento::MemRegion *)
// The fields that were last set to NULL.
REGISTER_SET_WITH_PROGRAMSTATE(ClearedFields, const clang::FieldDecl *)

namespace pyrefcheck {

/// `self` of `self->ready` and `self->state->ready`.
static ObjectKey objectOfField(const MemRegion *Place,
                               const ObjectTypes &Types) {
  return isa<FieldRegion>(Place) ? objectAround(Place, Types, /*Most=*/1).Object
                                 : nullptr;
}

/// Whether \p New adds bits to \p Old that are known to be missing there:
/// `self->flags |= READY`.
static bool addsMissingBits(ProgramStateRef State, SymbolRef Old, SVal New,
                            SValBuilder &SVB) {
  const auto *Or = dyn_cast_or_null<SymIntExpr>(New.getAsSymbol());
  if (!Or || Or->getOpcode() != BO_Or || Or->getLHS() != Old)
    return false;
  const SVal Bits = SVB.evalBinOp(State, BO_And, SVB.makeSymbolVal(Old),
                                  SVB.makeIntVal(Or->getRHS()), Old->getType());
  return State->isNull(Bits).isConstrainedTrue();
}

ProgramStateRef noteSetField(ProgramStateRef State, const MemRegion *Place,
                             SVal New, const ObjectTypes &Types,
                             SValBuilder &SVB) {
  if (!objectOfField(Place, Types))
    return State;
  const auto Value = asCondition(New);
  const bool IsZero =
      !Value || Value->isUnknown() || State->isNull(New).isConstrainedTrue();
  if (State->contains<SetFields>(Place))
    return IsZero ? State->remove<SetFields>(Place)
                  : State->set<SetFields>(Place, New.getAsSymbol());
  const SymbolRef Old = State->getSVal(Place).getAsSymbol();
  const auto *Initial = dyn_cast_or_null<SymbolRegionValue>(Old);
  if (IsZero || !Initial || Initial->getRegion() != Place ||
      (!State->isNull(SVB.makeSymbolVal(Old)).isConstrainedTrue() &&
       !addsMissingBits(State, Old, New, SVB)))
    return State;
  return State->set<SetFields>(Place, New.getAsSymbol());
}

/// Whether \p V, a field's value, is still the one from the beginning, and a
/// test has shown that it is zero.
static bool isZeroAtStart(ProgramStateRef State, SVal V,
                          const MemRegion *Place) {
  const auto *Initial = dyn_cast_or_null<SymbolRegionValue>(V.getAsSymbol());
  return Initial && Initial->getRegion() == Place &&
         State->isNull(V).isConstrainedTrue();
}

ProgramStateRef noteFilledFields(ProgramStateRef Before, ProgramStateRef State,
                                 const MemRegion *Object,
                                 const WrittenFields &Writes,
                                 const ObjectTypes &Types) {
  MemRegionManager &Regions = State->getStateManager().getRegionManager();
  SValBuilder &SVB = State->getStateManager().getSValBuilder();
  ASTContext &AST = SVB.getContext();
  const auto *Whole = cast<SubRegion>(Object);
  for (const FieldDecl *F : Writes.Filled) {
    if (!F->getType()->isScalarType())
      continue;
    // The engine names fields through a cast of the pointer, if there is one.
    const SubRegion *Cast =
        Regions.getElementRegion(AST.getRecordType(F->getParent()),
                                 SVB.makeZeroArrayIndex(), Whole, AST);
    for (const SubRegion *Home : {Cast, Whole}) {
      const FieldRegion *Place = Regions.getFieldRegion(F, Home);
      if (objectOfField(Place, Types) &&
          isZeroAtStart(Before, Before->getSVal(Place), Place))
        State = State->set<SetFields>(Place, nullptr);
    }
  }
  return State;
}

ProgramStateRef noteGuarded(ProgramStateRef State, const MemRegion *Place,
                            const WrittenFields &Writes) {
  const auto *Overwritten = dyn_cast<FieldRegion>(Place);
  if (!Overwritten)
    return State;
  MemRegionManager &Regions = State->getStateManager().getRegionManager();
  const auto *Home = cast<SubRegion>(Overwritten->getSuperRegion());
  const bool Guarded = llvm::any_of(Writes.Filled, [&](const FieldDecl *F) {
    if (F == Overwritten->getDecl() || !F->getType()->isScalarType() ||
        F->getParent() != Overwritten->getDecl()->getParent())
      return false;
    const FieldRegion *Other = Regions.getFieldRegion(F, Home);
    return isZeroAtStart(State, State->getSVal(Other), Other);
  });
  return Guarded ? State->add<GuardedFields>(Place) : State;
}

bool isLeftEmpty(ProgramStateRef State, const MemRegion *Place) {
  return State->contains<GuardedFields>(Place) &&
         State->isNull(State->getSVal(Place)).isConstrainedTrue();
}

void markGuarded(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const MemRegion *Place : State->get<GuardedFields>())
    if (const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion()))
      Reaper.markLive(Base->getSymbol());
}

bool isFirstRun(ProgramStateRef State, const MemRegion *Place,
                const ObjectTypes &Types) {
  const ObjectKey Object = objectOfField(Place, Types);
  if (!Object)
    return false;
  for (const auto &[Field, Value] : State->get<SetFields>())
    if (objectOfField(Field, Types) == Object &&
        (!Value || !State->getConstraintManager()
                        .isNull(State, Value)
                        .isConstrainedTrue()))
      return true;
  return false;
}

ProgramStateRef noteCleared(ProgramStateRef State, const FieldDecl *Field,
                            bool IsNull) {
  return IsNull ? State->add<ClearedFields>(Field)
                : State->remove<ClearedFields>(Field);
}

bool isCleared(ProgramStateRef State, const MemRegion *Place) {
  const auto *Field = dyn_cast<FieldRegion>(Place);
  return Field && State->contains<ClearedFields>(Field->getDecl());
}

} // namespace pyrefcheck
