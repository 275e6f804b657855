//===- FunctionBody.cpp - What a function stores and calls ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionBody.h"
#include "Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

class StatementCollector : public RecursiveASTVisitor<StatementCollector> {
public:
  explicit StatementCollector(FunctionBody &Into) : Into(Into) {}

  bool VisitCallExpr(CallExpr *CE) {
    Into.Calls.push_back(CE);
    return true;
  }
  bool VisitVarDecl(VarDecl *VD) {
    Into.Variables.push_back(VD);
    return true;
  }
  bool VisitIfStmt(IfStmt *IS) {
    Into.Branches.push_back(IS);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->getOpcode() == BO_Assign)
      Into.Assignments.push_back(BO);
    return true;
  }

private:
  FunctionBody &Into;
};

FunctionBody::FunctionBody(const FunctionDecl *FD, SourceCache &Sources)
    : FD(FD), Sources(Sources) {
  StatementCollector(*this).TraverseStmt(FD->getBody());
}

const CFG *FunctionBody::flow() const {
  if (!Flow) {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Flow = CFG::buildCFG(FD, FD->getBody(), &FD->getASTContext(), Options);
  }
  return Flow->get();
}

ArrayRef<const Expr *> FunctionBody::values(const VarDecl *VD) const {
  return Sources.of(FD).of(VD);
}

const Expr *FunctionBody::onlyValue(const VarDecl *VD) const {
  if (!VD || !VD->hasLocalStorage() || isa<ParmVarDecl>(VD))
    return nullptr;
  const ArrayRef<const Expr *> Values = values(VD);
  return Values.size() == 1 ? Values.front() : nullptr;
}

bool FunctionBody::hasOneObject(const VarDecl *VD) const {
  return llvm::count_if(values(VD), [&](const Expr *Value) {
           return !isNullPointer(Value, FD->getASTContext());
         }) <= 1;
}

const CallExpr *FunctionBody::makerOf(const VarDecl *VD) const {
  if (!VD->hasLocalStorage() || isa<ParmVarDecl>(VD) || !hasOneObject(VD))
    return nullptr;
  for (const Expr *Value : values(VD))
    if (const auto *CE = dyn_cast<CallExpr>(Value->IgnoreParenCasts()))
      return CE;
  return nullptr;
}

/// The variable that \p E names, directly or as the argument of a function that
/// only casts it.
static const VarDecl *variableCast(const Expr *E, SourceCache &Sources) {
  E = withoutNewRef(E);
  const auto *CE = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
  if (!Callee)
    return variableBehind(E);
  const llvm::ArrayRef<const Expr *> Results = Sources.fewResults(Callee);
  const auto *P =
      Results.size() == 1
          ? dyn_cast_or_null<ParmVarDecl>(variableBehind(Results.front()))
          : nullptr;
  return P && P->getFunctionScopeIndex() < CE->getNumArgs()
             ? variableBehind(CE->getArg(P->getFunctionScopeIndex()))
             : nullptr;
}

bool FunctionBody::isSame(const Expr *E, const VarDecl *Object) const {
  const VarDecl *VD = variableCast(E, Sources);
  return VD &&
         (VD == Object || variableCast(onlyValue(VD), Sources) == Object ||
          variableCast(onlyValue(Object), Sources) == VD);
}

bool FunctionBody::isBefore(SourceLocation A, SourceLocation B) const {
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  return SM.isBeforeInTranslationUnit(SM.getExpansionLoc(A),
                                      SM.getExpansionLoc(B));
}

/// Whether \p S ends in a return statement.
static bool returns(const Stmt *S) {
  return isa_and_nonnull<ReturnStmt>(lastStatement(S));
}

bool FunctionBody::exclude(SourceLocation A, SourceLocation B) const {
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  auto Within = [&](SourceLocation L, const Stmt *S) {
    return SM.isPointWithin(SM.getExpansionLoc(L),
                            SM.getExpansionLoc(S->getBeginLoc()),
                            SM.getExpansionRange(S->getEndLoc()).getEnd());
  };
  auto Apart = [&](SourceLocation X, SourceLocation Y, const IfStmt *IS) {
    if (!Within(X, IS->getThen()))
      return false;
    return IS->getElse()
               ? Within(Y, IS->getElse())
               : returns(IS->getThen()) && !Within(Y, IS) && isBefore(X, Y);
  };
  return llvm::any_of(Branches, [&](const IfStmt *IS) {
    return Apart(A, B, IS) || Apart(B, A, IS);
  });
}

/// For `*p`, where a macro initialised its `p` with `&x` as Py_SETREF does:
/// `x`. Otherwise \p E, without casts.
static const Expr *throughMacroPointer(const Expr *E) {
  E = E->IgnoreParenCasts();
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  const VarDecl *VD = Deref && Deref->getOpcode() == UO_Deref
                          ? variableBehind(Deref->getSubExpr())
                          : nullptr;
  const Expr *Init = VD && VD->hasLocalStorage() &&
                             VD->getLocation().isMacroID() && VD->getInit()
                         ? VD->getInit()->IgnoreParenCasts()
                         : nullptr;
  const auto *Address = dyn_cast_or_null<UnaryOperator>(Init);
  return Address && Address->getOpcode() == UO_AddrOf
             ? Address->getSubExpr()->IgnoreParenCasts()
             : E;
}

const VarDecl *rootOf(const Expr *E) {
  E = throughMacroPointer(E);
  while (true) {
    if (const auto *ME = dyn_cast<MemberExpr>(E))
      E = ME->getBase()->IgnoreParenCasts();
    else if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E))
      E = ASE->getBase()->IgnoreParenCasts();
    else
      break;
  }
  return variableBehind(E);
}

const FieldDecl *fieldNamed(const Expr *E) {
  const auto *ME = dyn_cast<MemberExpr>(throughMacroPointer(E));
  return ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
}

} // namespace pyrefcheck
