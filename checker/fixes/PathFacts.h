//===- PathFacts.h - What holds on all paths to a statement -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A finding comes from one path; a change to the source applies to all of them.
// PathFacts reads from the complete exploded graph of a function what every
// path through a statement knows there. The first query indexes the graph.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_PATHFACTS_H
#define PYREFCHECK_FIXES_PATHFACTS_H

#include "Effort.h"
#include "LastBindings.h"
#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace pyrefcheck {

using Nodes = llvm::SmallVector<const clang::ento::ExplodedNode *, 8>;

class PathFacts {
public:
  /// \param Work bounds the cost of all queries together. Once it is spent, the
  /// answers are incomplete: the caller must check it.
  PathFacts(const clang::ento::ExplodedGraph &Graph, Effort &Work)
      : Graph(Graph), Work(Work) {}

  /// The nodes after which a path begins \p S: an expression, a return or
  /// declaration, or a jump (`goto`, `break`, `continue`).
  Nodes before(const clang::Stmt *S) const;
  /// The nodes at which all parts of \p S have a value and \p S is next.
  Nodes at(const clang::Stmt *S) const;
  /// The last nodes of \p S on the paths that continue after it.
  Nodes after(const clang::Stmt *S) const;
  /// The nodes after which the function falls off its end.
  Nodes beforeEnd() const;

  /// What a local variable holds at a node, and the last node on the path to it
  /// at which the engine still followed the variable.
  struct Value {
    clang::ento::SVal Held;
    const clang::ento::ExplodedNode *Known;
  };
  /// The values of \p Variable at \p N on all paths that lead there. On a path
  /// that never sets the variable, the value is Undefined.
  llvm::SmallVector<Value, 2>
  valuesAt(const clang::ento::ExplodedNode *N,
           const clang::ento::VarRegion *Variable) const;

  /// Follows all paths back from \p N, through nodes for which \p While holds,
  /// to nodes for which \p Stop holds or jumps that \p Accept accepts.
  /// \returns false if a path has neither.
  bool coverWithJumps(
      const clang::ento::ExplodedNode *N,
      llvm::function_ref<bool(const clang::ento::ExplodedNode *)> While,
      llvm::function_ref<bool(const clang::ento::ExplodedNode *)> Stop,
      llvm::function_ref<bool(const clang::Stmt *)> Accept) const;

  /// True if \p Is holds for a node after one of \p From.
  bool
  reaches(const Nodes &From,
          llvm::function_ref<bool(const clang::ento::ExplodedNode *)> Is) const;

private:
  using Node = const clang::ento::ExplodedNode *;
  /// Nodes by their statement, each with its place among all nodes.
  using NodesOfStatement =
      llvm::DenseMap<const clang::Stmt *,
                     llvm::SmallVector<std::pair<unsigned, Node>, 2>>;
  struct Index {
    NodesOfStatement Statements;
    /// The edges of jumps.
    NodesOfStatement Jumps;
    Nodes BeforeEnd;
  };
  const Index &index() const;
  /// The nodes of \p S and of all its parts.
  llvm::SmallVector<Node, 16>
  nodesOf(const llvm::DenseSet<const clang::Stmt *> &Parts) const;
  Nodes findBefore(const clang::Stmt *S) const;
  Nodes findAt(const clang::Stmt *S) const;
  Nodes findAfter(const clang::Stmt *S) const;
  llvm::SmallVector<Value, 2>
  findValues(Node N, const clang::ento::VarRegion *Variable) const;

  const clang::ento::ExplodedGraph &Graph;
  Effort &Work;
  mutable std::optional<Index> Known;
  mutable std::optional<LastBindings> Bindings;
  // Answers to earlier queries.
  mutable llvm::DenseMap<const clang::Stmt *, Nodes> KnownBefore, KnownAt,
      KnownAfter;
  mutable llvm::DenseMap<std::pair<Node, const clang::ento::VarRegion *>,
                         llvm::SmallVector<Value, 2>>
      KnownValues;
};

/// \p S and all its parts.
llvm::DenseSet<const clang::Stmt *> partsOf(const clang::Stmt *S);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_PATHFACTS_H
