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
