//===- AnnotatedTransfer.cpp - Functions with annotations -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An annotated function is one of the user's own. A call of it does to
// references what the annotations say, and may write besides to any memory that
// it can reach, as a function can of which nothing is known. Its body is held
// to what they say.
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

ProgramStateRef ReferenceChecker::takeOverParameters(ProgramStateRef State,
                                                     CheckerContext &C) const {
  const Contract *Own = Current->ownContract();
  if (!Own || !Own->Annotated)
    return State;
  const FunctionDecl *FD = Current->function();
  for (const ArgContract &A : Own->Args) {
    if (A.Effect != ArgEffect::Steals || A.When != Outcome::Always ||
        A.Index >= FD->getNumParams())
      continue;
    const VarRegion *Home =
        State->getRegion(FD->getParamDecl(A.Index), C.getStackFrame());
    ObjectKey Key = objectOf(C.getSValBuilder().getRegionValueSymbolVal(Home));
    if (!Key)
      continue;
    RefState RS = RefState::make(RefOrigin::New);
    RS.Count = 1;
    RS.Variable = Home;
    RS.Named = true;
    State = record(State, Key, RS);
  }
  return State;
}

} // namespace pyrefcheck
