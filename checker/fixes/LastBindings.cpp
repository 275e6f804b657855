//===- LastBindings.cpp - Where variables are bound last --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LastBindings.h"
#include "Effort.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/Store.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// The variables that a store has a binding for.
class BoundVariables : public StoreManager::BindingsHandler {
public:
  BoundVariables(const ProgramStateRef &State, Effort &Work) : Work(Work) {
    State->getStateManager().getStoreManager().iterBindings(State->getStore(),
                                                            *this);
  }

  bool HandleBinding(StoreManager &, Store, const MemRegion *R, SVal) override {
    if (isa<VarRegion>(R))
      Found.insert(R);
    return Work.spend();
  }

  llvm::DenseSet<const MemRegion *> Found;

private:
  Effort &Work;
};

} // namespace

LastBindings::LastBindings(const ExplodedGraph &Graph, Effort &Work)
    : Work(Work) {
  cutIntoChains(Graph);
  for (unsigned Number = 0; Number < Chains.size() && !Work.isSpent(); ++Number)
    recordEnds(Chains[Number], Number);
}

/// All nodes, each after at least one of its predecessors.
static std::vector<LastBindings::Node> inOrder(const ExplodedGraph &Graph) {
  std::vector<LastBindings::Node> Ordered;
  llvm::DenseSet<LastBindings::Node> Seen;
  for (const ExplodedNode &N : Graph.nodes())
    if (N.pred_empty() && Seen.insert(&N).second)
      Ordered.push_back(&N);
  for (size_t Index = 0; Index < Ordered.size(); ++Index)
    for (const ExplodedNode *Next : Ordered[Index]->succs())
      if (Seen.insert(Next).second)
        Ordered.push_back(Next);
  return Ordered;
}

void LastBindings::cutIntoChains(const ExplodedGraph &Graph) {
  const std::vector<Node> Ordered = inOrder(Graph);
  Work.spend(Ordered.size());
  llvm::DenseMap<Node, unsigned> Followers;
  llvm::DenseMap<Node, Node> Heir;
  for (Node N : llvm::reverse(Ordered)) {
    const unsigned Size = Followers[N] + 1;
    if (N->pred_size() != 1)
      continue;
    Node Parent = N->getFirstPred();
    Followers[Parent] += Size;
    Node &Chosen = Heir[Parent];
    if (!Chosen || Followers[Chosen] < Followers[N])
      Chosen = N;
  }
  for (Node N : Ordered) {
    Node Parent = N->pred_size() == 1 ? N->getFirstPred() : nullptr;
    const auto Known =
        Parent && Heir.lookup(Parent) == N ? Places.find(Parent) : Places.end();
    if (Known == Places.end()) {
      Places[N] = {static_cast<unsigned>(Chains.size()), 0};
      Chains.push_back({N});
      continue;
    }
    const unsigned Number = Known->second.Chain;
    Places[N] = {Number, static_cast<unsigned>(Chains[Number].size())};
    Chains[Number].push_back(N);
  }
}

void LastBindings::recordEnds(llvm::ArrayRef<Node> Chain, unsigned Number) {
  // Adjacent nodes often share a store.
  std::optional<BoundVariables> Before;
  for (unsigned Position = 1; Position < Chain.size(); ++Position) {
    const ProgramStateRef &Earlier = Chain[Position - 1]->getState();
    const ProgramStateRef &Later = Chain[Position]->getState();
    if (!Work.spend())
      return;
    if (Earlier->getStore() == Later->getStore())
      continue;
    if (!Before)
      Before.emplace(Earlier, Work);
    BoundVariables After(Later, Work);
    for (const MemRegion *R : Before->Found)
      if (!After.Found.contains(R))
        Ends[{Number, R}].push_back(Position - 1);
    Before.emplace(std::move(After));
  }
}

llvm::SmallVector<LastBindings::Node, 2>
LastBindings::before(Node N, const VarRegion *Variable) const {
  llvm::SmallVector<Node, 2> Last;
  llvm::DenseSet<Node> Seen;
  llvm::SmallVector<Node, 16> ToDo{N};
  while (!ToDo.empty()) {
    Node Next = ToDo.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    if (!Work.spend())
      return {};
    if (BoundVariables(Next->getState(), Work).Found.contains(Variable)) {
      Last.push_back(Next);
      continue;
    }
    const Place At = Places.lookup(Next);
    const auto &Chain = Chains[At.Chain];
    const auto Known = Ends.find({At.Chain, Variable});
    if (Known != Ends.end()) {
      const auto End = llvm::lower_bound(Known->second, At.Position);
      if (End != Known->second.begin()) {
        Node Bound = Chain[*std::prev(End)];
        if (Seen.insert(Bound).second)
          Last.push_back(Bound);
        continue;
      }
    }
    Node Head = Chain.front();
    if (Head != Next && !Seen.insert(Head).second)
      continue;
    if (Head->pred_empty())
      Last.push_back(Head);
    ToDo.append(Head->pred_begin(), Head->pred_end());
  }
  return Last;
}

} // namespace pyrefcheck
