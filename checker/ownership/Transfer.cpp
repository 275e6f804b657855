//===- Transfer.cpp - How operations change ownership ---------- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfer.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

const FunctionDecl *assumedCallee(const RefState &RS) {
  const auto *CE = RS.Assumed && RS.Site
                       ? dyn_cast<CallExpr>(RS.Site->IgnoreParenCasts())
                       : nullptr;
  const FunctionDecl *FD = CE ? CE->getDirectCallee() : nullptr;
  return FD ? FD->getCanonicalDecl() : nullptr;
}

void Transfer::giveUp(RefState &RS) const {
  RS.Count--;
  if (const FunctionDecl *FD = assumedCallee(RS))
    Believed.insert(FD);
}

/// The pointer type of the value that a symbol stands for.
static QualType typeOf(SymbolRef Sym) { return Sym->getType(); }

/// None and its like are immortal from 3.12 on (PEP 683), static types from
/// 3.13 on (PyType_Ready).
bool Transfer::isImmortal(const VarDecl *Global) const {
  const auto *RT = Global->getType()->getAs<RecordType>();
  if (RT && RT->getDecl()->getName() == "_typeobject")
    return Python >= 0x030d;
  return Python >= 0x030c && Global->getName().starts_with("_Py_");
}

RefState Transfer::fromSymbol(ProgramStateRef State, SymbolRef Sym) const {
  const MemRegion *R = nullptr;
  if (const auto *SRV = dyn_cast<SymbolRegionValue>(Sym))
    R = SRV->getRegion();
  else if (const auto *SD = dyn_cast<SymbolDerived>(Sym))
    R = SD->getRegion();
  if (!R || !TU.types().isObjectPointer(typeOf(Sym)))
    return RefState::makeUntracked();
  if (const auto *VR = dyn_cast<VarRegion>(R)) {
    if (isa<ParmVarDecl>(VR->getDecl()) && isa<SymbolRegionValue>(Sym))
      return RefState::make(RefOrigin::Parameter);
    // The interpreter's own variables are nobody's to take from.
    if (VR->getDecl()->getName().starts_with("PyExc_")) {
      RefState RS = RefState::make(RefOrigin::Borrowed);
      RS.Anchored = true;
      return RS;
    }
  }
  // The elements of METH_FASTCALL's `PyObject *const *args` are arguments too.
  if (const auto *ER = dyn_cast<ElementRegion>(R))
    if (const auto *Base = dyn_cast<SymbolicRegion>(ER->getSuperRegion()))
      if (QualType T = Base->getSymbol()->getType();
          T->isPointerType() && T->getPointeeType().isConstQualified() &&
          parameter(Base))
        return RefState::make(RefOrigin::Parameter);
  // A local that an unknown function has written to says nothing.
  if (isLocalMemory(R))
    return RefState::makeUntracked();
  // What code merely shows of a field is no reason to accuse it.
  if (const ValueDecl *Field = fieldOf(R);
      Fields.of(Field) == HeldReference::Borrowed && Fields.isStated(Field))
    return RefState::make(RefOrigin::Borrowed);
  RefState RS = RefState::make(RefOrigin::Memory);
  // What freed memory held has passed to whoever read it in time.
  if (ObjectKey Home = ownerOfPlace(R))
    if (const RefState *HomeState = recorded(State, Home))
      RS.TakenFromMemory = HomeState->isFreedMemory();
  return RS;
}

const ParmVarDecl *Transfer::parameter(ObjectKey Key) {
  const auto *Sym =
      Key ? dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key)) : nullptr;
  const auto *VR = Sym ? dyn_cast<VarRegion>(Sym->getRegion()) : nullptr;
  return VR ? dyn_cast<ParmVarDecl>(VR->getDecl()) : nullptr;
}

bool Transfer::isStrict(ObjectKey Key) const {
  const ParmVarDecl *P = Own ? parameter(Key) : nullptr;
  if (!P)
    return isStrict() && Role != FunctionRole::Implementation;
  for (const ArgContract &A : Own->Args)
    if (A.Index == P->getFunctionScopeIndex() &&
        A.Effect != ArgEffect::NotNull && A.Effect != ArgEffect::Mutates)
      return false;
  return true;
}

RefState Transfer::lookup(ProgramStateRef State, ObjectKey Key) const {
  if (const RefState *RS = recorded(State, Key))
    return *RS;
  if (SymbolRef Sym = symbolOf(Key))
    return fromSymbol(State, Sym);
  const auto *VR = dyn_cast<VarRegion>(Key);
  if (!VR || !VR->getDecl()->hasGlobalStorage() || isImmortal(VR->getDecl()))
    return RefState::makeUntracked();
  RefState RS = RefState::make(RefOrigin::Global);
  RS.Anchored = true;
  return RS;
}

/// A use, release or theft of an object that may be gone.
static Misuse misuseOfDead(RefLife Life) {
  switch (Life) {
  case RefLife::Alive:
  case RefLife::Invalidated:
  case RefLife::Untracked:
    return Misuse::None;
  case RefLife::Released:
    return Misuse::UseOfReleased;
  case RefLife::OwnerReleased:
    return Misuse::UseOfOrphan;
  case RefLife::Freed:
    return Misuse::UseOfFreed;
  }
  llvm_unreachable("covered switch");
}

/// After a finding the object is not followed any more: one cause, one report.
static Step misused(ProgramStateRef State, ObjectKey Key, const RefState &RS,
                    Misuse What) {
  return {record(State, Key, RefState::makeUntracked()), What, RS};
}

/// What a use of an object that may have been dropped is; it is followed
/// further as if it had not.
static Misuse takeForPresent(RefState &RS) {
  if (RS.Life != RefLife::Invalidated)
    return Misuse::None;
  RS.Life = RefLife::Alive;
  RS.Droppable = false;
  return Misuse::UseOfInvalidated;
}

Step Transfer::increment(ProgramStateRef State, ObjectKey Key,
                         const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {State};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  if (RS.Singleton)
    // `if (r == Py_NotImplemented) Py_INCREF(r);`: the singleton's, not r's.
    return {untrack(State, Key)};
  if (RS.UnpaidSteal && RS.Count == 0) {
    // `PyTuple_SET_ITEM(t, 0, x); Py_INCREF(x);` pays in arrears.
    RS.UnpaidSteal = nullptr;
    RS.UnpaidPlace = nullptr;
  } else {
    RS.Count++;
    if (!RS.Site)
      RS.Site = At;
    if (RS.Count == 1 && RS.Origin == RefOrigin::Borrowed)
      RS.Added = At;
  }
  RS.Event = RefEvent::Incremented;
  RS.Last = At;
  S.State = record(State, Key, RS);
  if (RS.Debt > 0)
    S.State = noteCountedItem(S.State, RS);
  return S;
}

/// An item of a container has been stored elsewhere with a reference of its
/// own: whoever finds it in the container again may release that reference.
ProgramStateRef Transfer::noteCountedItem(ProgramStateRef State,
                                          const RefState &Item) const {
  if (Item.Origin != RefOrigin::Borrowed || !Item.Owner)
    return State;
  RefState Container = lookup(State, Item.Owner);
  if (!Container.isAlive() || Container.ItemsCounted)
    return State;
  Container.ItemsCounted = true;
  return record(State, Item.Owner, Container);
}

/// True if somebody but the analysed function is known to keep it alive.
static bool isHeldElsewhere(ProgramStateRef State, const RefState &RS) {
  if (RS.Anchored)
    return true;
  if (!RS.Owner)
    return RS.Origin != RefOrigin::New;
  const RefState *Owner = recorded(State, RS.Owner);
  return !Owner || Owner->isAlive() || !Owner->isTracked();
}

/// Everything that was only borrowed from \p Owner may be gone with it.
ProgramStateRef Transfer::orphanBorrowers(ProgramStateRef State,
                                          ObjectKey Owner,
                                          const Stmt *At) const {
  const ProgramStateRef Before = State;
  for (ObjectKey Key : watched(Before)) {
    const RefState &RS = *recorded(Before, Key);
    if (RS.Owner != Owner || RS.Anchored || !RS.isAlive())
      continue;
    RefState Orphan = RS;
    if (RS.Count > 0) {
      // Only the function holds it now.
      if (RS.Origin == RefOrigin::New) {
        Orphan.Owner = nullptr;
        State = record(State, Key, Orphan);
      }
      continue;
    }
    Orphan.Life = RefLife::OwnerReleased;
    Orphan.Event = RefEvent::OwnerReleased;
    Orphan.Last = At;
    State = record(State, Key, Orphan);
  }
  return State;
}

/// An item of a container, or what else was borrowed, is released.
/// \returns the step, if that is all that there is to it.
std::optional<Step> Transfer::releaseItem(ProgramStateRef State, ObjectKey Key,
                                          RefState &RS, const Expr *At) const {
  if (RS.HandedOver)
    return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
  if (const RefState *Container =
          RS.Owner ? recorded(State, RS.Owner) : nullptr;
      Container && Container->ItemsCounted)
    return Step{untrack(State, Key)};
  if (!RS.TakenFromMemory) {
    if (!RS.Owner || !RS.Site || isa<CallExpr>(RS.Site))
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    // Read by a macro such as PyTuple_GET_ITEM: right if the item is replaced
    // afterwards, which is judged when the path ends.
    RS.UnpaidSteal = At;
  }
  RS.HandedOver = true;
  RS.Event = RefEvent::Decremented;
  return std::nullopt;
}

std::optional<Step> Transfer::releaseUnowned(ProgramStateRef State,
                                             ObjectKey Key, RefState &RS,
                                             const Expr *At) const {
  switch (RS.Origin) {
  case RefOrigin::Memory:
    if (RS.HandedOver)
      return misused(State, Key, RS, Misuse::ReleaseOfReleased);
    // The field's reference goes.
    RS.HandedOver = true;
    RS.Event = RefEvent::Released;
    if (!RS.Anchored && !RS.Owner)
      RS.Life = RefLife::Released;
    return std::nullopt;
  case RefOrigin::Parameter:
    if (isStrict(Key))
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    RS.HandedOver = true;
    RS.Event = RefEvent::Consumed;
    return std::nullopt;
  case RefOrigin::Global:
    if (!RS.Site)
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    // Taken and given back by turns: whether the turns match is more than one
    // path can say.
    for (const auto &[Other, OtherRS] : allRecorded(State))
      if (OtherRS.Singleton)
        State = untrack(State, Other);
    return Step{untrack(State, Key)};
  case RefOrigin::Borrowed:
    return releaseItem(State, Key, RS, At);
  case RefOrigin::New:
    return misused(State, Key, RS, Misuse::ReleaseOfGivenAway);
  }
  llvm_unreachable("covered switch");
}

Step Transfer::decrement(ProgramStateRef State, ObjectKey Key,
                         const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isTracked())
    return {State};
  // Whether it is there still matters less than whose it is.
  takeForPresent(RS);
  Step S{State, Misuse::None, RS};
  if (RS.Life == RefLife::Released)
    return misused(State, Key, RS, Misuse::ReleaseOfReleased);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);

  RS.Last = At;
  if (RS.Count > 0) {
    giveUp(RS);
    RS.Event = RefEvent::Decremented;
    if (RS.Count == 0 && !RS.Singleton && !isHeldElsewhere(State, RS)) {
      RS.Life = RefLife::Released;
      RS.Event = RefEvent::Released;
    }
  } else if (RS.Stored > 0) {
    // The place where this path stored it gives its reference up.
    RS.Stored--;
    RS.Event = RefEvent::Decremented;
  } else if (std::optional<Step> Done = releaseUnowned(State, Key, RS, At)) {
    return *Done;
  }
  S.State = record(State, Key, RS);
  if (RS.Life == RefLife::Released)
    S.State = orphanBorrowers(S.State, Key, At);
  return S;
}

ProgramStateRef Transfer::takeItems(ProgramStateRef State,
                                    ObjectKey Container) const {
  if (!Container)
    return State;
  const ProgramStateRef Before = State;
  for (ObjectKey Key : watched(Before)) {
    const RefState &RS = *recorded(Before, Key);
    if (RS.Owner != Container || RS.Origin != RefOrigin::Borrowed ||
        RS.TakenFromMemory || !RS.isAlive())
      continue;
    RefState Taken = RS;
    Taken.TakenFromMemory = true;
    if (Taken.UnpaidSteal) {
      Taken.UnpaidSteal = nullptr;
      Taken.HandedOver = true;
    }
    State = record(State, Key, Taken);
  }
  return State;
}

Step Transfer::steal(ProgramStateRef State, ObjectKey Key, ObjectKey Into,
                     const Expr *At, const Expr *Named) const {
  State = takeItems(State, Into);
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {State};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  RS.Event = RefEvent::Stolen;
  RS.Last = At;
  if (RS.Count > 0) {
    giveUp(RS);
  } else if (RS.Stored > 0) {
    // The place where this path stored it gives its reference up.
    RS.Stored--;
  } else if ((RS.TakenFromMemory ||
              (RS.Origin == RefOrigin::Parameter && !isStrict(Key))) &&
             !RS.HandedOver) {
    RS.HandedOver = true;
  } else if (RS.UnpaidSteal) {
    return misused(State, Key, RS, Misuse::StealOfGivenAway);
  } else {
    // Wrong unless a Py_INCREF follows: judged when the object dies.
    RS.UnpaidSteal = At;
    RS.UnpaidName = Named;
  }
  if (RS.Origin == RefOrigin::New ||
      (RS.Origin == RefOrigin::Parameter && RS.HandedOver)) {
    if (Into && !RS.Anchored)
      RS.Owner = Into;
    else if (!Into)
      RS.Anchored = true;
  }
  S.State = record(State, Key, RS);
  return S;
}

ProgramStateRef Transfer::keep(ProgramStateRef State, ObjectKey Key,
                               ObjectKey Into) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Anchored)
    return State;
  if (!Into)
    RS.Anchored = true;
  else if (!RS.Owner && RS.Origin == RefOrigin::New)
    RS.Owner = Into;
  else if (RS.Owner != Into)
    // Two owners: that both go is more than one path needs to know.
    RS.Anchored = true;
  RS.Event = RefEvent::Kept;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::keepSomewhere(ProgramStateRef State, ObjectKey Key,
                                        int References, const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive())
    return State;
  RS.Anchored = true;
  RS.Stored += References;
  RS.Event = RefEvent::Kept;
  RS.Last = At;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::lend(ProgramStateRef State, ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Count > 0)
    return State;
  RS.Debt++;
  RS.Anchored = true;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::loseSight(ProgramStateRef State, ObjectKey Key,
                                    const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Count < 2 || RS.Debt)
    return untrack(State, Key);
  RS.Count--;
  RS.Stored++;
  RS.Anchored = true;
  RS.Event = RefEvent::Stolen;
  RS.Last = At;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::settle(ProgramStateRef State, ObjectKey Key) const {
  const RefState *RS = recorded(State, Key);
  if (!RS || !RS->Unchecked)
    return State;
  RefState Settled = *RS;
  Settled.Unchecked = false;
  return record(State, Key, Settled);
}

ProgramStateRef Transfer::passThrough(ProgramStateRef State,
                                      ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  RS.PassedThrough = true;
  return record(State, Key, RS);
}

/// True if nobody gave the function a reference that it could leave in memory.
bool Transfer::isCertainlyBorrowed(const RefState &RS, ObjectKey Key) const {
  if (RS.Count > 0 || RS.HandedOver || RS.TakenFromMemory || RS.Singleton ||
      RS.UnpaidSteal)
    return false;
  switch (RS.Origin) {
  case RefOrigin::Borrowed:
    return true;
  case RefOrigin::Parameter:
    return isStrict(Key) || (Role == FunctionRole::Implementation && !Own);
  case RefOrigin::Global:
    // Compared with something else it may have been counted by that name.
    return !RS.Site;
  case RefOrigin::New:
  case RefOrigin::Memory:
    return false;
  }
  llvm_unreachable("covered switch");
}

Step Transfer::store(ProgramStateRef State, ObjectKey Key,
                     const MemRegion *Place, const Stmt *At,
                     const Expr *Named) const {
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {State};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  RS.Last = At;
  const HeldReference Is = Fields.of(fieldOf(Place));
  if (Is == HeldReference::Borrowed) {
    // A reference that the function has stays its own.
    RS.Event = RefEvent::Lent;
    if (RS.Count > 0 || S.What != Misuse::None)
      S.State = record(State, Key, RS);
    return S;
  }
  RS.Event = RefEvent::Stored;
  if (RS.Count > 0) {
    RS.Count--;
    State = noteCountedItem(State, RS);
  } else if (Is == HeldReference::Owned && isCertainlyBorrowed(RS, Key)) {
    // Wrong unless a Py_INCREF follows: judged when the path ends.
    RS.UnpaidSteal = dyn_cast_or_null<Expr>(At);
    RS.UnpaidName = Named;
    RS.UnpaidPlace = Place;
  } else {
    RS.Debt++;
  }
  RS.Stored++;
  RS.Anchored = true;
  S.State = record(State, Key, RS);
  return S;
}

Step Transfer::free(ProgramStateRef State, ObjectKey Key,
                    const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isTracked()) {
    const SymbolRef Sym = symbolOf(Key);
    if (Sym && !TU.types().isObjectPointer(Sym->getType()))
      State = record(State, Key, RefState::makeFreedMemory());
    return {State};
  }
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  const bool Owned = RS.Origin == RefOrigin::New && RS.Count > 0 &&
                     !RS.Allocated && !RS.Assumed;
  if (Owned || RS.Origin == RefOrigin::Borrowed)
    return misused(State, Key, RS, Misuse::FreeOfLive);
  Step S{State, Misuse::None, RS};
  RS.Life = RefLife::Freed;
  RS.Event = RefEvent::Freed;
  RS.Count = 0;
  RS.Last = At;
  S.State = orphanBorrowers(record(State, Key, RS), Key, At);
  return S;
}

Step Transfer::use(ProgramStateRef State, ObjectKey Key, const Stmt *) const {
  const RefState *RS = recorded(State, Key);
  if (!RS)
    return {State};
  if (Misuse M = misuseOfDead(RS->Life); M != Misuse::None)
    return misused(State, Key, *RS, M);
  RefState Present = *RS;
  if (Misuse M = takeForPresent(Present); M != Misuse::None)
    return {record(State, Key, Present), M, *RS};
  return {State};
}

/// Multi-phase initialisation returns the static definition itself (PEP 489).
static bool isModuleDefinition(ObjectKey Key) {
  const auto *VR = dyn_cast<VarRegion>(Key);
  const auto *RT = VR ? VR->getDecl()->getType()->getAs<RecordType>() : nullptr;
  return RT && RT->getDecl()->getName() == "PyModuleDef";
}

Step Transfer::giveBack(ProgramStateRef State, ObjectKey Key, bool WantsNew,
                        const Stmt *At) const {
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {State};
  takeForPresent(RS);
  Step S{State, Misuse::None, RS};
  RS.Event = RefEvent::Returned;
  RS.Last = At;
  // A function that steals its argument may give it back as its result.
  const bool PassesOn = Own && parameter(Key) && !isStrict(Key);
  const bool PromisesBorrowed =
      Own && Own->Annotated && Own->Result.Kind == ResultKind::Borrowed;
  if (RS.Count > 0 && PromisesBorrowed && RS.Origin != RefOrigin::Global) {
    if (!RS.Assumed)
      return misused(State, Key, S.Before, Misuse::LeakByReturn);
    RS.Count--;
  } else if (RS.Count > 0)
    giveUp(RS);
  else if (WantsNew && !isModuleDefinition(Key) && !RS.TakenFromMemory &&
           !RS.HandedOver && !RS.Singleton && !PassesOn)
    return misused(State, Key, RS, Misuse::ReturnOfBorrowed);
  S.State = record(State, Key, RS);
  return S;
}

ProgramStateRef Transfer::untrack(ProgramStateRef State, ObjectKey Key) const {
  return record(State, Key, RefState::makeUntracked());
}

} // namespace pyrefcheck
