//===- ExitTransfer.cpp - Where objects and paths end -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ends of objects and of the function: what is returned, and what is owed
// when a path ends.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if the place that \p Key was read from still holds it.
static bool isStillThere(ProgramStateRef State, ObjectKey Key) {
  const auto *Sym = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
  if (!Sym)
    return true;
  SVal Held = State->getSVal(Sym->getRegion());
  return Held.isUnknown() || objectOf(Held) == Key;
}

/// True for what was read from a parameter's object or a global variable: not
/// from behind a call, which may name the same place twice.
static bool isOfKnownPlace(ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  while (const auto *SRV = dyn_cast_or_null<SymbolRegionValue>(Sym)) {
    const auto *Base =
        dyn_cast<SymbolicRegion>(SRV->getRegion()->getBaseRegion());
    if (!Base)
      return true;
    Sym = Base->getSymbol();
  }
  return false;
}

/// True if another expression may name the same place by another value: what a
/// smart pointer's `->` returns.
static bool mayHaveOtherNames(const MemRegion *Place) {
  while (Place) {
    const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
    SymbolRef Sym = Base ? Base->getSymbol() : nullptr;
    if (const auto *Made = dyn_cast_or_null<SymbolConjured>(Sym))
      return isa_and_nonnull<CXXOperatorCallExpr, CXXMemberCallExpr>(
          Made->getStmt());
    Place = Sym ? Sym->getOriginRegion() : nullptr;
  }
  return false;
}

/// True if \p Key was read from a place that may have other names.
static bool isOfNamelessPlace(ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  const MemRegion *Place = Sym ? Sym->getOriginRegion() : nullptr;
  return Place && mayHaveOtherNames(Place);
}

/// True if \p Key was read from an array.
static bool isArrayItem(ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  return Sym && isa_and_nonnull<ElementRegion>(Sym->getOriginRegion());
}

/// True if the place that took \p Key without a reference will release it one
/// day.
static bool isStillOwed(ProgramStateRef State, ObjectKey Key,
                        const RefState &RS) {
  if (objectOf(State->getSVal(RS.UnpaidPlace)) != Key ||
      mayHaveOtherNames(RS.UnpaidPlace))
    return false;
  ObjectKey Home = ownerOfPlace(RS.UnpaidPlace);
  const RefState *Owner = Home ? recorded(State, Home) : nullptr;
  return !Owner || Owner->isAlive() ||
         (!Owner->isTracked() && !Owner->isFreedMemory());
}

/// What is known of a helper's arguments is part of its summary.
void ReferenceChecker::checkLiveSymbols(ProgramStateRef State,
                                        SymbolReaper &Reaper) const {
  if (!Current)
    return;
  // What an accessor gave is what it will give, and so are its fields.
  Pure.markLive(State, Reaper);
  for (SymbolRef Sym : Parameters)
    Reaper.markLive(Sym);
  // Where an object was stored without a reference is looked at in the end.
  for (ObjectKey Key : watched(State)) {
    const RefState &RS = *recorded(State, Key);
    if (RS.Size)
      Reaper.markLive(RS.Size);
    // Who can reach the owner decides what may become of the object.
    if (RS.Droppable && RS.Owner)
      if (SymbolRef Sym = symbolOf(RS.Owner))
        Reaper.markLive(Sym);
    if (RS.UnpaidPlace) {
      if (SymbolRef Sym = symbolOf(Key))
        Reaper.markLive(Sym);
      if (ObjectKey Home = ownerOfPlace(RS.UnpaidPlace))
        Reaper.markLive(symbolOf(Home));
    }
  }
}

/// True for what is owed and will be until the path ends, when \p Key is dead:
/// it came from an expression, and nothing that is still asked for hangs on it.
static bool isOutOfReach(ObjectKey Key, const RefState &RS) {
  return isa<SymbolConjured>(symbolOf(Key)) && RS.isTracked() &&
         RS.Count > RS.Debt && !RS.UnpaidSteal && !RS.UnpaidPlace && !RS.Size &&
         !(RS.Droppable && RS.Owner);
}

void ReferenceChecker::checkDeadSymbols(SymbolReaper &Reaper,
                                        CheckerContext &C) const {
  const ProgramStateRef Before = C.getState();
  ProgramStateRef State = Before;
  for (ObjectKey Key : watched(Before)) {
    const RefState &RS = *recorded(Before, Key);
    SymbolRef Sym = symbolOf(Key);
    if (!Sym || Reaper.isLive(Sym))
      continue;
    // What is owed outlives its symbol, as what was done to a parameter does:
    // both are judged where the path ends.
    const bool Owed = RS.isTracked() && (RS.Count > RS.Debt || RS.UnpaidSteal);
    const bool IsParameter = Current->parameter(Key) != nullptr;
    if ((!Owed && !IsParameter && !RS.isFreedMemory()) || isNull(State, Key))
      State = forget(State, Key);
    else if (isOutOfReach(Key, RS))
      State = retire(State, Key);
  }
  C.addTransition(State);
}

/// True for a parameter that the function's annotations let it take over on
/// success: returned, it is the caller's own reference that goes back.
static bool mayTakeOver(const Transfer &T, ObjectKey Key) {
  const Contract *Own = T.ownContract();
  const ParmVarDecl *P = Transfer::parameter(Key);
  return Own && Own->Annotated && P &&
         llvm::any_of(Own->Args, [&](const ArgContract &A) {
           return A.Index == P->getFunctionScopeIndex() &&
                  A.Effect == ArgEffect::Steals && A.When == Outcome::Success;
         });
}

void ReferenceChecker::checkPreStmt(const ReturnStmt *RS,
                                    CheckerContext &C) const {
  const Expr *E = RS->getRetValue();
  if (!E || !C.inTopFrame() || !Current)
    return;
  ProgramStateRef State = C.getState();
  SVal V = C.getSVal(E);
  if (const auto LCV = V.getAs<nonloc::LazyCompoundVal>()) {
    C.addTransition(Current->untrackContents(State, LCV->getRegion()));
    return;
  }
  ObjectKey Key = objectOf(V);
  if (!Key || isNull(State, Key))
    return;
  QualType T = Current->function()->getReturnType();
  if (!Context.TU.types().isObjectPointer(T)) {
    C.addTransition(Current->untrack(State, Key));
    return;
  }
  const bool WantsNew = wantsNewResult() && isStillThere(State, Key) &&
                        !mayTakeOver(*Current, Key);
  const RefState Before = Current->lookup(State, Key);
  if (Body.MovesItems && Before.Origin == RefOrigin::Memory &&
      isArrayItem(Key)) {
    // `return items[--size];`
    C.addTransition(Current->untrack(State, Key));
    return;
  }
  ReturnsReleased |= Before.isTracked() && !Before.isAlive();
  State = recordReturn(State, Key, Before, C.getStackFrame());
  C.addTransition(
      apply(Current->giveBack(State, Key, WantsNew, RS), Key, RS, E, C));
}

void ReferenceChecker::checkEndFunction(const ReturnStmt *RS,
                                        CheckerContext &C) const {
  if (!C.inTopFrame() || !Current)
    return;
  ProgramStateRef State = C.getState();
  SummaryOutcome Path =
      outcomeOfPath(RS, *Current, Body, Context.TU.types(), C);
  Summary.add(Path);
  // All that is wrong where the path ends is wrong in one node.
  const ExplodedNode *End = nullptr;
  auto EndNode = [&] {
    if (!End)
      End = C.generateSink(State, C.getPredecessor());
    return End;
  };
  holdToOutcome(Path, RS, EndNode, C);
  for (ObjectKey Key : Lost.atEnd(State)) {
    const RefState &Ref = *recorded(State, Key);
    if (!Ref.isTracked() || isNull(State, Key))
      continue;
    Step S{State, Misuse::None, Ref};
    const Stmt *At = RS;
    const Expr *Named = nullptr;
    if (Ref.Count > Ref.Debt + (Ref.UnpaidSteal ? 1 : 0)) {
      // A reference to a static object leaks nothing but a number.
      if (Ref.Origin == RefOrigin::Global ||
          (Ref.Origin == RefOrigin::Memory && isOfNamelessPlace(Key)))
        continue;
      if (Ref.Event == RefEvent::TakenFromMemory) {
        S.What = Misuse::LeakOfField;
        At = Ref.Last;
        if (const auto *BO = dyn_cast_or_null<BinaryOperator>(At))
          Named = BO->getLHS();
      } else if (Ref.Event == RefEvent::Overwritten) {
        S.What = Misuse::LeakByOverwrite;
        At = Ref.Last;
      } else if (Ref.Origin == RefOrigin::New && !Ref.Named && Ref.Site &&
                 Ref.Resource == RefResource::Object) {
        // An unknown function whose result is ignored may be one of those that
        // set an exception and return NULL.
        if (Ref.Assumed)
          continue;
        S.What = Misuse::LeakOfTemporary;
        At = Ref.Site;
      } else {
        S.What = Misuse::LeakAtExit;
      }
    } else if (Ref.UnpaidPlace) {
      if (Ref.Count > 0 || !isStillOwed(State, Key, Ref))
        continue;
      Found.add({Misuse::StoreOfBorrowed, Key, Ref, Ref.UnpaidSteal,
                 Ref.UnpaidName, Current->function()},
                EndNode());
      continue;
    } else if (Ref.UnpaidSteal && Ref.Count <= 0 &&
               (Ref.Origin != RefOrigin::Memory ||
                (Current->isStrict() && isStillThere(State, Key) &&
                 isOfKnownPlace(Key) &&
                 !(Body.MovesItems && isArrayItem(Key))))) {
      S.What = Ref.Origin == RefOrigin::New ? Misuse::StealOfGivenAway
               : Ref.Origin == RefOrigin::Borrowed && Ref.HandedOver
                   ? Misuse::ReleaseOfBorrowed
                   : Misuse::StealOfBorrowed;
      At = Ref.UnpaidSteal;
      Named = Ref.UnpaidName;
    }
    if (S.What == Misuse::None)
      continue;
    // It may be what is returned: a helper that hands its argument on.
    const unsigned Level =
        S.What == Misuse::LeakAtExit && Ref.PassedThrough ? 2 : 0;
    const bool OwnIncrement =
        Ref.Origin == RefOrigin::Parameter || Ref.Origin == RefOrigin::Memory;
    if (OwnIncrement && !Current->isStrict(Key)) {
      // A helper may well add a reference to its argument.
      if (const ExplodedNode *N = EndNode())
        Candidates.push_back(
            {{S.What, Key, Ref, At, Named, Current->function(), Level},
             N,
             Path});
      continue;
    }
    if (const FunctionDecl *FD = assumedCallee(Ref))
      Context.AssumedLeaks[Ref.Site->getBeginLoc()] = FD;
    Found.add({S.What, Key, Ref, At, Named, Current->function(), Level},
              EndNode());
  }
  if (Path.Returns != ReturnClass::NonNull ||
      (Path.Result != SummaryRef::Borrowed &&
       Path.Result != SummaryRef::Argument) ||
      wantsNewResult() || Current->ownContract() ||
      !ObjectTypes::isPyObjectPointer(Current->function()->getReturnType()))
    return;
  // A helper may well return a borrowed reference, but not on some paths only.
  ObjectKey Key = objectOf(C.getSVal(RS->getRetValue()));
  const RefState *Ref = Key ? recorded(State, Key) : nullptr;
  if (!Ref || !Ref->isAlive() || Ref->TakenFromMemory || Ref->HandedOver)
    return;
  if (Ref->Origin == RefOrigin::Global &&
      mayReturnBorrowedGlobal(Current->function()))
    return;
  // A struct that only carries references along: one goes with the result.
  if (const MemRegion *Place = Ref->Origin == RefOrigin::Memory && symbolOf(Key)
                                   ? symbolOf(Key)->getOriginRegion()
                                   : nullptr)
    if (ObjectKey Home = ownerOfPlace(Place);
        Home && symbolOf(Home) &&
        !Context.TU.types().isObjectPointer(symbolOf(Home)->getType()))
      return;
  if (const ExplodedNode *N = EndNode())
    Candidates.push_back({{Misuse::ReturnOfBorrowed, Key, *Ref, RS,
                           RS->getRetValue(), Current->function()},
                          N,
                          Path});
}

} // namespace pyrefcheck
