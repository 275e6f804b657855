//===- CountedParameters.cpp - Parameters that are only counted -----------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CountedParameters.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "source/Places.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"

using namespace clang;

namespace pyrefcheck {

bool increments(const Contract *Ct, unsigned Index) {
  return Ct && llvm::any_of(Ct->Args, [&](const ArgContract &A) {
           return A.Index == Index && A.Effect == ArgEffect::Increments;
         });
}

namespace {

/// Counts the mentions of a parameter, and those that send its object nowhere.
class ParameterMentions : public RecursiveASTVisitor<ParameterMentions> {
public:
  ParameterMentions(const ParmVarDecl *P, SourceContracts &Functions)
      : P(P), Functions(Functions) {}

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    All += DRE->getDecl() == P;
    return true;
  }
  bool VisitIfStmt(IfStmt *If) { return readCondition(If->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *CO) {
    return readCondition(CO->getCond());
  }
  bool VisitReturnStmt(ReturnStmt *RS) {
    Harmless += variableBehind(RS->getRetValue()) == P;
    return true;
  }
  bool VisitCallExpr(CallExpr *CE);

  unsigned All = 0, Harmless = 0;
  /// Some call adds a reference.
  bool Counted = false;
  /// The parameters of functions with a body that get it.
  llvm::SmallVector<const ParmVarDecl *, 2> PassedTo;

private:
  bool readCondition(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(E);
        UO && UO->getOpcode() == UO_LNot)
      E = UO->getSubExpr();
    else if (const auto *BO = dyn_cast<BinaryOperator>(E);
             BO && BO->isEqualityOp())
      E = BO->getLHS();
    Harmless += variableBehind(E) == P;
    return true;
  }

  const ParmVarDecl *P;
  SourceContracts &Functions;
};

} // namespace

bool ParameterMentions::VisitCallExpr(CallExpr *CE) {
  const FunctionDecl *FD = CE->getDirectCallee();
  // Argument 0 of an operator can be the object of a member.
  if (!FD || isa<CXXOperatorCallExpr>(CE))
    return true;
  const Contract *Ct = Functions.find(FD);
  const FunctionDecl *Body = nullptr;
  if (!Ct)
    FD->hasBody(Body);
  for (unsigned I = 0, N = CE->getNumArgs(); I != N; ++I) {
    if (variableBehind(CE->getArg(I)) != P)
      continue;
    if (increments(Ct, I)) {
      ++Harmless;
      Counted = true;
    } else if (Body && I < Body->getNumParams()) {
      PassedTo.push_back(Body->getParamDecl(I));
    }
  }
  return true;
}

/// \param Depth how many helpers may still get it.
static bool isOnlyCounted(const ParmVarDecl *P, SourceContracts &Functions,
                          unsigned Depth) {
  ParameterMentions Uses(P, Functions);
  const FunctionDecl *FD = cast<FunctionDecl>(P->getDeclContext());
  Uses.TraverseStmt(FD->getBody());
  if (Uses.All != Uses.Harmless + Uses.PassedTo.size())
    return false;
  // Several helpers would add several references.
  if (Uses.PassedTo.size() + Uses.Counted != 1)
    return false;
  return Uses.Counted || (Depth > 0 && isOnlyCounted(Uses.PassedTo.front(),
                                                     Functions, Depth - 1));
}

bool isOnlyCounted(const ParmVarDecl *P, SourceContracts &Functions) {
  static constexpr unsigned Deepest = 3;
  return isOnlyCounted(P, Functions, Deepest);
}

bool increments(const CallExpr *CE, unsigned I, SourceContracts &Functions) {
  const FunctionDecl *Callee = CE->getDirectCallee();
  if (const Contract *Ct = Functions.ofCall(CE))
    return increments(Ct, I);
  const FunctionDecl *Body = nullptr;
  return Callee && Callee->hasBody(Body) && I < Body->getNumParams() &&
         Body->getParamDecl(I)->getType()->isPointerType() &&
         isOnlyCounted(Body->getParamDecl(I), Functions);
}

} // namespace pyrefcheck
