//===- CalleeNames.h - The names of a called function -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Libraries such as numpy export their C API as a table of function pointers in
// a global variable, and hide it behind macros:
//
//   #define PyArray_EnsureArray (*(PyObject *(*)(PyObject *))PyArray_API[70])
//   #define pygobject_new       (_PyGObject_API->newgobj)
//
// The compiler does not know the called function; contracts name it by the
// macro, or as `_PyGObject_API->newgobj`. For a pointer that can lead to any
// function of a kind, as a slot can, they name the type of the pointer.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_CALLEENAMES_H
#define PYREFCHECK_SOURCE_CALLEENAMES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <utility>

namespace clang {
class ASTContext;
class CallExpr;
class Expr;
class ValueDecl;
} // namespace clang

namespace pyrefcheck {

/// Calls \p Found with each name of \p Callee, a pointer to a function, until
/// it returns true: the macros that it is written with, the innermost first;
/// `table->member`; the global variable itself. A pointer that is not reached
/// from a global variable has no name.
/// \returns whether \p Found returned true.
bool findCalleeName(const clang::Expr *Callee, const clang::ASTContext &Context,
                    llvm::function_ref<bool(llvm::StringRef)> Found);

/// The same with each typedef name of the type of \p Callee: `richcmpfunc` for
/// `compare(a, b, Py_LT)`.
bool findCalleeTypeName(const clang::Expr *Callee,
                        llvm::function_ref<bool(llvm::StringRef)> Found);

/// What a call calls as far as its text shows, the same for each such call: a
/// function, a member that points to one, or an element of a global table of
/// functions, with its index plus 1. First is null for any other.
using WrittenCallee = std::pair<const clang::ValueDecl *, unsigned>;
WrittenCallee writtenCallee(const clang::CallExpr *Call);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_CALLEENAMES_H
