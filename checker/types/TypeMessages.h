//===- TypeMessages.h - The words of findings about types -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns a mistake in a type's or module's definition into a finding: its rule,
// its level, its message.
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
  /// The type owns what can lead back to it, without GC support.
  NoGC,
  /// Instances own their heap type, without GC support.
  HeapTypeNoGC,
  TraverseMisses,
  TraverseMissesType,
  /// tp_traverse visits what the object does not own.
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
  /// PyObject_GC_Track while fields that are visited hold garbage.
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
  /// A bound method, closure or container over the object is.
  OwnsItselfThrough,
  /// An object is put into a container or an attribute of its own.
  PutIntoItself,
  /// An attribute of the object, possibly a bound method of it, is.
  OwnsOwnMethod,
  /// Two types of the file own each other, neither under GC.
  OwnEachOther,
  /// A container or another object that owns the object is stored into its
  /// field.
  OwnsItselfByParts,
  /// A global container never releases instances of the file's types.
  StrongCache,
  /// The base type's tp_traverse, which knows nothing of the type's own fields.
  InheritsTraverse,
  /// tp_traverse or tp_clear does not call that of the base type.
  BaseSlotNotCalled,
  InheritsDealloc,
  BaseDeallocNotCalled,
  /// It is not tested whether the finalizer kept the object alive.
  FinalizerResultIgnored,
  /// A weak reference's borrowed referent is used after it may have died.
  ReferentMayDie,
  /// m_free leaves what m_clear releases.
  StateFreedUncleared,
  /// tp_traverse visits the type where subclasses do so already.
  VisitsTypeTooEarly,
  /// tp_dealloc gives the dying object to others.
  DeallocGivesSelf,
  /// tp_dealloc leaves a reference in a library's object.
  LibraryDataKept,
  /// A container that a function makes and puts into itself.
  ContainerInItself,
  /// PyObject_GC_New without PyObject_GC_Track.
  NeverTracked,
  /// tp_dealloc crashes if a field is NULL, and it can be.
  DeallocNeedsField,
  /// An object is released before fields are set that tp_dealloc reads.
  DeallocReadsUnset,
  /// What tp_dealloc releases has been released, and is left in its field.
  DeallocReleasesAgain,
  /// tp_clear frees what a field points to, which tp_dealloc frees again.
  ClearFreesTwice,
  /// A static variable goes on pointing to the dead object.
  DeallocLeavesStatic,
};

/// Everything that the message of one finding depends on.
struct MistakeReport {
  explicit MistakeReport(TypeMistake What) : What(What) {}
  /// The mistake is about \p E, and is reported there.
  void standsAt(const Effect &E) {
    Loc = E.Loc;
    At = E.InHelper ? nullptr : E.At;
  }

  TypeMistake What;
  /// Above the mistake's usual level if the evidence is weaker.
  unsigned Level = 0;
  /// The type, spec or module; its variable's name.
  const clang::VarDecl *Subject = nullptr;
  /// The slot function that the finding is about, or null.
  const clang::FunctionDecl *Function = nullptr;
  /// Where it is reported, if not at the function or else the subject.
  clang::SourceLocation Loc;
  /// The statement there, in the function itself: a fix may change it.
  const clang::Stmt *At = nullptr;
  /// The fields concerned, as written after `self->`.
  llvm::SmallVector<std::string, 4> Fields;
  /// A call, another slot, a path of fields: what the mistake's message needs.
  std::string Detail, Detail2;
  std::vector<PathNote> Notes;
};

Finding describe(MistakeReport Report);

/// A note at \p Loc.
PathNote noteAt(clang::SourceLocation Loc, std::string Text);
/// Notes: where a field is stored, and what it can hold then.
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
