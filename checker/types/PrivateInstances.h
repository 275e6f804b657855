//===- PrivateInstances.h - Objects that Python never sees ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A cycle through an object needs something that comes to refer to the object.
// Nothing can if its type's instances stay in C functions and the dictionary of
// a thread or an interpreter, which Python code cannot reach (except through
// the gc module's debugging functions).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_PRIVATEINSTANCES_H
#define PYREFCHECK_TYPES_PRIVATEINSTANCES_H

#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"

namespace pyrefcheck {

/// Whether the file gives neither an instance of \p T nor the type to Python
/// code or to code that cannot be seen. Every use is examined.
bool hasPrivateInstances(const TypeObject &T, const TypeModel &Types,
                         const TranslationUnit &TU, SourceContracts &Contracts,
                         SourceCache &Sources);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_PRIVATEINSTANCES_H
