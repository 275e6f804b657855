//===- HelperFailures.h - What a helper leaves when it fails ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A helper may take over its argument, and hand out references through its
// out-parameters. When it fails, it must treat them the same on all paths that
// callers cannot tell apart. If one failure releases an argument and another
// forgets it, the latter leaks it. So does a failure that leaves a reference in
// an out-parameter that no caller reads.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_HELPERFAILURES_H
#define PYREFCHECK_PATHS_HELPERFAILURES_H

#include "PathContext.h"
#include <set>

namespace pyrefcheck {

/// The paths of one helper that may have failed.
class HelperFailures {
public:
  explicit HelperFailures(PathContext &Context) : Context(Context) {}

  /// The path \p Path ends in \p RS.
  /// \param End makes the node of the report.
  void end(const SummaryOutcome &Path, const clang::ReturnStmt *RS,
           llvm::function_ref<const clang::ento::ExplodedNode *()> End,
           clang::ento::CheckerContext &C);

  /// Adds the findings that all paths together show, and removes their causes
  /// from the summary. To be called when all paths have been followed.
  void judge();

private:
  /// A path that leaves parameter number Index as a failure should not, if the
  /// other paths confirm it.
  struct Failure {
    SummaryOutcome Path;
    unsigned Index;
    MisuseReport Report;
    const clang::ento::ExplodedNode *Node;
  };

  bool forgetsArgument(const Failure &F) const;
  bool leavesOutput(const Failure &F) const;
  void settle(const Failure &F);

  PathContext &Context;
  std::vector<Failure> Failures;
  /// The return statements and parameters of Failures.
  std::set<std::pair<const clang::ReturnStmt *, unsigned>> Seen;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_HELPERFAILURES_H
