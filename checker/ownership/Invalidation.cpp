//===- Invalidation.cpp - Borrowed references that may be gone --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object borrowed from a list or a dictionary lives until that drops it. If
// others can reach the container, any code of theirs can make it do so. What
// was read from a field lives until a method replaces it there. The referent of
// a weak reference lives until others release it.
//
//===----------------------------------------------------------------------===//

#include "CallersStruct.h"
#include "RefState.h"
#include "Transfer.h"
#include "fields/FieldOwnership.h"
#include "fields/Replacements.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if neither the function nor anything known keeps the object alive,
/// except the place where the function found it.
static bool isHeldNowhereElse(const RefState &RS) {
  return RS.Account.Held == 0 && RS.Account.Stored == 0 &&
         !RS.Keeper.Anchored && !RS.Compared.Equal && !RS.Account.HandedOver &&
         !RS.Account.TakenFromMemory;
}

/// True if only an owner that may drop it keeps \p RS alive.
static bool hangsOnOwner(const RefState &RS) {
  return RS.Keeper.Droppable && RS.Arrival.Origin == RefOrigin::Borrowed &&
         isHeldNowhereElse(RS) && RS.isAlive();
}

/// The place that \p Key was read from, or null.
static const MemRegion *originOf(ObjectKey Key) {
  const SymbolRef Sym = symbolOf(Key);
  return Sym ? Sym->getOriginRegion() : nullptr;
}

Replacement Transfer::replacementOf(ProgramStateRef State, ObjectKey Key,
                                    const RefState &RS) const {
  const MemRegion *Place = originOf(Key);
  if (!Place || RS.Arrival.Origin != RefOrigin::Memory ||
      !isHeldNowhereElse(RS) || !RS.isAlive() || isType(Key) ||
      RS.Account.TakenFromMemory || RS.Keeper.LossUnlikely)
    return Replacement::Never;
  const ValueDecl *Field = fieldOf(Place);
  const Replacement When = Fields.replacement(Field);
  // What a field does not own, something else keeps alive.
  if (When == Replacement::Never || Fields.of(Field) == HeldReference::Borrowed)
    return Replacement::Never;
  if (globalAround(Place))
    return When;
  // Memory that a field points to is not part of the object.
  const SurroundingObject Holder = objectAround(Place, TU.types(), /*Most=*/0);
  return Holder.Object && reach(State, Holder.Object) == Reach::Others
             ? When
             : Replacement::Never;
}

ProgramStateRef Transfer::readField(ProgramStateRef State,
                                    ObjectKey Key) const {
  if (recorded(State, Key))
    return State;
  RefState RS = lookup(State, Key);
  if (Role == FunctionRole::Destructor ||
      replacementOf(State, Key, RS) == Replacement::Never)
    return State;
  RS.Keeper.Droppable = true;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::readAgain(ProgramStateRef State,
                                    const MemRegion *Place) const {
  ObjectKey Key = objectOf(State->getSVal(Place));
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  if (!RS || RS->Life != RefLife::Invalidated ||
      RS->Arrival.Origin != RefOrigin::Memory || originOf(Key) != Place)
    return State;
  RefState Present = *RS;
  Present.Life = RefLife::Alive;
  return record(State, Key, Present);
}

/// Marks \p Key, whose state is \p RS, as perhaps dropped by \p At.
static ProgramStateRef invalidate(ProgramStateRef State, ObjectKey Key,
                                  RefState RS, const Expr *At, bool Unlikely) {
  if (RS.Life == RefLife::Invalidated && (Unlikely || !RS.Keeper.LossUnlikely))
    return State;
  RS.Life = RefLife::Invalidated;
  RS.Keeper.LossUnlikely = Unlikely;
  RS.Last.Event = RefEvent::Invalidated;
  RS.Last.At = At;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::runForeignCode(ProgramStateRef State, const Expr *At,
                                         bool Unlikely) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Keeper.Droppable && RS.Arrival.Origin == RefOrigin::Memory) {
      const Replacement When =
          Unlikely ? Replacement::Never : replacementOf(State, Key, RS);
      if (When != Replacement::Never)
        State = invalidate(State, Key, RS, At, When == Replacement::Rarely);
      continue;
    }
    // Another rule checks weak references.
    if (!RS.Keeper.Owner || !hangsOnOwner(RS))
      continue;
    const Reach By = reach(State, RS.Keeper.Owner);
    if (By != Reach::Nobody)
      State = invalidate(State, Key, RS, At, Unlikely || By == Reach::Perhaps);
  }
  return State;
}

ProgramStateRef
Transfer::dropItems(ProgramStateRef State, ObjectKey Container, const Expr *At,
                    Dropped Which,
                    llvm::function_ref<bool(const RefState &)> IsAtHand) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Keeper.Owner != Container || !hangsOnOwner(RS))
      continue;
    const bool Certain = Which == Dropped::All || IsAtHand(RS);
    if (Certain || Which == Dropped::Some)
      State = invalidate(State, Key, RS, At, /*Unlikely=*/!Certain);
  }
  return State;
}

Step Transfer::lendToCall(ProgramStateRef State, ObjectKey Key) const {
  const RefState *RS = recorded(State, Key);
  if (!RS || RS->Arrival.Origin == RefOrigin::Memory) {
    const RefState Read = lookup(State, Key);
    if (replacementOf(State, Key, Read) != Replacement::Usually)
      return {State};
    Step Lent{State, Misuse::UseDuringCall, Read};
    Lent.Before.Keeper.LossUnlikely = true;
    return Lent;
  }
  if (RS && RS->Keeper.Owner && RS->Life == RefLife::Alive &&
      hangsOnOwner(*RS) && reach(State, RS->Keeper.Owner) == Reach::Others) {
    // A callee mostly holds its arguments.
    Step Lent{State, Misuse::UseDuringCall, *RS};
    Lent.Before.Keeper.LossUnlikely = true;
    return Lent;
  }
  // The rules about types follow variables that hold referents.
  if (!RS || RS->Keeper.Owner || RS->Last.Named || RS->Life != RefLife::Alive ||
      !hangsOnOwner(*RS))
    return {State};
  return {State, Misuse::UseDuringCall, *RS};
}

Step Transfer::lendItemAcrossCode(ProgramStateRef State, ObjectKey Key) const {
  const MemRegion *Place = originOf(Key);
  const RefState RS = lookup(State, Key);
  if (!Place || RS.Arrival.Origin != RefOrigin::Memory ||
      !isHeldNowhereElse(RS) || RS.Life != RefLife::Alive)
    return {State};
  const Replacement When = replacementOf(State, Key, RS);
  if (When == Replacement::Never) {
    // Items in separate memory, such as those of a list, can go. Parts of the
    // object, such as the items of a tuple, stay.
    const SurroundingObject Holder =
        objectAround(Place, TU.types(), /*Most=*/3);
    if (!Holder.Object || Holder.Pointers == 0 ||
        reach(State, Holder.Object) != Reach::Others)
      return {State};
  }
  Step Lent{State, Misuse::UseAcrossCode, RS};
  Lent.Before.Keeper.LossUnlikely = When == Replacement::Rarely;
  if (When != Replacement::Never) {
    // One report is enough; a release of what the field owns is still one too
    // many.
    RefState Told = RS;
    Told.Keeper.LossUnlikely = true;
    Lent.State = record(State, Key, Told);
    return Lent;
  }
  // One report is enough: assume that something else holds it from now on.
  RefState Held = RS;
  Held.Keeper.Anchored = true;
  Lent.State = record(State, Key, Held);
  return Lent;
}

Step Transfer::lendAcrossCode(ProgramStateRef State, ObjectKey Key) const {
  const RefState *RS = recorded(State, Key);
  if (!RS || RS->Arrival.Origin == RefOrigin::Memory)
    return lendItemAcrossCode(State, Key);
  if (!RS->Keeper.Owner || RS->Life != RefLife::Alive || !hangsOnOwner(*RS))
    return lendToCall(State, Key);
  const Reach By = reach(State, RS->Keeper.Owner);
  if (By == Reach::Nobody)
    return {State};
  Step Lent{State, Misuse::UseAcrossCode, *RS};
  Lent.Before.Keeper.LossUnlikely = By == Reach::Perhaps;
  // One report is enough: assume that it is held from now on.
  RefState Held = *RS;
  Held.Keeper.Droppable = false;
  Lent.State = record(State, Key, Held);
  return Lent;
}

Step Transfer::lendForLater(ProgramStateRef State, ObjectKey Key,
                            const Expr *At) const {
  ProgramStateRef After = runForeignCode(State, At, /*Unlikely=*/false);
  Step Used = use(After, Key, At);
  // What the call does to other objects is recorded when it has returned.
  return Used.What == Misuse::UseOfInvalidated
             ? Step{record(State, Key, *recorded(Used.State, Key)), Used.What,
                    Used.Before}
             : Step{State};
}

} // namespace pyrefcheck
