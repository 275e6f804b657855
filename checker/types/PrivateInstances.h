//===- PrivateInstances.h - Objects that Python never sees ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A cycle through an object needs something that comes to refer to it. The
// instances of some types stay between C functions and the dictionary of a
// thread or an interpreter, which no Python code gets hold of (the gc module's
// functions for debugging aside): then nothing can.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_PRIVATEINSTANCES_H
#define PYREFCHECK_TYPES_PRIVATEINSTANCES_H

#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"

namespace pyrefcheck {

/// Whether the file gives no instance of \p T, nor the type, to Python code or
/// to what cannot be seen: proven by looking at every use.
bool hasPrivateInstances(const TypeObject &T, const TypeModel &Types,
                         const TranslationUnit &TU, SourceContracts &Contracts,
                         SourceCache &Sources);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_PRIVATEINSTANCES_H
