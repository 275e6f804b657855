//===- RefState.cpp - What is known of one object on one path --- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RefState.h"
#include "clang/AST/Decl.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include <tuple>

using namespace clang;
using namespace clang::ento;

REGISTER_MAP_WITH_PROGRAMSTATE(ObjectRefs, const clang::ento::MemRegion *,
                               pyrefcheck::RefState)
// What is done at every step looks at these alone.
REGISTER_SET_WITH_PROGRAMSTATE(WatchedObjects, const clang::ento::MemRegion *)
REGISTER_LIST_WITH_PROGRAMSTATE(LostKeys, const clang::ento::MemRegion *)

namespace pyrefcheck {

RefState RefState::makeNew(const Expr *Site, bool Assumed) {
  RefState RS = make(RefOrigin::New);
  RS.Event = RefEvent::ReturnedNew;
  RS.Count = 1;
  RS.Site = Site;
  RS.Assumed = Assumed;
  return RS;
}

RefState RefState::makeBorrowed(const Expr *Site, const MemRegion *Owner) {
  RefState RS = make(RefOrigin::Borrowed);
  RS.Event = RefEvent::ReturnedBorrowed;
  RS.Site = Site;
  RS.Owner = Owner;
  return RS;
}

RefState RefState::make(RefOrigin Origin) {
  RefState RS;
  RS.Origin = Origin;
  return RS;
}

RefState RefState::makeUntracked() {
  RefState RS;
  RS.Life = RefLife::Untracked;
  return RS;
}

RefState RefState::makeFreedMemory() {
  RefState RS = makeUntracked();
  RS.Event = RefEvent::Freed;
  return RS;
}

unsigned RefState::flags() const {
  return HandedOver | Anchored << 1 | TakenFromMemory << 2 | Allocated << 3 |
         Assumed << 4 | Named << 5 | Unchecked << 6 | Singleton << 7 |
         SharesItems << 8 | Fresh << 9 | PassedThrough << 10 | Droppable << 11 |
         Unlikely << 12 | ItemsCounted << 13;
}

auto RefState::tie() const {
  return std::make_tuple(Origin, Life, Resource, Event, Count, Stored, Debt,
                         flags(), Owner, Compared, Variable, Site, UnpaidSteal,
                         UnpaidName, UnpaidPlace, Last, Size, Added);
}

bool RefState::operator==(const RefState &O) const { return tie() == O.tie(); }

void RefState::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddInteger(unsigned(Origin) | unsigned(Life) << 8 |
                unsigned(Resource) << 16 | unsigned(Event) << 24);
  ID.AddInteger(unsigned(uint8_t(Count)) | unsigned(uint8_t(Debt)) << 8 |
                unsigned(uint8_t(Stored)) << 16);
  ID.AddInteger(flags());
  ID.AddPointer(Owner);
  ID.AddPointer(Compared);
  ID.AddPointer(Variable);
  ID.AddPointer(Site);
  ID.AddPointer(UnpaidSteal);
  ID.AddPointer(UnpaidPlace);
  ID.AddPointer(Last);
  ID.AddPointer(Size);
  ID.AddPointer(Added);
}

/// Removes what does not change the address: casts and members at offset 0 that
/// stand for the object header (`&self->ob_base`).
static const MemRegion *stripToObject(const MemRegion *R) {
  while (true) {
    R = R->StripCasts();
    const auto *FR = dyn_cast<FieldRegion>(R);
    if (!FR || FR->getDecl()->getFieldIndex() != 0 ||
        !FR->getDecl()->getType()->isRecordType())
      return R;
    R = FR->getSuperRegion();
  }
}

ObjectKey objectOf(SVal V) {
  const MemRegion *R = V.getAsRegion();
  if (!R)
    return nullptr;
  R = stripToObject(R);
  if (const auto *SR = dyn_cast<SymbolicRegion>(R))
    // One region a symbol, whatever memory space it was made in.
    return SR->getMemRegionManager().getSymbolicRegion(SR->getSymbol());
  if (const auto *VR = dyn_cast<VarRegion>(R);
      VR && VR->getDecl()->hasGlobalStorage())
    return VR;
  return nullptr;
}

ObjectKey ownerOfPlace(const MemRegion *Place) {
  const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
  return Base ? Base->getMemRegionManager().getSymbolicRegion(Base->getSymbol())
              : nullptr;
}

SymbolRef symbolOf(ObjectKey Key) {
  const auto *SR = dyn_cast<SymbolicRegion>(Key);
  return SR ? SR->getSymbol() : nullptr;
}

const RefState *recorded(ProgramStateRef State, ObjectKey Key) {
  return State->get<ObjectRefs>(Key);
}

ProgramStateRef record(ProgramStateRef State, ObjectKey Key,
                       const RefState &RS) {
  if (!State->contains<WatchedObjects>(Key))
    State = State->add<WatchedObjects>(Key);
  return State->set<ObjectRefs>(Key, RS);
}

ProgramStateRef forget(ProgramStateRef State, ObjectKey Key) {
  return State->remove<ObjectRefs>(Key)->remove<WatchedObjects>(Key);
}

WatchedSet watched(ProgramStateRef State) {
  return State->get<WatchedObjects>();
}

bool isWatched(ProgramStateRef State, ObjectKey Key) {
  return State->contains<WatchedObjects>(Key);
}

LostList lost(ProgramStateRef State) { return State->get<LostKeys>(); }

ProgramStateRef retire(ProgramStateRef State, ObjectKey Key) {
  return State->remove<WatchedObjects>(Key)->add<LostKeys>(Key);
}

RefMapTy allRecorded(ProgramStateRef State) { return State->get<ObjectRefs>(); }

bool isNull(ProgramStateRef State, ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  if (!Sym)
    return false;
  ConstraintManager &CM = State->getConstraintManager();
  if (CM.isNull(State, Sym).isConstrainedTrue())
    return true;
  const llvm::APSInt *Max = CM.getSymMaxVal(State, Sym);
  return Max && Max->ult(FirstAddress);
}

bool isLocalMemory(const MemRegion *R) {
  return isa<StackSpaceRegion>(R->getMemorySpace());
}

} // namespace pyrefcheck
