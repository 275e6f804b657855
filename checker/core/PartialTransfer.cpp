//===- PartialTransfer.cpp - Calls that are known in part -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An annotated function is one of the user's own: it does to references what its
// annotations say, and may write besides to any memory that it can reach, as a
// function can of which nothing is known.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

ProgramStateRef ReferenceChecker::forgetUnsaid(const CallEvent &Call,
                                               const Contract &Ct,
                                               ProgramStateRef State,
                                               CheckerContext &C) const {
  llvm::SmallVector<const MemRegion *, 4> Reached;
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    const Expr *Arg = Call.getArgExpr(I);
    const MemRegion *R = Call.getArgSVal(I).getAsRegion();
    if (!Arg || !R || Ct.hasEffectOn(I))
      continue;
    QualType T = Arg->getType();
    if (!T->isPointerType() || !T->getPointeeType().isConstQualified())
      Reached.push_back(R);
  }
  if (const auto *Member = dyn_cast<CXXInstanceCall>(&Call))
    if (const MemRegion *This = Member->getCXXThisVal().getAsRegion())
      Reached.push_back(This);
  return State->invalidateRegions(Reached, Call.getOriginExpr(), C.blockCount(),
                                  C.getLocationContext(),
                                  /*CausesPointerEscape=*/true,
                                  /*IS=*/nullptr, &Call);
}

} // namespace pyrefcheck
