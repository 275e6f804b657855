//===- Transfer.cpp - How operations change ownership -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfer.h"
#include "RefState.h"
#include "contracts/Contract.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "source/CalleeNames.h"
#include "source/LinkName.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

WrittenCallee assumedCallee(const RefState &RS) {
  const CallExpr *CE = RS.Arrival.Assumed ? RS.Arrival.call() : nullptr;
  return CE ? writtenCallee(CE) : WrittenCallee();
}

void Transfer::giveUp(RefState &RS) const {
  RS.Account.Held--;
  // With references that the function has added, it may give up one of those.
  if (RS.Account.Held > 0)
    return;
  if (const WrittenCallee Callee = assumedCallee(RS); Callee.first)
    Believed.insert(Callee);
}

/// The pointer type of the value that a symbol stands for.
static QualType typeOf(SymbolRef Sym) { return Sym->getType(); }

/// None, similar singletons, and what is in the interpreter's tables are
/// immortal from 3.12 on (PEP 683). Static types (PyType_Ready) and all that
/// PyObject_HEAD_INIT initializes are immortal from 3.13 on.
bool Transfer::isImmortal(const VarDecl *Global) const {
  if (Global->getType()->isRecordType() && Python >= 0x030d)
    return true;
  return Python >= 0x030c && (Global->getName().starts_with("_Py_") ||
                              Global->getName() == "_PyRuntime");
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
    // Nobody may take a reference from the interpreter's own variables.
    if (VR->getDecl()->getName().starts_with("PyExc_")) {
      RefState RS = RefState::make(RefOrigin::Borrowed);
      RS.Keeper.Anchored = true;
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
  // Nothing is known about a local that an unknown function has written to.
  if (isLocalMemory(R))
    return RefState::makeUntracked();
  // Only a stated contract of a field, not evidence in the code, counts here.
  if (const ValueDecl *Field = fieldOf(R);
      Fields.of(Field) == HeldReference::Borrowed && Fields.isStated(Field))
    return RefState::make(RefOrigin::Borrowed);
  RefState RS = RefState::make(RefOrigin::Memory);
  // What freed memory held belongs to the code that read it before.
  if (ObjectKey Home = ownerOfPlace(R))
    if (const RefState *HomeState = recorded(State, Home))
      RS.Account.TakenFromMemory = HomeState->isFreedMemory();
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
    if (A.Index == P->getFunctionScopeIndex() && !isDemand(A.Effect) &&
        A.Effect != ArgEffect::Mutates)
      return false;
  return true;
}

RefState Transfer::lookup(ProgramStateRef State, ObjectKey Key) const {
  if (const RefState *RS = recorded(State, Key))
    return *RS;
  if (SymbolRef Sym = symbolOf(Key))
    return fromSymbol(State, Sym);
  const VarDecl *Global = globalAround(Key);
  if (!Global || isImmortal(Global))
    return RefState::makeUntracked();
  RefState RS = RefState::make(RefOrigin::Global);
  RS.Keeper.Anchored = true;
  return RS;
}

/// The misuse if an object in the state \p Life is used, released or stolen.
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

/// After a finding, the object is no longer followed: one cause, one report.
static Step misused(ProgramStateRef State, ObjectKey Key, const RefState &RS,
                    Misuse What) {
  return {record(State, Key, RefState::makeUntracked()), What, RS};
}

/// The misuse if an object that may have been dropped is used. The object is
/// followed further as if it had not been.
static Misuse takeForPresent(RefState &RS) {
  if (RS.Life != RefLife::Invalidated)
    return Misuse::None;
  RS.Life = RefLife::Alive;
  RS.Keeper.Droppable = false;
  return Misuse::UseOfInvalidated;
}

/// Like Transfer::lookup(), but for something that is counted: an object,
/// whatever the type of its pointer.
static RefState lookupCounted(const Transfer &T, ProgramStateRef State,
                              ObjectKey Key) {
  const SymbolRef Sym = symbolOf(Key);
  if (!Sym || recorded(State, Key) || !Sym->getType()->isVoidPointerType())
    return T.lookup(State, Key);
  if (Transfer::parameter(Key))
    return RefState::make(RefOrigin::Parameter);
  // Some owner has kept what a call returned, as a `void *`.
  if (const auto *Made = dyn_cast<SymbolConjured>(Sym);
      Made && isa_and_nonnull<CallExpr>(Made->getStmt()))
    return RefState::make(RefOrigin::Memory);
  const MemRegion *Place = Sym->getOriginRegion();
  return !Place || isLocalMemory(Place) ? RefState::makeUntracked()
                                        : RefState::make(RefOrigin::Memory);
}

/// `Py_INCREF(cache);` for a variable that outlives the function: the reference
/// belongs to the variable. One that a call returns (Py_NewRef) does not.
static bool countsForStatic(const Expr *At, const TranslationUnit &TU,
                            const FunctionDecl *Function) {
  const auto *Call = dyn_cast_or_null<CallExpr>(At);
  const VarDecl *Named =
      Call && Call->getType()->isVoidType() && Call->getNumArgs() == 1
          ? variableBehind(Call->getArg(0))
          : nullptr;
  return Named && Named->hasGlobalStorage() && !TU.isForgotten(Named, Function);
}

Step Transfer::increment(ProgramStateRef State, ObjectKey Key,
                         const Expr *At) const {
  RefState RS = lookupCounted(*this, State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {State};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  if (RS.Compared.Equal)
    // `if (r == Py_NotImplemented) Py_INCREF(r);` counts the singleton, not r.
    return {untrack(State, Key)};
  // `last = x; return Py_NewRef(x);`: the place does not get the returned one.
  const bool IsOther = RS.Unpaid.Lent && !At->getType()->isVoidType();
  if (RS.Unpaid.Steal && RS.Account.Held == 0 && !IsOther) {
    // `PyTuple_SET_ITEM(t, 0, x); Py_INCREF(x);` pays in arrears.
    if (RS.Unpaid.Place && RS.Arrival.Origin == RefOrigin::New)
      RS.Account.Stored++;
    RS.Unpaid = RefUnpaid();
  } else if (RS.Account.TakenFromPlace && RS.Account.Held == 0) {
    // The same, for the place that this path had stored it in.
    RS.Account.TakenFromPlace = false;
    RS.Account.Stored++;
  } else if (RS.Account.Debt > 0 && RS.Account.Held == 0 &&
             countsForStatic(At, TU, Function)) {
    RS.Account.Debt--;
  } else {
    RS.Account.Held++;
    const RefOrigin From = RS.Arrival.Origin;
    const bool IsOwnElsewhere =
        From == RefOrigin::Borrowed || From == RefOrigin::Global ||
        (From == RefOrigin::Memory && RS.Arrival.Site) ||
        (From == RefOrigin::New && RS.Account.Stored > 0);
    if (!RS.Arrival.Site)
      RS.Arrival.Site = At;
    if (RS.Account.Held == 1 && IsOwnElsewhere)
      RS.Account.Added = At;
  }
  RS.Last.Event = RefEvent::Incremented;
  RS.Last.At = At;
  S.State = record(State, Key, RS);
  if (RS.Account.Debt > 0)
    S.State = noteCountedItem(S.State, RS);
  return S;
}

/// True if somebody other than the analysed function is known to keep it alive.
static bool isHeldElsewhere(ProgramStateRef State, const RefState &RS) {
  if (RS.Keeper.Anchored)
    return true;
  // Only the function holds what a field held before it was overwritten.
  const bool IsTakenOver = RS.Arrival.Origin == RefOrigin::Memory &&
                           RS.Account.TakenFromMemory && RS.Account.HandedOver;
  if (!RS.Keeper.Owner)
    return RS.Arrival.Origin != RefOrigin::New && !IsTakenOver;
  const RefState *Owner = recorded(State, RS.Keeper.Owner);
  return !Owner || Owner->isAlive() || !Owner->isTracked();
}

/// Everything that was only borrowed from \p Owner may be gone with it.
ProgramStateRef Transfer::orphanBorrowers(ProgramStateRef State,
                                          ObjectKey Owner,
                                          const Stmt *At) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Keeper.Owner != Owner || RS.Keeper.Anchored || !RS.isAlive())
      continue;
    RefState Orphan = RS;
    if (RS.Account.Held > 0) {
      // Only the function holds it now.
      if (RS.Arrival.Origin == RefOrigin::New) {
        Orphan.Keeper.Owner = nullptr;
        State = record(State, Key, Orphan);
      }
      continue;
    }
    Orphan.Life = RefLife::OwnerReleased;
    Orphan.Last.Event = RefEvent::OwnerReleased;
    Orphan.Last.At = At;
    State = record(State, Key, Orphan);
  }
  return State;
}

/// Releases an item of a container, or another borrowed object.
/// \returns the step if nothing else is to be done.
std::optional<Step> Transfer::releaseItem(ProgramStateRef State, ObjectKey Key,
                                          RefState &RS, const Expr *At) const {
  if (RS.Account.HandedOver)
    return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
  if (const RefState *Container =
          RS.Keeper.Owner ? recorded(State, RS.Keeper.Owner) : nullptr;
      Container && Container->Items.Counted)
    return Step{untrack(State, Key)};
  if (!RS.Account.TakenFromMemory) {
    if (!RS.Keeper.Owner || !RS.Arrival.Site || isa<CallExpr>(RS.Arrival.Site))
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    // Read by a macro such as PyTuple_GET_ITEM: right if the item is replaced
    // afterwards, which is checked when the path ends.
    RS.Unpaid.Steal = At;
  }
  RS.Account.HandedOver = true;
  RS.Last.Event = RefEvent::Decremented;
  return std::nullopt;
}

std::optional<Step> Transfer::releaseUnowned(ProgramStateRef State,
                                             ObjectKey Key, RefState &RS,
                                             const Expr *At) const {
  switch (RS.Arrival.Origin) {
  case RefOrigin::Memory:
    if (RS.Account.HandedOver)
      return misused(State, Key, RS, Misuse::ReleaseOfReleased);
    // The field's reference is released.
    RS.Account.HandedOver = true;
    RS.Last.Event = RefEvent::Released;
    if (!RS.Keeper.Anchored && !RS.Keeper.Owner)
      RS.Life = RefLife::Released;
    return std::nullopt;
  case RefOrigin::Parameter:
    if (isStrict(Key))
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    // Callers give one reference at most.
    if (RS.Account.HandedOver)
      return misused(State, Key, RS,
                     RS.Last.Event == RefEvent::Stolen
                         ? Misuse::ReleaseOfGivenAway
                         : Misuse::ReleaseOfReleased);
    RS.Account.HandedOver = true;
    RS.Last.Event = RefEvent::Consumed;
    return std::nullopt;
  case RefOrigin::Global:
    if (!RS.Arrival.Site)
      return misused(State, Key, RS, Misuse::ReleaseOfBorrowed);
    // Taken and given back in turns: one path cannot show whether the turns
    // match.
    for (const auto &[Other, OtherRS] : allRecorded(State))
      if (OtherRS->Compared.Equal)
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
  RefState RS = lookupCounted(*this, State, Key);
  State = noteTakenItem(State, Key, RS);
  if (!RS.isTracked())
    return {State};
  // Who owns it matters more than whether it still exists.
  takeForPresent(RS);
  Step S{State, Misuse::None, RS};
  if (RS.Life == RefLife::Released)
    return misused(State, Key, RS, Misuse::ReleaseOfReleased);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);

  RS.Last.At = At;
  if (RS.Account.Held > 0) {
    giveUp(RS);
    RS.Last.Event = RefEvent::Decremented;
    if (RS.Account.Held == 0 && !RS.Compared.Equal &&
        !isHeldElsewhere(State, RS)) {
      RS.Life = RefLife::Released;
      RS.Last.Event = RefEvent::Released;
    }
  } else if (RS.Account.Stored > 0) {
    takeBack(State, Key, RS, {/*Released=*/true, At});
    RS.Last.Event = RefEvent::Decremented;
  } else if (std::optional<Step> Done = releaseUnowned(State, Key, RS, At)) {
    return *Done;
  }
  S.State = record(State, Key, RS);
  if (RS.Life == RefLife::Released)
    S.State = orphanFields(orphanBorrowers(S.State, Key, At), Key, At);
  return S;
}

ProgramStateRef Transfer::takeItems(ProgramStateRef State,
                                    ObjectKey Container) const {
  if (!Container)
    return State;
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Keeper.Owner != Container ||
        RS.Arrival.Origin != RefOrigin::Borrowed ||
        RS.Account.TakenFromMemory || !RS.isAlive())
      continue;
    RefState Taken = RS;
    Taken.Account.TakenFromMemory = true;
    if (Taken.Unpaid.Steal) {
      Taken.Unpaid.Steal = nullptr;
      Taken.Account.HandedOver = true;
    }
    State = record(State, Key, Taken);
  }
  return State;
}

ProgramStateRef Transfer::refuse(ProgramStateRef State, ObjectKey Key,
                                 const Expr *At, RefEvent Event) const {
  const RefState *RS = recorded(State, Key);
  if (!RS || !RS->isTracked() || RS->Account.Held <= 0 ||
      RS->Last.Event == RefEvent::TakenFromMemory ||
      RS->Last.Event == RefEvent::Overwritten)
    return State;
  RefState After = *RS;
  After.Last.Event = Event;
  After.Last.At = At;
  return record(State, Key, After);
}

Step Transfer::steal(ProgramStateRef State, ObjectKey Key, ObjectKey Into,
                     const Expr *At, const Expr *Named, bool MayLose) const {
  State = takeItems(State, Into);
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  State = noteTakenItem(State, Key, RS);
  if (!RS.isTracked())
    return {State};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  RS.Last.Event = RefEvent::Stolen;
  RS.Last.At = At;
  if (RS.Account.Held > 0) {
    giveUp(RS);
  } else if (RS.Account.Stored > 0) {
    takeBack(State, Key, RS, {/*Released=*/false, At, Named});
    RS.Account.TakenFromPlace = !RS.Unpaid.Steal;
  } else if ((RS.Account.TakenFromMemory ||
              (RS.Arrival.Origin == RefOrigin::Parameter && !isStrict(Key))) &&
             !RS.Account.HandedOver) {
    RS.Account.HandedOver = true;
  } else if (RS.Unpaid.Steal ||
             (MayLose && RS.Arrival.Origin == RefOrigin::New)) {
    return misused(State, Key, RS, Misuse::StealOfGivenAway);
  } else {
    // Wrong unless a Py_INCREF follows: checked when the object dies.
    RS.Unpaid.Steal = At;
    RS.Unpaid.Name = Named;
  }
  if (RS.Arrival.Origin == RefOrigin::New ||
      (RS.Arrival.Origin == RefOrigin::Parameter && RS.Account.HandedOver)) {
    if (Into && !RS.Keeper.Anchored)
      RS.Keeper.Owner = Into;
    else if (!Into)
      RS.Keeper.Anchored = true;
  }
  S.State = record(State, Key, RS);
  return S;
}

ProgramStateRef Transfer::keep(ProgramStateRef State, ObjectKey Key,
                               ObjectKey Into) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Keeper.Anchored)
    return State;
  if (Into && !RS.Keeper.Owner && RS.Arrival.Origin == RefOrigin::New)
    RS.Keeper.Owner = Into;
  else if (!Into || RS.Keeper.Owner != Into)
    // Two owners: one path need not know that both are released.
    RS.Keeper.Anchored = true;
  RS.Last.Event = RefEvent::Kept;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::passThrough(ProgramStateRef State,
                                      ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  RS.Account.PassedThrough = true;
  return record(State, Key, RS);
}

Step Transfer::store(ProgramStateRef State, ObjectKey Key,
                     const MemRegion *Place, const Stmt *At,
                     const Expr *Named) const {
  RefState RS = lookup(State, Key);
  if (Misuse M = misuseOfDead(RS.Life); M != Misuse::None)
    return misused(State, Key, RS, M);
  if (!RS.isTracked())
    return {keepOpaque(State, Key)};
  Step S{State, Misuse::None, RS};
  S.What = takeForPresent(RS);
  RS.Last.At = At;
  const HeldReference Is = Fields.of(fieldOf(Place));
  const bool Outlives =
      Is != HeldReference::Owned && outlives(Place) && isLentByCaller(RS, Key);
  if (Is == HeldReference::Borrowed && !Outlives) {
    // The function still owns a reference that it has.
    RS.Last.Event = RefEvent::Lent;
    if (RS.Account.Held > 0 || S.What != Misuse::None)
      S.State = record(State, Key, RS);
    return S;
  }
  RS.Last.Event = RefEvent::Stored;
  if (RS.Account.Held > 0) {
    RS.Account.Held--;
    if (Is == HeldReference::Owned || mayBeFreed(Place))
      RS.Keeper.Place = Place;
    State = noteCountedItem(State, RS);
  } else if ((Is == HeldReference::Owned &&
              (isCertainlyBorrowed(RS, Key) ||
               isCopiedField(State, RS, Key, Place))) ||
             Outlives) {
    // Wrong unless a Py_INCREF follows: checked when the path ends.
    RS.Unpaid.Steal = dyn_cast_or_null<Expr>(At);
    RS.Unpaid.Name = Named;
    RS.Unpaid.Place = Place;
    RS.Unpaid.Lent = Outlives;
  } else {
    RS.Account.Debt++;
  }
  RS.Account.Stored++;
  RS.Keeper.Anchored = true;
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
  const bool Owned = RS.Arrival.Origin == RefOrigin::New &&
                     RS.Account.Held > 0 && !RS.Arrival.Allocated &&
                     !RS.Arrival.Assumed;
  if (Owned || RS.Arrival.Origin == RefOrigin::Borrowed)
    return misused(State, Key, RS, Misuse::FreeOfLive);
  Step S{State, Misuse::None, RS};
  RS.Life = RefLife::Freed;
  RS.Last.Event = RefEvent::Freed;
  RS.Account.Held = 0;
  RS.Last.At = At;
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

/// `module = PyModule_Create(&def); return module;`: the interpreter keeps the
/// module for good, and the variable names it.
static bool isNamedModule(const RefState &RS, const FunctionDecl *FD) {
  return isModuleInit(FD) && RS.Arrival.Origin == RefOrigin::New &&
         RS.Account.Stored > 0;
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
  RS.Last.Event = RefEvent::Returned;
  RS.Last.At = At;
  // A function that steals its argument may return it.
  const bool PassesOn = Own && parameter(Key) && !isStrict(Key);
  const bool PromisesBorrowed =
      Own && Own->Annotated && Own->Result.Kind == ResultKind::Borrowed;
  if (RS.Account.Held > 0 && PromisesBorrowed &&
      RS.Arrival.Origin != RefOrigin::Global) {
    if (!RS.Arrival.Assumed)
      return misused(State, Key, S.Before, Misuse::LeakByReturn);
    RS.Account.Held--;
  } else if (RS.Account.Held > 0)
    giveUp(RS);
  else if (WantsNew && !isModuleDefinition(Key) &&
           !RS.Account.TakenFromMemory && !RS.Account.HandedOver &&
           !RS.Compared.Equal && !PassesOn && !isNamedModule(RS, Function))
    return misused(State, Key, RS, Misuse::ReturnOfBorrowed);
  S.State = record(State, Key, RS);
  return S;
}

ProgramStateRef Transfer::untrack(ProgramStateRef State, ObjectKey Key) const {
  return record(State, Key, RefState::makeUntracked());
}

} // namespace pyrefcheck
