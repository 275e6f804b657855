//===- CalleeNames.h - The names of what a call calls -----------*- C++ -*-===//
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
// The compiler does not know the called function; contracts know it by the name
// of the macro, or as `_PyGObject_API->newgobj`. Of pointers that can lead to
// any function of a kind, as slots do, they know the kind by its type's name.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_CALLEENAMES_H
#define PYREFCHECK_SOURCE_CALLEENAMES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
class Expr;
} // namespace clang

namespace pyrefcheck {

/// Calls \p Found with each name of \p Callee, a pointer to a function, until
/// it returns true: the macros that it is written with, the innermost first;
/// `table->member`; the global variable itself. Pointers that no global
/// variable leads to have no name.
/// \returns whether \p Found did.
bool findCalleeName(const clang::Expr *Callee, const clang::ASTContext &Context,
                    llvm::function_ref<bool(llvm::StringRef)> Found);

/// The names of the type of \p Callee, a pointer to a function: `richcmpfunc`
/// of `compare(a, b, Py_LT)`. See findCalleeName().
bool findCalleeTypeName(const clang::Expr *Callee,
                        llvm::function_ref<bool(llvm::StringRef)> Found);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_CALLEENAMES_H
