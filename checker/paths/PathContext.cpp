//===- PathContext.cpp - What following paths needs -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathContext.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

PathContext::PathContext(const AnalysisContext &Run, const FunctionDecl *FD)
    : Run(Run), Current(Run.TU, Run.Fields, FD, Run.Functions.find(FD),
                        Run.Python, Run.Believed),
      Body(readBody(FD, Run.Functions)) {}

const Contract *PathContext::contractOf(const CallEvent &Call) const {
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return Run.Functions.find(FD);
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  return CE ? Run.Functions.find(CE->getCallee(), function()->getASTContext())
            : nullptr;
}

const FunctionSummary *PathContext::summaryOf(const CallEvent &Call) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  return FD && isa<SimpleFunctionCall>(Call) ? Run.Summaries.find(FD) : nullptr;
}

bool PathContext::wantsNewResult() const {
  if (!types().isObjectPointer(function()->getReturnType()))
    return false;
  if (const Contract *Own = Current.ownContract())
    return Own->Result.Kind == ResultKind::New ||
           Own->Result.Kind == ResultKind::NewReferenceToArgument;
  return Current.isStrict();
}

bool PathContext::isObjectParameter(ObjectKey Key) const {
  const ParmVarDecl *P = Transfer::parameter(Key);
  return P && types().isObjectPointer(P->getType());
}

bool PathContext::losesOldValue(const MemRegion *Place, ObjectKey New) const {
  const ValueDecl *Field = fieldOf(Place);
  const HeldReference Is = Run.Fields.of(Field);
  if (!Current.isStrict() ||
      (Is == HeldReference::Unknown && Run.Fields.isStated(Field)))
    return false;
  // A field of the object that a method was called on.
  if (isa<FieldRegion>(Place))
    return Is != HeldReference::Borrowed &&
           (New || (Is == HeldReference::Owned &&
                    Current.role() == FunctionRole::Reinitializer)) &&
           isObjectParameter(ownerOfPlace(Place));
  // A variable; modules are initialised once.
  return isa<VarRegion>(Place) && New && Is == HeldReference::Owned &&
         function()->getNumParams() >= 2;
}

void PathContext::report(const Step &S, ObjectKey Key, const Stmt *At,
                         const Expr *Named, CheckerContext &C, unsigned Level) {
  if (ruleOf(S.What) == Rule::BorrowedInvalidated &&
      S.Before.Keeper.LossUnlikely)
    Level = 2;
  // The report has a node of its own; the path goes on beside it.
  Found.add({S.What, Key, S.Before, At, Named, function(), Level},
            C.generateSink(S.State, C.getPredecessor()));
}

ProgramStateRef PathContext::apply(const Step &S, ObjectKey Key, const Stmt *At,
                                   const Expr *Named, CheckerContext &C,
                                   unsigned Level) {
  if (S.What != Misuse::None)
    report(S, Key, At, Named, C, Level);
  return S.State;
}

bool PathContext::reportNoObject(const Expr *At, const Expr *Named,
                                 CheckerContext &C) {
  const QualType T = Named ? Named->IgnoreParenCasts()->getType() : QualType();
  if (T.isNull() || !T->isPointerType() ||
      !T->getPointeeType()->isAnyCharacterType())
    return false;
  Found.add(
      {Misuse::CountOfNoObject, nullptr, RefState(), At, Named, function()},
      C.generateSink(C.getState(), C.getPredecessor()));
  return true;
}

} // namespace pyrefcheck
