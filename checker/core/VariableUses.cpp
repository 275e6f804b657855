//===- VariableUses.cpp - Who still needs a variable ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VariableUses.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/Analyses/LiveVariables.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace pyrefcheck {

VariableUses::Set VariableUses::mentioned(const Stmt *S) {
  Set Found;
  llvm::SmallVector<const Stmt *, 16> Work{S};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next)
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Next))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        Found.insert(Variable);
    Work.append(Next->child_begin(), Next->child_end());
  }
  return Found;
}

bool VariableUses::mentionsAny(const Stmt *S, const Set &Variables) {
  for (const VarDecl *Mentioned : mentioned(S))
    if (Variables.contains(Mentioned))
      return true;
  return false;
}

namespace {

/// One statement by which variables get a value: those, and all others that
/// the value may come from.
struct Source {
  VariableUses::Set Into, From;
};

} // namespace

/// The variable whose address \p E takes, or null.
static const VarDecl *addressed(const Expr *E) {
  const auto *Address = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return nullptr;
  const auto *Ref =
      dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// The variable that \p E is or is a part of: `v`, `v.f`, `v[i]`; or null.
static const VarDecl *target(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return target(Member->getBase());
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return target(Element->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static void collectSources(const Stmt *Body, std::vector<Source> &Sources) {
  llvm::SmallVector<const Stmt *, 16> Work{Body};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next)
      continue;
    Work.append(Next->child_begin(), Next->child_end());
    Source New;
    if (const auto *Assignment = dyn_cast<BinaryOperator>(Next)) {
      if (Assignment->isAssignmentOp())
        if (const VarDecl *Variable = target(Assignment->getLHS())) {
          New.Into.insert(Variable);
          New.From = VariableUses::mentioned(Assignment->getRHS());
        }
    } else if (const auto *Declaration = dyn_cast<DeclStmt>(Next)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D);
            Variable && Variable->getInit())
          Sources.push_back(
              {{Variable}, VariableUses::mentioned(Variable->getInit())});
    } else if (const auto *Call = dyn_cast<CallExpr>(Next)) {
      for (const Expr *Argument : Call->arguments())
        if (const VarDecl *Variable = addressed(Argument))
          New.Into.insert(Variable);
      New.From = VariableUses::mentioned(Call);
    }
    if (!New.Into.empty())
      Sources.push_back(std::move(New));
  }
}

bool VariableUses::assigns(const Stmt *S, const VarDecl *Variable) {
  std::vector<Source> Sources;
  collectSources(S, Sources);
  return llvm::any_of(
      Sources, [&](const Source &In) { return In.Into.contains(Variable); });
}

VariableUses::Set VariableUses::takenFrom(const VarDecl *Variable) const {
  std::vector<Source> Sources;
  collectSources(Function.getBody(), Sources);
  Set Taken{Variable};
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (const Source &S : Sources) {
      const bool Comes = llvm::any_of(
          S.From, [&](const VarDecl *From) { return Taken.contains(From); });
      if (!Comes)
        continue;
      for (const VarDecl *Into : S.Into)
        if (!Into->getType()->isArithmeticType() &&
            !Into->getType()->isEnumeralType())
          Grown |= Taken.insert(Into).second;
    }
  }
  return Taken;
}

bool VariableUses::isLiveAfterJump(const VarDecl *Variable,
                                   const Stmt *Jump) const {
  LiveVariables *Live = Function.getAnalysis<LiveVariables>();
  if (!Live)
    return true;
  for (const CFGBlock *Block : *Function.getCFG())
    if (Block->getTerminatorStmt() == Jump)
      return Live->isLive(Block, Variable);
  return true;
}

bool VariableUses::isLiveAfter(const VarDecl *Variable, const Stmt *S) const {
  LiveVariables *Live = Function.getAnalysis<LiveVariables>();
  if (!Live)
    return true;
  // As if it were read by all that stands in its block behind S.
  for (const CFGBlock *Block : *Function.getCFG()) {
    bool Behind = false;
    for (const CFGElement &Element : *Block) {
      const auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      if (Behind && mentioned(Statement->getStmt()).contains(Variable))
        return true;
      Behind |= Statement->getStmt() == S;
    }
    if (Behind)
      return Live->isLive(Block, Variable);
  }
  return true;
}

/// The variables that \p S declares in the block that it stands in.
static void addDeclared(const Stmt *S, VariableUses::Set &Declared) {
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        Declared.insert(Variable);
}

bool VariableUses::isInScope(const VarDecl *Variable, const Stmt *S) const {
  const SourceLocation Place =
      S ? S->getBeginLoc() : Function.getBody()->getEndLoc();
  if (!S)
    S = Function.getBody();
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  const ParentMap &Parents = Function.getParentMap();
  for (const Stmt *Parent = S; Parent; Parent = Parents.getParent(Parent)) {
    Set Declared;
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      for (const Stmt *Child : Block->body())
        addDeclared(Child, Declared);
    } else if (const auto *For = dyn_cast<ForStmt>(Parent)) {
      addDeclared(For->getInit(), Declared);
    } else if (const auto *If = dyn_cast<IfStmt>(Parent)) {
      addDeclared(If->getInit(), Declared);
      addDeclared(If->getConditionVariableDeclStmt(), Declared);
    } else if (const auto *While = dyn_cast<WhileStmt>(Parent)) {
      addDeclared(While->getConditionVariableDeclStmt(), Declared);
    }
    for (const VarDecl *D : Declared) {
      if (!SM.isBeforeInTranslationUnit(D->getLocation(), Place))
        continue;
      if (D == Variable)
        return true;
      if (D->getName() == Variable->getName())
        return false;
    }
  }
  return isa<ParmVarDecl>(Variable);
}

} // namespace pyrefcheck
