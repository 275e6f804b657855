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

  BodyFacts Facts;

  bool VisitUnaryOperator(UnaryOperator *UO) {
    Facts.MovesItems |= UO->isIncrementDecrementOp() &&
                        isa<MemberExpr>(UO->getSubExpr()->IgnoreParenCasts());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
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
  SourceContracts &Functions;
};

} // namespace

BodyFacts readBody(const FunctionDecl *FD, SourceContracts &Functions) {
  BodyReader Reader(Functions);
  Reader.TraverseStmt(FD->getBody());
  return std::move(Reader.Facts);
}

} // namespace pyrefcheck
