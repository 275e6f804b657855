//===- Accessors.h - Functions that read a place ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of the file that do nothing but return what some place holds, such
// as `return self->list->head;`. Calls of them are read as if that were written
// out: the same place holds the same object each time.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ACCESSORS_H
#define PYREFCHECK_PATHS_ACCESSORS_H

#include "CallInProgress.h"
#include <optional>

namespace pyrefcheck {

/// What a call of an accessor reads; nothing for other calls, and where a
/// pointer on the way is NULL or not known.
std::optional<clang::ento::SVal> readByAccessor(const CallInProgress &Call);

/// Whether \p Call has its value from readByAccessor().
bool wasReadByAccessor(const CallInProgress &Call);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ACCESSORS_H
