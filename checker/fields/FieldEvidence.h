//===- FieldEvidence.h - What the file does to its fields -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A field is a place that outlives a call and can hold a reference: a field of
// a struct, or a static variable. One walk over the bodies collects what all
// functions together do to each field: which kinds of references they store,
// and whether any code ever releases them. FieldOwnership draws the
// conclusions.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_FIELDEVIDENCE_H
#define PYREFCHECK_FIELDS_FIELDEVIDENCE_H

#include "FieldValues.h"
#include "Replacements.h"
#include "annotations/Attributes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// What the file does to one field.
struct FieldEvidence {
  ValueKinds Stored;
  /// Its object is released or given away somewhere.
  bool Released = false;
  /// It is released whenever its struct is taken apart, regardless of flags.
  bool ReleasedAtEnd = false;
  /// It is overwritten when an object is taken apart.
  bool OverwrittenAtEnd = false;
  /// tp_traverse shows it to the collector.
  bool Visited = false;
  /// Its address goes to code that may store or release anything.
  bool Escapes = false;
  /// Python code can read it, as a PyMemberDef says: at any time, a thread that
  /// waited for the interpreter can.
  bool IsReadByPython = false;
};

/// The evidence of one translation unit.
struct EvidenceOfFile {
  /// By canonical declaration: FieldDecl or VarDecl.
  llvm::DenseMap<const clang::ValueDecl *, FieldEvidence> Fields;
  /// The fields that a function reads or writes, by its canonical declaration.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::ValueDecl *, 4>>
      UsedBy;
  /// When Python code can replace what a field holds.
  llvm::DenseMap<const clang::ValueDecl *, Replacement> Replaced;
  /// Structs whose objects are taken apart by functions of the main file.
  llvm::SmallPtrSet<const clang::RecordDecl *, 8> TakenApart;
  /// Some function stores objects at computed addresses, `*(PyObject **)((char
  /// *)self + offset) = value`: any field may get references there.
  bool StoresAnywhere = false;
};

EvidenceOfFile collectEvidence(const TranslationUnit &TU,
                               SourceContracts &Functions);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_FIELDEVIDENCE_H
