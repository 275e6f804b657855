//===- CountedParameters.h - Parameters that are only counted ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_COUNTEDPARAMETERS_H
#define PYREFCHECK_FIELDS_COUNTEDPARAMETERS_H

namespace clang {
class CallExpr;
class ParmVarDecl;
} // namespace clang

namespace pyrefcheck {

struct Contract;
class SourceContracts;

/// True if a call of \p Ct, which may be null, adds a reference to its argument
/// number \p Index.
bool increments(const Contract *Ct, unsigned Index);

/// True if the object of \p P goes nowhere: it is only counted, tested against
/// NULL and returned, also by the helpers that get it. So a reference that is
/// added belongs to the caller.
/// \pre the function of \p P has a body.
bool isOnlyCounted(const clang::ParmVarDecl *P, SourceContracts &Functions);

/// True if \p CE adds a reference to its argument number \p I: by contract, or
/// because the function that it calls does nothing else with it.
bool increments(const clang::CallExpr *CE, unsigned I,
                SourceContracts &Functions);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_COUNTEDPARAMETERS_H
