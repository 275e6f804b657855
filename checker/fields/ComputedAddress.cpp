//===- ComputedAddress.cpp - Addresses by a number of bytes ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComputedAddress.h"
#include "source/Places.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

static bool addsToBytes(const Expr *E) {
  const auto *BO = dyn_cast<BinaryOperator>(E);
  return BO && BO->isAdditiveOp() && BO->getType()->isPointerType() &&
         BO->getType()->getPointeeType()->isCharType();
}

bool isComputedAddress(const Expr *Address, const Scope &Here) {
  Address = Address->IgnoreParenCasts();
  if (const VarDecl *VD = variableBehind(Address); VD && VD->hasLocalStorage())
    return llvm::any_of(Here.sources(VD), [](const Expr *Source) {
      return addsToBytes(Source->IgnoreParenCasts());
    });
  return addsToBytes(Address);
}

} // namespace pyrefcheck
