//===- VariableUses.cpp - What still needs a variable -----------*- C++ -*-===//
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
#include "llvm/ADT/STLExtras.h"

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

const VariableUses::Set &VariableUses::mentionedBy(const Stmt *S) const {
  const auto [It, New] = Mentioned.try_emplace(S);
  if (New) {
    It->second = mentioned(S);
    Work.spend(It->second.size());
  }
  return It->second;
}

bool VariableUses::mentionsAny(const Stmt *S, const Set &Variables) {
  for (const VarDecl *Mentioned : mentioned(S))
    if (Variables.contains(Mentioned))
      return true;
  return false;
}

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

void VariableUses::collectSources(const Stmt *Body,
                                  std::vector<Source> &Sources) {
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
  const auto [It, New] = Taken.try_emplace(Variable);
  if (New)
    It->second = findTaken(Variable);
  Work.spend(It->second.size());
  return It->second;
}

VariableUses::Set VariableUses::findTaken(const VarDecl *Variable) const {
  if (!Sources) {
    Sources.emplace();
    collectSources(Function.getBody(), *Sources);
    for (unsigned I = 0; I != Sources->size(); ++I)
      for (const VarDecl *From : (*Sources)[I].From)
        SourcesFrom[From].push_back(I);
    Work.spend(Sources->size());
  }
  Set Found{Variable};
  llvm::SmallVector<const VarDecl *, 8> ToDo{Variable};
  while (!ToDo.empty()) {
    const auto It = SourcesFrom.find(ToDo.pop_back_val());
    if (It == SourcesFrom.end())
      continue;
    Work.spend(It->second.size());
    for (unsigned I : It->second)
      for (const VarDecl *Into : (*Sources)[I].Into)
        if (!Into->getType()->isArithmeticType() &&
            !Into->getType()->isEnumeralType() && Found.insert(Into).second)
          ToDo.push_back(Into);
  }
  return Found;
}

const VariableUses::FlowIndex &VariableUses::flow() const {
  if (Flow)
    return *Flow;
  Flow.emplace();
  for (const CFGBlock *Block : *Function.getCFG()) {
    if (const Stmt *S = Block->getTerminatorStmt())
      Flow->Terminated.try_emplace(S, Block);
    unsigned Place = 0;
    for (const CFGElement &Element : *Block) {
      ++Place;
      if (const auto Statement = Element.getAs<CFGStmt>())
        Flow->Places.try_emplace(Statement->getStmt(), Block, Place);
    }
    Work.spend(Place + 1);
  }
  return *Flow;
}

bool VariableUses::isLiveAfterJump(const VarDecl *Variable,
                                   const Stmt *Jump) const {
  Work.spend();
  LiveVariables *Live = Function.getAnalysis<LiveVariables>();
  const CFGBlock *Block = Live ? flow().Terminated.lookup(Jump) : nullptr;
  return !Block || Live->isLive(Block, Variable);
}

const VariableUses::LastMentions &
VariableUses::mentionsIn(const CFGBlock *Block) const {
  const auto [It, New] = Mentions.try_emplace(Block);
  if (!New)
    return It->second;
  unsigned Place = 0;
  for (const CFGElement &Element : *Block) {
    ++Place;
    const auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      continue;
    const Set Here = mentioned(Statement->getStmt());
    for (const VarDecl *V : Here)
      It->second[V] = Place;
    Work.spend(Here.size() + 1);
  }
  return It->second;
}

bool VariableUses::isLiveAfter(const VarDecl *Variable, const Stmt *S) const {
  Work.spend();
  LiveVariables *Live = Function.getAnalysis<LiveVariables>();
  const auto [Block, Place] =
      Live ? flow().Places.lookup(S)
           : std::pair<const CFGBlock *, unsigned>(nullptr, 0);
  // A mention after S in its block counts as a read.
  return !Block || mentionsIn(Block).lookup(Variable) > Place ||
         Live->isLive(Block, Variable);
}

} // namespace pyrefcheck
