//===- PlacedItems.cpp - Items that a path puts into containers -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlacedItems.h"
#include "CallInProgress.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

// The place in a container, and the call that put an item there.
REGISTER_MAP_WITH_PROGRAMSTATE(PlacedItems, const clang::ento::MemRegion *,
                               const clang::CallExpr *)

namespace pyrefcheck {

/// The place of \p Container that \p Call writes, or null.
static const MemRegion *placeOf(const CallInProgress &Call, ObjectKey Container,
                                ProgramStateRef State) {
  const auto *Base = dyn_cast_or_null<SubRegion>(Container);
  // PyTuple_SetItem and similar functions release what they replace.
  if (!Base || !Call.Ct || Call.Ct->has(EffectRunsPython))
    return nullptr;
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const Expr *Arg = Call.argument(I);
    const auto Index = Call.value(I).getAs<nonloc::ConcreteInt>();
    if (!Arg || !isa<IntegerLiteral>(Arg->IgnoreParenImpCasts()) || !Index)
      continue;
    const ASTContext &AST = Call.C.getASTContext();
    return State->getStateManager().getRegionManager().getElementRegion(
        AST.VoidPtrTy, *Index, Base, AST);
  }
  return nullptr;
}

const CallExpr *replacedBy(const CallInProgress &Call, ObjectKey Container,
                           ProgramStateRef State) {
  const MemRegion *Place = placeOf(Call, Container, State);
  const CallExpr *const *Known =
      Place ? State->get<PlacedItems>(Place) : nullptr;
  // Another turn of a loop often has another container.
  return Known && *Known != Call.at() ? *Known : nullptr;
}

ProgramStateRef placeItem(const CallInProgress &Call, ObjectKey Container,
                          bool IsOwned, ProgramStateRef State) {
  const MemRegion *Place = placeOf(Call, Container, State);
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.at());
  if (!Place || !CE)
    return State;
  return IsOwned ? State->set<PlacedItems>(Place, CE)
                 : State->remove<PlacedItems>(Place);
}

ProgramStateRef takeItemOut(ProgramStateRef State, const CallExpr &Put) {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Last.Event != RefEvent::Stolen || RS.Last.At != &Put ||
        !RS.isAlive() || RS.Account.Held != 0 || RS.Unpaid.Steal)
      continue;
    RefState Own = RS;
    Own.Account.Held = 1;
    Own.Keeper.Owner = nullptr;
    Own.Last.Event = RefEvent::None;
    State = record(State, Key, Own);
  }
  return State;
}

ProgramStateRef forgetPlacedItems(ProgramStateRef State, ObjectKey Container) {
  if (!Container)
    return State;
  const ProgramStateRef Before = State;
  for (const auto &[Place, Call] : Before->get<PlacedItems>())
    if (cast<SubRegion>(Place)->getSuperRegion() == Container)
      State = State->remove<PlacedItems>(Place);
  return State;
}

ProgramStateRef reapPlacedItems(ProgramStateRef State, SymbolReaper &Reaper) {
  const ProgramStateRef Before = State;
  for (const auto &[Place, Call] : Before->get<PlacedItems>())
    if (const SymbolRef Sym =
            symbolOf(cast<SubRegion>(Place)->getSuperRegion());
        Sym && !Reaper.isLive(Sym))
      State = State->remove<PlacedItems>(Place);
  return State;
}

} // namespace pyrefcheck
