//===- SummaryTransfer.cpp - Calls of functions with a summary - -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of the checker that applies a summary at a call, and the findings
// that can be told only when all paths of a function are known.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "fixes/Fixes.h"
#include "ownership/CallArguments.h"
#include "words/CallFailure.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

const FunctionSummary *
ReferenceChecker::summaryOf(const CallEvent &Call) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  return FD && isa<SimpleFunctionCall>(Call) ? Context.Summaries.find(FD)
                                             : nullptr;
}

ProgramStateRef assumeReturn(ProgramStateRef State, SVal V,
                             const SummaryOutcome &O, SValBuilder &SVB) {
  auto D = asCondition(V);
  if (!D || O.Returns == ReturnClass::Any)
    return State;
  QualType T = V.getType(SVB.getContext());
  auto Compare = [&](BinaryOperatorKind Op, SVal With) {
    auto Cond = SVB.evalBinOp(State, Op, V, With, SVB.getConditionType())
                    .getAs<DefinedOrUnknownSVal>();
    return Cond ? State->assume(*Cond, true) : State;
  };
  if (O.Value && T->isIntegralOrEnumerationType())
    return Compare(BO_EQ, SVB.makeIntVal(*O.Value, T));
  switch (O.Returns) {
  case ReturnClass::Any:
    return State;
  case ReturnClass::Null:
  case ReturnClass::Zero:
    return State->assume(*D, false);
  case ReturnClass::NonNull:
    // Success includes results that the callee did not test; see Summary.cpp.
    return O.CertainlyNotNull ? State->assume(*D, true) : State;
  case ReturnClass::Negative:
    return Compare(BO_LT, SVB.makeZeroVal(T));
  case ReturnClass::Positive:
    return Compare(BO_GT, SVB.makeZeroVal(T));
  }
  llvm_unreachable("covered switch");
}

/// What an out-parameter holds after a call of a helper.
ProgramStateRef ReferenceChecker::storeOutcome(const CallEvent &Call,
                                               unsigned Index,
                                               const ParameterOutcome &P,
                                               ProgramStateRef State,
                                               CheckerContext &C) const {
  const Expr *At = Call.getOriginExpr();
  const auto Target = Call.getArgSVal(Index).getAs<Loc>();
  if (!Target || State->isNull(*Target).isConstrainedTrue())
    return State;
  switch (P.Out) {
  case SummaryRef::New:
    return receive(Call, Index, RefState::makeNew(At), !P.OutNotNull, State, C);
  case SummaryRef::Borrowed: {
    RefState RS = RefState::makeBorrowed(At, nullptr);
    RS.Anchored = true;
    // Whether NULL needs a test, the helper's result may tell.
    return receive(Call, Index, RS, !P.OutNotNull, State, C,
                   /*Unchecked=*/false);
  }
  case SummaryRef::Null:
    return storeNull(*Target, State, C);
  case SummaryRef::Argument:
  case SummaryRef::NewReferenceToArgument: {
    if (P.OutOwner >= Call.getNumArgs())
      return State;
    SVal Arg = Call.getArgSVal(P.OutOwner);
    State = State->bindLoc(*Target, Arg, C.getLocationContext());
    ObjectKey Key = objectOf(Arg);
    if (Key && P.Out == SummaryRef::NewReferenceToArgument &&
        !isNull(State, Key))
      State = apply(Current->increment(State, Key, At), Key, At,
                    Call.getArgExpr(P.OutOwner), C);
    return State;
  }
  default:
    return State;
  }
}

/// The variable of the file that is called \p Name, or null.
static const VarDecl *findGlobal(StringRef Name, ASTContext &Context) {
  if (Name.empty())
    return nullptr;
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name)))
    if (const auto *VD = dyn_cast<VarDecl>(D))
      return VD;
  return nullptr;
}

/// True if the callee does to its argument number \p Index what \p O says only
/// at times, and its result does not tell when: the object may have a reference
/// for it, as one that is active holds itself.
static bool dependsOnState(const FunctionSummary *Callee,
                           const SummaryOutcome &O, unsigned Index) {
  return Callee &&
         llvm::any_of(Callee->Outcomes, [&](const SummaryOutcome &Other) {
           return !O.differsInReturn(Other) &&
                  Other.Parameters[Index].Delta > O.Parameters[Index].Delta;
         });
}

ProgramStateRef ReferenceChecker::applyOutcome(const CallEvent &Call,
                                               const SummaryOutcome &O,
                                               ProgramStateRef State,
                                               CheckerContext &C) const {
  const Expr *At = Call.getOriginExpr();
  const unsigned N = std::min<unsigned>(Call.getNumArgs(), O.Parameters.size());
  for (unsigned I = 0; I != N; ++I) {
    const ParameterOutcome &P = O.Parameters[I];
    SVal V = Call.getArgSVal(I);
    if (auto D = asCondition(V); D && (P.IsNull || P.IsNotNull))
      if (ProgramStateRef Narrow = State->assume(*D, P.IsNotNull))
        State = Narrow;
    if (P.Out != SummaryRef::Nothing)
      continue;
    ObjectKey Key = objectOf(V);
    if (!Key || isNull(State, Key))
      continue;
    if (P.Unknown) {
      // So is what the caller's own callers will be told of its parameter.
      const RefState RS = Current->lookup(State, Key);
      if (RS.Count > 0 || (Current->parameter(Key) && !Current->isStrict(Key)))
        State = Current->untrack(State, Key);
      else if (P.Owing)
        State =
            apply(Current->store(State, Key, nullptr, At, Call.getArgExpr(I)),
                  Key, At, Call.getArgExpr(I), C);
      continue;
    }
    if (P.Delta < 0) {
      Step S = P.Kept
                   ? Current->steal(State, Key, nullptr, At, Call.getArgExpr(I))
                   : Current->decrement(State, Key, At);
      if (S.What != Misuse::None)
        report(S, Key, At, Call.getArgExpr(I), C,
               dependsOnState(summaryOf(Call), O, I) ? 2 : 0);
      State = S.State;
    } else if (P.Delta > 0 || P.Kept)
      // The callee keeps references somewhere, which may be released from here
      // as well (`Py_DECREF(self)` for what a buffer held).
      State = Current->keepSomewhere(State, Key, std::max<int>(P.Delta, 1), At);
  }
  // What is stored may be an argument: after what happened to that.
  for (unsigned I = 0; I != N; ++I)
    if (O.Parameters[I].Out != SummaryRef::Nothing)
      State = storeOutcome(Call, I, O.Parameters[I], State, C);
  ObjectKey Result = objectOf(Call.getReturnValue());
  if (!Result || isNull(State, Result))
    return State;
  switch (O.Result) {
  case SummaryRef::Nothing:
  case SummaryRef::Null:
    return State;
  case SummaryRef::Unknown:
    return Current->untrack(State, Result);
  case SummaryRef::New:
  case SummaryRef::NewShared: {
    RefState RS = RefState::makeNew(At);
    RS.Anchored = O.Result == SummaryRef::NewShared;
    RS.Fresh = O.Fresh;
    return record(State, Result, RS);
  }
  case SummaryRef::Borrowed: {
    if (const VarDecl *Global = findGlobal(O.Global, C.getASTContext()))
      return State->BindExpr(At, C.getLocationContext(),
                             State->getLValue(Global, C.getLocationContext()));
    ObjectKey Owner =
        O.Owner < N ? objectOf(Call.getArgSVal(O.Owner)) : nullptr;
    RefState RS = RefState::makeBorrowed(At, Owner);
    RS.Anchored = true;
    return record(State, Result, RS);
  }
  case SummaryRef::Argument:
  case SummaryRef::NewReferenceToArgument: {
    // The call's value is the argument's.
    if (O.Owner >= N || !Call.getArgSVal(O.Owner).getAs<Loc>())
      return Current->untrack(State, Result);
    SVal Arg = Call.getArgSVal(O.Owner);
    State = State->BindExpr(At, C.getLocationContext(), Arg);
    ObjectKey Key = objectOf(Arg);
    if (Key && O.Result == SummaryRef::NewReferenceToArgument &&
        !O.Parameters[O.Owner].Delta)
      State = apply(Current->increment(State, Key, At), Key, At,
                    Call.getArgExpr(O.Owner), C);
    return State;
  }
  }
  llvm_unreachable("covered switch");
}

/// False if \p O needs an argument to be NULL that is not, or the reverse. The
/// interpreter passes no NULL to functions that it calls.
static bool isPossible(const CallEvent &Call, const SummaryOutcome &O,
                       const Transfer &Caller, ProgramStateRef State) {
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    if (I >= O.Parameters.size())
      break;
    const ConditionTruthVal Null = State->isNull(Call.getArgSVal(I));
    if ((O.Parameters[I].IsNull && Null.isConstrainedFalse()) ||
        (O.Parameters[I].IsNotNull && Null.isConstrainedTrue()))
      return false;
    ObjectKey Key = objectOf(Call.getArgSVal(I));
    if (O.Parameters[I].IsNull && Key && !Null.isConstrainedTrue() &&
        Caller.isStrict() &&
        Caller.lookup(State, Key).Origin == RefOrigin::Parameter &&
        !Caller.parameter(Key))
      return false;
  }
  return true;
}

static bool isFailure(ReturnClass Class) {
  return Class == ReturnClass::Null || Class == ReturnClass::Negative;
}

/// Too many outcomes to tell apart: keeps what they all agree on.
ProgramStateRef ReferenceChecker::applyVaguely(const CallEvent &Call,
                                               const FunctionSummary &Summary,
                                               ProgramStateRef State) const {
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    ObjectKey Key = objectOf(Call.getArgSVal(I));
    const bool Touched =
        llvm::any_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
          return I < O.Parameters.size() &&
                 (O.Parameters[I].Delta || O.Parameters[I].Unknown);
        });
    if (Key && Touched)
      State = Current->untrack(State, Key);
  }
  ObjectKey Result = objectOf(Call.getReturnValue());
  if (!Result || isNull(State, Result))
    return State;
  const bool New = llvm::all_of(Summary.Outcomes, [](const SummaryOutcome &O) {
    return O.Returns == ReturnClass::Null || O.Result == SummaryRef::New ||
           O.Result == SummaryRef::NewShared;
  });
  return New ? record(State, Result, RefState::makeNew(Call.getOriginExpr()))
             : Current->untrack(State, Result);
}

bool ReferenceChecker::applySummary(const CallEvent &Call,
                                    const FunctionSummary &Summary,
                                    CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  this->Summary.RunsPython |= Summary.RunsPython;
  if (Summary.RunsPython)
    State = Current->runForeignCode(State, Call.getOriginExpr(),
                                    /*Unlikely=*/true);
  this->Summary.CallsPython |= Summary.CallsPython;
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I)
    if (Summary.mutates(I))
      this->Summary.mutate(Current->parameter(objectOf(Call.getArgSVal(I))));
  if (Summary.Outcomes.empty()) {
    // No path comes back.
    C.generateSink(State, C.getPredecessor());
    return true;
  }
  // One outcome for all: no need to tell them apart.
  const SummaryOutcome &First = Summary.Outcomes.front();
  const bool Alike =
      llvm::all_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
        return O.sameEffects(First);
      });
  if (Alike) {
    const bool OneClass =
        llvm::all_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
          return O.Returns == First.Returns && O.Value == First.Value &&
                 O.CertainlyNotNull == First.CertainlyNotNull;
        });
    if (OneClass)
      State =
          assumeReturn(State, Call.getReturnValue(), First, C.getSValBuilder());
    if (State)
      C.addTransition(applyOutcome(Call, First, State, C));
    return true;
  }
  constexpr unsigned MostBranches = 6;
  if (Summary.Outcomes.size() > MostBranches) {
    C.addTransition(applyVaguely(Call, Summary, State));
    return true;
  }
  for (const SummaryOutcome &O : Summary.Outcomes) {
    if (!isPossible(Call, O, *Current, State))
      continue;
    if (ProgramStateRef Branch =
            assumeReturn(State, Call.getReturnValue(), O, C.getSValBuilder()))
      C.addTransition(applyOutcome(Call, O, Branch, C),
                      isFailure(O.Returns) ? callFails() : nullptr);
  }
  return true;
}

std::vector<Finding> ReferenceChecker::finishFunction(ExprEngine &Engine,
                                                      bool Complete) {
  Summary.Complete = Complete;
  Summary.settleOutputs();
  for (const Candidate &Cand : Candidates) {
    bool Report = false;
    if (Cand.Report.What == Misuse::ReturnOfBorrowed) {
      Report = Summary.returnsNew() && !Summary.passesThrough(Cand.Path);
    } else if (isFailure(Cand.Path.Returns)) {
      // Adding a reference when it fails, and none when it succeeds, is no
      // contract that a caller could use.
      Report = llvm::any_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
        if (isFailure(O.Returns))
          return false;
        for (unsigned I = 0; I != O.Parameters.size(); ++I)
          if (Cand.Path.Parameters[I].Delta > 0 && O.Parameters[I].Delta <= 0)
            return true;
        return false;
      });
    }
    if (Report)
      Found.add(Cand.Report, Cand.Node);
  }
  const FixMaker Maker(
      *Current, Context.Words, Engine.getGraph(),
      *Engine.getAnalysisManager().getAnalysisDeclContext(Current->function()),
      Complete);
  Found.leaveOut(Lost.leftOut());
  std::vector<Finding> Findings = Found.emit(Engine, Deeds, Maker);
  Lost.clear();
  // What is (or should have been) reported here must not cascade to callers.
  if (wantsNewResult() || Summary.returnsNew())
    for (SummaryOutcome &O : Summary.Outcomes)
      if ((O.Result == SummaryRef::Borrowed &&
           (O.Global.empty() ||
            !mayReturnBorrowedGlobal(Current->function()))) ||
          (O.Result == SummaryRef::Argument && !Summary.passesThrough(O)))
        O.Result = SummaryRef::New;
  if (ReturnsReleased)
    for (SummaryOutcome &O : Summary.Outcomes)
      if (O.Returns != ReturnClass::Null)
        O.Result = SummaryRef::Unknown;
  Context.Summaries.get(Current->function()) = std::move(Summary);
  Candidates.clear();
  return Findings;
}

} // namespace pyrefcheck
