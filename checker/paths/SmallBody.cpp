//===- SmallBody.cpp - Small functions, evaluated ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SmallBody.h"
#include "CallInProgress.h"
#include "RecentResults.h"
#include "ownership/CallArguments.h"
#include "source/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The deepest nesting of calls.
static constexpr unsigned MaxDepth = 4;
/// A summary describes more ways than these better.
static constexpr unsigned MaxWays = 6;

SmallBody::SmallBody(const CallInProgress &Call, RecentResults &Recent)
    : Call(Call), Recent(Recent), SVB(Call.C.getSValBuilder()) {}

SmallBody::Ways SmallBody::fail() {
  Failed = true;
  return {};
}

SmallBody::Ways SmallBody::one(ProgramStateRef S, SVal V) {
  return V.isUnknownOrUndef() ? fail() : Ways{{S, V}};
}

SmallBody::Ways SmallBody::run() {
  Frame F;
  const FunctionDecl *FD = Call.callee();
  if (!bodyOf(FD))
    return {};
  if (const auto *Member = dyn_cast<CXXInstanceCall>(&Call.Event))
    F.This = Member->getCXXThisVal();
  for (unsigned I = 0; I != FD->getNumParams(); ++I)
    F.Values[FD->getParamDecl(I)] = Call.value(I);
  Ways All = runFunction(FD, std::move(F), Call.C.getState());
  if (Failed || All.size() > MaxWays)
    All.clear();
  return All;
}

SmallBody::Ways SmallBody::runFunction(const FunctionDecl *FD, Frame F,
                                       ProgramStateRef S) {
  const Stmt *Body = bodyOf(FD);
  if (!Body || !FD->getReturnType()->isScalarType() || F.Depth > MaxDepth)
    return fail();
  return follow({Body}, std::move(F), S);
}

template <typename Then, typename Else>
SmallBody::Ways SmallBody::split(const Expr *E, const Frame &F,
                                 ProgramStateRef S, Then IfTrue, Else IfFalse) {
  Ways All;
  for (const Way &W : evaluate(E, F, S)) {
    const auto V = asCondition(W.Value);
    if (!V)
      return fail();
    auto [True, False] = W.State->assume(*V);
    if (True)
      All.append(IfTrue(True));
    if (False)
      All.append(IfFalse(False));
  }
  return All;
}

/// True for `abort()` and the like.
static bool neverReturns(const Expr *E) {
  const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  const FunctionDecl *FD = CE ? CE->getDirectCallee() : nullptr;
  return FD && FD->isNoReturn();
}

/// \param Rest the remaining statements, the next one last.
SmallBody::Ways SmallBody::follow(Statements Rest, Frame F, ProgramStateRef S) {
  while (!Rest.empty() && !Failed && Budget) {
    --Budget;
    const Stmt *Next = Rest.pop_back_val();
    if (const auto *Block = dyn_cast<CompoundStmt>(Next)) {
      Rest.append(Block->body_rbegin(), Block->body_rend());
    } else if (const auto *RS = dyn_cast<ReturnStmt>(Next)) {
      return RS->getRetValue() ? evaluate(RS->getRetValue(), F, S) : fail();
    } else if (const auto *If = dyn_cast<IfStmt>(Next)) {
      if (If->getInit() || If->getConditionVariable())
        return fail();
      auto Go = [&](const Stmt *Branch) {
        return [this, &Rest, &F, Branch](ProgramStateRef Taken) {
          Statements Left = Rest;
          if (Branch)
            Left.push_back(Branch);
          return follow(std::move(Left), F, Taken);
        };
      };
      return split(If->getCond(), F, S, Go(If->getThen()), Go(If->getElse()));
    } else if (const auto *DS = dyn_cast<DeclStmt>(Next)) {
      const auto *VD =
          DS->isSingleDecl() ? dyn_cast<VarDecl>(DS->getSingleDecl()) : nullptr;
      if (!VD || !VD->getInit() || !VD->getType()->isScalarType() ||
          !VD->hasLocalStorage())
        return fail();
      const Ways Init = evaluate(VD->getInit(), F, S);
      if (Init.size() != 1)
        return fail();
      S = Init.front().State;
      F.Values[VD] = Init.front().Value;
    } else if (const auto *E = dyn_cast<Expr>(Next);
               !isa<NullStmt>(Next) && !(E && E->getType()->isVoidType())) {
      // A void expression, such as assert(), does nothing here.
      return fail();
    } else if (E && neverReturns(E)) {
      return {}; // No way goes on.
    }
  }
  return fail();
}

SmallBody::Ways SmallBody::evaluate(const Expr *E, const Frame &F,
                                    ProgramStateRef S) {
  E = E->IgnoreParens();
  if (Failed || !Budget)
    return fail();
  --Budget;
  if (const auto Constant = SVB.getConstantVal(E))
    return one(S, *Constant);
  if (const auto *FE = dyn_cast<FullExpr>(E))
    return evaluate(FE->getSubExpr(), F, S);
  if (const auto *CE = dyn_cast<CastExpr>(E))
    return cast(CE, F, S);
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return unary(UO, F, S);
  if (const auto *BO = dyn_cast<BinaryOperator>(E))
    return binary(BO, F, S);
  if (const auto *CO = dyn_cast<ConditionalOperator>(E)) {
    auto Take = [&](const Expr *Branch) {
      return [this, &F, Branch](ProgramStateRef Taken) {
        return evaluate(Branch, F, Taken);
      };
    };
    return split(CO->getCond(), F, S, Take(CO->getTrueExpr()),
                 Take(CO->getFalseExpr()));
  }
  if (const auto *CE = dyn_cast<CallExpr>(E))
    return call(CE, F, S);
  if (isa<CXXThisExpr>(E) && F.This)
    return one(S, *F.This);
  if (const auto *DRE = dyn_cast<DeclRefExpr>(E))
    if (const auto *Enum = dyn_cast<EnumConstantDecl>(DRE->getDecl()))
      return one(S, SVB.makeIntVal(Enum->getInitVal()));
  return fail();
}

SmallBody::Ways SmallBody::cast(const CastExpr *CE, const Frame &F,
                                ProgramStateRef S) {
  const Expr *Of = CE->getSubExpr();
  const QualType T = CE->getType();
  Ways All;
  switch (CE->getCastKind()) {
  case CK_LValueToRValue:
    return load(Of->IgnoreParens(), F, S);
  case CK_BitCast:
  case CK_NoOp:
  case CK_IntegralCast:
  case CK_NullToPointer:
    for (const Way &W : evaluate(Of, F, S))
      All.append(one(W.State, SVB.evalCast(W.Value, T, Of->getType())));
    return All;
  case CK_PointerToBoolean:
  case CK_IntegralToBoolean:
    for (const Way &W : evaluate(Of, F, S))
      All.append(
          one(W.State, SVB.evalBinOp(W.State, BO_NE, W.Value,
                                     SVB.makeZeroVal(Of->getType()), T)));
    return All;
  default:
    return fail();
  }
}

SmallBody::Ways SmallBody::load(const Expr *Place, const Frame &F,
                                ProgramStateRef S) {
  if (const auto *DRE = dyn_cast<DeclRefExpr>(Place))
    if (const auto It = F.Values.find(DRE->getDecl());
        It != F.Values.end() && !DRE->getDecl()->getType()->isReferenceType())
      return one(S, It->second);
  Ways All;
  for (const Way &W : locate(Place, F, S)) {
    const auto At = W.Value.getAs<Loc>();
    if (!At)
      return fail();
    All.append(one(W.State, W.State->getSVal(*At, Place->getType())));
  }
  return All;
}

SmallBody::Ways SmallBody::locate(const Expr *Place, const Frame &F,
                                  ProgramStateRef S) {
  Place = Place->IgnoreParens();
  if (const auto *DRE = dyn_cast<DeclRefExpr>(Place)) {
    const auto *VD = dyn_cast<VarDecl>(DRE->getDecl());
    if (const auto It = F.Values.find(DRE->getDecl());
        It != F.Values.end() && VD->getType()->isReferenceType())
      return one(S, It->second);
    return VD && VD->hasGlobalStorage() && !VD->getType()->isReferenceType()
               ? one(S, S->getLValue(VD, Call.C.getLocationContext()))
               : fail();
  }
  if (const auto *UO = dyn_cast<UnaryOperator>(Place);
      UO && UO->getOpcode() == UO_Deref)
    return evaluate(UO->getSubExpr(), F, S);
  if (const auto *CE = dyn_cast<CastExpr>(Place);
      CE && CE->getCastKind() == CK_NoOp)
    return locate(CE->getSubExpr(), F, S);
  const auto *ME = dyn_cast<MemberExpr>(Place);
  const auto *Field = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
  if (!Field || Field->getType()->isReferenceType())
    return fail();
  Ways All;
  for (const Way &W : ME->isArrow() ? evaluate(ME->getBase(), F, S)
                                    : locate(ME->getBase(), F, S)) {
    // A read through NULL has no value; the callee reports it.
    if (!W.Value.getAsRegion() || W.State->isNull(W.Value).isConstrainedTrue())
      return fail();
    All.append(one(W.State, W.State->getLValue(Field, W.Value)));
  }
  return All;
}

SmallBody::Ways SmallBody::unary(const UnaryOperator *UO, const Frame &F,
                                 ProgramStateRef S) {
  const Expr *Of = UO->getSubExpr();
  if (UO->getOpcode() == UO_Extension)
    return evaluate(Of, F, S);
  if (UO->getOpcode() == UO_AddrOf)
    return locate(Of, F, S);
  if (UO->getOpcode() != UO_LNot)
    return fail();
  Ways All;
  for (const Way &W : evaluate(Of, F, S))
    All.append(one(W.State, SVB.evalBinOp(W.State, BO_EQ, W.Value,
                                          SVB.makeZeroVal(Of->getType()),
                                          UO->getType())));
  return All;
}

SmallBody::Ways SmallBody::logical(const BinaryOperator *BO, const Frame &F,
                                   ProgramStateRef S) {
  auto Is = [&](bool Truth) {
    return [this, BO, Truth](ProgramStateRef Taken) {
      return one(Taken, SVB.makeIntVal(Truth, BO->getType()));
    };
  };
  auto AskRight = [&](ProgramStateRef Taken) {
    return split(BO->getRHS(), F, Taken, Is(true), Is(false));
  };
  return BO->getOpcode() == BO_LAnd
             ? split(BO->getLHS(), F, S, AskRight, Is(false))
             : split(BO->getLHS(), F, S, Is(true), AskRight);
}

SmallBody::Ways SmallBody::binary(const BinaryOperator *BO, const Frame &F,
                                  ProgramStateRef S) {
  if (BO->isLogicalOp())
    return logical(BO, F, S);
  if (!BO->isComparisonOp() && !BO->isAdditiveOp() && BO->getOpcode() != BO_And)
    return fail();
  Ways All;
  for (const Way &Left : evaluate(BO->getLHS(), F, S))
    for (const Way &Right : evaluate(BO->getRHS(), F, Left.State))
      All.append(one(Right.State,
                     SVB.evalBinOp(Right.State, BO->getOpcode(), Left.Value,
                                   Right.Value, BO->getType())));
  return All;
}

/// The result of a function that is not followed, for the arguments \p Given.
SmallBody::Ways SmallBody::answer(const FunctionDecl *FD,
                                  llvm::ArrayRef<SVal> Given,
                                  ProgramStateRef S) {
  const RecentQuestion *Q = Recent.question(FD, Given, Call);
  if (!Q)
    return fail();
  const SVal Answer = Recent.answer(*Q, S, Call);
  return one(Recent.remember(S, *Q, Answer), Answer);
}

SmallBody::Ways SmallBody::call(const CallExpr *CE, const Frame &F,
                                ProgramStateRef S) {
  const FunctionDecl *FD = CE->getDirectCallee();
  if (!FD || CE->getNumArgs() != FD->getNumParams() ||
      isa<CXXMemberCallExpr, CXXOperatorCallExpr>(CE))
    return fail();
  llvm::SmallVector<SVal, 2> Given;
  for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
    const bool IsReference = FD->getParamDecl(I)->getType()->isReferenceType();
    const Ways One = IsReference ? locate(CE->getArg(I), F, S)
                                 : evaluate(CE->getArg(I), F, S);
    if (One.size() != 1)
      return fail();
    S = One.front().State;
    Given.push_back(One.front().Value);
  }
  const FunctionDecl *Definition = FD;
  if (!bodyOf(Definition) || Recent.hasContract(FD))
    return answer(FD, Given, S);
  Frame Inner;
  Inner.Depth = F.Depth + 1;
  for (unsigned I = 0; I != Definition->getNumParams(); ++I)
    Inner.Values[Definition->getParamDecl(I)] = Given[I];
  return runFunction(Definition, std::move(Inner), S);
}

} // namespace pyrefcheck
