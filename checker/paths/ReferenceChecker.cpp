//===- ReferenceChecker.cpp - The checker that the engine runs --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "BodyDuties.h"
#include "CallEvents.h"
#include "CallInProgress.h"
#include "Comparisons.h"
#include "ExitEvents.h"
#include "MemoryEvents.h"
#include "NullChecks.h"
#include "PathContext.h"
#include "PathRule.h"
#include "PathRules.h"
#include "StatePrinter.h"
#include "annotations/Attributes.h"
#include "fields/CountedParameters.h"
#include "findings/Finding.h"
#include "fixes/Fixes.h"
#include "summaries/Summary.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The classes that follow the paths of one function.
struct ReferenceChecker::FunctionPaths {
  FunctionPaths(const AnalysisContext &Run, const FunctionDecl *FD)
      : Context(Run, FD), Rules(makePathRules(Context)), Nulls(Context),
        Duties(Context), Calls(Context, Nulls, Rules), Memory(Context, Nulls),
        Compared(Context), Exits(Context, Duties) {}

  PathContext Context;
  const PathRules Rules;
  NullChecks Nulls;
  BodyDuties Duties;
  CallEvents Calls;
  MemoryEvents Memory;
  Comparisons Compared;
  ExitEvents Exits;
};

ReferenceChecker::ReferenceChecker(const AnalysisContext &Context)
    : Run(Context), Deeds(Context.Summaries, Context.Functions) {}

ReferenceChecker::~ReferenceChecker() = default;

void ReferenceChecker::startFunction(const FunctionDecl *FD) {
  Now = std::make_unique<FunctionPaths>(Run, FD);
}

bool ReferenceChecker::sawExit() const {
  return !Now->Context.Summary.Outcomes.empty();
}

const PathRules &ReferenceChecker::rules() const { return Now->Rules; }

CallInProgress ReferenceChecker::callInProgress(const CallEvent &Call,
                                                CheckerContext &C) const {
  return Now->Calls.begin(Call, C);
}

/// Of which parameters a reference that was added belongs to the caller.
static void noteOnlyCounted(FunctionSummary &Summary, const FunctionDecl *FD,
                            SourceContracts &Functions) {
  for (const ParmVarDecl *P : FD->parameters()) {
    const unsigned Index = P->getFunctionScopeIndex();
    const auto IsAdded = [&](const SummaryOutcome &O) {
      return Index < O.Parameters.size() && O.Parameters[Index].Delta == 1;
    };
    if (llvm::any_of(Summary.Outcomes, IsAdded) && isOnlyCounted(P, Functions))
      for (SummaryOutcome &O : Summary.Outcomes)
        if (IsAdded(O))
          O.Parameters[Index].OnlyCounted = true;
  }
}

std::vector<Finding> ReferenceChecker::finishFunction(ExprEngine &Engine,
                                                      bool Complete) {
  PathContext &Context = Now->Context;
  Context.Summary.Complete = Complete;
  Context.Summary.settleOutputs();
  Now->Exits.judge();
  const FunctionDecl *FD = Context.function();
  const FixMaker Maker(Context.Current, Run.Words, Engine.getGraph(),
                       *Engine.getAnalysisManager().getAnalysisDeclContext(FD),
                       Complete);
  Context.Found.leaveOut(Context.Lost.leftOut());
  std::vector<Finding> Findings =
      Context.Found.emit(Engine, Words, Deeds, Maker);
  Now->Exits.mendSummary();
  Context.Summary.condense();
  noteOnlyCounted(Context.Summary, FD, Run.Functions);
  Run.Summaries.get(FD) = std::move(Context.Summary);
  // Now holds states of the engine, and so must not outlive the engine.
  Now.reset();
  return Findings;
}

void ReferenceChecker::checkBeginFunction(CheckerContext &C) const {
  if (C.inTopFrame())
    Now->Duties.begin(C);
}

void ReferenceChecker::checkBranchCondition(const Stmt *Condition,
                                            CheckerContext &C) const {
  if (C.inTopFrame())
    Now->Nulls.noteAsked(C.getSVal(Condition), C);
}

void ReferenceChecker::checkPostStmt(const LambdaExpr *LE,
                                     CheckerContext &C) const {
  Now->Memory.capture(LE, C);
}

void ReferenceChecker::checkPostStmt(const CastExpr *CE,
                                     CheckerContext &C) const {
  Now->Memory.load(CE, C);
  Now->Compared.castToSigned(CE, C);
}

void ReferenceChecker::checkPostStmt(const BinaryOperator *BO,
                                     CheckerContext &C) const {
  if (!BO->getLHS()->getType()->isPointerType())
    return;
  if (BO->getOpcode() == BO_Assign)
    Now->Memory.storeSomewhere(BO, C);
  else if (BO->isComparisonOp())
    Now->Compared.compare(BO, C);
}

void ReferenceChecker::checkPostStmt(const UnaryOperator *UO,
                                     CheckerContext &C) const {
  Now->Memory.finishCount(UO, C);
}

void ReferenceChecker::checkPreStmt(const ReturnStmt *RS,
                                    CheckerContext &C) const {
  // A reference to a member of what `p` points to (C++): the caller reads it,
  // so this is where `p` must be valid.
  const Expr *E = RS->getRetValue();
  if (E && E->isGLValue() && isa<MemberExpr>(E->IgnoreParenImpCasts()))
    Now->Memory.access(C.getSVal(E), /*IsLoad=*/false, E, C);
  else if (C.inTopFrame())
    Now->Exits.giveBack(RS, C);
}

void ReferenceChecker::checkPreStmt(const UnaryOperator *UO,
                                    CheckerContext &C) const {
  Now->Memory.countByHand(UO, C);
}

void ReferenceChecker::checkPreStmt(const CastExpr *CE,
                                    CheckerContext &C) const {
  Now->Memory.hide(CE, C);
}

void ReferenceChecker::checkPreCall(const CallEvent &Call,
                                    CheckerContext &C) const {
  Now->Exits.abandon(Call, C);
  Now->Calls.before(Call, C);
}

bool ReferenceChecker::evalCall(const CallEvent &Call,
                                CheckerContext &C) const {
  return Now->Calls.evaluate(Call, C);
}

void ReferenceChecker::checkPostCall(const CallEvent &Call,
                                     CheckerContext &C) const {
  Now->Calls.after(Call, C);
}

void ReferenceChecker::checkBind(SVal Loc, SVal Val, const Stmt *S,
                                 CheckerContext &C) const {
  Now->Memory.bind(Loc, Val, S, C);
}

void ReferenceChecker::checkLocation(SVal Loc, bool IsLoad, const Stmt *S,
                                     CheckerContext &C) const {
  Now->Memory.access(Loc, IsLoad, S, C);
}

void ReferenceChecker::checkLiveSymbols(ProgramStateRef State,
                                        SymbolReaper &Reaper) const {
  Now->Calls.markLive(State, Reaper);
  Now->Duties.markLive(Reaper);
  Now->Exits.markLive(State, Reaper);
}

void ReferenceChecker::checkDeadSymbols(SymbolReaper &Reaper,
                                        CheckerContext &C) const {
  Now->Exits.bury(Now->Calls.bury(C.getState(), Reaper), Reaper, C);
}

ProgramStateRef ReferenceChecker::checkRegionChanges(
    ProgramStateRef State, const InvalidatedSymbols *,
    ArrayRef<const MemRegion *>, ArrayRef<const MemRegion *> Regions,
    const LocationContext *, const CallEvent *Call) const {
  return Now ? Now->Calls.write(State, Regions, Call) : State;
}

void ReferenceChecker::checkEndFunction(const ReturnStmt *RS,
                                        CheckerContext &C) const {
  if (C.inTopFrame())
    Now->Exits.end(RS, C);
}

void ReferenceChecker::printState(raw_ostream &Out, ProgramStateRef State,
                                  const char *NewLine,
                                  const char *Separator) const {
  printObjects(Out, State, NewLine, Separator);
}

} // namespace pyrefcheck
