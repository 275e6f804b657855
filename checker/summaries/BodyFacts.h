//===- BodyFacts.h - What a body does on some path --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts about a function that no single path shows: read from its body before
// the paths are explored.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_BODYFACTS_H
#define PYREFCHECK_SUMMARIES_BODYFACTS_H

#include "annotations/Attributes.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

struct BodyFacts {
  /// It changes how many items some object has.
  bool MovesItems = false;
  /// It asks how many items some object has.
  bool AsksSize = false;
  /// It asks whether an exception is set.
  bool AsksException = false;
  /// It tests a field of its first parameter and, where that is set, calls
  /// something for the parameter: `if (self->ready) clear(self);`.
  /// Where it does so first; invalid: nowhere.
  clang::SourceLocation ClearsIfSet;
  /// The variables whose containers it fills with borrowed references that it
  /// pays for later: `Py_INCREF(PyTuple_GET_ITEM(args, i))`.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> PaidLater;
  /// Its integer parameters that are a condition by themselves, as `steal` is
  /// in `if (steal)`, and never change.
  llvm::SmallPtrSet<const clang::ParmVarDecl *, 2> Flags;
  /// Variables of whose object something that never changes is asked more than
  /// once: `PyUnicode_Check(x)`.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> AskedAgain;
  /// Variables that it gives a value which it reads from memory: a field, an
  /// element, what a pointer points to.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> FromMemory;
  /// The calls of each function that is called by name, by its canonical
  /// declaration.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::CallExpr *, 1>>
      Calls;
  /// The fields that the body names.
  llvm::SmallSetVector<const clang::FieldDecl *, 8> Fields;
};

BodyFacts readBody(const clang::FunctionDecl *FD, SourceContracts &Functions);

/// The parameter that \p FD returns under another type, doing nothing else
/// (`static Box *box(PyObject *o) { return (Box *)o; }`); null if it is no such
/// function.
const clang::ParmVarDecl *castParameter(const clang::FunctionDecl *FD);

/// The variable that \p E names, or null.
const clang::VarDecl *namedVariable(const clang::Expr *E);

/// The variable of whose object \p CE asks something that never changes, such
/// as its type; or null.
const clang::VarDecl *askedVariable(const clang::CallExpr *CE,
                                    SourceContracts &Functions);

/// The container that \p E reads an item from, as PyTuple_GET_ITEM does, or
/// null.
const clang::Expr *containerOfItem(const clang::Expr *E,
                                   SourceContracts &Functions);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_BODYFACTS_H
