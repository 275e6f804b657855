//===- PathContext.h - The function whose paths are followed ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The classes that follow the paths of one function share this: facts about the
// run and the function, the findings so far, and the way to report a misuse.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PATHCONTEXT_H
#define PYREFCHECK_PATHS_PATHCONTEXT_H

#include "Reports.h"
#include "annotations/Attributes.h"
#include "ownership/LostObjects.h"
#include "ownership/Transfer.h"
#include "source/CalleeNames.h"
#include "summaries/BodyFacts.h"
#include "summaries/CallingFunctions.h"
#include "summaries/FieldWrites.h"
#include "summaries/LentParameters.h"
#include "summaries/LookingFunctions.h"
#include "summaries/Summary.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

class ActiveContracts;
class FixVocabulary;

/// What the checker needs to know about its run.
struct AnalysisContext {
  const TranslationUnit &TU;
  const ActiveContracts &Contracts;
  /// The same, overlaid with the annotations in the source.
  SourceContracts &Functions;
  const FieldOwnership &Fields;
  const FieldWrites &Writes;
  /// For bodies without a summary.
  const LentParameters &Lent;
  const LookingFunctions &Looking;
  const CallingFunctions &Calling;
  /// The version whose rules hold; never 0.
  PyVersion Python;
  /// What is known of the functions explored so far.
  SummarySet &Summaries;
  /// The parameters of helpers whose objects cannot be fresh.
  const SharedParameters &Shared;
  /// What the callers seen so far assume about functions without a contract.
  BelievedNew &Believed;
  /// Functions of this unit that got an object before their effect on it was
  /// known: in recursion, some callee is always explored too late.
  llvm::SmallPtrSetImpl<const clang::FunctionDecl *> &Awaited;
  /// What fixes can use.
  const FixVocabulary &Words;
  /// The leaks that rest on an assumed contract, by their cause.
  llvm::DenseMap<clang::SourceLocation, WrittenCallee> &AssumedLeaks;
  /// See EngineOptions.
  bool PrintStates;
};

/// The function whose paths are followed.
class PathContext {
public:
  PathContext(const AnalysisContext &Run, const clang::FunctionDecl *FD);

  const AnalysisContext &Run;
  /// The operations, as seen from this function.
  const Transfer Current;
  /// What the function does somewhere, on any path.
  const BodyFacts Body;
  /// What its paths have done so far.
  FunctionSummary Summary;
  /// The misuses found so far.
  Reports Found;
  LostObjects Lost;

  const clang::FunctionDecl *function() const { return Current.function(); }
  const ObjectTypes &types() const { return Run.TU.types(); }

  /// The contract that governs \p Call, or null.
  const Contract *contractOf(const clang::ento::CallEvent &Call) const;
  /// The contract of the call that brought \p RS, or null.
  const Contract *contractOf(const RefState &RS) const;
  /// The summary of the function that \p Call calls, or null.
  const FunctionSummary *summaryOf(const clang::ento::CallEvent &Call) const;

  /// True if the function promises a new reference as its result.
  bool wantsNewResult() const;
  /// True if \p Key is an object that the function got as a parameter.
  bool isObjectParameter(ObjectKey Key) const;
  /// True if the function passes an object that may have the field \p Place to
  /// another function of the project, which may count what the field holds.
  bool isShown(const clang::ento::MemRegion *Place) const;
  /// Whether storing \p New in \p Place leaks the old value: the place owns it,
  /// and the store can happen again and again.
  /// \param New if null, the place is cleared.
  /// \param IsFull the place is known to hold something.
  bool losesOldValue(const clang::ento::MemRegion *Place, ObjectKey New,
                     bool IsFull) const;

  /// Whether to follow the path on which \p Call, whose result is unused,
  /// fails: only for the first such call, as one report is enough.
  bool doubts(const clang::Expr *Call) {
    if (!Doubted)
      Doubted = Call;
    return Doubted == Call;
  }

  /// Takes over the state of \p S; reports its misuse, if any.
  /// \param Level see Finding::Level.
  /// \returns the state to go on with.
  clang::ento::ProgramStateRef apply(const Step &S, ObjectKey Key,
                                     const clang::Stmt *At,
                                     const clang::Expr *Named,
                                     clang::ento::CheckerContext &C,
                                     unsigned Level = 0);
  /// Reports the misuse of \p S.
  void report(const Step &S, ObjectKey Key, const clang::Stmt *At,
              const clang::Expr *Named, clang::ento::CheckerContext &C,
              unsigned Level = 0);
  /// Reports a change of the count of \p Named if that is text, not an object.
  /// \returns whether it is text.
  bool reportNoObject(const clang::Expr *At, const clang::Expr *Named,
                      clang::ento::CheckerContext &C);
  /// Reports the items that were released while they were in \p Container,
  /// which now gets another item.
  clang::ento::ProgramStateRef
  reportDanglingItems(ObjectKey Container, clang::ento::ProgramStateRef State,
                      clang::ento::CheckerContext &C);

private:
  const clang::Expr *Doubted = nullptr;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PATHCONTEXT_H
