//===- BodyFacts.h - What a body does on some path --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts about a function that no single path shows. They are read from its body
// before the paths are explored.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_BODYFACTS_H
#define PYREFCHECK_SUMMARIES_BODYFACTS_H

#include "annotations/Attributes.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

namespace pyrefcheck {

struct BodyFacts {
  /// The body changes how many items some object has.
  bool MovesItems = false;
  /// Members that point to arrays, and of which it reads the last item while it
  /// decrements their number, another member: `stack->items[--stack->size]`.
  llvm::SmallPtrSet<const clang::FieldDecl *, 1> Popped;
  /// It calls a member function (C++) that may take elements out of its object:
  /// `stack.pop_back()`, `map.erase(place)`.
  bool RemovesElements = false;
  /// It reads how many items some object has.
  bool AsksSize = false;
  /// It calls a function that needs an item of a container, by its index.
  bool IndexesItems = false;
  /// It calls a function that converts what was made of a number back.
  bool ReadsNumbers = false;
  /// It tests whether an exception is set.
  bool AsksException = false;
  /// Where it first tests a field of its first parameter and, if that is set,
  /// passes the parameter to a call: `if (self->ready) clear(self);`.
  /// Invalid if it does so nowhere.
  clang::SourceLocation ClearsIfSet;
  /// The variables whose containers it fills with borrowed references that it
  /// pays for later: `Py_INCREF(PyTuple_GET_ITEM(args, i))`.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> PaidLater;
  /// Its integer parameters that are a condition by themselves, such as `steal`
  /// in `if (steal)`, and never change.
  llvm::SmallPtrSet<const clang::ParmVarDecl *, 2> Flags;
  /// Variables whose object it queries more than once for something that never
  /// changes: `PyUnicode_Check(x)`.
  llvm::SmallPtrSet<const clang::VarDecl *, 2> AskedAgain;
  /// Variables to which it assigns a value that it reads from memory: a field,
  /// an element, the target of a pointer.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> FromMemory;
  /// The calls of each function that it calls by name. The key is the canonical
  /// declaration.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::CallExpr *, 1>>
      Calls;
  /// Variables whose address it takes.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> AddressTaken;
  /// Members that point to functions, and that it compares: which function it
  /// calls by them decides what it does with the result.
  llvm::SmallPtrSet<const clang::FieldDecl *, 2> ComparedCallbacks;
  /// The structs of which it tests a number or flag: beside a callback, that
  /// may say what the callback's result is.
  llvm::SmallPtrSet<const clang::RecordDecl *, 2> TestedStructs;
  /// The texts that it passes to functions by name, except to those that call a
  /// method: names of attributes that it looks for are among them.
  llvm::StringSet<> GivenTexts;
  /// The global and static variables that the body names.
  llvm::SmallSetVector<const clang::VarDecl *, 4> Globals;
  /// The fields that the body names.
  llvm::SmallSetVector<const clang::FieldDecl *, 8> Fields;
};

BodyFacts readBody(const clang::FunctionDecl *FD, SourceContracts &Functions);

/// The parameter that \p FD only returns, perhaps under another type
/// (`static Box *box(PyObject *o) { return (Box *)o; }`); null for any other
/// function.
const clang::ParmVarDecl *castParameter(const clang::FunctionDecl *FD);

/// The variable that \p E names, or null.
const clang::VarDecl *namedVariable(const clang::Expr *E);

/// The variable whose object \p CE queries for something that never changes,
/// such as its type; or null.
const clang::VarDecl *askedVariable(const clang::CallExpr *CE,
                                    SourceContracts &Functions);

/// The container that \p E reads an item from, as PyTuple_GET_ITEM does, or
/// null.
const clang::Expr *containerOfItem(const clang::Expr *E,
                                   SourceContracts &Functions);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_BODYFACTS_H
