//===- RefState.cpp - What is known about an object on a path ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RefState.h"
#include "clang/AST/Decl.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

using namespace clang;
using namespace clang::ento;

REGISTER_MAP_WITH_PROGRAMSTATE(WatchedRefs, const clang::ento::MemRegion *,
                               pyrefcheck::RefState)

namespace pyrefcheck {

/// All losses of one analysis. Equal losses are stored once.
class LossFactory {
public:
  explicit LossFactory(llvm::BumpPtrAllocator &Allocator)
      : Maps(Allocator, /*canonicalize=*/false) {}

  const Loss *make(ObjectKey Key, const std::optional<RefState> &Ref,
                   const Loss *Before);

private:
  RefMapTy::Factory Maps;
  std::vector<std::unique_ptr<Loss>> Owned;
  llvm::FoldingSet<Loss> Known;
};

static void profileLoss(llvm::FoldingSetNodeID &ID, ObjectKey Key,
                        const std::optional<RefState> &Ref,
                        const Loss *Before) {
  ID.AddPointer(Key);
  ID.AddPointer(Before);
  ID.AddBoolean(Ref.has_value());
  if (Ref)
    Ref->Profile(ID);
}

void Loss::Profile(llvm::FoldingSetNodeID &ID) const {
  profileLoss(ID, Key, Ref, Before);
}

const Loss *LossFactory::make(ObjectKey Key, const std::optional<RefState> &Ref,
                              const Loss *Before) {
  llvm::FoldingSetNodeID ID;
  profileLoss(ID, Key, Ref, Before);
  void *Position = nullptr;
  if (const Loss *Equal = Known.FindNodeOrInsertPos(ID, Position))
    return Equal;
  auto Made = std::make_unique<Loss>(Key, Ref, Before);
  const RefMapTy Earlier = Before ? Before->All : RefMapTy(nullptr);
  Made->All = Ref ? Maps.add(Earlier, Key, *Ref) : Maps.remove(Earlier, Key);
  Known.InsertNode(Made.get(), Position);
  Owned.push_back(std::move(Made));
  return Owned.back().get();
}

} // namespace pyrefcheck

namespace {

/// A loss, by its object and what was known about it: see Loss.
using LossEntry =
    std::pair<pyrefcheck::ObjectKey, std::optional<pyrefcheck::RefState>>;

/// The tag of the last loss in a state.
struct LastLoss {};

} // namespace

namespace clang::ento {

template <> struct ProgramStateTrait<LastLoss> {
  using data_type = const pyrefcheck::Loss *;
  using key_type = LossEntry;
  using context_type = pyrefcheck::LossFactory &;

  static void *GDMIndex() {
    static int Index;
    return &Index;
  }
  static data_type Add(data_type Before, const key_type &Entry,
                       context_type Factory) {
    return Factory.make(Entry.first, Entry.second, Before);
  }
  static data_type MakeData(void *const *P) {
    return P ? static_cast<data_type>(*P) : nullptr;
  }
  static void *MakeVoidPtr(data_type Last) {
    return const_cast<pyrefcheck::Loss *>(Last);
  }
  static context_type MakeContext(void *P) {
    return *static_cast<pyrefcheck::LossFactory *>(P);
  }
  static void *CreateContext(llvm::BumpPtrAllocator &Allocator) {
    return new pyrefcheck::LossFactory(Allocator);
  }
  static void DeleteContext(void *P) {
    delete static_cast<pyrefcheck::LossFactory *>(P);
  }
};

} // namespace clang::ento

namespace pyrefcheck {

RefState RefState::makeNew(const Expr *Site, bool Assumed) {
  RefState RS = make(RefOrigin::New);
  RS.Last.Event = RefEvent::ReturnedNew;
  RS.Account.Held = 1;
  RS.Arrival.Site = Site;
  RS.Arrival.Assumed = Assumed;
  return RS;
}

RefState RefState::makeBorrowed(const Expr *Site, const MemRegion *Owner) {
  RefState RS = make(RefOrigin::Borrowed);
  RS.Last.Event = RefEvent::ReturnedBorrowed;
  RS.Arrival.Site = Site;
  RS.Keeper.Owner = Owner;
  return RS;
}

RefState RefState::makeItem(const Expr *Site) {
  RefState RS = make(RefOrigin::Memory);
  RS.Arrival.Site = Site;
  // It may no longer be in the array: code that releases it, or gives it away,
  // has taken it out.
  RS.Account.TakenFromMemory = true;
  return RS;
}

RefState RefState::make(RefOrigin Origin) {
  RefState RS;
  RS.Arrival.Origin = Origin;
  return RS;
}

RefState RefState::makeUntracked() {
  RefState RS;
  RS.Life = RefLife::Untracked;
  return RS;
}

RefState RefState::makeFreedMemory() {
  RefState RS = makeUntracked();
  RS.Last.Event = RefEvent::Freed;
  return RS;
}

namespace {

/// Profiles the fields of one part; those of one byte are packed together.
class PartProfile {
public:
  explicit PartProfile(llvm::FoldingSetNodeID &ID) : ID(ID) {}
  ~PartProfile() { ID.AddInteger(Small); }

  template <class T> void add(T *Pointer) { ID.AddPointer(Pointer); }
  template <class T> void add(const T &Value) {
    static_assert(sizeof(T) == 1, "a part holds flags, counts and pointers");
    Small = Small << 8 | uint8_t(Value);
  }

private:
  llvm::FoldingSetNodeID &ID;
  uint64_t Small = 0;
};

} // namespace

template <class Part>
static void profile(llvm::FoldingSetNodeID &ID, const Part &P) {
  PartProfile Collected(ID);
  std::apply([&](const auto &...Field) { (Collected.add(Field), ...); },
             P.tie());
}

void RefAccount::Profile(llvm::FoldingSetNodeID &ID) const {
  profile(ID, *this);
}
const CallExpr *RefArrival::call() const {
  return Site ? dyn_cast<CallExpr>(Site->IgnoreParenCasts()) : nullptr;
}

void RefArrival::Profile(llvm::FoldingSetNodeID &ID) const {
  profile(ID, *this);
}
void RefKeeper::Profile(llvm::FoldingSetNodeID &ID) const {
  profile(ID, *this);
}
void RefUnpaid::Profile(llvm::FoldingSetNodeID &ID) const {
  profile(ID, *this);
}
void RefComparison::Profile(llvm::FoldingSetNodeID &ID) const {
  profile(ID, *this);
}
void RefItems::Profile(llvm::FoldingSetNodeID &ID) const { profile(ID, *this); }
void RefLast::Profile(llvm::FoldingSetNodeID &ID) const { profile(ID, *this); }

void RefState::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddInteger(unsigned(Life) | unsigned(Resource) << 8);
  Arrival.Profile(ID);
  Account.Profile(ID);
  Unpaid.Profile(ID);
  Keeper.Profile(ID);
  Compared.Profile(ID);
  Items.Profile(ID);
  Last.Profile(ID);
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

/// True for a static object that is part of a struct or an array. The array
/// stands for its first element.
static bool holdsRecord(const MemRegion *R) {
  const auto *TVR = dyn_cast<TypedValueRegion>(R);
  return TVR && TVR->getValueType()->getBaseElementTypeUnsafe()->isRecordType();
}

ObjectKey objectOf(SVal V) {
  const MemRegion *R = V.getAsRegion();
  if (!R)
    return nullptr;
  R = stripToObject(R);
  if (const auto *SR = dyn_cast<SymbolicRegion>(R))
    // One region per symbol, whatever its memory space.
    return SR->getMemRegionManager().getSymbolicRegion(SR->getSymbol());
  return globalAround(R) && (isa<VarRegion>(R) || holdsRecord(R)) ? R : nullptr;
}

const VarDecl *globalAround(const MemRegion *R) {
  const auto *VR = dyn_cast<VarRegion>(R->getBaseRegion());
  return VR && VR->getDecl()->hasGlobalStorage() ? VR->getDecl() : nullptr;
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

/// The recorded state of \p Key, if it is lost, or null.
static const RefState *lostRef(ProgramStateRef State, ObjectKey Key) {
  const Loss *Last = lastLoss(State);
  return Last ? Last->All.lookup(Key) : nullptr;
}

const RefState *recorded(ProgramStateRef State, ObjectKey Key) {
  const RefState *Watched = State->get<WatchedRefs>(Key);
  return Watched ? Watched : lostRef(State, Key);
}

ProgramStateRef record(ProgramStateRef State, ObjectKey Key,
                       const RefState &RS) {
  // A new map that is equal would be compared with this one, item by item.
  if (const RefState *Known = State->get<WatchedRefs>(Key)) {
    if (*Known == RS)
      return State;
  } else if (lostRef(State, Key)) {
    State = State->add<LastLoss>({Key, std::nullopt});
  }
  return State->set<WatchedRefs>(Key, RS);
}

ProgramStateRef forget(ProgramStateRef State, ObjectKey Key) {
  if (State->contains<WatchedRefs>(Key))
    return State->remove<WatchedRefs>(Key);
  return lostRef(State, Key) ? State->add<LastLoss>({Key, std::nullopt})
                             : State;
}

RefMapTy watched(ProgramStateRef State) { return State->get<WatchedRefs>(); }

const Loss *lastLoss(ProgramStateRef State) { return State->get<LastLoss>(); }

RefMapTy lost(ProgramStateRef State) {
  const Loss *Last = lastLoss(State);
  return Last ? Last->All : RefMapTy(nullptr);
}

std::vector<std::pair<ObjectKey, const RefState *>>
allRecorded(ProgramStateRef State) {
  std::vector<std::pair<ObjectKey, const RefState *>> All;
  for (const auto &[Key, RS] : watched(State))
    All.push_back({Key, &RS});
  const auto Watched = All.size();
  for (const auto &[Key, RS] : lost(State))
    All.push_back({Key, &RS});
  // Each map is sorted in that order.
  if (Watched != 0 && Watched != All.size())
    llvm::sort(All, llvm::less_first());
  return All;
}

ProgramStateRef retire(ProgramStateRef State, ObjectKey Key) {
  const RefState *RS = State->get<WatchedRefs>(Key);
  assert(RS && "lost already");
  return State->add<LastLoss>({Key, *RS})->remove<WatchedRefs>(Key);
}

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

bool isNotNull(ProgramStateRef State, ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  return Sym &&
         State->getConstraintManager().isNull(State, Sym).isConstrainedFalse();
}

ProgramStateRef settle(ProgramStateRef State, ObjectKey Key) {
  const RefState *RS = recorded(State, Key);
  if (!RS || !(RS->Arrival.Unchecked || RS->Arrival.Doubtful))
    return State;
  RefState Settled = *RS;
  Settled.Arrival.Unchecked = Settled.Arrival.Doubtful = false;
  Settled.Arrival.Unset = false;
  return record(State, Key, Settled);
}

ProgramStateRef doubt(ProgramStateRef State, ObjectKey Key) {
  const RefState *RS = recorded(State, Key);
  if (!RS)
    return State;
  RefState Doubtful = *RS;
  Doubtful.Arrival.Unchecked = Doubtful.Arrival.Unset = false;
  Doubtful.Arrival.Doubtful = true;
  return record(State, Key, Doubtful);
}

bool mayHold(ProgramStateRef State, const MemRegion *Place, ObjectKey Key) {
  const SVal Held = State->getSVal(Place);
  return objectOf(Held) == Key ||
         isa_and_nonnull<SymbolDerived>(Held.getAsSymbol());
}

bool isLocalMemory(const MemRegion *R) {
  return isa<StackSpaceRegion>(R->getMemorySpace());
}

} // namespace pyrefcheck
