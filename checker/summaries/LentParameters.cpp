//===- LentParameters.cpp - Parameters that a body only borrows -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LentParameters.h"
#include "contracts/ArgumentPosition.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

/// The parameter that \p E is, under whatever type, or null.
static const ParmVarDecl *asParameter(const Expr *E) {
  const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return DRE ? dyn_cast<ParmVarDecl>(DRE->getDecl()) : nullptr;
}

/// Finds the parameters of one body that may be taken over: every mention is
/// one, but for those that are known to be harmless.
class TakenParameters : public RecursiveASTVisitor<TakenParameters> {
public:
  TakenParameters(const LentParameters &All, LentParameters::Parameters &Taken)
      : All(All), Taken(Taken) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *P = dyn_cast<ParmVarDecl>(E->getDecl());
        P && !Harmless.contains(E))
      Taken.insert(P);
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    if (isa<CXXOperatorCallExpr>(CE) || isa<CXXMemberCallExpr>(CE))
      return true;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if (asParameter(CE->getArg(I)) && isBorrowed(CE, I))
        excuse(CE->getArg(I));
    return true;
  }

  bool VisitMemberExpr(MemberExpr *ME) {
    // A count changed by hand is a reference taken or given.
    if (ME->isArrow() && ME->getMemberDecl()->getName() != "ob_refcnt")
      excuse(ME->getBase());
    return true;
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
    if (UO->getOpcode() == UO_LNot)
      excuse(UO->getSubExpr());
    return true;
  }

  bool VisitCastExpr(CastExpr *CE) {
    if (CE->getCastKind() == CK_PointerToBoolean ||
        CE->getCastKind() == CK_ToVoid)
      excuse(CE->getSubExpr());
    return true;
  }

  bool VisitIfStmt(IfStmt *S) { return excuse(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return excuse(S->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *S) {
    return excuse(S->getCond());
  }

private:
  /// What \p E names, if it names a parameter, is only looked at here.
  bool excuse(const Expr *E) {
    if (E && asParameter(E))
      Harmless.insert(E->IgnoreParenCasts());
    return true;
  }

  static bool isLeftAlone(ArgEffect Effect) {
    return Effect == ArgEffect::Keeps || Effect == ArgEffect::Mutates ||
           isDemand(Effect);
  }

  /// True if the call borrows its argument number \p I, as contract, summary or
  /// the convention for objects have it.
  bool isBorrowed(const CallExpr *CE, unsigned I) const {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee)
      return false;
    if (const Contract *Ct = All.Functions.find(Callee))
      return !Ct->Partial && Ct->Format == FormatKind::None &&
             Ct->Result.Owner != I &&
             llvm::all_of(Ct->Args, [&](const ArgContract &A) {
               return (positionOf(*Ct, CE->getNumArgs(), A.Index) != I &&
                       !A.AndRest) ||
                      isLeftAlone(A.Effect);
             });
    if (I >= Callee->getNumParams() ||
        !ObjectTypes::isPyObjectPointer(Callee->getParamDecl(I)->getType()))
      return false;
    if (const FunctionSummary *Known = All.Summaries.find(Callee))
      return llvm::all_of(Known->Outcomes, [I](const SummaryOutcome &O) {
        return O.Owner != I &&
               (I >= O.Parameters.size() ||
                (O.Parameters[I].Delta >= 0 && !O.Parameters[I].Unknown));
      });
    return !Callee->hasBody() || All.isLent(Callee, I);
  }

  const LentParameters &All;
  LentParameters::Parameters &Taken;
  llvm::SmallPtrSet<const Expr *, 16> Harmless;
};

const LentParameters::Parameters &
LentParameters::takenBy(const FunctionDecl *Definition) const {
  // Until it is known, as in recursion, it takes nothing.
  if (auto [It, IsNew] = Known.try_emplace(Definition); !IsNew)
    return It->second;
  Parameters Taken;
  TakenParameters(*this, Taken).TraverseStmt(Definition->getBody());
  return Known[Definition] = std::move(Taken);
}

bool LentParameters::isLent(const FunctionDecl *FD, unsigned Index) const {
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition) || Index >= Definition->getNumParams())
    return false;
  return !takenBy(Definition).contains(Definition->getParamDecl(Index));
}

} // namespace pyrefcheck
