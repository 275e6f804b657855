//===- FilledMemory.cpp - Memory that a call sets to one byte ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FilledMemory.h"
#include "CallInProgress.h"
#include "clang/AST/ASTContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The size in bytes of what \p Pointer points to, before its conversion to
/// `void *`; 0 if that is not known. Memory without a type has just been
/// allocated: whoever sets it, sets all of it.
static uint64_t sizeBehind(const Expr *Pointer, const ASTContext &AST) {
  QualType T = Pointer->IgnoreParenCasts()->getType();
  if (!T->isArrayType())
    T = T->getPointeeType();
  if (!T.isNull() && T->isVoidType())
    return 1;
  return T.isNull() || T->isIncompleteType() || !T->isConstantSizeType()
             ? 0
             : AST.getTypeSizeInChars(T).getQuantity();
}

ProgramStateRef fillMemory(const CallInProgress &Call, ProgramStateRef State) {
  if (Call.size() != 3)
    return State;
  const MemRegion *R = Call.value(0).getAsRegion();
  if (!R)
    return State;
  // The engine names the memory through a cast: `memset((char *)p, ...)`.
  R = R->StripCasts();
  const LocationContext *LC = Call.C.getLocationContext();
  const auto Size = Call.value(2).getAs<nonloc::ConcreteInt>();
  const uint64_t Whole = sizeBehind(Call.argument(0), Call.C.getASTContext());
  if (Call.value(1).isZeroConstant() && Size && Whole &&
      Size->getValue().uge(Whole))
    return State->bindDefaultZero(loc::MemRegionVal(R), LC);
  return State->invalidateRegions(R, Call.at(), Call.C.blockCount(), LC,
                                  /*CausesPointerEscape=*/false);
}

} // namespace pyrefcheck
