//===- RefState.h - What is known of an object on a path --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ownership state: for each object that a path has met, how many strong
// references the analysed function holds, who else keeps the object alive, and
// what happened last. Nullness and integers belong to the constraint manager.
//
// An object is identified by a memory region: the symbolic region of the
// pointer's symbol, or the region of a global such as `_Py_NoneStruct`.
// Buffers (`Py_buffer view`) and memory (`es` of PyArg_Parse) that must be
// given back are followed by the same means: Resource tells them apart.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_REFSTATE_H
#define PYREFCHECK_OWNERSHIP_REFSTATE_H

#include "clang/AST/Expr.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "llvm/ADT/FoldingSet.h"
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// How the function came to know the object.
enum class RefOrigin : uint8_t {
  /// A call returned (or wrote to an out-parameter) a new reference.
  New,
  /// A call lent it: RefKeeper::Owner keeps it alive, or the interpreter.
  Borrowed,
  /// A parameter of the analysed function: the caller keeps it alive.
  Parameter,
  /// Read from a field, global variable or array element, which owns it.
  Memory,
  /// A global object: Py_None, a static type.
  Global,
};

/// Whether the object can still be used.
enum class RefLife : uint8_t {
  Alive,
  /// The last strong reference known to be held was released.
  Released,
  /// It was only borrowed, and its owner was released.
  OwnerReleased,
  /// It is borrowed, and its owner may have dropped it: code ran that can reach
  /// the owner, or the owner was changed.
  Invalidated,
  /// Its memory was freed whatever its count (tp_free, PyObject_Del).
  Freed,
  /// Nothing is known any more: stop reporting.
  Untracked,
};

/// What is owned.
enum class RefResource : uint8_t { Object, Buffer, Memory };

/// What happened last to the object on this path; the path notes speak of it.
enum class RefEvent : uint8_t {
  None,
  ReturnedNew,
  ReturnedBorrowed,
  ReceivedNew,
  ReceivedBorrowed,
  Incremented,
  Decremented,
  Released,
  OwnerReleased,
  Invalidated,
  Freed,
  Stolen,
  Refused,
  Stored,
  Lent,
  Kept,
  TakenFromMemory,
  Overwritten,
  Returned,
  Consumed,
  GivenBack,
  MemoryFreed,
};

/// The references to the object, counted.
struct RefAccount {
  /// Strong references that the analysed function holds.
  int8_t Held = 0;
  /// References that memory holds because this path stored them there.
  int8_t Stored = 0;
  /// References stored in memory without owning one; a later Py_INCREF pays.
  int8_t Debt = 0;
  /// The one reference that a memory location (or a helper's caller) owned was
  /// released or given away by this function.
  bool HandedOver = false;
  /// The memory it was read from has been overwritten since.
  bool TakenFromMemory = false;
  /// A call took the reference that this path had stored: the place is without
  /// one, unless a later Py_INCREF pays.
  bool TakenFromPlace = false;
  /// Given to a function of which nothing is known, and whose result the
  /// analysed function returns: it may be its argument.
  bool PassedThrough = false;
  /// What added the first strong reference to an object that came borrowed, or
  /// whose own reference this path had stored in memory.
  const clang::Expr *Added = nullptr;

  auto tie() const {
    return std::tie(Held, Stored, Debt, HandedOver, TakenFromMemory,
                    TakenFromPlace, PassedThrough, Added);
  }
  bool operator==(const RefAccount &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// How the object came to the function.
struct RefArrival {
  RefOrigin Origin = RefOrigin::Memory;
  /// The contract was assumed by convention, not known.
  bool Assumed = false;
  /// The call that brought it can give NULL, and no test has been seen.
  bool Unchecked = false;
  /// It could give NULL, and code out of sight may have been asked whether it
  /// did: the object need not be there.
  bool Doubtful = false;
  /// If the call has failed, which has not been tested, the variable that it
  /// was to fill has no value.
  bool Unset = false;
  /// Made by the call that returned it: equal to no object that was there.
  bool Fresh = false;
  /// Bare memory of an object that is not set up yet.
  bool Allocated = false;
  /// The expression that brought the reference.
  const clang::Expr *Site = nullptr;

  /// The call that did, or null.
  const clang::CallExpr *call() const;

  auto tie() const {
    return std::tie(Origin, Assumed, Unchecked, Doubtful, Unset, Fresh,
                    Allocated, Site);
  }
  bool operator==(const RefArrival &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// Who else keeps the object alive.
struct RefKeeper {
  /// The owner of a borrowed, stolen or kept object; null: nobody in
  /// particular (see Anchored).
  const clang::ento::MemRegion *Owner = nullptr;
  /// Where this path has stored its reference last: a place that outlives the
  /// function and owns what it holds, or is in memory that it may free; or
  /// null.
  const clang::ento::MemRegion *Place = nullptr;
  /// Something that outlives the function keeps it alive.
  bool Anchored = false;
  /// Borrowed from a list, a dictionary or a weak reference, which may drop it
  /// while it lives itself.
  bool Droppable = false;
  /// Passed, since it was made, to a call that runs code of others: that can
  /// have kept it.
  bool Shown = false;
  /// Invalidated by what rarely runs any code, or by way of an owner that may
  /// be nobody else's.
  bool LossUnlikely = false;

  auto tie() const {
    return std::tie(Owner, Place, Anchored, Droppable, Shown, LossUnlikely);
  }
  bool operator==(const RefKeeper &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// A reference that was taken without being owned, so far not paid for.
struct RefUnpaid {
  /// It was released: Steal is no theft but a release.
  bool Released = false;
  /// The call or store that took it.
  const clang::Expr *Steal = nullptr;
  /// How that call named the object.
  const clang::Expr *Name = nullptr;
  /// The place outside of the function that is short of a reference, since it
  /// owns what it holds; null if it was a call that took one.
  const clang::ento::MemRegion *Place = nullptr;
  /// The place owns nothing for all that is known, but outlives the call for
  /// which the object was lent.
  bool Lent = false;

  auto tie() const { return std::tie(Released, Steal, Name, Place, Lent); }
  bool operator==(const RefUnpaid &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What the object was compared with.
struct RefComparison {
  /// The global object, such as Py_None; it is another one unless Equal.
  const clang::ento::MemRegion *Global = nullptr;
  /// Known to be Global itself.
  bool Equal = false;

  auto tie() const { return std::tie(Global, Equal); }
  bool operator==(const RefComparison &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What a container holds.
struct RefItems {
  /// Somebody else owns the items too (a slice).
  bool Shared = false;
  /// This path has stored counted references of items elsewhere.
  bool Counted = false;
  /// The number of items that it was made for, where the call that made it
  /// cannot fail if that is 0; or null.
  clang::ento::SymbolRef Size = nullptr;

  auto tie() const { return std::tie(Shared, Counted, Size); }
  bool operator==(const RefItems &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What happened last to the object, and where it was seen last.
struct RefLast {
  RefEvent Event = RefEvent::None;
  /// It was the value of a local variable at some time.
  bool Named = false;
  /// The statement of the last event that matters for words: the release, the
  /// assignment that overwrote the variable.
  const clang::Stmt *At = nullptr;
  /// The local variable that held it last.
  const clang::ento::MemRegion *Variable = nullptr;

  auto tie() const { return std::tie(Event, Named, At, Variable); }
  bool operator==(const RefLast &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What is known of one object on one path. A small immutable value.
struct RefState {
  RefLife Life = RefLife::Alive;
  RefResource Resource = RefResource::Object;
  RefArrival Arrival;
  RefAccount Account;
  RefUnpaid Unpaid;
  RefKeeper Keeper;
  RefComparison Compared;
  RefItems Items;
  RefLast Last;

  static RefState makeNew(const clang::Expr *Site, bool Assumed = false);
  static RefState makeBorrowed(const clang::Expr *Site,
                               const clang::ento::MemRegion *Owner);
  /// What \p Site has read from an array, and perhaps moved out of it.
  static RefState makeItem(const clang::Expr *Site);
  static RefState make(RefOrigin Origin);
  static RefState makeUntracked();
  /// Memory that is no object and has been freed.
  static RefState makeFreedMemory();

  bool isTracked() const { return Life != RefLife::Untracked; }
  bool isFreedMemory() const {
    return Life == RefLife::Untracked && Last.Event == RefEvent::Freed;
  }
  bool isAlive() const {
    return Life == RefLife::Alive || Life == RefLife::Invalidated;
  }

  /// Writes what is not as usual, for whoever looks for a mistake in the
  /// checker: `new, count 1, fresh, in 'list', last returned new`.
  void print(llvm::raw_ostream &OS) const;

  auto tie() const {
    return std::tie(Life, Resource, Arrival, Account, Unpaid, Keeper, Compared,
                    Items, Last);
  }
  bool operator==(const RefState &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

using ObjectKey = const clang::ento::MemRegion *;

/// The object that \p V points to, or null if it is none that can be followed.
ObjectKey objectOf(clang::ento::SVal V);

/// The static or global variable that \p R is, or is a part of, or null.
const clang::VarDecl *globalAround(const clang::ento::MemRegion *R);

/// The symbol of the pointer that \p Key stands for, or null for globals.
clang::ento::SymbolRef symbolOf(ObjectKey Key);

/// The recorded state of \p Key, or null.
const RefState *recorded(clang::ento::ProgramStateRef State, ObjectKey Key);

clang::ento::ProgramStateRef record(clang::ento::ProgramStateRef State,
                                    ObjectKey Key, const RefState &RS);

clang::ento::ProgramStateRef forget(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

using RefMapTy = llvm::ImmutableMap<ObjectKey, RefState>;

/// The objects that something may still happen to: all but those that are owed
/// and out of reach.
RefMapTy watched(clang::ento::ProgramStateRef State);

/// The others.
RefMapTy lost(clang::ento::ProgramStateRef State);

/// What a path has lost, or found again. A state has the last one only; two are
/// equal if their objects and those before them are. A function may lose
/// thousands, and the engine compares each map that it makes with the equal one
/// of another path, item by item.
struct Loss : llvm::FoldingSetNode {
  Loss(ObjectKey Key, std::optional<RefState> Ref, const Loss *Before)
      : Key(Key), Ref(Ref), Before(Before), All(nullptr) {}

  void Profile(llvm::FoldingSetNodeID &ID) const;

  ObjectKey Key;
  /// What was known of the object then; none if it is found again, or
  /// forgotten.
  std::optional<RefState> Ref;
  /// The loss before, or null.
  const Loss *Before;
  /// The objects that are lost now.
  RefMapTy All;
};

/// The last of what made an object one of the others, or not any more; null if
/// nothing did.
const Loss *lastLoss(clang::ento::ProgramStateRef State);

/// All objects that the path knows, in the order of their addresses.
std::vector<std::pair<ObjectKey, const RefState *>>
allRecorded(clang::ento::ProgramStateRef State);

/// Watches \p Key, which is watched, no longer.
clang::ento::ProgramStateRef retire(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// True if \p Key is known to be NULL on this path, or another of the small
/// numbers that stand for no object, such as `(PyObject *)1`.
bool isNull(clang::ento::ProgramStateRef State, ObjectKey Key);

/// True if \p Key is known not to be NULL on this path; false for globals.
bool isNotNull(clang::ento::ProgramStateRef State, ObjectKey Key);

/// True if \p Place holds \p Key as far as the path has seen: code that a call
/// ran may have changed it, but nothing says so.
bool mayHold(clang::ento::ProgramStateRef State,
             const clang::ento::MemRegion *Place, ObjectKey Key);

/// Whether \p Key is NULL has been found out, by a test or by another's: it
/// need not be asked any more.
clang::ento::ProgramStateRef settle(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// Code out of sight may have found that out: see RefArrival::Doubtful.
clang::ento::ProgramStateRef doubt(clang::ento::ProgramStateRef State,
                                   ObjectKey Key);

/// Integers below this are no addresses of objects.
constexpr unsigned FirstAddress = 4096;

/// The object that a place in memory belongs to: `self` of `self->items[i]`,
/// also where the items are behind a pointer.
ObjectKey ownerOfPlace(const clang::ento::MemRegion *Place);

/// True for memory that dies with the current call: locals and parameters.
bool isLocalMemory(const clang::ento::MemRegion *R);

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_REFSTATE_H
