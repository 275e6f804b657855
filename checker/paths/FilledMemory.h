//===- FilledMemory.h - Memory that a call sets to one byte -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `memset(self, 0, sizeof(*self))`: all pointers in the struct are NULL.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_FILLEDMEMORY_H
#define PYREFCHECK_PATHS_FILLEDMEMORY_H

#include "CallInProgress.h"

namespace pyrefcheck {

/// \returns \p State after \p Call, which has the effect EffectFillsMemory.
/// Nothing is known of the memory unless all of it is set to zero.
clang::ento::ProgramStateRef fillMemory(const CallInProgress &Call,
                                        clang::ento::ProgramStateRef State);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_FILLEDMEMORY_H
