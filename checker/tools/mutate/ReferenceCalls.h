//===- ReferenceCalls.h - Calls that change a count -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Contracts say what a call does; Names.def adds what they do not distinguish.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_REFERENCECALLS_H
#define PYREFCHECK_TOOLS_MUTATE_REFERENCECALLS_H

#include "WrittenCode.h"
#include "contracts/Contract.h"

namespace clang {
class CallExpr;
class Expr;
} // namespace clang

namespace pyrefcheck {

/// What a statement does to references.
enum class ReferenceRole : uint8_t {
  None,
  Release,   // Py_DECREF(x)
  Clear,     // Py_CLEAR(x)
  Increment, // Py_INCREF(x)
  NewRef,    // Py_NewRef(x)
  Replace,   // Py_SETREF(x, value)
  Visit,     // Py_VISIT(x)
  Untrack    // PyObject_GC_UnTrack(x)
};

/// A call, or the use of a macro, that changes a count.
struct ReferenceCall {
  ReferenceRole Role = ReferenceRole::None;
  Invocation Written;
};

/// \p S as such a call; Role is None if it is none, or not written as one.
ReferenceCall referenceCall(const WrittenCode &Code, const clang::Stmt *S);

/// The contract of the function that \p Call names, or null.
const Contract *contractOf(const clang::CallExpr *Call);

/// The arguments of \p Call that it steals.
llvm::SmallVector<unsigned, 2> stolenArguments(const clang::CallExpr *Call);

/// Whether \p E can only be a static object: `Py_None`, `&PyList_Type`,
/// `x ? Py_True : Py_False`.
bool isImmortal(const clang::Expr *E);

/// Whether \p Var is a local variable to which \p Body assigns only such
/// objects, and NULL.
bool isImmortal(const clang::VarDecl *Var, const clang::Stmt *Body,
                const clang::ASTContext &Context);

/// Whether \p Range within \p S contains such an object or names such a
/// variable.
bool isImmortal(const WrittenCode &Code, const clang::Stmt *S, TextRange Range,
                const clang::Stmt *Body);

/// Calls \p Found with each value that \p S assigns to \p Var.
void forEachAssigned(const clang::Stmt *S, const clang::VarDecl *Var,
                     llvm::function_ref<void(const clang::Expr *)> Found);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_REFERENCECALLS_H
