//===- Reports.h - The reports of one function ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A defect shows on many paths: a function that loses hundreds of references
// and has hundreds of exits has one report per pair. A report of the engine
// takes kilobytes. So reports are made after the exploration of the function,
// only for the shortest path to each defect, and only for the part of it that
// concerns the defect.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_REPORTS_H
#define PYREFCHECK_PATHS_REPORTS_H

#include "fixes/Fixes.h"
#include "words/Messages.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace pyrefcheck {

class FixMaker;

class Reports {
public:
  /// \param N the node at which a path shows the misuse; null if the same path
  /// was found before.
  void add(const MisuseReport &R, const clang::ento::ExplodedNode *N) {
    if (N)
      Found.push_back({R, N});
  }

  /// \p Keys are lost in more places than were added: no fix covers them all.
  void leaveOut(llvm::DenseSet<ObjectKey> Keys) { LeftOut = std::move(Keys); }

  /// Makes the engine that explored the function report what was added, and
  /// clears it.
  /// \param Words makes the reports, and must outlive the engine.
  /// \param Maker makes the fixes.
  /// \returns the findings without their paths. The engine adds the paths
  /// later, one per defect; Messages::indexOf() identifies the finding.
  std::vector<Finding> emit(clang::ento::ExprEngine &Engine,
                            const Messages &Words, const CalleeDeeds &Deeds,
                            const FixMaker &Maker);

private:
  std::vector<Sighting> Found;
  llvm::DenseSet<ObjectKey> LeftOut;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_REPORTS_H
