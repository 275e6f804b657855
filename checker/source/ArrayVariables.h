//===- ArrayVariables.h - Variables that hold arrays ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_ARRAYVARIABLES_H
#define PYREFCHECK_SOURCE_ARRAYVARIABLES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace pyrefcheck {

/// The local variable `v` if \p E is an item of it, `v[i]`; or null.
const clang::VarDecl *arrayOfItem(const clang::Expr *E);

/// True if \p FD does nothing with the local variable \p Array, a pointer, but
/// to set, test and index it, to lend its items (`PyObject *const *`), and to
/// pass it to \p Free.
bool isOnlyIndexed(const clang::VarDecl *Array, const clang::FunctionDecl *FD,
                   const clang::FunctionDecl *Free);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_ARRAYVARIABLES_H
