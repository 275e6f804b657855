//===- ReturnedValues.cpp - What a function returns -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExitEvents.h"
#include "OriginPlaces.h"
#include "PathContext.h"
#include "contracts/Contract.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/CalleeNames.h"
#include "source/ObjectTypes.h"
#include "summaries/BodyFacts.h"
#include "summaries/Summary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace clang::ento;

/// The number that the return statement returns, as bits: paths that differ
/// only in this are different outcomes.
REGISTER_TRAIT_WITH_PROGRAMSTATE(ReturnedNumber, uint64_t)

namespace pyrefcheck {

/// True for a parameter that the function steals on success, according to its
/// annotations: returning it gives the caller's own reference back.
static bool mayTakeOver(const Transfer &T, ObjectKey Key) {
  const Contract *Own = T.ownContract();
  const ParmVarDecl *P = Transfer::parameter(Key);
  return Own && Own->Annotated && P &&
         llvm::any_of(Own->Args, [&](const ArgContract &A) {
           return A.Index == P->getFunctionScopeIndex() &&
                  A.Effect == ArgEffect::Steals && A.When == Outcome::Success;
         });
}

/// The object on whose presence the number \p V depends, as that of
/// `*out != NULL` does; null if there is none, or if it is known.
static ObjectKey askedObject(SVal V, ProgramStateRef State) {
  const SymbolRef Number = V.getAsSymbol();
  if (!Number || isa<SymbolData>(Number))
    return nullptr;
  llvm::SmallPtrSet<const SymExpr *, 4> Parts;
  for (const SymbolRef Part : Number->symbols())
    Parts.insert(Part);
  for (const auto &[Key, RS] : allRecorded(State))
    if (symbolOf(Key) && Parts.contains(symbolOf(Key)) && !isNull(State, Key) &&
        !isNotNull(State, Key))
      return Key;
  return nullptr;
}

/// The result tells callers whether there is an object: follows the path for
/// both. False if it does not.
static bool splitByObject(SVal V, ProgramStateRef State, CheckerContext &C) {
  ObjectKey Asked = askedObject(V, State);
  if (!Asked)
    return false;
  const SVal There = C.getSValBuilder().makeLoc(cast<SubRegion>(Asked));
  const auto [Is, IsNot] = State->assume(There.castAs<DefinedOrUnknownSVal>());
  if (!Is || !IsNot)
    return false;
  C.addTransition(Is);
  C.addTransition(IsNot);
  return true;
}

/// True if \p Key was read through what a member function (C++) returned:
/// `stack.back()`, `place->second`.
static bool isElement(ObjectKey Key) {
  const MemRegion *Place = originOf(Key);
  const auto *Base =
      Place ? dyn_cast<SymbolicRegion>(Place->getBaseRegion()) : nullptr;
  const auto *Given =
      Base ? dyn_cast<SymbolConjured>(Base->getSymbol()) : nullptr;
  return Given && isa_and_nonnull<CXXMemberCallExpr, CXXOperatorCallExpr>(
                      Given->getStmt());
}

/// `return Pair{first, second};`: the caller gets what is in it.
static ProgramStateRef giveAll(const nonloc::CompoundVal &Values,
                               const Transfer &T, ProgramStateRef State) {
  for (const SVal V : Values) {
    if (const auto Nested = V.getAs<nonloc::CompoundVal>())
      State = giveAll(*Nested, T, State);
    else if (ObjectKey Key = objectOf(V); Key && recorded(State, Key))
      State = T.untrack(State, Key);
  }
  return State;
}

/// True if \p Key is an item that the function takes off a stack which owns its
/// items.
static bool isPopped(ObjectKey Key, const PathContext &Context) {
  const auto *Items = dyn_cast_or_null<FieldDecl>(fieldOf(originOf(Key)));
  return Items && Context.Body.Popped.contains(Items) &&
         Context.Run.Fields.of(Items) == HeldReference::Owned;
}

void ExitEvents::giveBack(const ReturnStmt *RS, CheckerContext &C) {
  const Expr *E = RS->getRetValue();
  if (!E)
    return;
  ProgramStateRef State = C.getState();
  SVal V = C.getSVal(E);
  if (E->getType()->isIntegralOrEnumerationType() && splitByObject(V, State, C))
    return;
  if (const auto LCV = V.getAs<nonloc::LazyCompoundVal>()) {
    C.addTransition(Context.Current.untrackContents(State, LCV->getRegion()));
    return;
  }
  if (const auto Values = V.getAs<nonloc::CompoundVal>()) {
    C.addTransition(giveAll(*Values, Context.Current, State));
    return;
  }
  if (const auto Number = V.getAs<nonloc::ConcreteInt>()) {
    const uint64_t Bits = Number->getValue().extOrTrunc(64).getZExtValue();
    C.addTransition(State->set<ReturnedNumber>(Bits));
    return;
  }
  ObjectKey Key = objectOf(V);
  if (!Key || isNull(State, Key))
    return;
  QualType T = Context.function()->getReturnType();
  if (!Context.types().isObjectPointer(T)) {
    C.addTransition(Context.Current.untrack(State, Key));
    return;
  }
  const bool WantsNew = Context.wantsNewResult() && isStillThere(State, Key) &&
                        !mayTakeOver(Context.Current, Key);
  RefState Before = Context.Current.lookup(State, Key);
  if (Before.Arrival.Origin == RefOrigin::Memory && !Before.Account.HandedOver)
    Before.Account.TakenFromMemory |= isPopped(Key, Context);
  const bool IsItem = Before.Arrival.Origin == RefOrigin::Memory ||
                      Before.Arrival.Origin == RefOrigin::Borrowed;
  // The result of a recursive call is one of the function's other outcomes.
  const bool IsOwn =
      assumedCallee(Before).first == Context.function()->getCanonicalDecl();
  // `return items[--size];`
  const bool IsMoved =
      IsItem && ((Context.Body.MovesItems && isArrayItem(Key)) ||
                 (Context.Body.RemovesElements && isElement(Key)));
  if (IsOwn || IsMoved) {
    if (!IsOwn && Before.Arrival.Origin == RefOrigin::Memory)
      State = recordReturn(State, Key, Before, C.getStackFrame());
    C.addTransition(Context.Current.untrack(State, Key));
    return;
  }
  ReturnsReleased |= Before.isTracked() && !Before.isAlive();
  State = recordReturn(State, Key, Before, C.getStackFrame());
  C.addTransition(Context.apply(
      Context.Current.giveBack(State, Key, WantsNew, RS), Key, RS, E, C));
}

} // namespace pyrefcheck
