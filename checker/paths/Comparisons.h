//===- Comparisons.h - Values that are compared -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Comparisons such as `x == y` show that two names are of one object, or that a
// pointer is a global object such as None. Also handled here: numbers whose
// casts the engine drops.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_COMPARISONS_H
#define PYREFCHECK_PATHS_COMPARISONS_H

#include "PathContext.h"

namespace pyrefcheck {

/// What comparisons of pointers do to the account.
class Comparisons {
public:
  explicit Comparisons(PathContext &Context) : Context(Context) {}

  /// \p BO, a comparison of pointers, has been evaluated.
  void compare(const clang::BinaryOperator *BO, clang::ento::CheckerContext &C);
  /// \p CE has been evaluated: `(int)size` of `(int)size < 0`, where size is
  /// unsigned. The engine drops the cast, and assumes that the comparison never
  /// holds.
  void castToSigned(const clang::CastExpr *CE, clang::ento::CheckerContext &C);

private:
  void compareObjects(const clang::BinaryOperator *BO, ObjectKey Left,
                      ObjectKey Right, clang::ento::CheckerContext &C);
  void compareWithGlobal(const clang::BinaryOperator *BO, ObjectKey Key,
                         ObjectKey Global, clang::ento::CheckerContext &C);

  PathContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_COMPARISONS_H
