//===- LastBindings.h - Where variables are bound last ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine drops the binding of a variable after its last use. LastBindings
// finds the nodes that still had one. It cuts the exploded graph into chains: a
// node continues the chain of its only predecessor if no sibling leads to more
// nodes. A query then visits the chains of a path, not its nodes.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_LASTBINDINGS_H
#define PYREFCHECK_FIXES_LASTBINDINGS_H

#include "Effort.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace pyrefcheck {

class LastBindings {
public:
  using Node = const clang::ento::ExplodedNode *;

  /// \param Work bounds the cost of the index and of all queries. Once it is
  /// spent, the answers are incomplete.
  LastBindings(const clang::ento::ExplodedGraph &Graph, Effort &Work);

  /// The last node on each path to \p N, itself included, that has a binding
  /// for \p Variable, or the first node of a path that never has one.
  llvm::SmallVector<Node, 2>
  before(Node N, const clang::ento::VarRegion *Variable) const;

private:
  struct Place {
    unsigned Chain;
    unsigned Position;
  };
  void cutIntoChains(const clang::ento::ExplodedGraph &Graph);
  void recordEnds(llvm::ArrayRef<Node> Chain, unsigned Number);

  Effort &Work;
  std::vector<std::vector<Node>> Chains;
  llvm::DenseMap<Node, Place> Places;
  /// The positions in a chain that have a binding for a variable while the next
  /// position has none, in ascending order.
  llvm::DenseMap<std::pair<unsigned, const clang::ento::MemRegion *>,
                 llvm::SmallVector<unsigned, 1>>
      Ends;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_LASTBINDINGS_H
