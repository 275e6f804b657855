//===- Transfer.h - How operations change ownership -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What each operation on a reference does to the ownership state, and which
// operations are misuses. Nothing here knows function names or words:
// CallEffects maps calls to operations, and Messages maps misuses to messages.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_TRANSFER_H
#define PYREFCHECK_OWNERSHIP_TRANSFER_H

#include "RefState.h"
#include "contracts/Contract.h"
#include "fields/FieldOwnership.h"
#include "fields/Replacements.h"
#include "source/CalleeNames.h"
#include "source/SharedParameters.h"
#include "source/TranslationUnit.h"
#include <optional>

namespace pyrefcheck {

/// What is wrong with an operation. The number is part of a finding's
/// fingerprint: new ones go to the end.
enum class Misuse : uint8_t {
  None,
  /// Nobody gives up a strong reference before the function returns.
  LeakAtExit,
  /// The variable that held the only strong reference was overwritten.
  LeakByOverwrite,
  /// A new reference was never stored anywhere.
  LeakOfTemporary,
  /// tp_init or a setter overwrote a field without releasing what it held.
  LeakOfField,
  /// A strong reference was returned to a caller that treats it as borrowed.
  LeakByReturn,
  /// Py_DECREF of a reference that is only borrowed.
  ReleaseOfBorrowed,
  /// Py_DECREF after the last reference was released.
  ReleaseOfReleased,
  /// Py_DECREF of a reference that has been stolen or stored.
  ReleaseOfGivenAway,
  /// A borrowed reference was given to a call that steals.
  StealOfBorrowed,
  /// A reference that had been given away was given to another call that
  /// steals.
  StealOfGivenAway,
  /// The object was used after its last known reference was released.
  UseOfReleased,
  /// The owner of a borrowed reference was released before the use.
  UseOfOrphan,
  /// The object's memory was freed before the use.
  UseOfFreed,
  /// A field was released while it still pointed to the object.
  ReleaseOfField,
  /// The memory of a live object was freed regardless of its count.
  FreeOfLive,
  /// A borrowed reference was stored where it outlives the call.
  StoreOfBorrowed,
  /// A borrowed reference was returned as a new one.
  ReturnOfBorrowed,
  /// NULL was given where an object is dereferenced.
  NullArgument,
  /// A result that may be NULL was dereferenced without a test.
  UncheckedResult,
  /// The count of something other than an object, such as a `char *`, changed.
  CountOfNoObject,
  /// A borrowed reference was used after its owner may have dropped it.
  UseOfInvalidated,
  /// An object that only a container or a weak reference lends was passed to a
  /// call during which it may die.
  UseDuringCall,
  /// A variable that a call was to fill was dereferenced, and nothing tested
  /// whether the call failed.
  UncheckedOutput,
  /// A setter dereferenced its value without a test: the value is NULL when the
  /// attribute is deleted.
  NullOnDeletion,
  /// A borrowed reference was passed to a call that uses it after running code
  /// that can make its owner drop it.
  UseAcrossCode,
  /// The memory that held the only strong reference was freed.
  LeakByFree,
  /// An item was put where this path has put another, which nobody releases.
  LeakOfItem,
};

/// The state after an operation, and what was wrong with it, if anything.
struct Step {
  clang::ento::ProgramStateRef State;
  Misuse What = Misuse::None;
  /// The state of the object before the operation.
  RefState Before = RefState();
};

/// Who other than the analysed function can reach an object.
enum class Reach : uint8_t { Nobody, Perhaps, Others };

/// The functions without a contract whose result some caller treats as its own:
/// releases it, gives it away or returns it as new.
using BelievedNew = llvm::DenseSet<WrittenCallee>;

/// What was called to bring \p RS, by an assumed contract; First is null if
/// there is none.
WrittenCallee assumedCallee(const RefState &RS);

/// Which items a container drops: all; some, which are rarely those at hand; or
/// only those that are known to be at hand.
enum class Dropped : uint8_t { All, Some, AtHand };

/// Ownership operations, seen from one analysed function.
class Transfer {
public:
  /// \param Own the contract of the analysed function itself, or null.
  /// \param Python the version, which determines what objects are immortal.
  Transfer(const TranslationUnit &TU, const FieldOwnership &Fields,
           const clang::FunctionDecl *Function, const Contract *Own,
           PyVersion Python, BelievedNew &Believed,
           const SharedParameters &Shared)
      : TU(TU), Fields(Fields), Function(Function), Own(Own), Python(Python),
        Role(TU.role(Function)), RunsAgain(TU.reinitializes(Function)),
        Believed(Believed), Shared(Shared) {}

  /// What is known about \p Key: as recorded, or as its symbol shows.
  RefState lookup(clang::ento::ProgramStateRef State, ObjectKey Key) const;

  /// Py_INCREF.
  Step increment(clang::ento::ProgramStateRef State, ObjectKey Key,
                 const clang::Expr *At) const;
  /// PyObject_Init: the function has exactly one reference to \p Key
  /// afterwards.
  clang::ento::ProgramStateRef initialize(clang::ento::ProgramStateRef State,
                                          ObjectKey Key) const;
  /// Whether \p RS was borrowed from a container.
  static bool isItem(const RefState &RS) {
    return RS.Arrival.Origin == RefOrigin::Borrowed && RS.Keeper.Owner;
  }
  /// Py_DECREF.
  Step decrement(clang::ento::ProgramStateRef State, ObjectKey Key,
                 const clang::Expr *At) const;
  /// A call steals the caller's reference; \p Into, unless null, holds it then.
  /// \param Named how the call names the object, or null.
  /// \param MayLose the call that steals it can fail, or runs code: a later
  /// Py_INCREF comes too late if the function had given its references away
  /// before.
  Step steal(clang::ento::ProgramStateRef State, ObjectKey Key, ObjectKey Into,
             const clang::Expr *At, const clang::Expr *Named,
             bool MayLose = false) const;
  /// A call that would have taken a reference has failed: the caller still has
  /// it. \p Event says why.
  clang::ento::ProgramStateRef refuse(clang::ento::ProgramStateRef State,
                                      ObjectKey Key, const clang::Expr *At,
                                      RefEvent Event) const;
  /// An item was put into \p Container (or null) without releasing the previous
  /// one: what was read from it until now may have been moved out.
  clang::ento::ProgramStateRef takeItems(clang::ento::ProgramStateRef State,
                                         ObjectKey Container) const;
  /// A call adds a reference; \p Into, unless null, holds it then.
  clang::ento::ProgramStateRef keep(clang::ento::ProgramStateRef State,
                                    ObjectKey Key, ObjectKey Into) const;
  /// A callee added \p References references, in an unknown place.
  clang::ento::ProgramStateRef keepSomewhere(clang::ento::ProgramStateRef State,
                                             ObjectKey Key, int References,
                                             const clang::Expr *At) const;
  /// Somebody got the pointer, and will own a reference if one is added later.
  clang::ento::ProgramStateRef lend(clang::ento::ProgramStateRef State,
                                    ObjectKey Key) const;
  /// The pointer goes out of sight, and at most one reference with it: if there
  /// are several, the others are still counted.
  clang::ento::ProgramStateRef loseSight(clang::ento::ProgramStateRef State,
                                         ObjectKey Key,
                                         const clang::Expr *At) const;
  /// An unknown function gets the object, and may consume or return it: see
  /// RefAccount::PassedThrough.
  clang::ento::ProgramStateRef passThrough(clang::ento::ProgramStateRef State,
                                           ObjectKey Key) const;
  /// Stores the pointer in memory that outlives the function.
  /// \param Place where; null if the engine cannot tell.
  /// \param At the assignment, or the call that stores it.
  /// \param Named how the object is named there, or null.
  Step store(clang::ento::ProgramStateRef State, ObjectKey Key,
             const clang::ento::MemRegion *Place, const clang::Stmt *At,
             const clang::Expr *Named) const;
  /// Frees the memory of the object.
  Step free(clang::ento::ProgramStateRef State, ObjectKey Key,
            const clang::Expr *At) const;
  /// Reads, calls or passes the object.
  Step use(clang::ento::ProgramStateRef State, ObjectKey Key,
           const clang::Stmt *At) const;
  /// Runs code that may change what others can reach: objects borrowed from
  /// there may be gone.
  /// \param Unlikely such a call rarely runs any.
  clang::ento::ProgramStateRef
  runForeignCode(clang::ento::ProgramStateRef State, const clang::Expr *At,
                 bool Unlikely) const;
  /// \p Container drops items.
  /// \param IsAtHand whether an item that was borrowed from it is certainly one
  /// of them.
  clang::ento::ProgramStateRef
  dropItems(clang::ento::ProgramStateRef State, ObjectKey Container,
            const clang::Expr *At, Dropped Which,
            llvm::function_ref<bool(const RefState &)> IsAtHand) const;
  /// Who else can reach \p Key, such as a container.
  /// \param Depth how many containers the search has passed through already.
  Reach reach(clang::ento::ProgramStateRef State, ObjectKey Key,
              unsigned Depth = 0) const;
  /// The same, but only a helper's parameter or an unknown call's result can be
  /// Perhaps, if nothing shows that others have it.
  Reach reachOfHolder(clang::ento::ProgramStateRef State, ObjectKey Key) const;
  /// Passes \p Key to code of others, which may keep it.
  clang::ento::ProgramStateRef show(clang::ento::ProgramStateRef State,
                                    ObjectKey Key) const;
  /// Reads \p Key from a field into a local variable. If Python code can
  /// replace what the field holds, nothing else need keep the object alive.
  clang::ento::ProgramStateRef readField(clang::ento::ProgramStateRef State,
                                         ObjectKey Key) const;
  /// Reads \p Place again: the object that it still holds exists.
  clang::ento::ProgramStateRef
  readAgain(clang::ento::ProgramStateRef State,
            const clang::ento::MemRegion *Place) const;
  /// Passes an object, which may be the referent of a weak reference, to a call
  /// that runs code of others.
  Step lendToCall(clang::ento::ProgramStateRef State, ObjectKey Key) const;
  /// The same for a call that uses it again after that code has run: any owner
  /// that may drop it matters.
  Step lendAcrossCode(clang::ento::ProgramStateRef State, ObjectKey Key) const;
  /// Passes a borrowed reference to a call that runs code of others before it
  /// uses the object.
  Step lendForLater(clang::ento::ProgramStateRef State, ObjectKey Key,
                    const clang::Expr *At) const;
  /// Returns the reference from the analysed function.
  /// \param WantsNew the function's contract promises a new reference.
  Step giveBack(clang::ento::ProgramStateRef State, ObjectKey Key,
                bool WantsNew, const clang::Stmt *At) const;
  /// Nothing is known about the object any more.
  clang::ento::ProgramStateRef untrack(clang::ento::ProgramStateRef State,
                                       ObjectKey Key) const;
  /// Frees the plain memory \p Place: references that this path has stored in
  /// it, and that are still there, belong to the function again.
  clang::ento::ProgramStateRef
  takeOutOfMemory(clang::ento::ProgramStateRef State,
                  const clang::ento::MemRegion *Place,
                  const clang::Expr *At) const;
  /// Nothing is known any more about the references that variables within
  /// \p Place hold: it was copied as a whole.
  clang::ento::ProgramStateRef
  untrackContents(clang::ento::ProgramStateRef State,
                  const clang::ento::MemRegion *Place) const;
  /// Another value is stored in \p Place: nothing is owed to it for what it
  /// held.
  clang::ento::ProgramStateRef
  emptyPlace(clang::ento::ProgramStateRef State,
             const clang::ento::MemRegion *Place) const;
  /// \p Place is overwritten while it holds the one reference to \p Key that
  /// this path has put there: the function owns it again, with nothing that
  /// points to it. Otherwise, the state is unchanged.
  clang::ento::ProgramStateRef takeOwnBack(clang::ento::ProgramStateRef State,
                                           ObjectKey Key,
                                           const clang::ento::MemRegion *Place,
                                           const clang::Stmt *At) const;
  /// A memory location that held \p Key is overwritten.
  clang::ento::ProgramStateRef
  takeFromMemory(clang::ento::ProgramStateRef State, ObjectKey Key,
                 bool OldValueIsOwned, const clang::Stmt *At) const;

  /// The arguments of the function are borrowed and its result is new.
  bool isStrict() const {
    return Role == FunctionRole::EntryPoint ||
           Role == FunctionRole::Implementation ||
           Role == FunctionRole::Reinitializer;
  }
  /// The parameter whose initial value \p Key is, or null.
  static const clang::ParmVarDecl *parameter(ObjectKey Key);
  /// The parameter \p Key is not an object that a caller may have just created.
  bool isShared(ObjectKey Key) const;
  /// The parameter \p Key is borrowed: by the function's role or its contract.
  bool isStrict(ObjectKey Key) const;
  FunctionRole role() const { return Role; }
  /// It can run again on the same object: see TranslationUnit::reinitializes().
  bool runsAgain() const { return RunsAgain; }
  const Contract *ownContract() const { return Own; }
  const clang::FunctionDecl *function() const { return Function; }
  const ObjectTypes &types() const { return TU.types(); }

private:
  RefState fromSymbol(clang::ento::ProgramStateRef State,
                      clang::ento::SymbolRef Sym) const;
  Reach reachOfNew(clang::ento::ProgramStateRef State, const RefState &RS,
                   unsigned Depth) const;
  bool isImmortal(const clang::VarDecl *Global) const;
  /// True for a type, which outlives its instances and may be static.
  static bool isType(ObjectKey Key);
  bool isCertainlyBorrowed(const RefState &RS, ObjectKey Key) const;
  /// Stores what came as a `void *`: who owns it then is not known.
  clang::ento::ProgramStateRef keepOpaque(clang::ento::ProgramStateRef State,
                                          ObjectKey Key) const;
  /// Whether \p Place, which may be null, is a variable that outlives the call,
  /// and nothing states who owns what it holds.
  bool outlives(const clang::ento::MemRegion *Place) const;
  /// Whether the caller lends \p Key for the time of the call: a place that
  /// outlives the call needs another reference.
  bool isLentByCaller(const RefState &RS, ObjectKey Key) const;
  bool isCopiedField(clang::ento::ProgramStateRef State, const RefState &RS,
                     ObjectKey Key, const clang::ento::MemRegion *Place) const;
  /// When code of others can replace \p Key in the field that it was read
  /// from, and nothing else is known to keep it alive.
  Replacement replacementOf(clang::ento::ProgramStateRef State, ObjectKey Key,
                            const RefState &RS) const;
  Step lendItemAcrossCode(clang::ento::ProgramStateRef State,
                          ObjectKey Key) const;
  clang::ento::ProgramStateRef
  noteCountedItem(clang::ento::ProgramStateRef State,
                  const RefState &Item) const;
  /// Releases a reference that this path neither owns nor has stored. Updates
  /// \p RS. \returns the step if nothing else is to be done.
  std::optional<Step> releaseUnowned(clang::ento::ProgramStateRef State,
                                     ObjectKey Key, RefState &RS,
                                     const clang::Expr *At) const;
  /// Whether \p Place is in memory, not an object, that a call returned.
  static bool mayBeFreed(const clang::ento::MemRegion *Place);
  /// \p Key is released or given away: notes the array that it is an item of.
  static clang::ento::ProgramStateRef
  noteTakenItem(clang::ento::ProgramStateRef State, ObjectKey Key,
                const RefState &RS);
  bool isInFullArray(clang::ento::ProgramStateRef State,
                     const clang::ento::MemRegion *Home,
                     const clang::Stmt *Stored, const clang::Expr *Free) const;
  void takeBack(clang::ento::ProgramStateRef State, ObjectKey Key, RefState &RS,
                const RefUnpaid &By) const;
  std::optional<Step> releaseItem(clang::ento::ProgramStateRef State,
                                  ObjectKey Key, RefState &RS,
                                  const clang::Expr *At) const;
  /// The function gives up a reference that it owns.
  void giveUp(RefState &RS) const;
  clang::ento::ProgramStateRef
  orphanBorrowers(clang::ento::ProgramStateRef State, ObjectKey Owner,
                  const clang::Stmt *At) const;
  /// What was read from fields of \p Owner, which is released, may be gone.
  clang::ento::ProgramStateRef orphanFields(clang::ento::ProgramStateRef State,
                                            ObjectKey Owner,
                                            const clang::Stmt *At) const;

  const TranslationUnit &TU;
  const FieldOwnership &Fields;
  const clang::FunctionDecl *Function;
  const Contract *Own;
  PyVersion Python;
  FunctionRole Role;
  bool RunsAgain;
  BelievedNew &Believed;
  const SharedParameters &Shared;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_TRANSFER_H
