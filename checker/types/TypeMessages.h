//===- TypeMessages.h - The words of findings about types -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns a mistake in a type's or module's definition into a finding with its
// rule, level and message.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPEMESSAGES_H
#define PYREFCHECK_TYPES_TYPEMESSAGES_H

#include "SlotBodies.h"
#include "findings/Finding.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// What is wrong with a type, a slot function or a module definition. The
/// number is part of a finding's fingerprint: new ones go to the end.
enum class TypeMistake : uint8_t {
  /// Py_TPFLAGS_HAVE_GC without tp_traverse.
  GCWithoutTraverse,
  /// tp_traverse or tp_clear without Py_TPFLAGS_HAVE_GC.
  TraverseWithoutGC,
  /// Instances own objects that can lead back to them, without GC support.
  NoGC,
  /// Instances own their heap type, without GC support.
  HeapTypeNoGC,
  TraverseMisses,
  TraverseMissesType,
  /// tp_traverse visits a field that the object does not own.
  TraverseVisitsBorrowed,
  TraverseVisitsWeakList,
  /// tp_traverse changes reference counts or makes objects.
  TraverseChangesCounts,
  NoClear,
  ClearMisses,
  /// tp_clear releases a field that keeps pointing to the object.
  ClearLeavesPointer,
  /// tp_clear releases a field before it sets it to NULL.
  ClearReleasesFirst,
  /// PyObject_GC_Track is called while visited fields hold garbage.
  TrackedTooEarly,
  StateWithoutTraverse,
  StateNotVisited,
  StateWithoutClear,
  StateNotReleased,
  NoDealloc,
  DeallocMisses,
  DeallocMissesType,
  /// A static type's tp_dealloc releases the type.
  DeallocReleasesStaticType,
  NoUntrack,
  LateUntrack,
  NoClearWeakRefs,
  LateClearWeakRefs,
  WrongFree,
  /// PyObject_Del where subclasses need tp_free.
  FreeIgnoresSubclass,
  WrongAllocator,
  FinalizerLosesException,
  LegacyDel,
  /// An object is stored into its own field.
  OwnsItself,
  /// What a call that got the object returns is stored into its field.
  OwnsItselfThrough,
  /// An object is put into its own attribute, or a container that it owns.
  PutIntoItself,
  /// An object's attribute, possibly a bound method, is stored into its field.
  OwnsOwnMethod,
  /// Instances of types of the file own each other, without GC support.
  OwnEachOther,
  /// A container or instance that the object was put into is stored into its
  /// field.
  OwnsItselfByParts,
  /// A global dictionary never releases instances of the file's types.
  StrongCache,
  /// The type inherits tp_traverse, which does not visit its own fields.
  InheritsTraverse,
  /// tp_traverse or tp_clear does not call the base type's.
  BaseSlotNotCalled,
  InheritsDealloc,
  BaseDeallocNotCalled,
  /// tp_dealloc does not test whether the finalizer kept the object alive.
  FinalizerResultIgnored,
  /// A weak reference's borrowed referent is used after it may have died.
  ReferentMayDie,
  /// m_free does not release what m_clear releases.
  StateFreedUncleared,
  /// tp_traverse visits the type, as subclasses do already.
  VisitsTypeTooEarly,
  /// tp_dealloc gives the dying object to others.
  DeallocGivesSelf,
  /// tp_dealloc leaves a reference in a library's object.
  LibraryDataKept,
  /// A function makes a container and puts it into itself.
  ContainerInItself,
  /// An object from PyObject_GC_New never gets a PyObject_GC_Track.
  NeverTracked,
  /// tp_dealloc crashes if a field is NULL, which is possible.
  DeallocNeedsField,
  /// An object is released before fields are set that tp_dealloc reads.
  DeallocReadsUnset,
  /// tp_dealloc releases a field that was released but not set to NULL.
  DeallocReleasesAgain,
  /// tp_clear frees what a field points to, which tp_dealloc frees again.
  ClearFreesTwice,
  /// A static variable keeps pointing to the dead object.
  DeallocLeavesStatic,
  /// An object is returned with fields that nothing sets and tp_dealloc reads.
  ReturnedUnset,
  /// PyObject_GC_Track is called for an object that is tracked.
  TrackedTwice,
  /// A way returns an object that another way tracks.
  ReturnedUntracked,
  /// tp_dealloc does not free the object itself.
  DeallocKeepsMemory,
};

/// Everything that the message of one finding depends on.
struct MistakeReport {
  explicit MistakeReport(TypeMistake What) : What(What) {}
  /// Places the finding at \p E.
  void standsAt(const Effect &E) {
    Loc = E.Loc;
    At = E.InHelper ? nullptr : E.At;
  }

  TypeMistake What;
  /// The finding's level: 0 is the most certain.
  unsigned Level = 0;
  /// The variable of the type, spec, slot array or module.
  const clang::VarDecl *Subject = nullptr;
  /// The slot function that the finding is about, or null.
  const clang::FunctionDecl *Function = nullptr;
  /// The finding's place; if invalid, that of the function or else the subject.
  clang::SourceLocation Loc;
  /// The statement there, which a fix may change; null if it is in a helper.
  const clang::Stmt *At = nullptr;
  /// The fields concerned, as written after `self->`.
  llvm::SmallVector<std::string, 4> Fields;
  /// What else the message needs: a call, another slot, a path of fields.
  std::string Detail, Detail2;
  std::vector<PathNote> Notes;
};

Finding describe(MistakeReport Report);

/// A note at \p Loc.
PathNote noteAt(clang::SourceLocation Loc, std::string Text);
/// Notes: what happens to a field, and the type's flags.
std::string storedHere(llvm::StringRef Field, llvm::StringRef What);
std::string releasedHere(llvm::StringRef Field);
std::string releasedFromLibrary(llvm::StringRef Getter);
std::string flagsHere();
std::string releasedFirst(llvm::StringRef Field);
std::string exposedToPython(llvm::StringRef Field);
std::string filledByPython(llvm::StringRef Field);
/// Notes: what happens to a referent.
std::string lentHere(llvm::StringRef Call);
std::string runsCodeHere(llvm::StringRef Call);
/// Notes: the steps of a cycle.
std::string returnsOwner(llvm::StringRef Call, llvm::StringRef Owned);
std::string putHere(llvm::StringRef Owned, llvm::StringRef Owner);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPEMESSAGES_H
