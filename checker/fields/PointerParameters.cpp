//===- PointerParameters.cpp - Uses of PyObject ** parameters -------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PointerParameters.h"
#include "annotations/Attributes.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "source/Places.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Visits every statement of one function.
class PointeeReader {
public:
  PointeeReader(const ParmVarDecl *Pointer, const FunctionDecl *FD,
                SourceContracts &Contracts, unsigned Depth)
      : Pointer(Pointer), FD(FD), Contracts(Contracts), Depth(Depth) {}

  PointeeUses read(const Stmt *Body) {
    // The second pass knows all variables that hold the object.
    for (const bool Last : {false, true}) {
      Uses = PointeeUses();
      visit(Body);
      if (Last || Copies.empty())
        break;
    }
    for (PointeeUses::Store &S : Uses.Stores)
      if (const auto *P =
              dyn_cast_or_null<ParmVarDecl>(variableBehind(S.Value));
          P && S.In == FD && !llvm::is_contained(Changed, P))
        S.Parameter = P->getFunctionScopeIndex();
    return Uses;
  }

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    const auto *E = dyn_cast<Expr>(S);
    if (E && isPointee(E))
      return; // A read.
    if (const auto *CE = dyn_cast<CallExpr>(S))
      return call(CE);
    if (const auto *BO = dyn_cast<BinaryOperator>(S))
      return binary(BO);
    if (const auto *DRE = dyn_cast<DeclRefExpr>(S)) {
      Uses.Escapes |= DRE->getDecl() == Pointer;
      return;
    }
    if (const auto *DS = dyn_cast<DeclStmt>(S))
      for (const Decl *D : DS->decls())
        if (const auto *VD = dyn_cast<VarDecl>(D); VD && VD->getInit())
          copy(VD, VD->getInit());
    // `if (place)`
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->getCastKind() == CK_PointerToBoolean &&
        isPointer(Cast->getSubExpr()))
      return;
    if (const auto *If = dyn_cast<IfStmt>(S); If && isPointer(If->getCond())) {
      visit(If->getThen());
      return visit(If->getElse());
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  void binary(const BinaryOperator *BO) {
    if (BO->isComparisonOp() &&
        (isPointer(BO->getLHS()) || isPointer(BO->getRHS())))
      return;
    if (BO->getOpcode() == BO_Assign && isPointee(BO->getLHS()))
      Uses.Stores.push_back({BO->getRHS(), FD});
    else if (BO->getOpcode() == BO_Assign &&
             isa<DeclRefExpr>(BO->getLHS()->IgnoreParens()))
      assign(variableBehind(BO->getLHS()), BO->getRHS());
    else
      visit(BO->getLHS());
    visit(BO->getRHS());
  }

  /// Whether \p E is `*place`.
  bool isPointee(const Expr *E) const {
    E = E->IgnoreParenCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(E))
      return UO->getOpcode() == UO_Deref && isPointer(UO->getSubExpr());
    return false;
  }

  bool isPointer(const Expr *E) const {
    E = E->IgnoreParenCasts();
    // `&*place`
    if (const auto *UO = dyn_cast<UnaryOperator>(E);
        UO && UO->getOpcode() == UO_AddrOf)
      return isPointee(UO->getSubExpr());
    const auto *DRE = dyn_cast<DeclRefExpr>(E);
    return DRE && DRE->getDecl() == Pointer;
  }

  bool isObject(const Expr *E) const {
    const VarDecl *VD = variableBehind(E);
    return isPointee(E) || (VD && llvm::is_contained(Copies, VD));
  }

  void assign(const VarDecl *VD, const Expr *Value) {
    if (VD)
      Changed.push_back(VD);
    copy(VD, Value);
  }

  void copy(const VarDecl *VD, const Expr *Value) {
    if (VD && isPointee(Value) && !llvm::is_contained(Copies, VD))
      Copies.push_back(VD);
  }

  void call(const CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    const Contract *C = Callee ? Contracts.find(Callee) : nullptr;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
      const Expr *A = CE->getArg(I);
      noteCount(A, C, I);
      if (isPointer(A))
        passPointer(CE, Callee, C, I);
      else if (isObject(A))
        passObject(CE, C, I);
      else
        visit(A);
    }
    if (!Callee)
      visit(CE->getCallee());
  }

  void passObject(const CallExpr *CE, const Contract *C, unsigned I) {
    if (!C)
      return;
    eachArgument(*C, CE->getNumArgs(), [&](const ArgContract &A, unsigned At) {
      if (At != I || A.AndRest)
        return;
      Uses.Released |= A.Effect == ArgEffect::Decrements ||
                       A.Effect == ArgEffect::Steals ||
                       A.Effect == ArgEffect::Clears;
      Uses.Incremented |= A.Effect == ArgEffect::Increments;
    });
  }

  /// A parameter that gets a Py_INCREF counts as changed.
  void noteCount(const Expr *A, const Contract *C, unsigned I) {
    const VarDecl *VD = variableBehind(A);
    if (VD && C && C->does(ArgEffect::Increments, I))
      Changed.push_back(VD);
  }

  void passPointer(const CallExpr *CE, const FunctionDecl *Callee,
                   const Contract *C, unsigned I) {
    if (C || !Callee || Depth > 3 || !bodyOf(Callee)) {
      Uses.Escapes = true;
      return;
    }
    PointeeUses Inner = usesOfArgument(CE, Callee, I, FD, Contracts, Depth + 1);
    llvm::append_range(Uses.Stores, Inner.Stores);
    Uses.Released |= Inner.Released;
    Uses.Incremented |= Inner.Incremented;
    Uses.Escapes |= Inner.Escapes;
  }

  const ParmVarDecl *Pointer;
  const FunctionDecl *FD;
  SourceContracts &Contracts;
  const unsigned Depth;
  PointeeUses Uses;
  /// Variables that hold the object, and those whose values change.
  llvm::SmallVector<const VarDecl *, 2> Copies, Changed;
};

} // namespace

PointeeUses usesOfPointee(const FunctionDecl *FD, unsigned Index,
                          SourceContracts &Contracts, unsigned Depth) {
  const Stmt *Body = bodyOf(FD);
  if (!Body || Index >= FD->getNumParams()) {
    PointeeUses Unknown;
    Unknown.Escapes = true;
    return Unknown;
  }
  return PointeeReader(FD->getParamDecl(Index), FD, Contracts, Depth)
      .read(Body);
}

PointeeUses usesOfArgument(const CallExpr *CE, const FunctionDecl *FD,
                           unsigned Index, const FunctionDecl *Caller,
                           SourceContracts &Contracts, unsigned Depth) {
  PointeeUses Uses = usesOfPointee(FD, Index, Contracts, Depth);
  for (PointeeUses::Store &S : Uses.Stores)
    if (S.Parameter && *S.Parameter < CE->getNumArgs())
      S = {CE->getArg(*S.Parameter), Caller};
  return Uses;
}

} // namespace pyrefcheck
