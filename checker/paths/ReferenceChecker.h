//===- ReferenceChecker.h - The checker that the engine runs ----- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Connects the analyzer's callbacks with the ownership operations: which
// statement is which operation on which object. It holds no facts about
// functions (contracts), no rules of ownership (Transfer), no words (Messages).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_REFERENCECHECKER_H
#define PYREFCHECK_PATHS_REFERENCECHECKER_H

#include "PureResults.h"
#include "Reports.h"
#include "annotations/Attributes.h"
#include "ownership/LostObjects.h"
#include "ownership/Transfer.h"
#include "summaries/BodyFacts.h"
#include "summaries/CalleeDeeds.h"
#include "summaries/FieldWrites.h"
#include "summaries/Summary.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

class ActiveContracts;
class FixVocabulary;
struct FormatString;

/// What the checker needs to know about the run that it is part of.
struct AnalysisContext {
  const TranslationUnit &TU;
  const ActiveContracts &Contracts;
  /// The same with annotations in the source laid over them.
  SourceContracts &Functions;
  const FieldOwnership &Slots;
  const FieldWrites &Writes;
  /// Version whose rules hold, never 0.
  PyVersion Python;
  /// What is known of the functions explored so far.
  SummarySet &Summaries;
  /// What the callers seen so far believe of functions without a contract.
  BelievedNew &Believed;
  /// What fixes are written with.
  const FixVocabulary &Words;
  /// The leaks that rest on an assumed contract, by their cause.
  llvm::DenseMap<clang::SourceLocation, const clang::FunctionDecl *>
      &AssumedLeaks;
};

class ReferenceChecker
    : public clang::ento::Checker<
          clang::ento::check::BeginFunction,
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
          clang::ento::check::EndFunction> {
public:
  explicit ReferenceChecker(const AnalysisContext &Context)
      : Context(Context), Deeds(Context.Summaries, Context.Functions) {}

  /// Tells which function is analysed next.
  void startFunction(const clang::FunctionDecl *FD);
  /// Concludes what only all paths of the function together tell, and reports
  /// what was found.
  /// \param Complete the exploration ended within its budget.
  /// \returns what Reports::emit() does.
  std::vector<Finding> finishFunction(clang::ento::ExprEngine &Engine,
                                      bool Complete);
  /// Whether any path came to the end of the function.
  bool sawExit() const { return !Summary.Outcomes.empty(); }

  void checkBeginFunction(clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::LambdaExpr *LE,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::CastExpr *CE,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::BinaryOperator *BO,
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
  void checkPreStmt(const clang::ReturnStmt *RS,
                    clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::UnaryOperator *UO,
                    clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::CastExpr *CE,
                    clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::UnaryOperator *UO,
                     clang::ento::CheckerContext &C) const;
  void checkLiveSymbols(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) const;
  void checkDeadSymbols(clang::ento::SymbolReaper &Reaper,
                        clang::ento::CheckerContext &C) const;
  void checkEndFunction(const clang::ReturnStmt *RS,
                        clang::ento::CheckerContext &C) const;

  /// The contract that governs \p Call, or null.
  const Contract *contractOf(const clang::ento::CallEvent &Call) const;
  /// The summary of the function that \p Call calls, or null.
  const FunctionSummary *summaryOf(const clang::ento::CallEvent &Call) const;

private:
  /// Takes the state of \p S over; reports its misuse, if any.
  /// \returns the state to go on with.
  clang::ento::ProgramStateRef apply(const Step &S, ObjectKey Key,
                                     const clang::Stmt *At,
                                     const clang::Expr *Named,
                                     clang::ento::CheckerContext &C) const;

  /// \param Level see Finding::Level.
  void report(const Step &S, ObjectKey Key, const clang::Stmt *At,
              const clang::Expr *Named, clang::ento::CheckerContext &C,
              unsigned Level = 0) const;

  clang::ento::ProgramStateRef
  evalContract(const clang::ento::CallEvent &Call, const Contract &Ct,
               clang::ento::ProgramStateRef State, Outcome When,
               clang::ento::SVal Result, clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  applyFormat(const clang::ento::CallEvent &Call, const Contract &Ct,
              clang::ento::ProgramStateRef State, Outcome When,
              clang::ento::SVal Result, clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  applyArgument(const clang::ento::CallEvent &Call, const Contract &Ct,
                const ArgContract &Arg, unsigned Index,
                clang::ento::ProgramStateRef State,
                clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  trackResult(const clang::ento::CallEvent &Call, const Contract &Ct,
              clang::ento::ProgramStateRef State, clang::ento::SVal Result,
              clang::ento::CheckerContext &C) const;
  /// A call stores the reference \p RS through its argument \p Index.
  /// \param Unchecked whoever uses it must have tested it where it may be NULL.
  clang::ento::ProgramStateRef
  receive(const clang::ento::CallEvent &Call, unsigned Index, RefState RS,
          bool MayBeNull, clang::ento::ProgramStateRef State,
          clang::ento::CheckerContext &C, bool Unchecked = true) const;
  /// A call writes NULL where \p Target points to.
  clang::ento::ProgramStateRef storeNull(clang::ento::Loc Target,
                                         clang::ento::ProgramStateRef State,
                                         clang::ento::CheckerContext &C) const;
  llvm::SmallVector<ObjectKey, 2> askedBy(const clang::ento::CallEvent &Call,
                                          const Contract &Ct,
                                          clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef answer(clang::ento::ProgramStateRef State,
                                      llvm::ArrayRef<ObjectKey> Asked,
                                      const Contract &Ct, Outcome When,
                                      clang::ento::CheckerContext &C) const;
  PureCall pureCallOf(const clang::ento::CallEvent &Call) const;
  bool isRuledOut(const clang::ento::CallEvent &Call, const Contract &Ct,
                  clang::ento::ProgramStateRef State) const;
  std::optional<clang::ento::SVal>
  pureResult(const clang::ento::CallEvent &Call, const clang::CallExpr *CE,
             const Contract &Ct, clang::ento::CheckerContext &C) const;
  /// Evaluates a call of a function of this file so that the fields that it
  /// does not write keep their values.
  bool evalKnownBody(const clang::ento::CallEvent &Call,
                     const clang::CallExpr *CE,
                     clang::ento::CheckerContext &C) const;
  clang::ento::SVal sameAsBefore(const clang::ento::CallEvent &Call,
                                 clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  forgetOutputs(const clang::ento::CallEvent &Call, const Contract &Ct,
                clang::ento::ProgramStateRef State,
                clang::ento::CheckerContext &C) const;
  /// The references that callers give away to the analysed function.
  clang::ento::ProgramStateRef
  takeOverParameters(clang::ento::ProgramStateRef State,
                     clang::ento::CheckerContext &C) const;
  /// Reports what the path \p Path of an annotated function does to a parameter
  /// although its annotation says otherwise of that outcome.
  void
  holdToOutcome(const SummaryOutcome &Path, const clang::ReturnStmt *RS,
                llvm::function_ref<const clang::ento::ExplodedNode *()> End,
                clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  forgetUnsaid(const clang::ento::CallEvent &Call, const Contract &Ct,
               clang::ento::ProgramStateRef State,
               clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  receiveUnknown(const clang::ento::CallEvent &Call, unsigned Index,
                 clang::ento::ProgramStateRef State,
                 clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  receiveBuffer(const clang::ento::CallEvent &Call, unsigned Index,
                clang::ento::ProgramStateRef State,
                clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  applyFormatUnit(const clang::ento::CallEvent &Call, const Contract &Ct,
                  const FormatString &Format, unsigned UnitIndex,
                  unsigned Index, clang::ento::ProgramStateRef State,
                  Outcome When, clang::ento::SVal Result,
                  clang::ento::CheckerContext &C) const;
  bool converterGivesNew(const clang::ento::CallEvent &Call,
                         unsigned Index) const;
  /// Whether the argument \p Index is printed after code of another has run.
  bool isPrintedLater(const clang::ento::CallEvent &Call, const Contract &Ct,
                      unsigned Index) const;
  /// Whether a format builds a container that nobody else owns.
  bool buildsContainer(const clang::ento::CallEvent &Call,
                       const Contract &Ct) const;
  /// Whether a format builds the empty tuple, which cannot fail.
  bool buildsEmptyTuple(const clang::ento::CallEvent &Call,
                        const Contract &Ct) const;
  /// Where a format makes one of the arguments the result: its index, and
  /// whether the reference is taken over instead of added.
  std::optional<std::pair<unsigned, bool>>
  builtFromArgument(const clang::ento::CallEvent &Call,
                    const Contract &Ct) const;
  bool applySummary(const clang::ento::CallEvent &Call,
                    const FunctionSummary &Summary,
                    clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  applyVaguely(const clang::ento::CallEvent &Call,
               const FunctionSummary &Summary,
               clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  storeOutcome(const clang::ento::CallEvent &Call, unsigned Index,
               const ParameterOutcome &P, clang::ento::ProgramStateRef State,
               clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  applyOutcome(const clang::ento::CallEvent &Call, const SummaryOutcome &O,
               clang::ento::ProgramStateRef State,
               clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  escapeToUnknown(const clang::ento::CallEvent &Call,
                  clang::ento::ProgramStateRef State,
                  clang::ento::CheckerContext &C) const;
  void storeThroughMacro(const Contract &Ct, clang::ento::SVal Loc,
                         ObjectKey Key, const clang::Stmt *S,
                         clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  reportDanglingField(const clang::ento::MemRegion *Place, ObjectKey Old,
                      ObjectKey New, const clang::Stmt *S,
                      clang::ento::ProgramStateRef State,
                      clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef lendItem(clang::ento::ProgramStateRef State,
                                        ObjectKey Item,
                                        const clang::ento::MemRegion *Place,
                                        const Contract &Ct,
                                        const clang::Expr *E) const;
  clang::ento::ProgramStateRef
  guard(clang::ento::ProgramStateRef State,
        const clang::ento::MemRegion *Variable) const;
  void storeSomewhere(const clang::BinaryOperator *BO,
                      clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  bindParts(clang::ento::nonloc::CompoundVal Parts,
            const clang::ento::MemRegion *R,
            clang::ento::ProgramStateRef State) const;
  const Contract *contractOfMacro(const clang::Stmt *S,
                                  clang::ento::CheckerContext &C) const;
  void compareObjects(const clang::BinaryOperator *BO, ObjectKey Left,
                      ObjectKey Right, clang::ento::CheckerContext &C) const;
  void compareWithGlobal(const clang::BinaryOperator *BO, ObjectKey Key,
                         ObjectKey Global,
                         clang::ento::CheckerContext &C) const;
  /// Makes \p BO's value that of operands that are \p Equal, or are not.
  clang::ento::ProgramStateRef
  bindComparison(const clang::BinaryOperator *BO, bool Equal,
                 clang::ento::ProgramStateRef State,
                 clang::ento::CheckerContext &C) const;
  bool wantsNewResult() const;
  bool isObjectParameter(ObjectKey Key) const;
  bool losesOldValue(const clang::ento::MemRegion *Place, ObjectKey New) const;
  /// Reports a change of the count of \p Named if that is text, not an object.
  /// \returns whether it is.
  bool reportNoObject(const clang::Expr *At, const clang::Expr *Named,
                      clang::ento::CheckerContext &C) const;
  /// \p V is dereferenced at \p At: reports it if it is NULL, or may be and
  /// nobody has asked. \returns the state in which it is not, or null.
  clang::ento::ProgramStateRef reportNull(clang::ento::SVal V,
                                          const clang::Stmt *At,
                                          const clang::Expr *Named,
                                          clang::ento::ProgramStateRef State,
                                          clang::ento::CheckerContext &C) const;

  const AnalysisContext &Context;
  const CalleeDeeds Deeds;
  mutable Reports Found;
  mutable LostObjects Lost;
  std::optional<Transfer> Current;

  /// A finding if the function's other paths say so.
  struct Candidate {
    MisuseReport Report;
    const clang::ento::ExplodedNode *Node;
    SummaryOutcome Path;
  };
  mutable std::vector<Candidate> Candidates;
  /// The symbols of the analysed helper's parameters that are objects, point to
  /// where one is, or are flags.
  mutable llvm::SmallVector<clang::ento::SymbolRef, 4> Parameters;
  mutable FunctionSummary Summary;
  /// Some path returns an object that it has released.
  mutable bool ReturnsReleased = false;
  /// What the analysed function does somewhere, on whatever path.
  BodyFacts Body;
  mutable PureResults Pure;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_REFERENCECHECKER_H
