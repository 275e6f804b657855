//===- ShortPaths.h - The paths that reports are about ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For each report, the engine searches the whole graph for the path, and checks
// each node of the path for notes. For hundreds of findings in one function,
// ShortPaths does the search once for all. The engine then gets copies of only
// those nodes that may need a note.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SHORTPATHS_H
#define PYREFCHECK_PATHS_SHORTPATHS_H

#include "fixes/Effort.h"
#include "words/Messages.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <vector>

namespace pyrefcheck {

class ShortPaths {
public:
  /// The paths to the nodes of \p All, which must not be empty.
  ShortPaths(const clang::ento::ExplodedGraph &Graph,
             llvm::ArrayRef<Sighting> All);

  /// The node with the lower rank has the shorter path; no two ranks are equal.
  unsigned rank(const clang::ento::ExplodedNode *N) const {
    return Ranks.lookup(Known.lookup(N));
  }

  /// The step after which the path to \p S no longer uses the object.
  unsigned lossOf(const Sighting &S);

  /// The same, but the step before a branch if the object is found dead right
  /// after it: if paths that go several ways there share this step, all of
  /// these ways lose the object.
  unsigned commonLossOf(const Sighting &S);

  /// The statement that uses the object of \p S last, if the path branches
  /// after it; else null.
  const clang::Stmt *lastUse(const Sighting &S);

  /// The `goto` through which the path to \p S continues after the last use of
  /// the object; null if none exists.
  const clang::GotoStmt *jumpAfterLoss(const Sighting &S);

  /// The end of a copy of the shortest path to \p S. The copy has the changes
  /// of the object, the branches since the first of them, and the end, each
  /// with the node before it. It lives as long as this object.
  const clang::ento::ExplodedNode *cut(const Sighting &S);

private:
  /// A node in the tree of the shortest paths. Ranks identify the steps.
  struct Step {
    const clang::ento::ExplodedNode *Node;
    unsigned Parent;
    /// The last branch on the path to the step, inclusive; 0 if none exists.
    unsigned Branch;
    /// The subtree of the step consists of the steps whose Enter is at least
    /// its Enter and less than its Leave.
    unsigned Enter = 0, Leave = 0;
  };
  void addStep(const clang::ento::ExplodedNode *N, unsigned Parent);
  void numberSteps();
  /// The steps on the path to \p S that may need a note on its object, the last
  /// first.
  llvm::SmallVector<unsigned, 16> steps(const Sighting &S);
  /// Adds to \p Into, the last first, the step at which \p Pointer became NULL
  /// on the path to \p End, and the branches since.
  void addStepsSince(const NullPointer &Pointer, unsigned End,
                     llvm::SmallVectorImpl<unsigned> &Into);

  /// The nodes in Trimmed.
  clang::ento::InterExplodedGraphMap Known;
  /// The part of the graph that leads to the nodes, and its copies.
  std::unique_ptr<clang::ento::ExplodedGraph> Trimmed, Copies;
  llvm::DenseMap<const clang::ento::ExplodedNode *, unsigned> Ranks;
  std::vector<Step> Steps;
  /// The steps at which the state of each object changes.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<unsigned, 4>> Changes;
  /// The steps at which each object is lost, in the order of Enter.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<unsigned, 1>> Losses;
  /// The cost allowed for searching Changes, and the number of branches shown
  /// for all findings together. Later findings have fewer notes.
  Effort Search, Branches;
  /// The cost allowed for searching the ends of objects, besides that of notes.
  Effort Walks;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SHORTPATHS_H
