//===- PathFacts.cpp - What holds on all paths to a statement ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathFacts.h"
#include "clang/Analysis/CFG.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

llvm::DenseSet<const Stmt *> partsOf(const Stmt *S) {
  llvm::DenseSet<const Stmt *> Parts;
  llvm::SmallVector<const Stmt *, 16> Work{S};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next || !Parts.insert(Next).second)
      continue;
    for (const Stmt *Child : Next->children())
      Work.push_back(Child);
  }
  return Parts;
}

static const Stmt *statementOf(const ExplodedNode *N) {
  const auto Point = N->getLocation().getAs<StmtPoint>();
  return Point ? Point->getStmt() : nullptr;
}

/// The jump that \p N is the edge of, or null.
static const Stmt *jumpOf(const ExplodedNode *N) {
  const auto Edge = N->getLocation().getAs<BlockEdge>();
  const Stmt *S = Edge ? Edge->getSrc()->getTerminatorStmt() : nullptr;
  return isa_and_nonnull<GotoStmt, BreakStmt, ContinueStmt>(S) ? S : nullptr;
}

/// True if \p N is the edge by which the function falls off its end.
static bool fallsOffEnd(const ExplodedNode *N) {
  const auto Edge = N->getLocation().getAs<BlockEdge>();
  if (!Edge || !Edge->getDst()->succ_empty() ||
      &Edge->getDst()->getParent()->getExit() != Edge->getDst())
    return false;
  const CFGBlock *Last = Edge->getSrc();
  return Last->empty() || !Last->back().getAs<CFGStmt>() ||
         !isa<ReturnStmt>(Last->back().castAs<CFGStmt>().getStmt());
}

const PathFacts::Index &PathFacts::index() const {
  if (Known)
    return *Known;
  Known.emplace();
  unsigned Place = 0;
  for (const ExplodedNode &N : Graph.nodes()) {
    ++Place;
    if (const Stmt *S = statementOf(&N))
      Known->Statements[S].push_back({Place, &N});
    if (const Stmt *S = jumpOf(&N))
      Known->Jumps[S].push_back({Place, &N});
    if (fallsOffEnd(&N))
      Known->BeforeEnd.append(N.pred_begin(), N.pred_end());
  }
  Work.spend(Place);
  return *Known;
}

llvm::SmallVector<const ExplodedNode *, 16>
PathFacts::nodesOf(const llvm::DenseSet<const Stmt *> &Parts) const {
  llvm::SmallVector<std::pair<unsigned, Node>, 16> Ordered;
  for (const Stmt *Part : Parts) {
    const auto It = index().Statements.find(Part);
    if (It != index().Statements.end())
      Ordered.append(It->second);
  }
  llvm::sort(Ordered);
  Work.spend(Parts.size() + Ordered.size());
  llvm::SmallVector<Node, 16> Found;
  for (const auto &[Place, N] : Ordered)
    Found.push_back(N);
  return Found;
}

Nodes PathFacts::before(const Stmt *S) const {
  const auto [It, New] = KnownBefore.try_emplace(S);
  if (New)
    It->second = findBefore(S);
  Work.spend(It->second.size() + 1);
  return It->second;
}

Nodes PathFacts::findBefore(const Stmt *S) const {
  Nodes Found;
  if (isa<GotoStmt, BreakStmt, ContinueStmt>(S)) {
    for (const auto &[Place, N] : index().Jumps.lookup(S))
      Found.append(N->pred_begin(), N->pred_end());
    return Found;
  }
  const llvm::DenseSet<const Stmt *> Parts = partsOf(S);
  llvm::DenseSet<const ExplodedNode *> Seen;
  for (const ExplodedNode *N : nodesOf(Parts))
    for (const ExplodedNode *Pred : N->preds()) {
      // Between the parts of a statement there may be branches.
      const ExplodedNode *Origin = Pred;
      while (!statementOf(Origin) && Origin->getFirstPred())
        Origin = Origin->getFirstPred();
      if (!Parts.contains(statementOf(Origin)) && Seen.insert(Pred).second)
        Found.push_back(Pred);
    }
  return Found;
}

Nodes PathFacts::at(const Stmt *S) const {
  const auto [It, New] = KnownAt.try_emplace(S);
  if (New)
    It->second = findAt(S);
  Work.spend(It->second.size() + 1);
  return It->second;
}

Nodes PathFacts::findAt(const Stmt *S) const {
  Nodes Found;
  llvm::DenseSet<const ExplodedNode *> Seen;
  for (const ExplodedNode *N : nodesOf({S}))
    for (const ExplodedNode *Pred : N->preds())
      if (statementOf(Pred) != S && Seen.insert(Pred).second)
        Found.push_back(Pred);
  return Found;
}

Nodes PathFacts::after(const Stmt *S) const {
  const auto [It, New] = KnownAfter.try_emplace(S);
  if (New)
    It->second = findAfter(S);
  Work.spend(It->second.size() + 1);
  return It->second;
}

Nodes PathFacts::findAfter(const Stmt *S) const {
  const llvm::DenseSet<const Stmt *> Parts = partsOf(S);
  Nodes Found;
  for (const ExplodedNode *N : nodesOf(Parts)) {
    if (N->isSink())
      continue;
    const bool Leaves = llvm::any_of(N->succs(), [&](const ExplodedNode *Next) {
      while (Next && !statementOf(Next))
        Next = Next->succ_empty() ? nullptr : *Next->succ_begin();
      return !Next || (!Next->isSink() && !Parts.contains(statementOf(Next)));
    });
    if (Leaves)
      Found.push_back(N);
  }
  return Found;
}

Nodes PathFacts::beforeEnd() const {
  Work.spend(index().BeforeEnd.size() + 1);
  return index().BeforeEnd;
}

llvm::SmallVector<PathFacts::Value, 2>
PathFacts::valuesAt(const ExplodedNode *N, const VarRegion *Variable) const {
  const auto [It, New] = KnownValues.try_emplace({N, Variable});
  if (New)
    It->second = findValues(N, Variable);
  Work.spend(It->second.size() + 1);
  return It->second;
}

llvm::SmallVector<PathFacts::Value, 2>
PathFacts::findValues(Node N, const VarRegion *Variable) const {
  if (!Bindings)
    Bindings.emplace(Graph, Work);
  llvm::SmallVector<Value, 2> Values;
  // A parameter that is never bound still holds the caller's argument.
  for (const ExplodedNode *Last : Bindings->before(N, Variable))
    Values.push_back({Last->getState()->getSVal(Variable), Last});
  return Values;
}

bool PathFacts::coverWithJumps(
    const ExplodedNode *N, llvm::function_ref<bool(const ExplodedNode *)> While,
    llvm::function_ref<bool(const ExplodedNode *)> Stop,
    llvm::function_ref<bool(const Stmt *)> Accept) const {
  llvm::DenseSet<const ExplodedNode *> Seen;
  llvm::SmallVector<const ExplodedNode *, 16> ToDo{N};
  while (!ToDo.empty()) {
    const ExplodedNode *Next = ToDo.pop_back_val();
    if (!Seen.insert(Next).second || Stop(Next))
      continue;
    if (!Work.spend())
      return false;
    if (!While(Next))
      return false;
    const Stmt *Jump = jumpOf(Next);
    if (Jump && Accept(Jump))
      continue;
    if (Next->pred_empty())
      return false;
    ToDo.append(Next->pred_begin(), Next->pred_end());
  }
  return true;
}

bool PathFacts::reaches(
    const Nodes &From,
    llvm::function_ref<bool(const ExplodedNode *)> Is) const {
  llvm::DenseSet<const ExplodedNode *> Seen;
  llvm::SmallVector<const ExplodedNode *, 16> ToDo;
  for (const ExplodedNode *N : From)
    ToDo.append(N->succ_begin(), N->succ_end());
  while (!ToDo.empty()) {
    const ExplodedNode *Next = ToDo.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    if (!Work.spend())
      return true;
    if (Is(Next))
      return true;
    ToDo.append(Next->succ_begin(), Next->succ_end());
  }
  return false;
}

} // namespace pyrefcheck
