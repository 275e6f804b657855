//===- RefState.h - What is known of one object on one path ----- -*- C++
//-*-===//
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

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// How the function came to know the object.
enum class RefOrigin : uint8_t {
  /// A call returned (or wrote to an out-parameter) a new reference.
  New,
  /// A call lent it: RefState::Owner keeps it alive, or the interpreter.
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
  Stored,
  Lent,
  Kept,
  TakenFromMemory,
  Overwritten,
  Returned,
  Consumed,
  GivenBack,
};

/// What is known of one object on one path. A small immutable value.
struct RefState {
  RefOrigin Origin = RefOrigin::Memory;
  RefLife Life = RefLife::Alive;
  RefResource Resource = RefResource::Object;
  RefEvent Event = RefEvent::None;
  /// Strong references that the analysed function holds.
  int8_t Count = 0;
  /// References that memory holds because this path stored them there.
  int8_t Stored = 0;
  /// References stored in memory without owning one; a later Py_INCREF pays.
  int8_t Debt = 0;
  /// The one reference that a memory location (or a helper's caller) owned was
  /// released or given away by this function.
  bool HandedOver : 1;
  /// Something that outlives the function keeps it alive.
  bool Anchored : 1;
  /// The memory it was read from has been overwritten since.
  bool TakenFromMemory : 1;
  /// Bare memory of an object that is not set up yet.
  bool Allocated : 1;
  /// The contract was assumed by convention, not known.
  bool Assumed : 1;
  /// Was the value of a local variable at some time.
  bool Named : 1;
  /// The call that brought it can give NULL, and no test has been seen.
  bool Unchecked : 1;
  /// Known to be equal to the global object Compared, such as Py_None.
  bool Singleton : 1;
  /// Made by the call that returned it: equal to no object that was there.
  bool Fresh : 1;
  /// A container whose items somebody else owns too (a slice).
  bool SharesItems : 1;
  /// Given to a function of which nothing is known, and whose result the
  /// analysed function returns: it may be its argument.
  bool PassedThrough : 1;
  /// Borrowed from a list, a dictionary or a weak reference, which may drop it
  /// while it lives itself.
  bool Droppable : 1;
  /// Invalidated by what rarely runs any code, or by way of an owner that may
  /// be nobody else's.
  bool Unlikely : 1;
  /// A container of whose items this path has stored counted references.
  bool ItemsCounted : 1;

  /// Who keeps a borrowed, stolen or kept object alive; null: nobody in
  /// particular (see Anchored).
  const clang::ento::MemRegion *Owner = nullptr;
  /// The global object that it was compared with, and differs from unless
  /// Singleton says otherwise.
  const clang::ento::MemRegion *Compared = nullptr;
  /// The local variable that held it last.
  const clang::ento::MemRegion *Variable = nullptr;
  /// The expression that brought the reference.
  const clang::Expr *Site = nullptr;
  /// What added the first strong reference to an object that came borrowed.
  const clang::Expr *Added = nullptr;
  /// The call or store that took a reference which was not owned, so far not
  /// paid for.
  const clang::Expr *UnpaidSteal = nullptr;
  /// How that call named the object.
  const clang::Expr *UnpaidName = nullptr;
  /// It was no call but this place, which owns what it holds; or null.
  const clang::ento::MemRegion *UnpaidPlace = nullptr;
  /// The statement of the last event that matters for words: the release, the
  /// assignment that overwrote the variable.
  const clang::Stmt *Last = nullptr;
  /// The number of items that a container was made for, where the call that
  /// made it cannot fail if that is 0; or null.
  clang::ento::SymbolRef Size = nullptr;

  RefState()
      : HandedOver(false), Anchored(false), TakenFromMemory(false),
        Allocated(false), Assumed(false), Named(false), Unchecked(false),
        Singleton(false), Fresh(false), SharesItems(false),
        PassedThrough(false), Droppable(false), Unlikely(false),
        ItemsCounted(false) {}

  static RefState makeNew(const clang::Expr *Site, bool Assumed = false);
  static RefState makeBorrowed(const clang::Expr *Site,
                               const clang::ento::MemRegion *Owner);
  static RefState make(RefOrigin Origin);
  static RefState makeUntracked();
  /// Memory that is no object and has been freed.
  static RefState makeFreedMemory();

  bool isTracked() const { return Life != RefLife::Untracked; }
  bool isFreedMemory() const {
    return Life == RefLife::Untracked && Event == RefEvent::Freed;
  }
  bool isAlive() const {
    return Life == RefLife::Alive || Life == RefLife::Invalidated;
  }

  /// Writes what is not as usual, for whoever looks for a mistake in the
  /// checker: `new, count 1, in 'list'`.
  void print(llvm::raw_ostream &OS) const;

  bool operator==(const RefState &O) const;
  void Profile(llvm::FoldingSetNodeID &ID) const;

private:
  unsigned flags() const;
  auto tie() const;
};

using ObjectKey = const clang::ento::MemRegion *;

/// The object that \p V points to, or null if it is none that can be followed.
ObjectKey objectOf(clang::ento::SVal V);

/// The symbol of the pointer that \p Key stands for, or null for globals.
clang::ento::SymbolRef symbolOf(ObjectKey Key);

/// The recorded state of \p Key, or null.
const RefState *recorded(clang::ento::ProgramStateRef State, ObjectKey Key);

clang::ento::ProgramStateRef record(clang::ento::ProgramStateRef State,
                                    ObjectKey Key, const RefState &RS);

clang::ento::ProgramStateRef forget(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// All objects that the path knows.
using RefMapTy = llvm::ImmutableMap<ObjectKey, RefState>;
RefMapTy allRecorded(clang::ento::ProgramStateRef State);

/// The objects that something may still happen to: all but those that are owed
/// and out of reach.
using WatchedSet = llvm::ImmutableSet<ObjectKey>;
WatchedSet watched(clang::ento::ProgramStateRef State);
bool isWatched(clang::ento::ProgramStateRef State, ObjectKey Key);

/// The others, the last first. An object that was found again may stand there
/// twice.
using LostList = llvm::ImmutableList<ObjectKey>;
LostList lost(clang::ento::ProgramStateRef State);
/// Watches \p Key no longer.
clang::ento::ProgramStateRef retire(clang::ento::ProgramStateRef State,
                                    ObjectKey Key);

/// True if \p Key is known to be NULL on this path, or another of the small
/// numbers that stand for no object, such as `(PyObject *)1`.
bool isNull(clang::ento::ProgramStateRef State, ObjectKey Key);

/// Integers below this are no addresses of objects.
constexpr unsigned FirstAddress = 4096;

/// The object that a place in memory belongs to: `self` of `self->items[i]`,
/// also where the items are behind a pointer.
ObjectKey ownerOfPlace(const clang::ento::MemRegion *Place);

/// True for memory that dies with the current call: locals and parameters.
bool isLocalMemory(const clang::ento::MemRegion *R);

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_REFSTATE_H
