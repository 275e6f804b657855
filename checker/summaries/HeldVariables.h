//===- HeldVariables.h - Variables that are only held -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Why a body adds a reference: to keep an object alive during some calls, or to
// leave it somewhere.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_HELDVARIABLES_H
#define PYREFCHECK_SUMMARIES_HELDVARIABLES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace pyrefcheck {

class LentParameters;

/// True if \p FD only counts references to the object of its variable \p VD,
/// looks into it and passes it to calls that are known to borrow it, one of
/// which comes after \p Count.
bool isHeldForCalls(const clang::FunctionDecl *FD, const clang::VarDecl *VD,
                    const clang::Expr *Count, const LentParameters &Lent);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_HELDVARIABLES_H
