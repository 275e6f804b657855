//===- ReferenceCalls.cpp - Calls that change a count ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceCalls.h"
#include "Mutant.h"
#include "WrittenCode.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

const Contract *contractOf(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  return Callee && Callee->getIdentifier()
             ? findBuiltinContract(Callee->getName())
             : nullptr;
}

static ReferenceRole roleByName(StringRef Name) {
  return StringSwitch<ReferenceRole>(Name)
#define VISIT(NAME) .Case(NAME, ReferenceRole::Visit)
#define UNTRACK(NAME) .Case(NAME, ReferenceRole::Untrack)
#include "Names.def"
      .Default(ReferenceRole::None);
}

static ReferenceRole roleByContract(const Contract &C) {
  if (C.Result.Kind == ResultKind::NewReferenceToArgument)
    return ReferenceRole::NewRef;
  if (C.Params.size() == 2 && C.does(ArgEffect::Decrements, 0) &&
      C.does(ArgEffect::Steals, 1))
    return ReferenceRole::Replace;
  if (C.Params.size() != 1 || C.Result.Kind != ResultKind::NotAReference)
    return ReferenceRole::None;
  if (C.does(ArgEffect::Clears, 0))
    return ReferenceRole::Clear;
  if (C.does(ArgEffect::Decrements, 0))
    return ReferenceRole::Release;
  if (C.does(ArgEffect::Increments, 0))
    return ReferenceRole::Increment;
  return ReferenceRole::None;
}

ReferenceCall referenceCall(const WrittenCode &Code, const Stmt *S) {
  std::optional<Invocation> Written = Code.invocation(S);
  if (!Written || Written->Args.empty())
    return {};
  ReferenceRole Role = roleByName(Written->Name);
  if (Role == ReferenceRole::None) {
    const Contract *C = findBuiltinContract(Written->Name);
    // A macro of the project around one call.
    if (const auto *E = dyn_cast<Expr>(S); E && !C)
      if (const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenCasts()))
        C = contractOf(Call);
    if (C && C->Params.size() == Written->Args.size())
      Role = roleByContract(*C);
  }
  return {Role, std::move(*Written)};
}

SmallVector<unsigned, 2> stolenArguments(const CallExpr *Call) {
  SmallVector<unsigned, 2> Result;
  if (const Contract *C = contractOf(Call))
    for (const ArgContract &A : C->Args)
      if (A.Effect == ArgEffect::Steals && !A.AndRest &&
          A.Index < Call->getNumArgs())
        Result.push_back(A.Index);
  return Result;
}

bool isImmortal(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isImmortal(Choice->getTrueExpr()) &&
           isImmortal(Choice->getFalseExpr());
  const auto *Address = dyn_cast<UnaryOperator>(E);
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return false;
  const Expr *Object = Address->getSubExpr()->IgnoreParenCasts();
  // CPython keeps some of them in one large structure.
  while (const auto *Member = dyn_cast<MemberExpr>(Object)) {
    if (Member->isArrow())
      return false;
    Object = Member->getBase()->IgnoreParenCasts();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasGlobalStorage() && Var->getType()->isRecordType();
}

void forEachAssigned(const Stmt *S, const VarDecl *Var,
                     function_ref<void(const Expr *)> Found) {
  if (!S)
    return;
  if (const auto *Assign = dyn_cast<BinaryOperator>(S);
      Assign && Assign->isAssignmentOp()) {
    const auto *Ref =
        dyn_cast<DeclRefExpr>(Assign->getLHS()->IgnoreParenCasts());
    if (Ref && Ref->getDecl() == Var)
      Found(Assign->getRHS());
  }
  if (const auto *DS = dyn_cast<DeclStmt>(S))
    for (const Decl *D : DS->decls())
      if (D == Var && Var->getInit())
        Found(Var->getInit());
  for (const Stmt *Child : S->children())
    forEachAssigned(Child, Var, Found);
}

bool isImmortal(const VarDecl *Var, const Stmt *Body,
                const ASTContext &Context) {
  if (isa<ParmVarDecl>(Var))
    return false;
  bool Any = false, All = true;
  forEachAssigned(Body, Var, [&](const Expr *Value) {
    if (Value->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                     Expr::NPC_ValueDependentIsNull))
      return;
    Any = true;
    All &= isImmortal(Value);
  });
  return Any && All;
}

bool isImmortal(const WrittenCode &Code, const Stmt *S, TextRange Range,
                const Stmt *Body) {
  bool Static = false;
  Code.forEachIn(S, Range, [&](const Stmt *Part) {
    if (const auto *E = dyn_cast<Expr>(Part))
      Static |= isImmortal(E);
  });
  const VarDecl *Var = Static ? nullptr : Code.localIn(S, Range);
  return Static || (Var && isImmortal(Var, Body, Code.context()));
}

} // namespace pyrefcheck
