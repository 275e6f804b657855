//===- NumberRange.h - The numbers that an expression can be ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the type of an expression says about its value: a byte is at most 255.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_NUMBERRANGE_H
#define PYREFCHECK_SOURCE_NUMBERRANGE_H

#include <cstdint>

namespace clang {
class ASTContext;
class Expr;
} // namespace clang

namespace pyrefcheck {

/// Whether \p E, an integer before its conversions, is from \p Low to \p High
/// whatever the program does: by its type, as a bit-field, or as one of the
/// constants of its enumeration.
bool isAlwaysWithin(const clang::Expr *E, int64_t Low, int64_t High,
                    const clang::ASTContext &AST);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_NUMBERRANGE_H
