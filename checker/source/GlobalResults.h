//===- GlobalResults.h - Helpers that return global objects -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_GLOBALRESULTS_H
#define PYREFCHECK_SOURCE_GLOBALRESULTS_H

#include "TranslationUnit.h"

namespace pyrefcheck {

/// True if callers of \p FD may know that it returns \p Global, such as
/// `_Py_NoneStruct`, without a reference: it is a static helper that nothing
/// calls by name, or one of its callers compares something with that object.
bool mayReturnBorrowedGlobal(const TranslationUnit &TU,
                             const clang::FunctionDecl *FD,
                             llvm::StringRef Global);

/// True if all callers of \p FD, a static helper, can see whether it has
/// returned its argument number \p Index: they compare the result with it.
bool mayReturnArgument(const TranslationUnit &TU, const clang::FunctionDecl *FD,
                       unsigned Index);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_GLOBALRESULTS_H
