//===- PathFacts.h - What holds on all paths to a statement -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A finding comes from one path; a change of the source holds on all of them.
// This asks the exploded graph of a function, when it is complete, what every
// path that comes by a statement knows there.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CORE_PATHFACTS_H
#define PYREFCHECK_CORE_PATHFACTS_H

#include "RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

using Nodes = llvm::SmallVector<const clang::ento::ExplodedNode *, 8>;

class PathFacts {
public:
  explicit PathFacts(const clang::ento::ExplodedGraph &Graph) : Graph(Graph) {}

  /// The nodes after which the paths begin with \p S: an expression, a return
  /// or declaration, or a jump (`goto`, `break`, `continue`).
  Nodes before(const clang::Stmt *S) const;
  /// The nodes at which all parts of \p S have a value and \p S is next.
  Nodes at(const clang::Stmt *S) const;
  /// The last nodes of \p S on the paths that go on behind it.
  Nodes after(const clang::Stmt *S) const;
  /// The nodes after which the function falls off its end.
  Nodes beforeEnd() const;

  /// What a local variable holds at a node, and the last node on the way there
  /// at which the engine still followed the variable.
  struct Value {
    clang::ento::SVal Held;
    const clang::ento::ExplodedNode *Known;
  };
  /// The values of \p Variable at \p N on all paths that lead there. One that
  /// was never set on some path is Undefined there.
  llvm::SmallVector<Value, 2>
  valuesAt(const clang::ento::ExplodedNode *N,
           const clang::ento::VarRegion *Variable) const;

  /// Goes back from \p N on all paths, as long as \p While holds, to nodes that
  /// \p Stop holds of and to jumps that \p Accept takes. \returns false if a
  /// path has neither.
  static bool coverWithJumps(
      const clang::ento::ExplodedNode *N,
      llvm::function_ref<bool(const clang::ento::ExplodedNode *)> While,
      llvm::function_ref<bool(const clang::ento::ExplodedNode *)> Stop,
      llvm::function_ref<bool(const clang::Stmt *)> Accept);

  /// True if \p Is holds of a node behind one of \p From.
  static bool
  reaches(const Nodes &From,
          llvm::function_ref<bool(const clang::ento::ExplodedNode *)> Is);

private:
  const clang::ento::ExplodedGraph &Graph;
};

/// \p S and all that it consists of.
llvm::DenseSet<const clang::Stmt *> partsOf(const clang::Stmt *S);

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_PATHFACTS_H
