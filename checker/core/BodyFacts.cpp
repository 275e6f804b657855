//===- BodyFacts.cpp - What a body does on some path ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyFacts.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

/// Without parentheses, casts, and the assertions that the macros of the C API
/// put before a comma.
static const Expr *strip(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    const auto *BO = dyn_cast<BinaryOperator>(E);
    if (!BO || BO->getOpcode() != BO_Comma)
      return E;
    E = BO->getRHS();
  }
}

const VarDecl *namedVariable(const Expr *E) {
  const auto *DRE = E ? dyn_cast<DeclRefExpr>(strip(E)) : nullptr;
  return DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
}

const ParmVarDecl *castParameter(const FunctionDecl *FD) {
  const auto *Body =
      FD ? dyn_cast_or_null<CompoundStmt>(FD->getBody()) : nullptr;
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *RS = dyn_cast<ReturnStmt>(Body->body_front());
  const Expr *E = RS ? RS->getRetValue() : nullptr;
  const auto *DRE = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()) : nullptr;
  const auto *P = DRE ? dyn_cast<ParmVarDecl>(DRE->getDecl()) : nullptr;
  return P && E->getType()->isPointerType() && P->getType()->isPointerType()
             ? P
             : nullptr;
}

const Expr *containerOfItem(const Expr *E, SourceContracts &Functions) {
  E = strip(E);
  if (const auto *CE = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *FD = CE->getDirectCallee();
    const Contract *Ct = FD ? Functions.find(FD) : nullptr;
    const bool Lends = Ct && Ct->Result.Kind == ResultKind::Borrowed &&
                       Ct->Result.Owner < CE->getNumArgs();
    return Lends ? CE->getArg(Ct->Result.Owner) : nullptr;
  }
  const auto *ASE = dyn_cast<ArraySubscriptExpr>(E);
  const auto *Items =
      ASE ? dyn_cast<MemberExpr>(strip(ASE->getBase())) : nullptr;
  return Items && Items->isArrow() ? Items->getBase() : nullptr;
}

namespace {

class BodyReader : public RecursiveASTVisitor<BodyReader> {
public:
  explicit BodyReader(SourceContracts &Functions) : Functions(Functions) {}

  BodyFacts take() {
    for (const VarDecl *VD : Changed)
      Facts.Flags.erase(dyn_cast<ParmVarDecl>(VD));
    return std::move(Facts);
  }

  bool VisitIfStmt(IfStmt *If) {
    readCondition(If->getCond());
    return true;
  }

  bool VisitConditionalOperator(ConditionalOperator *CO) {
    readCondition(CO->getCond());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    if (UO->isIncrementDecrementOp() || UO->getOpcode() == UO_AddrOf)
      noteChange(UO->getSubExpr());
    Facts.MovesItems |= UO->isIncrementDecrementOp() &&
                        isa<MemberExpr>(UO->getSubExpr()->IgnoreParenCasts());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isAssignmentOp())
      noteChange(BO->getLHS());
    Facts.MovesItems |= BO->isAssignmentOp() &&
                        BO->getType()->isIntegerType() &&
                        isa<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *FD = CE->getDirectCallee();
    if (!FD || !FD->getDeclName().isIdentifier())
      return true;
    Facts.MovesItems |=
        FD->getName() == "Py_SET_SIZE" || FD->getName().ends_with("resize");
    const Contract *Ct = Functions.find(FD);
    const bool Increments = Ct && CE->getNumArgs() &&
                            llvm::any_of(Ct->Args, [](const ArgContract &A) {
                              return A.Effect == ArgEffect::Increments;
                            });
    const Expr *Container =
        Increments
            ? containerOfItem(CE->getArg(CE->getNumArgs() - 1), Functions)
            : nullptr;
    const VarDecl *VD = namedVariable(Container);
    if (VD && VD->isLocalVarDecl())
      Facts.PaidLater.insert(VD);
    return true;
  }

private:
  void readCondition(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *BO = dyn_cast<BinaryOperator>(E); BO && BO->isLogicalOp()) {
      readCondition(BO->getLHS());
      readCondition(BO->getRHS());
      return;
    }
    while (const auto *UO = dyn_cast<UnaryOperator>(E)) {
      if (UO->getOpcode() != UO_LNot)
        return;
      E = UO->getSubExpr()->IgnoreParenImpCasts();
    }
    const auto *P = dyn_cast_or_null<ParmVarDecl>(namedVariable(E));
    if (P && P->getType()->isIntegralOrEnumerationType())
      Facts.Flags.insert(P);
  }

  void noteChange(const Expr *Place) {
    if (const VarDecl *VD = namedVariable(Place))
      Changed.insert(VD);
  }

  SourceContracts &Functions;
  BodyFacts Facts;
  llvm::SmallPtrSet<const VarDecl *, 8> Changed;
};

} // namespace

BodyFacts readBody(const FunctionDecl *FD, SourceContracts &Functions) {
  BodyReader Reader(Functions);
  Reader.TraverseStmt(FD->getBody());
  return Reader.take();
}

} // namespace pyrefcheck
