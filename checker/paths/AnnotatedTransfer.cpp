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

/// Whether a path that returned \p Returns succeeded, as the function's
/// contract tells the outcomes apart; Always if that is not known.
static Outcome outcomeOf(ReturnClass Returns, const Contract &Own) {
  switch (Returns) {
  case ReturnClass::Any:
    return Outcome::Always;
  case ReturnClass::Null:
    return Outcome::Failure;
  case ReturnClass::NonNull:
    return Outcome::Success;
  case ReturnClass::Zero:
    if (Own.Result.Fails == FailsWith::Zero)
      return Outcome::Failure;
    break;
  case ReturnClass::Negative:
    if (Own.Result.Fails == FailsWith::MinusOne ||
        Own.Result.Fails == FailsWith::Negative)
      return Outcome::Failure;
    break;
  case ReturnClass::Positive:
    break;
  }
  // What may be a value tells nothing.
  return Own.Result.Fails == FailsWith::Nothing ||
                 Own.Result.Fails == FailsWith::AmbiguousMinusOne
             ? Outcome::Always
             : Outcome::Success;
}

void ReferenceChecker::holdToOutcome(
    const SummaryOutcome &Path, const ReturnStmt *RS,
    llvm::function_ref<const ExplodedNode *()> End, CheckerContext &C) const {
  const Contract *Own = Current->ownContract();
  if (!Own || !Own->Annotated)
    return;
  const Outcome When = outcomeOf(Path.Returns, *Own);
  const FunctionDecl *FD = Current->function();
  for (const ArgContract &A : Own->Args) {
    if (A.Effect != ArgEffect::Steals || A.When == Outcome::Always ||
        When == Outcome::Always || A.Index >= Path.Parameters.size())
      continue;
    const ParameterOutcome &P = Path.Parameters[A.Index];
    const bool Returned = Path.Owner == A.Index &&
                          (Path.Result == SummaryRef::Argument ||
                           Path.Result == SummaryRef::NewReferenceToArgument);
    if (P.IsNull || P.Unknown || Returned)
      continue;
    const VarRegion *Home =
        C.getState()->getRegion(FD->getParamDecl(A.Index), C.getStackFrame());
    ObjectKey Key = objectOf(C.getSValBuilder().getRegionValueSymbolVal(Home));
    if (!Key)
      continue;
    RefState Ref = Current->lookup(C.getState(), Key);
    Ref.Variable = Home;
    Misuse What;
    const Stmt *At = RS;
    if (When == A.When && P.Delta == 0) {
      What = Misuse::LeakAtExit;
      Ref.Origin = RefOrigin::New; // The caller has given it away.
    } else if (When != A.When && P.Delta < 0) {
      What = Misuse::ReleaseOfBorrowed;
      if (Ref.Last)
        At = Ref.Last;
    } else {
      continue;
    }
    Found.add({What, Key, Ref, At, nullptr, FD}, End());
  }
}

} // namespace pyrefcheck
