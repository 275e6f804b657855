//===- LentParameters.cpp - Parameters that a body only borrows -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LentParameters.h"
#include "HeldVariables.h"
#include "Summary.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace pyrefcheck {

/// The variable that \p E is, under any type, or null.
static const VarDecl *asVariable(const Expr *E) {
  const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
}

/// Finds the variables of one body whose objects may be taken over. Every
/// mention counts, except those that are known to be harmless.
class TakenParameters : public RecursiveASTVisitor<TakenParameters> {
public:
  /// \param Counts increments and decrements are harmless, and unknown calls
  /// are not assumed to follow the convention.
  TakenParameters(const LentParameters &All, bool Counts)
      : All(All), Counts(Counts) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *VD = dyn_cast<VarDecl>(E->getDecl());
        VD && VD->hasLocalStorage() && !Harmless.contains(E))
      Taken.insert(VD);
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    if (isa<CXXOperatorCallExpr>(CE) || isa<CXXMemberCallExpr>(CE))
      return true;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
      const VarDecl *VD = asVariable(CE->getArg(I));
      if (!VD)
        continue;
      if (isBorrowed(CE, I))
        Borrowers[VD].push_back(CE);
      else if (!Counts || !isCounted(CE, I))
        continue;
      excuse(CE->getArg(I));
    }
    return true;
  }

  bool VisitMemberExpr(MemberExpr *ME) {
    // Code that changes the count by hand takes or gives a reference.
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

  llvm::SmallPtrSet<const VarDecl *, 8> Taken;

  /// The calls that borrow the object of \p VD, in source order.
  llvm::ArrayRef<const CallExpr *> borrowers(const VarDecl *VD) {
    return Borrowers[VD];
  }

private:
  /// Notes that \p E, if it names a variable, is a harmless mention.
  bool excuse(const Expr *E) {
    if (E && asVariable(E))
      Harmless.insert(E->IgnoreParenCasts());
    return true;
  }

  static bool isLeftAlone(ArgEffect Effect) {
    return Effect == ArgEffect::Keeps || Effect == ArgEffect::Mutates ||
           isDemand(Effect);
  }

  /// True if the call only counts references to its argument number \p I.
  bool isCounted(const CallExpr *CE, unsigned I) const {
    const FunctionDecl *Callee = CE->getDirectCallee();
    const Contract *Ct = Callee ? All.Functions.find(Callee) : nullptr;
    return Ct && Ct->Result.Owner != I &&
           llvm::any_of(Ct->Args, [&](const ArgContract &A) {
             return positionOf(*Ct, CE->getNumArgs(), A.Index) == I &&
                    (A.Effect == ArgEffect::Increments ||
                     A.Effect == ArgEffect::Decrements);
           });
  }

  /// True if the call borrows its argument number \p I, according to its
  /// contract, its summary or the convention for objects.
  bool isBorrowed(const CallExpr *CE, unsigned I) const {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee)
      return false;
    if (const Contract *Ct = All.Functions.find(Callee))
      return !Ct->Partial &&
             (Ct->Format == FormatKind::None ||
              (Counts && I < Callee->getNumParams())) &&
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
    return Callee->hasBody() ? All.isLent(Callee, I) : !Counts;
  }

  const LentParameters &All;
  const bool Counts;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const CallExpr *, 2>>
      Borrowers;
  llvm::SmallPtrSet<const Expr *, 16> Harmless;
};

const LentParameters::Parameters &
LentParameters::takenBy(const FunctionDecl *Definition) const {
  // A recursive call is assumed to take nothing until the answer is known.
  if (auto [It, IsNew] = Known.try_emplace(Definition); !IsNew)
    return It->second;
  TakenParameters Finder(*this, /*Counts=*/false);
  Finder.TraverseStmt(Definition->getBody());
  Parameters Taken;
  for (const ParmVarDecl *P : Definition->parameters())
    if (Finder.Taken.contains(P))
      Taken.insert(P);
  return Known[Definition] = std::move(Taken);
}

bool LentParameters::isLent(const FunctionDecl *FD, unsigned Index) const {
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition) || Index >= Definition->getNumParams())
    return false;
  return !takenBy(Definition).contains(Definition->getParamDecl(Index));
}

/// Finds the parameters of one body that it may keep the address of.
class KeptAddresses : public RecursiveASTVisitor<KeptAddresses> {
public:
  explicit KeptAddresses(const LentParameters &All) : All(All) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *VD = dyn_cast<VarDecl>(E->getDecl());
        VD && !Harmless.contains(E))
      Found.insert(VD);
    return true;
  }

  bool VisitMemberExpr(MemberExpr *ME) {
    if (isa<FieldDecl>(ME->getMemberDecl()))
      excuse(ME->getBase());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isComparisonOp() || BO->isLogicalOp()) {
      excuse(BO->getLHS());
      excuse(BO->getRHS());
    }
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    if (UO->getOpcode() == UO_LNot || UO->getOpcode() == UO_Deref)
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

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if (Callee && asVariable(CE->getArg(I)) && onlyFills(*Callee, I))
        excuse(CE->getArg(I));
    return true;
  }

  llvm::SmallPtrSet<const VarDecl *, 8> Found;

private:
  bool onlyFills(const FunctionDecl &Callee, unsigned I) const {
    if (I >= Callee.getNumParams() || isa<CXXMethodDecl>(Callee))
      return false;
    if (Callee.hasBody())
      return !All.mayKeepAddress(&Callee, I);
    const QualType T = Callee.getParamDecl(I)->getType();
    return All.Functions.find(&Callee) ||
           (T->isPointerType() && T->getPointeeType().isConstQualified());
  }

  bool excuse(const Expr *E) {
    if (E && asVariable(E))
      Harmless.insert(E->IgnoreParenCasts());
    return true;
  }

  const LentParameters &All;
  llvm::SmallPtrSet<const Expr *, 16> Harmless;
};

const LentParameters::Parameters &
LentParameters::keptBy(const FunctionDecl *Definition) const {
  // A recursive call is assumed to keep nothing until the answer is known.
  if (auto [It, IsNew] = Kept.try_emplace(Definition); !IsNew)
    return It->second;
  KeptAddresses Finder(*this);
  Finder.TraverseStmt(Definition->getBody());
  Parameters Found;
  for (const ParmVarDecl *P : Definition->parameters())
    if (Finder.Found.contains(P))
      Found.insert(P);
  return Kept[Definition] = std::move(Found);
}

bool LentParameters::mayKeepAddress(const FunctionDecl *FD,
                                    unsigned Index) const {
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition) || Index >= Definition->getNumParams())
    return true;
  return keptBy(Definition).contains(Definition->getParamDecl(Index));
}

bool isHeldForCalls(const FunctionDecl *FD, const VarDecl *VD,
                    const Expr *Count, const LentParameters &Lent) {
  TakenParameters Finder(Lent, /*Counts=*/true);
  Finder.TraverseStmt(FD->getBody());
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  return !Finder.Taken.contains(VD) &&
         llvm::any_of(Finder.borrowers(VD), [&](const CallExpr *CE) {
           return SM.isBeforeInTranslationUnit(Count->getBeginLoc(),
                                               CE->getBeginLoc());
         });
}

} // namespace pyrefcheck
