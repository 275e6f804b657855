//===- SlotEvidence.h - What the file does to its slots ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A slot is a place that outlives a call and can hold a reference: a field of a
// struct, or a static variable. One walk over the bodies collects what all
// functions together do to each: which kinds of references they store, and
// whether anybody ever releases what is held. What follows from it is for
// FieldOwnership to say.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CORE_SLOTEVIDENCE_H
#define PYREFCHECK_CORE_SLOTEVIDENCE_H

#include "Attributes.h"
#include "Places.h"
#include "TranslationUnit.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// What a stored value is, joined over all its sources. NULL and static objects
/// are none of these.
struct ValueKinds {
  /// A new reference, or one that got its Py_INCREF.
  bool Strong = false;
  /// Somebody else's reference.
  bool Borrowed = false;
  /// A new reference that the function also returns: one of the two places has
  /// none.
  bool Shared = false;
  /// Nobody can tell.
  bool Opaque = false;
  /// New references to objects whose destruction may run any code: not exactly
  /// text, bytes or a number.
  bool Arbitrary = false;
  /// What other slots hold.
  llvm::SmallVector<const clang::ValueDecl *, 1> Copied;

  void add(const ValueKinds &O);
};

/// What the file does to one slot.
struct SlotEvidence {
  ValueKinds Stored;
  /// What it holds is released or given away somewhere.
  bool Released = false;
  /// It is whenever its object is taken apart, whatever flags say.
  bool ReleasedAtEnd = false;
  /// It is overwritten when some object is taken apart.
  bool OverwrittenAtEnd = false;
  /// tp_traverse shows it to the collector.
  bool Visited = false;
  /// Its address goes where nobody can see what is stored or released.
  bool Escapes = false;
};

/// The evidence of one translation unit.
struct EvidenceOfFile {
  /// By canonical declaration: FieldDecl or VarDecl.
  llvm::DenseMap<const clang::ValueDecl *, SlotEvidence> Slots;
  /// The slots that a function reads or writes, by its canonical declaration.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::ValueDecl *, 4>>
      UsedBy;
  /// Structs whose objects are taken apart by functions of the main file.
  llvm::SmallPtrSet<const clang::RecordDecl *, 8> TakenApart;
};

EvidenceOfFile collectEvidence(const TranslationUnit &TU,
                               SourceContracts &Functions);

/// True if \p D is a field or static variable, of the user's code, that can
/// hold references to objects: one, or several in an array.
bool isSlot(const clang::ValueDecl *D, const TranslationUnit &TU);

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_SLOTEVIDENCE_H
