//===- FailureTests.h - What callers do when a call fails -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Determines, from the text alone, whether a caller still uses what a call may
// have written after the call reported failure: `if (f(&x) < 0) return NULL;`.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_FAILURETESTS_H
#define PYREFCHECK_SOURCE_FAILURETESTS_H

#include "TranslationUnit.h"

namespace pyrefcheck {

/// How a function reports failure.
enum class FailureValue : uint8_t { Zero, Negative };

/// True if the file calls \p FD, and each caller has a branch for failure that
/// returns without mentioning the local variable whose address is the argument
/// number \p Index.
bool isForgottenOnFailure(const clang::FunctionDecl *FD, unsigned Index,
                          FailureValue Failure, const TranslationUnit &TU);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_FAILURETESTS_H
