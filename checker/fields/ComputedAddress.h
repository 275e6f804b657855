//===- ComputedAddress.h - Addresses by a number of bytes -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Members that code reaches by their offset.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_COMPUTEDADDRESS_H
#define PYREFCHECK_FIELDS_COMPUTEDADDRESS_H

#include "source/Places.h"
#include "clang/AST/Expr.h"

namespace pyrefcheck {

/// Whether \p Address, in the function of \p Here, adds a number to a `char *`,
/// also by way of a variable.
bool isComputedAddress(const clang::Expr *Address, const Scope &Here);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_COMPUTEDADDRESS_H
