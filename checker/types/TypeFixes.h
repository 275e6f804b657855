//===- TypeFixes.h - What makes a mistake in a type go away -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fixes that are mechanical: a Py_VISIT, Py_CLEAR or Py_XDECREF that is
// missing, the call that untracks an object or clears its weak references, the
// flag of a type that has the slots already, the right function for its memory.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPEFIXES_H
#define PYREFCHECK_TYPES_TYPEFIXES_H

#include "TypeCheck.h"

namespace pyrefcheck {

/// The fixes for \p R that are known to be right.
std::vector<Fix> fixesFor(TypeCheck &C, const MistakeReport &R);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPEFIXES_H
