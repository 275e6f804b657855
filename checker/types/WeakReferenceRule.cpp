//===- WeakReferenceRule.cpp - Referents that may die -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PyWeakref_GetObject returns a borrowed reference to an object that may have
// no other owner: after other code has run, the object may be gone.
//
//===----------------------------------------------------------------------===//

#include "TypeCheck.h"
#include "TypeMessages.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "findings/Finding.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

namespace {

/// The places where a function names a variable, in source order.
class UseCollector : public RecursiveASTVisitor<UseCollector> {
public:
  explicit UseCollector(const VarDecl *Of) : Of(Of) {}
  std::vector<const DeclRefExpr *> Uses;

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    if (DRE->getDecl() == Of)
      Uses.push_back(DRE);
    return true;
  }

private:
  const VarDecl *Of;
};

/// Checks the weak references that one function follows.
class WeakReferenceRule {
public:
  WeakReferenceRule(SourceContracts &Contracts, const FunctionBody &Body,
                    std::vector<Finding> &Findings)
      : Contracts(Contracts), Body(Body), Findings(Findings) {}

  void check() {
    for (const CallExpr *CE : Body.calls())
      if (Contracts.roleOf(CE) == ApiRole::LendReferent)
        if (const VarDecl *VD = variableGiven(CE))
          checkReferent(CE, VD);
  }

private:
  /// The local variable that gets the result of \p Call and nothing else.
  const VarDecl *variableGiven(const CallExpr *Call) const {
    for (const BinaryOperator *BO : Body.assignments())
      if (BO->getRHS()->IgnoreParenCasts() == Call)
        return localOnly(variableBehind(BO->getLHS()), Call);
    for (const VarDecl *VD : Body.variables())
      if (VD->hasInit() && VD->getInit()->IgnoreParenCasts() == Call)
        return localOnly(VD, Call);
    return nullptr;
  }

  const VarDecl *localOnly(const VarDecl *VD, const CallExpr *Call) const {
    const Expr *Only = Body.onlyValue(VD);
    return Only && Only->IgnoreParenCasts() == Call ? VD : nullptr;
  }

  bool isKept(const VarDecl *VD) const {
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      const Contract *C = Contracts.ofCall(CE);
      return C && CE->getNumArgs() && variableBehind(CE->getArg(0)) == VD &&
             (C->Result.Kind == ResultKind::NewReferenceToArgument ||
              llvm::any_of(C->Args, [](const ArgContract &A) {
                return A.Effect == ArgEffect::Increments;
              }));
    });
  }

  void checkReferent(const CallExpr *Call, const VarDecl *VD) {
    if (isKept(VD))
      return;
    UseCollector All(VD);
    All.TraverseStmt(Body.function()->getBody());
    for (const CallExpr *CE : Body.calls()) {
      const Contract *C = Contracts.ofCall(CE);
      if (!C || !C->has(EffectRunsPython) ||
          !Body.isBefore(Call->getEndLoc(), CE->getBeginLoc()))
        continue;
      for (const DeclRefExpr *Use : All.Uses)
        if (Body.isBefore(CE->getEndLoc(), Use->getBeginLoc()) &&
            !Body.exclude(CE->getBeginLoc(), Use->getBeginLoc()) && isUse(Use))
          return report(Call, VD, CE, Use);
    }
  }

  /// Comparing the pointer is not a use of the object.
  bool isUse(const DeclRefExpr *Use) const {
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      return llvm::any_of(CE->arguments(), [&](const Expr *A) {
        return A->IgnoreParenCasts() == Use;
      });
    });
  }

  void report(const CallExpr *Call, const VarDecl *VD, const CallExpr *Between,
              const DeclRefExpr *Use) {
    MistakeReport R(TypeMistake::ReferentMayDie);
    R.Level = 1;
    R.Function = Body.function();
    R.Loc = Use->getBeginLoc();
    R.Fields.push_back(VD->getNameAsString());
    R.Detail = nameOf(Between->getDirectCallee()).str();
    R.Detail2 = nameOf(Call->getDirectCallee()).str();
    R.Notes.push_back(noteAt(Call->getBeginLoc(), lentHere(R.Detail2)));
    R.Notes.push_back(noteAt(Between->getBeginLoc(), runsCodeHere(R.Detail)));
    Findings.push_back(describe(std::move(R)));
  }

  SourceContracts &Contracts;
  const FunctionBody &Body;
  std::vector<Finding> &Findings;
};

} // namespace

void checkWeakReferences(SourceContracts &Contracts, const FunctionBody &Body,
                         std::vector<Finding> &Findings) {
  WeakReferenceRule(Contracts, Body, Findings).check();
}

} // namespace pyrefcheck
