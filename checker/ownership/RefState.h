//===- RefState.h - What is known about an object on a path -----*- C++ -*-===//
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
// given back are followed in the same way: Resource tells them apart.
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

/// Where the function got the object from.
enum class RefOrigin : uint8_t {
  /// A call returned (or wrote to an out-parameter) a new reference.
  New,
  /// A call lent it: RefKeeper::Owner or the interpreter keeps it alive.
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
  /// Its memory was freed regardless of its count (tp_free, PyObject_Del).
  Freed,
  /// Nothing is known any more, and nothing is reported.
  Untracked,
};

/// What is owned.
enum class RefResource : uint8_t { Object, Buffer, Memory };

/// What happened last to the object on this path; the path notes mention it.
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
  /// A call that would have taken a reference has found no method to call.
  Left,
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
  /// A call stole the reference that this path had stored: the place has none,
  /// unless a later Py_INCREF pays.
  bool TakenFromPlace = false;
  /// Passed to an unknown function whose result is returned, or overwrites the
  /// variable: the function may have consumed it, or returned it.
  bool PassedThrough = false;
  /// What added the first strong reference to an object that came borrowed, or
  /// whose first reference this path had stored in memory.
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
  /// The call that brought it can return NULL, and nothing has tested it.
  bool Unchecked = false;
  /// The call can return NULL, and code out of sight may have tested whether it
  /// did: the object need not exist.
  bool Doubtful = false;
  /// If the call has failed, which nothing has tested, the variable that it was
  /// to fill is uninitialized.
  bool Unset = false;
  /// Created by the call that returned it: not an object that existed before.
  bool Fresh = false;
  /// Bare memory of an object that is not initialized yet.
  bool Allocated = false;
  /// The expression that brought the reference.
  const clang::Expr *Site = nullptr;

  /// The call that brought the reference, or null.
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
  /// Where this path last stored its reference: a place that outlives the
  /// function and owns what it holds, or is in memory that the function may
  /// free; or null.
  const clang::ento::MemRegion *Place = nullptr;
  /// Something that outlives the function keeps it alive.
  bool Anchored = false;
  /// Borrowed from a list, a dictionary or a weak reference, which may drop it
  /// and live on.
  bool Droppable = false;
  /// Passed, since it was created, to a call that runs code of others, which
  /// may have kept it.
  bool Shown = false;
  /// Invalidated by a call that rarely runs any code, or through an owner that
  /// perhaps nobody else can reach.
  bool LossUnlikely = false;

  auto tie() const {
    return std::tie(Owner, Place, Anchored, Droppable, Shown, LossUnlikely);
  }
  bool operator==(const RefKeeper &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// A reference that was taken without being owned, and is not paid for yet.
struct RefUnpaid {
  /// It was released: Steal is not a theft but a release.
  bool Released = false;
  /// The call or store that took it.
  const clang::Expr *Steal = nullptr;
  /// How that call named the object.
  const clang::Expr *Name = nullptr;
  /// The place outside the function that lacks a reference although it owns
  /// what it holds; null if a call took the reference.
  const clang::ento::MemRegion *Place = nullptr;
  /// The place is not known to own anything, but outlives the call for which
  /// the object was lent.
  bool Lent = false;

  auto tie() const { return std::tie(Released, Steal, Name, Place, Lent); }
  bool operator==(const RefUnpaid &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What the object was compared with.
struct RefComparison {
  /// The global object, such as Py_None; the object differs unless Equal.
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
  /// The number of items that it was created for, if the call that created it
  /// cannot fail for 0; or null.
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
  /// The statement of the last event that messages mention: the release, or the
  /// assignment that overwrote the variable.
  const clang::Stmt *At = nullptr;
  /// The local variable that held it last.
  const clang::ento::MemRegion *Variable = nullptr;

  auto tie() const { return std::tie(Event, Named, At, Variable); }
  bool operator==(const RefLast &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

/// What is known about one object on one path. A small immutable value.
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
  /// Memory that is not an object and has been freed.
  static RefState makeFreedMemory();

  bool isTracked() const { return Life != RefLife::Untracked; }
  bool isFreedMemory() const {
    return Life == RefLife::Untracked && Last.Event == RefEvent::Freed;
  }
  bool isAlive() const {
    return Life == RefLife::Alive || Life == RefLife::Invalidated;
  }

  /// Writes what differs from the default, for debugging the checker:
  /// `new, count 1, fresh, in 'list', last returned new`.
  void print(llvm::raw_ostream &OS) const;

  auto tie() const {
    return std::tie(Life, Resource, Arrival, Account, Unpaid, Keeper, Compared,
                    Items, Last);
  }
  bool operator==(const RefState &O) const { return tie() == O.tie(); }
  void Profile(llvm::FoldingSetNodeID &ID) const;
};

using ObjectKey = const clang::ento::MemRegion *;

/// The object that \p V points to, or null if it cannot be followed.
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

/// The objects to which something may still happen: all except those that are
/// owed and out of reach.
RefMapTy watched(clang::ento::ProgramStateRef State);

/// The others.
RefMapTy lost(clang::ento::ProgramStateRef State);

/// An object that a path has lost, or found again. A state holds only the last
/// loss; two losses are equal if they and those before them hold the same. A
/// function may lose thousands, and the engine would compare each map that it
/// makes with the equal map of another path, item by item.
struct Loss : llvm::FoldingSetNode {
  Loss(ObjectKey Key, std::optional<RefState> Ref, const Loss *Before)
      : Key(Key), Ref(Ref), Before(Before), All(nullptr) {}

  void Profile(llvm::FoldingSetNodeID &ID) const;

  ObjectKey Key;
  /// What was known about the object then; none if it was found again, or
  /// forgotten.
  std::optional<RefState> Ref;
  /// The loss before, or null.
  const Loss *Before;
  /// The objects that are lost now.
  RefMapTy All;
};

/// The last loss on the path; null if the path has neither lost nor found an
/// object again.
const Loss *lastLoss(clang::ento::ProgramStateRef State);

/// All objects that the path knows, in the order of their addresses.
std::vector<std::pair<ObjectKey, const RefState *>>
allRecorded(clang::ento::ProgramStateRef State);

/// Moves \p Key from the watched objects to the lost ones.
clang::ento::ProgramStateRef retire(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// True if \p Key is known to be NULL on this path, or another of the small
/// numbers that stand for no object, such as `(PyObject *)1`.
bool isNull(clang::ento::ProgramStateRef State, ObjectKey Key);

/// True if \p Key is known not to be NULL on this path; false for globals.
bool isNotNull(clang::ento::ProgramStateRef State, ObjectKey Key);

/// True if \p Place holds \p Key as far as the path shows: code that a call ran
/// may have changed it, but need not have.
bool mayHold(clang::ento::ProgramStateRef State,
             const clang::ento::MemRegion *Place, ObjectKey Key);

/// Whether \p Key is NULL has been determined, by a test of it or of something
/// else: no further test is needed.
clang::ento::ProgramStateRef settle(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// Code out of sight may have determined that: see RefArrival::Doubtful.
clang::ento::ProgramStateRef doubt(clang::ento::ProgramStateRef State,
                                   ObjectKey Key);

/// Integers below this are not addresses of objects.
constexpr unsigned FirstAddress = 4096;

/// The object that a place in memory belongs to, or null: `self` for
/// `self->item`. Behind a further pointer, it is the memory there.
ObjectKey ownerOfPlace(const clang::ento::MemRegion *Place);

/// True for memory that dies with the current call: locals and parameters.
bool isLocalMemory(const clang::ento::MemRegion *R);

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_REFSTATE_H
