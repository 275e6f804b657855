//===- PathFacts.cpp - What holds on all paths to a statement ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathFacts.h"
#include "clang/Analysis/CFG.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/Store.h"

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

Nodes PathFacts::before(const Stmt *S) const {
  Nodes Found;
  if (isa<GotoStmt, BreakStmt, ContinueStmt>(S)) {
    for (const ExplodedNode &N : Graph.nodes())
      if (jumpOf(&N) == S)
        Found.append(N.pred_begin(), N.pred_end());
    return Found;
  }
  const llvm::DenseSet<const Stmt *> Parts = partsOf(S);
  llvm::DenseSet<const ExplodedNode *> Seen;
  for (const ExplodedNode &N : Graph.nodes()) {
    if (!Parts.contains(statementOf(&N)))
      continue;
    for (const ExplodedNode *Pred : N.preds()) {
      // Between the parts of a statement there may be branches.
      const ExplodedNode *Origin = Pred;
      while (!statementOf(Origin) && Origin->getFirstPred())
        Origin = Origin->getFirstPred();
      if (!Parts.contains(statementOf(Origin)) && Seen.insert(Pred).second)
        Found.push_back(Pred);
    }
  }
  return Found;
}

Nodes PathFacts::at(const Stmt *S) const {
  Nodes Found;
  llvm::DenseSet<const ExplodedNode *> Seen;
  for (const ExplodedNode &N : Graph.nodes())
    if (statementOf(&N) == S)
      for (const ExplodedNode *Pred : N.preds())
        if (statementOf(Pred) != S && Seen.insert(Pred).second)
          Found.push_back(Pred);
  return Found;
}

Nodes PathFacts::after(const Stmt *S) const {
  const llvm::DenseSet<const Stmt *> Parts = partsOf(S);
  Nodes Found;
  for (const ExplodedNode &N : Graph.nodes()) {
    if (!Parts.contains(statementOf(&N)) || N.isSink())
      continue;
    const bool Leaves = llvm::any_of(N.succs(), [&](const ExplodedNode *Next) {
      while (Next && !statementOf(Next))
        Next = Next->succ_empty() ? nullptr : *Next->succ_begin();
      return !Next || (!Next->isSink() && !Parts.contains(statementOf(Next)));
    });
    if (Leaves)
      Found.push_back(&N);
  }
  return Found;
}

Nodes PathFacts::beforeEnd() const {
  Nodes Found;
  for (const ExplodedNode &N : Graph.nodes()) {
    const auto Edge = N.getLocation().getAs<BlockEdge>();
    if (!Edge || !Edge->getDst()->succ_empty() ||
        &Edge->getDst()->getParent()->getExit() != Edge->getDst())
      continue;
    const CFGBlock *Last = Edge->getSrc();
    const bool Returns =
        !Last->empty() && Last->back().getAs<CFGStmt>() &&
        isa<ReturnStmt>(Last->back().castAs<CFGStmt>().getStmt());
    if (!Returns)
      Found.append(N.pred_begin(), N.pred_end());
  }
  return Found;
}

namespace {

/// Looks for the value that a store holds for one variable.
class FindBinding : public StoreManager::BindingsHandler {
public:
  explicit FindBinding(const MemRegion *Variable) : Variable(Variable) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *R,
                     SVal V) override {
    if (R != Variable)
      return true;
    Found = V;
    return false;
  }

  std::optional<SVal> Found;

private:
  const MemRegion *Variable;
};

} // namespace

llvm::SmallVector<PathFacts::Value, 2>
PathFacts::valuesAt(const ExplodedNode *N, const VarRegion *Variable) const {
  llvm::SmallVector<Value, 2> Values;
  llvm::DenseSet<const ExplodedNode *> Seen;
  llvm::SmallVector<const ExplodedNode *, 16> Work{N};
  while (!Work.empty()) {
    const ExplodedNode *Next = Work.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    ProgramStateRef State = Next->getState();
    FindBinding Binding(Variable);
    State->getStateManager().getStoreManager().iterBindings(State->getStore(),
                                                            Binding);
    if (Binding.Found)
      Values.push_back({*Binding.Found, Next});
    else if (Next->pred_empty())
      // A parameter still holds what the caller gave.
      Values.push_back({State->getSVal(Variable), Next});
    else
      Work.append(Next->pred_begin(), Next->pred_end());
  }
  return Values;
}

bool PathFacts::coverWithJumps(
    const ExplodedNode *N, llvm::function_ref<bool(const ExplodedNode *)> While,
    llvm::function_ref<bool(const ExplodedNode *)> Stop,
    llvm::function_ref<bool(const Stmt *)> Accept) {
  llvm::DenseSet<const ExplodedNode *> Seen;
  llvm::SmallVector<const ExplodedNode *, 16> Work{N};
  while (!Work.empty()) {
    const ExplodedNode *Next = Work.pop_back_val();
    if (!Seen.insert(Next).second || Stop(Next))
      continue;
    if (!While(Next))
      return false;
    const Stmt *Jump = jumpOf(Next);
    if (Jump && Accept(Jump))
      continue;
    if (Next->pred_empty())
      return false;
    Work.append(Next->pred_begin(), Next->pred_end());
  }
  return true;
}

bool PathFacts::reaches(const Nodes &From,
                        llvm::function_ref<bool(const ExplodedNode *)> Is) {
  llvm::DenseSet<const ExplodedNode *> Seen;
  llvm::SmallVector<const ExplodedNode *, 16> Work;
  for (const ExplodedNode *N : From)
    Work.append(N->succ_begin(), N->succ_end());
  while (!Work.empty()) {
    const ExplodedNode *Next = Work.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    if (Is(Next))
      return true;
    Work.append(Next->succ_begin(), Next->succ_end());
  }
  return false;
}

} // namespace pyrefcheck
