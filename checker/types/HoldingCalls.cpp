//===- HoldingCalls.cpp - Which calls make one object own another ---------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HoldingCalls.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "fields/CountedParameters.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

HoldingCalls::HoldingCalls(SourceContracts &Contracts, SourceCache &Sources,
                           ArrayRef<FunctionBody> Functions)
    : Contracts(Contracts), Sources(Sources) {
  for (const FunctionBody &Body : Functions)
    Bodies[Body.function()->getCanonicalDecl()] = &Body;
}

llvm::SmallVector<Holding, 2> HoldingCalls::of(const CallExpr *CE) {
  llvm::SmallVector<Holding, 2> Result;
  const FunctionDecl *Callee = CE->getDirectCallee();
  const unsigned Arguments = CE->getNumArgs();
  if (!Callee || !Arguments)
    return Result;
  const Contract *C = Contracts.find(Callee);
  if (!C) {
    for (const Parameters &P : shownBy(Callee))
      if (P.Value < Arguments && P.Owner.value_or(0) < Arguments)
        Result.push_back({CE->getArg(P.Value),
                          P.Owner ? CE->getArg(*P.Owner) : nullptr, P.Field});
    return Result;
  }
  for (const ArgContract &A : C->Args)
    if (A.Into < Arguments && A.Index < Arguments &&
        (A.Effect == ArgEffect::Keeps || A.Effect == ArgEffect::Steals))
      Result.push_back({CE->getArg(A.Index), CE->getArg(A.Into), nullptr});
  for (unsigned I = 0; I != Arguments; ++I)
    if (C->putsIntoResult(I))
      Result.push_back({CE->getArg(I), nullptr, nullptr});
  return Result;
}

bool HoldingCalls::isIncremented(const FunctionBody &Body,
                                 const VarDecl *Object) const {
  return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
    if (!CE->getNumArgs() || !Body.isSame(CE->getArg(0), Object))
      return false;
    const Contract *Ct = Contracts.ofCall(CE);
    return increments(CE, 0, Contracts) ||
           (Ct && !Ct->Args.empty() &&
            (Ct->Args.front().Effect == ArgEffect::Increments ||
             Ct->Result.Kind == ResultKind::NewReferenceToArgument));
  });
}

bool HoldingCalls::isEmptiedAfter(
    const CallExpr *Put, const FunctionBody &Body,
    llvm::function_ref<bool(const Expr *)> IsContainer) {
  return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
    const Contract *Ct = Contracts.ofCall(CE);
    return Ct && Body.canFollow(Put->getBeginLoc(), CE->getBeginLoc()) &&
           llvm::any_of(Ct->Args, [&](const ArgContract &A) {
             return A.Effect == ArgEffect::Mutates &&
                    A.Index < CE->getNumArgs() &&
                    IsContainer(CE->getArg(A.Index)) && of(CE).empty();
           });
  });
}

/// The index of the parameter that \p E stands for throughout the function.
static std::optional<unsigned> parameterBehind(const Expr *E,
                                               const FunctionBody &Body) {
  for (const ParmVarDecl *P : Body.function()->parameters())
    if (Body.values(P).empty() && Body.isSame(E, P))
      return P->getFunctionScopeIndex();
  return std::nullopt;
}

const HoldingCalls::List &HoldingCalls::shownBy(const FunctionDecl *FD) {
  FD = FD->getCanonicalDecl();
  std::unique_ptr<List> &Entry = Known[FD];
  if (!Entry) {
    // Empty while the body is read: the function may call itself.
    Entry = std::make_unique<List>();
    if (const FunctionBody *Body = Bodies.lookup(FD)) {
      List Shown = readBody(*Body);
      *Known[FD] = std::move(Shown);
    }
  }
  return *Known[FD];
}

HoldingCalls::List HoldingCalls::readBody(const FunctionBody &Body) {
  List Shown;
  for (const CallExpr *CE : Body.calls())
    for (const Holding &H : of(CE)) {
      const std::optional<unsigned> Value = parameterBehind(H.Value, Body);
      if (!Value || !H.Owner)
        continue;
      const FieldDecl *F = fieldNamed(H.Owner);
      if (std::optional<unsigned> Owner = parameterBehind(H.Owner, Body))
        Shown.push_back({*Value, Owner, H.Field});
      else if (const VarDecl *Root = F && !H.Field ? rootOf(H.Owner) : nullptr)
        for (const ParmVarDecl *P : Body.function()->parameters())
          if (Root == P || Body.isSame(Body.onlyValue(Root), P))
            Shown.push_back({*Value, P->getFunctionScopeIndex(), F});
    }
  for (const Expr *Returned : Sources.results(Body.function()))
    if (const auto *CE = dyn_cast<CallExpr>(Returned->IgnoreParenCasts()))
      for (const Holding &H : of(CE))
        if (const auto Value = parameterBehind(H.Value, Body);
            Value && !H.Owner)
          Shown.push_back({*Value, std::nullopt, nullptr});
  readStores(Body, Shown);
  return Shown;
}

/// `Py_INCREF(value); self->field = value;`
void HoldingCalls::readStores(const FunctionBody &Body, List &Into) const {
  for (const BinaryOperator *BO : Body.assignments()) {
    const FieldDecl *F = fieldNamed(BO->getLHS());
    const VarDecl *Root = F ? rootOf(BO->getLHS()) : nullptr;
    const std::optional<unsigned> Value =
        Root ? parameterBehind(BO->getRHS(), Body) : std::nullopt;
    if (!Value)
      continue;
    const ParmVarDecl *V = Body.function()->getParamDecl(*Value);
    if (withoutNewRef(BO->getRHS()) == BO->getRHS() && !isIncremented(Body, V))
      continue;
    for (const ParmVarDecl *P : Body.function()->parameters())
      if (P != V && (Root == P || Body.isSame(Body.onlyValue(Root), P)))
        Into.push_back({*Value, P->getFunctionScopeIndex(), F});
  }
}

} // namespace pyrefcheck
