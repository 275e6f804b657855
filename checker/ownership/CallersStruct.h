//===- CallersStruct.h - Structs that a function is lent --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A struct that is not a Python object, and that a function gets by pointer,
// may be a local variable of the caller: no Python code can see what it holds.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_CALLERSSTRUCT_H
#define PYREFCHECK_OWNERSHIP_CALLERSSTRUCT_H

#include "source/ObjectTypes.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"

namespace pyrefcheck {

/// True if \p Place is a member of such a struct, or of a C++ object whose
/// member function is analysed.
bool isInCallersStruct(const clang::ento::MemRegion *Place,
                       const ObjectTypes &Types);

/// The object that a place in memory belongs to.
struct SurroundingObject {
  /// Null if there is none.
  const clang::ento::MemRegion *Object = nullptr;
  /// The number of pointers between the object and the place: 0 in
  /// `tuple->ob_item[i]`, 1 in `list->ob_item[i]`.
  unsigned Pointers = 0;
};

/// The object around \p Place, across \p Most pointers at most.
SurroundingObject objectAround(const clang::ento::MemRegion *Place,
                               const ObjectTypes &Types, unsigned Most);

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_CALLERSSTRUCT_H
