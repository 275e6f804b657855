//===- MemoryContents.cpp - Objects that memory holds ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What happens to the account of an object when the place that holds it is
// overwritten, or given to somebody else.
//
//===----------------------------------------------------------------------===//

#include "RefState.h"
#include "Transfer.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "contracts/FieldContract.h"
#include "contracts/ObjectFacts.h"
#include "fields/FieldOwnership.h"
#include "source/ArrayVariables.h"
#include "source/ObjectTypes.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace clang::ento;

/// The memory of which the path has released, or given away, an item of an
/// array: others may have been, too.
REGISTER_SET_WITH_PROGRAMSTATE(ArrayWithTakenItems,
                               const clang::ento::MemRegion *)

namespace pyrefcheck {

ProgramStateRef Transfer::untrackContents(ProgramStateRef State,
                                          const MemRegion *Place) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    if (RS.Account.Held > 0 && RS.Last.Variable &&
        RS.Last.Variable->getBaseRegion() == Place->getBaseRegion())
      State = untrack(State, Key);
  }
  return State;
}

ProgramStateRef Transfer::keepOpaque(ProgramStateRef State,
                                     ObjectKey Key) const {
  const SymbolRef Sym = symbolOf(Key);
  return Sym && Sym->getType()->isVoidPointerType() && !recorded(State, Key)
             ? record(State, Key, RefState::makeUntracked())
             : State;
}

/// Notes that an item of a container was stored elsewhere with a new reference:
/// code that finds it in the container again may release that reference.
ProgramStateRef Transfer::noteCountedItem(ProgramStateRef State,
                                          const RefState &Item) const {
  if (Item.Arrival.Origin != RefOrigin::Borrowed || !Item.Keeper.Owner)
    return State;
  RefState Container = lookup(State, Item.Keeper.Owner);
  if (!Container.isAlive() || Container.Items.Counted)
    return State;
  Container.Items.Counted = true;
  return record(State, Item.Keeper.Owner, Container);
}

ProgramStateRef Transfer::emptyPlace(ProgramStateRef State,
                                     const MemRegion *Place) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, Known] : watched(Before)) {
    RefState RS = Known;
    if (RS.Keeper.Place != Place && RS.Unpaid.Place != Place)
      continue;
    if (RS.Unpaid.Place == Place)
      RS.Unpaid = RefUnpaid();
    RS.Keeper.Place = nullptr;
    State = record(State, Key, RS);
  }
  return State;
}

ProgramStateRef Transfer::takeFromMemory(ProgramStateRef State, ObjectKey Key,
                                         bool OldValueIsOwned,
                                         const Stmt *At) const {
  RefState RS = lookup(State, Key);
  if (RS.Account.TakenFromPlace) {
    RS.Account.TakenFromPlace = false;
    State = record(State, Key, RS);
  }
  // The place also owns what a call, such as _PyBytes_Resize, put there.
  const bool PutThere = RS.Arrival.Origin == RefOrigin::New &&
                        RS.Account.Stored > 0 && RS.Account.Held == 0;
  const bool InMemory = RS.Arrival.Origin == RefOrigin::Memory ||
                        RS.Arrival.Origin == RefOrigin::Borrowed || PutThere;
  if (!RS.isAlive() || !InMemory || RS.Account.TakenFromMemory)
    return State;
  RS.Account.TakenFromMemory = true;
  if (RS.Unpaid.Steal) {
    // Given away, then overwritten: the field's reference paid for it.
    RS.Unpaid = RefUnpaid();
    RS.Account.HandedOver = true;
  }
  RS.Last.Event = RefEvent::TakenFromMemory;
  RS.Last.At = At;
  const SymbolRef Sym = symbolOf(Key);
  const MemRegion *From = Sym ? Sym->getOriginRegion() : nullptr;
  if (OldValueIsOwned && !RS.Account.HandedOver &&
      RS.Arrival.Origin == RefOrigin::Memory &&
      (RS.Account.Held == 0 ||
       Fields.of(fieldOf(From)) == HeldReference::Owned)) {
    // The reference that the field owned belongs to the function now.
    RS.Account.Held++;
    RS.Account.HandedOver = true;
  }
  return record(State, Key, RS);
}

/// True if \p RS is what an owning field of an argument holds, and \p Place is
/// in an object that was created here: two places release one reference.
bool Transfer::isCopiedField(ProgramStateRef State, const RefState &RS,
                             ObjectKey Key, const MemRegion *Place) const {
  const SymbolRef Sym = symbolOf(Key);
  const MemRegion *From = Sym ? Sym->getOriginRegion() : nullptr;
  if (RS.Arrival.Origin != RefOrigin::Memory || RS.Account.HandedOver ||
      RS.Account.TakenFromMemory || RS.Compared.Equal || RS.Unpaid.Steal ||
      !isa_and_nonnull<FieldRegion>(From) ||
      Fields.of(fieldOf(From)) != HeldReference::Owned)
    return false;
  const ObjectKey Home = ownerOfPlace(Place), Source = ownerOfPlace(From);
  const RefState *Made = Home ? recorded(State, Home) : nullptr;
  return Made && Made->isAlive() && Made->Arrival.Origin == RefOrigin::New &&
         Source && parameter(Source) && isStrict(Source);
}

/// True if \p At stores in a place with a fixed name, not in an item with a
/// variable index: a loop may have released other items than are known.
static bool storesInOnePlace(const Stmt *At) {
  const auto *Store = dyn_cast_or_null<BinaryOperator>(At);
  const Expr *Place = Store ? Store->getLHS()->IgnoreParenCasts() : nullptr;
  while (Place && !isa<DeclRefExpr>(Place)) {
    const auto *Item = dyn_cast<ArraySubscriptExpr>(Place);
    const auto *Member = dyn_cast<MemberExpr>(Place);
    if (!Member &&
        !(Item && isa<IntegerLiteral>(Item->getIdx()->IgnoreParenImpCasts())))
      return false;
    Place = (Member ? Member->getBase() : Item->getBase())->IgnoreParenCasts();
  }
  return Place;
}

/// True if \p RS has one reference, which this path has put into \p Place.
static bool isStoredOnce(const RefState &RS, const MemRegion *Place) {
  return RS.Keeper.Place == Place && RS.isAlive() && RS.Account.Held == 0 &&
         RS.Account.Stored == 1 && !RS.Account.Debt && !RS.Unpaid.Steal;
}

ProgramStateRef Transfer::takeOwnBack(ProgramStateRef State, ObjectKey Key,
                                      const MemRegion *Place,
                                      const Stmt *At) const {
  const RefState *Known = recorded(State, Key);
  if (!Known || !isStoredOnce(*Known, Place) ||
      !storesInOnePlace(Known->Last.At) ||
      Known->Arrival.Origin != RefOrigin::New || Known->Account.TakenFromPlace)
    return State;
  RefState RS = *Known;
  RS.Account.Stored--;
  RS.Account.Held++;
  RS.Keeper.Place = nullptr;
  RS.Last.Event = RefEvent::TakenFromMemory;
  RS.Last.At = At;
  return record(State, Key, RS);
}

namespace {

/// Collects the objects that local variables hold and that were read from
/// fields of one owner.
class HeldFields : public StoreManager::BindingsHandler {
public:
  explicit HeldFields(ObjectKey Owner) : Owner(Owner) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Variable,
                     SVal Value) override {
    const ObjectKey Key = isLocalMemory(Variable) ? objectOf(Value) : nullptr;
    const SymbolRef Sym = Key ? symbolOf(Key) : nullptr;
    const MemRegion *Place = Sym ? Sym->getOriginRegion() : nullptr;
    if (isa_and_nonnull<FieldRegion>(Place) && ownerOfPlace(Place) == Owner)
      Found.insert(Key);
    return true;
  }

  llvm::SmallSetVector<ObjectKey, 4> Found;

private:
  ObjectKey Owner;
};

} // namespace

ProgramStateRef Transfer::orphanFields(ProgramStateRef State, ObjectKey Owner,
                                       const Stmt *At) const {
  HeldFields Lent(Owner);
  StoreManager &Stores = State->getStateManager().getStoreManager();
  Stores.iterBindings(State->getStore(), Lent);
  for (ObjectKey Key : Lent.Found) {
    RefState RS = lookup(State, Key);
    if (RS.Arrival.Origin != RefOrigin::Memory || !RS.isAlive() ||
        RS.Account.Held > 0 || RS.Account.Stored > 0 || RS.Account.HandedOver ||
        RS.Account.TakenFromMemory || RS.Keeper.Anchored || RS.Keeper.Owner ||
        RS.Compared.Equal || isType(Key) || isNull(State, Key) ||
        Fields.of(fieldOf(symbolOf(Key)->getOriginRegion())) ==
            HeldReference::Borrowed)
      continue;
    RS.Life = RefLife::OwnerReleased;
    RS.Keeper.Owner = Owner;
    RS.Last.Event = RefEvent::OwnerReleased;
    RS.Last.At = At;
    State = record(State, Key, RS);
  }
  return State;
}

ProgramStateRef Transfer::keepSomewhere(ProgramStateRef State, ObjectKey Key,
                                        int References, const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive())
    return State;
  RS.Keeper.Anchored = true;
  RS.Account.Stored += References;
  RS.Last.Event = RefEvent::Kept;
  RS.Last.At = At;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::lend(ProgramStateRef State, ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Account.Held > 0)
    return State;
  RS.Account.Debt++;
  RS.Keeper.Anchored = true;
  return record(State, Key, RS);
}

ProgramStateRef Transfer::loseSight(ProgramStateRef State, ObjectKey Key,
                                    const Expr *At) const {
  RefState RS = lookup(State, Key);
  if (!RS.isAlive() || RS.Account.Held < 2 || RS.Account.Debt)
    return untrack(State, Key);
  RS.Account.Held--;
  RS.Account.Stored++;
  RS.Keeper.Anchored = true;
  RS.Last.Event = RefEvent::Stolen;
  RS.Last.At = At;
  return record(State, Key, RS);
}

/// The symbol of the plain memory, not an object, that \p Place is in, if a
/// call returned that memory: it may be freed here.
static const SymbolConjured *memoryFromCall(const MemRegion *Place) {
  const auto *Base =
      dyn_cast_or_null<SymbolicRegion>(Place ? Place->getBaseRegion() : Place);
  const auto *Sym =
      Base ? dyn_cast<SymbolConjured>(Base->getSymbol()) : nullptr;
  return Sym && !ObjectTypes::isPyObjectPointer(Sym->getType()) ? Sym : nullptr;
}

/// True for a place in memory that was allocated on this path, for example by
/// PyMem_Malloc: code that frees it need not empty it before.
static bool isInAllocatedMemory(const MemRegion *Place,
                                const ActiveContracts &Tables) {
  const SymbolConjured *Memory = memoryFromCall(Place);
  const auto *Call =
      Memory ? dyn_cast_or_null<CallExpr>(Memory->getStmt()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Contract *Ct = Callee && Callee->getIdentifier()
                           ? Tables.find(Callee->getName())
                           : nullptr;
  return Call && Call->getType()->isVoidPointerType() &&
         !(Ct && Ct->Role == ApiRole::GetState);
}

bool Transfer::mayBeFreed(const MemRegion *Place) {
  return memoryFromCall(Place) != nullptr;
}

/// \p By takes a reference that this path has put into memory. That is wrong
/// unless the place is emptied, which is checked when the path ends.
void Transfer::takeBack(ProgramStateRef State, ObjectKey Key, RefState &RS,
                        const RefUnpaid &By) const {
  RS.Account.Stored--;
  if (RS.Account.Stored || RS.Unpaid.Steal || !RS.Keeper.Place ||
      Fields.of(fieldOf(RS.Keeper.Place)) != HeldReference::Owned ||
      isInAllocatedMemory(RS.Keeper.Place, Fields.tables()) ||
      RS.Arrival.Origin != RefOrigin::New ||
      !mayHold(State, RS.Keeper.Place, Key))
    return;
  RS.Unpaid = By;
  RS.Unpaid.Place = RS.Keeper.Place;
}

ProgramStateRef Transfer::noteTakenItem(ProgramStateRef State, ObjectKey Key,
                                        const RefState &RS) {
  const SymbolRef Sym = symbolOf(Key);
  const MemRegion *Place = RS.Keeper.Place ? RS.Keeper.Place
                           : Sym           ? Sym->getOriginRegion()
                                           : nullptr;
  return RS.Account.Held == 0 && isa_and_nonnull<ElementRegion>(Place) &&
                 mayBeFreed(Place)
             ? State->add<ArrayWithTakenItems>(Place->getBaseRegion())
             : State;
}

/// True if \p Stored put something into the item \p Home of an array, in a loop
/// perhaps, and nothing has been taken out of the array on this path before
/// \p Free frees it.
bool Transfer::isInFullArray(ProgramStateRef State, const MemRegion *Home,
                             const Stmt *Stored, const Expr *Free) const {
  const auto *Store = dyn_cast_or_null<BinaryOperator>(Stored);
  const VarDecl *Array = Store ? arrayOfItem(Store->getLHS()) : nullptr;
  const auto *Call = dyn_cast<CallExpr>(Free);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Array && Callee &&
         !State->contains<ArrayWithTakenItems>(Home->getBaseRegion()) &&
         isOnlyIndexed(Array, Function, Callee);
}

ProgramStateRef Transfer::takeOutOfMemory(ProgramStateRef State,
                                          const MemRegion *Place,
                                          const Expr *At) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, Known] : watched(Before)) {
    RefState RS = Known;
    const MemRegion *Home = RS.Keeper.Place;
    if (!Home || Home->getBaseRegion() != Place || !isStoredOnce(RS, Home) ||
        !(storesInOnePlace(RS.Last.At) ||
          isInFullArray(Before, Home, RS.Last.At, At)) ||
        Before->getSVal(Home).getAsRegion() != Key)
      continue;
    RS.Account.Stored--;
    RS.Account.Held++;
    RS.Keeper.Place = nullptr;
    // The place may be its only name.
    if (!RS.Last.Variable)
      RS.Unpaid.Name = cast<BinaryOperator>(RS.Last.At)->getLHS();
    RS.Last.Event = RefEvent::MemoryFreed;
    RS.Last.At = At;
    State = record(State, Key, RS);
  }
  return State;
}

ProgramStateRef Transfer::initialize(ProgramStateRef State,
                                     ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  RS.Account.Held = 1;
  RS.Arrival.Allocated = false;
  return record(State, Key, RS);
}

} // namespace pyrefcheck
