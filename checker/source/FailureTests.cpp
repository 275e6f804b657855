//===- FailureTests.cpp - What callers do when a call fails -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FailureTests.h"
#include "TranslationUnit.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Finds the branch that a caller takes when one call fails.
class FailureBranch : public RecursiveASTVisitor<FailureBranch> {
public:
  FailureBranch(const CallExpr *Call, FailureValue Failure)
      : Call(Call), Failure(Failure) {}

  bool VisitIfStmt(IfStmt *S) {
    if (isTestOf(S->getCond(), nullptr))
      Found = S->getThen();
    return !Found;
  }

  bool VisitCompoundStmt(CompoundStmt *Block) {
    const Stmt *Before = nullptr;
    for (const Stmt *S : Block->body()) {
      const auto *If = dyn_cast<IfStmt>(S);
      const VarDecl *Status = If && Before ? statusIn(Before) : nullptr;
      if (Status && isTestOf(If->getCond(), Status))
        Found = If->getThen();
      Before = S;
    }
    return !Found;
  }

  const Stmt *Found = nullptr;

private:
  /// The variable to which \p S assigns the result of the call, or null.
  const VarDecl *statusIn(const Stmt *S) const {
    if (const auto *BO = dyn_cast<BinaryOperator>(S))
      return BO->getOpcode() == BO_Assign && isCall(BO->getRHS())
                 ? variable(BO->getLHS())
                 : nullptr;
    const auto *DS = dyn_cast<DeclStmt>(S);
    const auto *VD = DS && DS->isSingleDecl()
                         ? dyn_cast<VarDecl>(DS->getSingleDecl())
                         : nullptr;
    return VD && VD->getInit() && isCall(VD->getInit()) ? VD : nullptr;
  }

  bool isCall(const Expr *E) const { return E->IgnoreParenCasts() == Call; }

  static const VarDecl *variable(const Expr *E) {
    const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    return DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  }

  /// Whether \p E is the result of the call: the call itself, an assignment of
  /// it, or the variable \p Status.
  bool isResult(const Expr *E, const VarDecl *Status) const {
    E = E->IgnoreParenCasts();
    if (Status)
      return variable(E) == Status;
    const auto *BO = dyn_cast<BinaryOperator>(E);
    return isCall(BO && BO->getOpcode() == BO_Assign ? BO->getRHS() : E);
  }

  /// Whether \p Condition is true exactly when the call has failed.
  bool isTestOf(const Expr *Condition, const VarDecl *Status) const {
    const Expr *E = Condition->IgnoreParenImpCasts();
    const bool Zero = Failure == FailureValue::Zero;
    if (const auto *UO = dyn_cast<UnaryOperator>(E))
      return Zero && UO->getOpcode() == UO_LNot &&
             isResult(UO->getSubExpr(), Status);
    const auto *BO = dyn_cast<BinaryOperator>(E);
    if (!BO || !BO->isComparisonOp())
      return !Zero && isResult(E, Status);
    if (!isResult(BO->getLHS(), Status))
      return false;
    const Expr *With = BO->getRHS()->IgnoreParenCasts();
    const auto *Minus = dyn_cast<UnaryOperator>(With);
    const bool IsMinus = Minus && Minus->getOpcode() == UO_Minus;
    const auto *Number = dyn_cast<IntegerLiteral>(
        IsMinus ? Minus->getSubExpr()->IgnoreParenCasts() : With);
    if (!Number)
      return false;
    if (IsMinus)
      return !Zero && BO->getOpcode() == BO_EQ && Number->getValue() == 1;
    if (Number->getValue() != 0)
      return false;
    return BO->getOpcode() == (Zero ? BO_EQ : BO_LT) ||
           (!Zero && BO->getOpcode() == BO_NE);
  }

  const CallExpr *Call;
  const FailureValue Failure;
};

/// Stops at a mention of one variable.
class Mention : public RecursiveASTVisitor<Mention> {
public:
  explicit Mention(const VarDecl *VD) : VD(VD) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) { return E->getDecl() != VD; }

private:
  const VarDecl *VD;
};

} // namespace

/// The local variable whose address \p E is, or null.
static const VarDecl *addressed(const Expr *E) {
  const auto *UO = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  if (!UO || UO->getOpcode() != UO_AddrOf)
    return nullptr;
  const auto *DRE = dyn_cast<DeclRefExpr>(UO->getSubExpr()->IgnoreParens());
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  return VD && VD->hasLocalStorage() ? VD : nullptr;
}

/// Whether \p Branch ends in a return statement and does not mention \p VD.
static bool leavesWithout(const Stmt *Branch, const VarDecl *VD) {
  const Stmt *Last = Branch;
  if (const auto *Block = dyn_cast<CompoundStmt>(Branch))
    Last = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<ReturnStmt>(Last) &&
         Mention(VD).TraverseStmt(const_cast<Stmt *>(Branch));
}

bool isForgottenOnFailure(const FunctionDecl *FD, unsigned Index,
                          FailureValue Failure, const TranslationUnit &TU) {
  const llvm::ArrayRef<TranslationUnit::Call> Calls = TU.calls(FD);
  return !Calls.empty() &&
         llvm::all_of(Calls, [&](const TranslationUnit::Call &C) {
           const VarDecl *VD = Index < C.Written->getNumArgs()
                                   ? addressed(C.Written->getArg(Index))
                                   : nullptr;
           const FunctionDecl *Caller = C.Caller->getDefinition();
           if (!VD || !Caller)
             return false;
           FailureBranch Branch(C.Written, Failure);
           Branch.TraverseStmt(Caller->getBody());
           return Branch.Found && leavesWithout(Branch.Found, VD);
         });
}

} // namespace pyrefcheck
