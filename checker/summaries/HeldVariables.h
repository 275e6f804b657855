//===- HeldVariables.h - Variables that are only held -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a body adds a reference for: to keep an object for the time of some
// calls, or to leave it somewhere.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_HELDVARIABLES_H
#define PYREFCHECK_SUMMARIES_HELDVARIABLES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace pyrefcheck {

class LentParameters;

/// True if \p FD does nothing with the object of its variable \p VD but count
/// its references, look into it and give it to calls that are known to borrow
/// it, one of which comes after \p Count.
bool isHeldForCalls(const clang::FunctionDecl *FD, const clang::VarDecl *VD,
                    const clang::Expr *Count, const LentParameters &Lent);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_HELDVARIABLES_H
