//===- ReferenceChecker.h - The checker that the engine runs ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analyzer's callbacks. Each forwards to the class that knows what such an
// event does to references: calls, memory, comparisons, exits. The checker
// contains no facts about functions (contracts), no rules of ownership
// (Transfer) and no words (Messages).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_REFERENCECHECKER_H
#define PYREFCHECK_PATHS_REFERENCECHECKER_H

#include "PathRule.h"
#include "summaries/CalleeDeeds.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include <memory>

namespace pyrefcheck {

/// Follows the paths of one function after another.
class ReferenceChecker
    : public clang::ento::Checker<
          clang::ento::check::BeginFunction,
          clang::ento::check::BranchCondition,
          clang::ento::check::PostStmt<clang::BinaryOperator>,
          clang::ento::check::PostStmt<clang::LambdaExpr>,
          clang::ento::check::PreCall, clang::ento::eval::Call,
          clang::ento::check::PostCall, clang::ento::check::Bind,
          clang::ento::check::Location,
          clang::ento::check::PreStmt<clang::ReturnStmt>,
          clang::ento::check::PreStmt<clang::UnaryOperator>,
          clang::ento::check::PreStmt<clang::CastExpr>,
          clang::ento::check::PostStmt<clang::CastExpr>,
          clang::ento::check::PostStmt<clang::UnaryOperator>,
          clang::ento::check::LiveSymbols, clang::ento::check::DeadSymbols,
          clang::ento::check::RegionChanges, clang::ento::check::EndFunction> {
public:
  explicit ReferenceChecker(const AnalysisContext &Context);
  ~ReferenceChecker();

  /// Prepares for \p FD, which is analysed next.
  void startFunction(const clang::FunctionDecl *FD);
  /// Draws the conclusions that need all paths of the function, and reports
  /// what was found.
  /// \param Complete the exploration ended within its budget.
  /// \returns what Reports::emit() returns.
  std::vector<Finding> finishFunction(clang::ento::ExprEngine &Engine,
                                      bool Complete);
  /// Whether any path reached the end of the function.
  bool sawExit() const;

  /// The other rules that follow its paths.
  const PathRules &rules() const;
  /// \p Call, with all that is known about it.
  CallInProgress callInProgress(const clang::ento::CallEvent &Call,
                                clang::ento::CheckerContext &C) const;

  void checkBeginFunction(clang::ento::CheckerContext &C) const;
  void checkBranchCondition(const clang::Stmt *Condition,
                            clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::LambdaExpr *LE,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::CastExpr *CE,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::BinaryOperator *BO,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::UnaryOperator *UO,
                     clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::ReturnStmt *RS,
                    clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::UnaryOperator *UO,
                    clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::CastExpr *CE,
                    clang::ento::CheckerContext &C) const;
  void checkPreCall(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;
  bool evalCall(const clang::ento::CallEvent &Call,
                clang::ento::CheckerContext &C) const;
  void checkPostCall(const clang::ento::CallEvent &Call,
                     clang::ento::CheckerContext &C) const;
  void checkBind(clang::ento::SVal Loc, clang::ento::SVal Val,
                 const clang::Stmt *S, clang::ento::CheckerContext &C) const;
  void checkLocation(clang::ento::SVal Loc, bool IsLoad, const clang::Stmt *S,
                     clang::ento::CheckerContext &C) const;
  void checkLiveSymbols(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) const;
  void checkDeadSymbols(clang::ento::SymbolReaper &Reaper,
                        clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  checkRegionChanges(clang::ento::ProgramStateRef State,
                     const clang::ento::InvalidatedSymbols *Symbols,
                     llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
                     llvm::ArrayRef<const clang::ento::MemRegion *> Regions,
                     const clang::LocationContext *LC,
                     const clang::ento::CallEvent *Call) const;
  void checkEndFunction(const clang::ReturnStmt *RS,
                        clang::ento::CheckerContext &C) const;
  void printState(llvm::raw_ostream &Out, clang::ento::ProgramStateRef State,
                  const char *NewLine, const char *Separator) const override;

private:
  struct FunctionPaths;

  const AnalysisContext &Run;
  const CalleeDeeds Deeds;
  const Messages Words;
  /// The function being explored; null between two functions.
  std::unique_ptr<FunctionPaths> Now;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_REFERENCECHECKER_H
