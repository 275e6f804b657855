//===- TypeFixes.h - Fixes for mistakes in types ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Makes the mechanical fixes. They add a missing Py_VISIT, Py_CLEAR or
// Py_XDECREF, the call that untracks an object or clears its weak references,
// or the flag of a type that has the slots, or call the right free function.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPEFIXES_H
#define PYREFCHECK_TYPES_TYPEFIXES_H

#include "TypeCheck.h"

namespace pyrefcheck {

/// The fixes for \p R that are known to be correct.
std::vector<Fix> fixesFor(TypeCheck &C, const MistakeReport &R);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPEFIXES_H
