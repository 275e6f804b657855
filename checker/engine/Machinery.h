//===- Machinery.h - The analyzer's machinery -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's path-sensitive engine, set up as we need it: it explores one function
// after another and gives findings their paths.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_MACHINERY_H
#define PYREFCHECK_ENGINE_MACHINERY_H

#include "FindingSelection.h"
#include "PhaseTimes.h"
#include "clang/CrossTU/CrossTranslationUnit.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/StaticAnalyzer/Core/CheckerManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"
#include <memory>
#include <set>
#include <utility>

namespace pyrefcheck {

class PathControl;
class ReferenceChecker;

/// The analyzer's machinery for one translation unit.
class Machinery {
public:
  /// \param Findings receives those that the exploration finds.
  Machinery(clang::ASTContext &Context, clang::Preprocessor &PP,
            const EngineOptions &Options, std::vector<Finding> &Findings);

  /// Where checkers are registered.
  clang::ento::CheckerManager &manager() { return Manager; }

  /// Explores one function. \returns false if the budget ran out.
  bool explore(const clang::FunctionDecl *FD, ReferenceChecker &Checker,
               PathControl &Paths, unsigned MaxNodes);

  /// EngineStatistics::Nodes.
  uint64_t nodes() const { return Nodes; }
  /// EngineStatistics::Lost.
  std::vector<std::string> takeLost() { return std::exchange(Lost, {}); }
  /// The CPU time of exploring, and of finding the paths to report.
  const PhaseTimes &times() const { return Times; }

private:
  /// The control flow of \p FD; null if paths cannot be followed to its end.
  clang::AnalysisDeclContext *controlFlowOf(const clang::FunctionDecl *FD);
  bool exploreGraph(const clang::FunctionDecl *FD, ReferenceChecker &Checker,
                    PathControl &Paths, unsigned MaxNodes);

  /// The findings of the function being explored, without their paths.
  std::vector<Finding> Drafts;
  std::set<DefectID> Delivered;
  uint64_t Nodes = 0;
  std::vector<std::string> Lost;
  PhaseTimes Times;
  clang::IntrusiveRefCntPtr<clang::AnalyzerOptions> Options;
  clang::ento::CheckerManager Manager;
  clang::CompilerInstance Instance;
  std::unique_ptr<clang::cross_tu::CrossTranslationUnitContext> CTU;
  std::unique_ptr<clang::ento::AnalysisManager> Analysis;
  clang::ento::SetOfConstDecls Visited;
  clang::ento::FunctionSummariesTy Summaries;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_MACHINERY_H
