//===- ArrayVariables.cpp - Variables that hold arrays ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayVariables.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace pyrefcheck {

const VarDecl *arrayOfItem(const Expr *E) {
  const auto *Item = dyn_cast<ArraySubscriptExpr>(E->IgnoreParenCasts());
  const auto *DRE =
      Item ? dyn_cast<DeclRefExpr>(Item->getBase()->IgnoreParenCasts())
           : nullptr;
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  return VD && VD->hasLocalStorage() && VD->getType()->isPointerType()
             ? VD
             : nullptr;
}

namespace {

/// Counts the uses of a variable, and those that leave its items alone.
class ArrayUses : public RecursiveASTVisitor<ArrayUses> {
public:
  ArrayUses(const VarDecl *Array, const FunctionDecl *Free)
      : Array(Array), Free(Free) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    All += E->getDecl() == Array;
    return true;
  }

  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) {
    return excuse(E->getBase());
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isComparisonOp() || BO->isLogicalOp()) {
      excuse(BO->getLHS());
      excuse(BO->getRHS());
    } else if (BO->getOpcode() == BO_Assign) {
      excuse(BO->getLHS());
    }
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    return UO->getOpcode() == UO_LNot ? excuse(UO->getSubExpr()) : true;
  }

  bool VisitCastExpr(CastExpr *CE) {
    return CE->getCastKind() == CK_PointerToBoolean ? excuse(CE->getSubExpr())
                                                    : true;
  }

  bool VisitIfStmt(IfStmt *S) { return excuse(S->getCond()); }

  // `sizeof *v` evaluates nothing.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if (Callee && (Callee == Free || lendsItems(*Callee, I)))
        excuse(CE->getArg(I));
    return true;
  }

  bool isOnlyIndexed() const { return All == Harmless.size(); }

private:
  static bool lendsItems(const FunctionDecl &Callee, unsigned I) {
    const QualType T = I < Callee.getNumParams()
                           ? Callee.getParamDecl(I)->getType()
                           : QualType();
    return !T.isNull() && T->isPointerType() &&
           T->getPointeeType()->isPointerType() &&
           T->getPointeeType().isConstQualified();
  }

  bool excuse(const Expr *E) {
    const auto *DRE = dyn_cast_or_null<DeclRefExpr>(E->IgnoreParenCasts());
    if (DRE && DRE->getDecl() == Array)
      Harmless.insert(DRE);
    return true;
  }

  const VarDecl *Array;
  const FunctionDecl *Free;
  size_t All = 0;
  llvm::SmallPtrSet<const Expr *, 16> Harmless;
};

} // namespace

bool isOnlyIndexed(const VarDecl *Array, const FunctionDecl *FD,
                   const FunctionDecl *Free) {
  ArrayUses Uses(Array, Free);
  Uses.TraverseStmt(FD->getBody());
  return Uses.isOnlyIndexed();
}

} // namespace pyrefcheck
