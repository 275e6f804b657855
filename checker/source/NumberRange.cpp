//===- NumberRange.cpp - The numbers that an expression can be --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberRange.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/APSInt.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace clang;

namespace pyrefcheck {

static bool isBetween(const llvm::APSInt &Number, int64_t Low, int64_t High) {
  return Number >= Low && Number <= High;
}

/// Whether all integers of \p Bits bits are in the range.
static bool fits(unsigned Bits, bool IsSigned, int64_t Low, int64_t High) {
  return Bits &&
         isBetween(llvm::APSInt::getMinValue(Bits, !IsSigned), Low, High) &&
         isBetween(llvm::APSInt::getMaxValue(Bits, !IsSigned), Low, High);
}

bool isAlwaysWithin(const Expr *E, int64_t Low, int64_t High,
                    const ASTContext &AST) {
  E = E->IgnoreParenImpCasts();
  // A cast to a smaller type cuts the number off; one to a larger keeps it.
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    const Expr *Inner = Cast->getSubExpr()->IgnoreParenImpCasts();
    if (!Inner->getType()->isIntegralOrEnumerationType() ||
        !Cast->getType()->isIntegralOrEnumerationType() ||
        AST.getTypeSize(Cast->getType()) <= AST.getTypeSize(Inner->getType()))
      break;
    E = Inner;
  }
  // A conversion may turn a negative number into a large one.
  Low = std::max<int64_t>(Low, 0);
  const QualType T = E->getType();
  if (E->isValueDependent() || T.isNull() || !T->isIntegralOrEnumerationType())
    return false;
  if (const FieldDecl *F = E->getSourceBitField())
    return fits(F->getBitWidthValue(AST), T->isSignedIntegerOrEnumerationType(),
                Low, High);
  if (const auto *ET = T->getAs<EnumType>()) {
    const EnumDecl *Of = ET->getDecl();
    return Of->isComplete() && !Of->enumerators().empty() &&
           llvm::all_of(Of->enumerators(), [&](const EnumConstantDecl *C) {
             return isBetween(C->getInitVal(), Low, High);
           });
  }
  return fits(T->isBooleanType() ? 1 : AST.getIntWidth(T),
              T->isSignedIntegerType(), Low, High);
}

} // namespace pyrefcheck
