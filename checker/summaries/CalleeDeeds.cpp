//===- CalleeDeeds.cpp - What a called function did -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CalleeDeeds.h"
#include "CallOutcomes.h"
#include "Summary.h"
#include "SummaryOutcomes.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// One call on one path.
class CallOnPath {
public:
  CallOnPath(const CallExpr *CE, ObjectKey Key, const ExplodedNode *N)
      : CE(CE), Key(Key), N(N), State(N->getState()) {}

  unsigned size() const { return CE->getNumArgs(); }
  /// The argument number \p I is the object.
  bool passesObject(unsigned I) const { return objectOf(value(I)) == Key; }
  /// The argument number \p I points to where the object is now.
  bool pointsToObject(unsigned I) const {
    const auto L = value(I).getAs<Loc>();
    return L && objectOf(State->getSVal(*L)) == Key;
  }
  bool canReturn(const SummaryOutcome &O, SValBuilder &SVB) const {
    SVal Result = State->getSVal(CE, N->getLocationContext());
    // The result is not used.
    return Result.isUnknownOrUndef() ||
           assume(State, Result, returnedBy(O), SVB) != nullptr;
  }

private:
  SVal value(unsigned I) const {
    return State->getSVal(CE->getArg(I), N->getLocationContext());
  }

  const CallExpr *CE;
  ObjectKey Key;
  const ExplodedNode *N;
  ProgramStateRef State;
};

} // namespace

/// True if \p Event describes what a function did to its argument.
static bool concernsArgument(const ParameterOutcome &P, RefEvent Event) {
  switch (Event) {
  case RefEvent::Decremented:
  case RefEvent::Released:
  case RefEvent::Consumed:
  case RefEvent::Stolen:
    return P.Delta < 0;
  case RefEvent::Incremented:
    return P.Delta > 0;
  case RefEvent::Kept:
    return P.Delta > 0 || P.Kept;
  case RefEvent::Stored:
    return P.Owing;
  default:
    return false;
  }
}

static bool concernsArgument(ArgEffect Effect, RefEvent Event) {
  switch (Event) {
  case RefEvent::Decremented:
  case RefEvent::Released:
  case RefEvent::Consumed:
    return Effect == ArgEffect::Decrements;
  case RefEvent::Stolen:
    return Effect == ArgEffect::Steals;
  case RefEvent::Incremented:
    return Effect == ArgEffect::Increments;
  case RefEvent::Kept:
    return Effect == ArgEffect::Keeps;
  default:
    return false;
  }
}

static std::string parameterName(const FunctionDecl *FD, unsigned I) {
  return I < FD->getNumParams() ? FD->getParamDecl(I)->getName().str()
                                : std::string();
}

/// Fills \p Deed with what caused \p Event and where; false if \p O did not.
static bool findInOutcome(const SummaryOutcome &O, const FunctionDecl *FD,
                          RefEvent Event, const CallOnPath &Call,
                          CalleeDeed &Deed) {
  SummaryPlace Place;
  bool Found = false;
  auto Take = [&](SummaryPlace Where, std::string Parameter, ArgIndex Owner) {
    Found = true;
    Place = Where;
    Deed.Parameter = std::move(Parameter);
    Deed.Owner = parameterName(FD, Owner);
  };
  const unsigned N = std::min<unsigned>(Call.size(), O.Parameters.size());
  for (unsigned I = 0; I != N && !Found; ++I) {
    const ParameterOutcome &P = O.Parameters[I];
    const bool Output =
        (Event == RefEvent::ReceivedNew &&
         (P.Out == SummaryRef::New || P.Out == SummaryRef::NewShared)) ||
        (Event == RefEvent::ReceivedBorrowed && P.Out == SummaryRef::Borrowed);
    if (Output && Call.pointsToObject(I))
      Take(P.Where, parameterName(FD, I), P.OutOwner);
    else if (concernsArgument(P, Event) && Call.passesObject(I))
      Take(P.Where, parameterName(FD, I), NoArg);
  }
  const bool Returned =
      (Event == RefEvent::ReturnedNew &&
       (O.Result == SummaryRef::New || O.Result == SummaryRef::NewShared)) ||
      (Event == RefEvent::ReturnedBorrowed &&
       O.Result == SummaryRef::Borrowed) ||
      (Event == RefEvent::Incremented && !Found &&
       O.Result == SummaryRef::NewReferenceToArgument);
  if (Returned)
    Take(O.Where,
         O.Result == SummaryRef::NewReferenceToArgument
             ? parameterName(FD, O.Owner)
             : "",
         O.Owner);
  if (!Found)
    return false;
  Deed.Where.Loc = locate(FD, Place);
  if (Deed.Where.Loc.isValid())
    Deed.Where.Function = FD->getDefinition();
  return true;
}

/// The same for a contract that was inferred in another file.
static bool findInContract(const Contract &Ct, RefEvent Event,
                           const CallOnPath &Call, CalleeDeed &Deed) {
  auto Name = [&](ArgIndex I) {
    return I < Ct.Params.size() ? Ct.Params[I].str() : std::string();
  };
  Deed.Where.Elsewhere = Ct.Defined.str();
  for (const ArgContract &A : Ct.Args) {
    if (A.Index >= Call.size())
      continue;
    const bool Output =
        (Event == RefEvent::ReceivedNew && A.Effect == ArgEffect::OutNew) ||
        (Event == RefEvent::ReceivedBorrowed &&
         A.Effect == ArgEffect::OutBorrowed);
    if (!(Output && Call.pointsToObject(A.Index)) &&
        !(concernsArgument(A.Effect, Event) && Call.passesObject(A.Index)))
      continue;
    Deed.Parameter = Name(A.Index);
    Deed.Owner = Name(A.Into);
    return true;
  }
  switch (Ct.Result.Kind) {
  case ResultKind::New:
    return Event == RefEvent::ReturnedNew;
  case ResultKind::Borrowed:
    Deed.Owner = Name(Ct.Result.Owner);
    return Event == RefEvent::ReturnedBorrowed;
  case ResultKind::NewReferenceToArgument:
    Deed.Parameter = Name(Ct.Result.Owner);
    return Event == RefEvent::Incremented;
  default:
    return false;
  }
}

std::optional<CalleeDeed> CalleeDeeds::find(const Stmt *S, RefEvent Event,
                                            ObjectKey Key,
                                            const ExplodedNode *N) const {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *CE = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  const FunctionDecl *FD = CE ? CE->getDirectCallee() : nullptr;
  if (!FD || isa<CXXMethodDecl>(FD))
    return std::nullopt;
  const CallOnPath Call(CE, Key, N);
  CalleeDeed Deed;
  Deed.Function = FD->getNameAsString();
  if (const Contract *Ct = Contracts.find(FD)) {
    if (!Ct->has(EffectInferred) || Ct->Defined.empty() ||
        !findInContract(*Ct, Event, Call, Deed))
      return std::nullopt;
    return Deed;
  }
  const FunctionSummary *Summary = Summaries.find(FD);
  if (!Summary)
    return std::nullopt;
  SValBuilder &SVB = N->getState()->getStateManager().getSValBuilder();
  for (const SummaryOutcome &O : Summary->Outcomes)
    if (Call.canReturn(O, SVB) && findInOutcome(O, FD, Event, Call, Deed))
      return Deed;
  return std::nullopt;
}

} // namespace pyrefcheck
