//===- ShortPaths.h - The paths that reports are about ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine looks for the path of each report in the whole graph, and asks at
// each node of it what is to be said. For hundreds of findings in one function
// the first is done here once for all, and the engine gets copies of those
// nodes alone at which there may be something to say.
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

  /// The lower of two nodes has the shorter path; no two are equal.
  unsigned rank(const clang::ento::ExplodedNode *N) const {
    return Ranks.lookup(Known.lookup(N));
  }

  /// The step after which the path to \p S uses the object no more.
  unsigned lossOf(const Sighting &S);

  /// The same, but the step before a branch where the object is found dead
  /// right behind it: if paths that go several ways there have the same one,
  /// all of these ways lose it.
  unsigned commonLossOf(const Sighting &S);

  /// The statement that uses the object of \p S last, if the path goes one of
  /// several ways after it; else null.
  const clang::Stmt *lastUse(const Sighting &S);

  /// The `goto` by which the path to \p S goes on once it uses the object no
  /// more; null if there is none.
  const clang::GotoStmt *jumpAfterLoss(const Sighting &S);

  /// The end of a copy of the shortest path to \p S: of the changes of the
  /// object, the branches since the first of them, and the end, each with the
  /// node before it. Lives as long as this.
  const clang::ento::ExplodedNode *cut(const Sighting &S);

private:
  /// A node in the tree of the shortest paths, which are known by their ranks.
  struct Step {
    const clang::ento::ExplodedNode *Node;
    unsigned Parent;
    /// The last branch on the way there, itself included; 0 if there is none.
    unsigned Branch;
    /// The steps that the paths from here lead to are those that are entered
    /// from Enter on and before Leave.
    unsigned Enter = 0, Leave = 0;
  };
  void addStep(const clang::ento::ExplodedNode *N, unsigned Parent);
  void numberSteps();
  /// The steps on the way to \p S at which something may be said of its object,
  /// the last first.
  llvm::SmallVector<unsigned, 16> steps(const Sighting &S);
  /// Adds to \p Into, the last first, the step at which \p Pointer became NULL
  /// on the way to \p End, and the branches since.
  void addStepsSince(const NullPointer &Pointer, unsigned End,
                     llvm::SmallVectorImpl<unsigned> &Into);

  /// The nodes in Trimmed.
  clang::ento::InterExplodedGraphMap Known;
  /// What leads to the nodes, and the copies of it.
  std::unique_ptr<clang::ento::ExplodedGraph> Trimmed, Copies;
  llvm::DenseMap<const clang::ento::ExplodedNode *, unsigned> Ranks;
  std::vector<Step> Steps;
  /// The steps at which the state of each object changes.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<unsigned, 4>> Changes;
  /// The steps at which each object is lost, in the order of Enter.
  llvm::DenseMap<ObjectKey, llvm::SmallVector<unsigned, 1>> Losses;
  /// What looking through Changes may cost, and how many branches may be shown
  /// for all findings together. Later ones have fewer notes.
  Effort Search, Branches;
  /// What looking for the ends of objects may cost: the notes do not pay for
  /// it.
  Effort Walks;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SHORTPATHS_H
