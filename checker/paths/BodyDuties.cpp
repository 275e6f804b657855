//===- BodyDuties.cpp - What a function owes its callers --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyDuties.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "summaries/Summary.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// A parameter, and the object that the caller passed for it, or null.
struct Given {
  Given(const ParmVarDecl *P, CheckerContext &C)
      : Home(C.getState()->getRegion(P, C.getStackFrame())),
        Key(objectOf(C.getSValBuilder().getRegionValueSymbolVal(Home))) {}

  const VarRegion *Home;
  ObjectKey Key;
};

} // namespace

void BodyDuties::watchParameters(ProgramStateRef State, CheckerContext &C) {
  // For functions that the interpreter calls, only what they store matters: a
  // converter is called on behalf of another function of the file.
  const bool IsHelper = !Context.Current.isStrict();
  for (const ParmVarDecl *P : Context.function()->parameters())
    if ((IsHelper &&
         (Context.types().isObjectPointer(P->getType()) ||
          isNumberOutput(P->getType()) || Context.Body.Flags.contains(P))) ||
        Context.types().isPointerToObjectPointer(P->getType()) ||
        P->getType()->isVoidPointerType() ||
        llvm::any_of(Context.Summary.Outputs, [P](const OutputField &Output) {
          return Output.Parameter == P->getFunctionScopeIndex();
        }))
      if (SymbolRef Sym = C.getSValBuilder()
                              .getRegionValueSymbolVal(
                                  State->getRegion(P, C.getStackFrame()))
                              .getAsSymbol())
        Parameters.push_back(Sym);
}

void BodyDuties::begin(CheckerContext &C) {
  ProgramStateRef State = takeOverParameters(C.getState(), C);
  watchParameters(State, C);
  if (!Context.Current.isStrict()) {
    C.addTransition(State);
    return;
  }
  State = expectDeletion(State, C);
  const unsigned Stated = Context.Run.TU.neverNull(Context.function());
  for (const ParmVarDecl *P : Context.function()->parameters()) {
    if (!Context.types().isObjectPointer(P->getType()))
      continue;
    // Where no table says so, these names imply that the argument is not NULL.
    const bool NeverNull = llvm::StringSwitch<bool>(P->getName())
                               .Cases("self", "args", "type", "cls", true)
                               .Cases("module", "op", true)
                               .Default(false);
    constexpr unsigned MostStated = 3;
    const unsigned I = P->getFunctionScopeIndex();
    if (!NeverNull && (I >= MostStated || !(Stated >> I & 1)))
      continue;
    SVal V = C.getSValBuilder().getRegionValueSymbolVal(
        State->getRegion(P, C.getStackFrame()));
    if (auto D = V.getAs<DefinedOrUnknownSVal>())
      if (ProgramStateRef NonNull = State->assume(*D, true))
        State = NonNull;
  }
  C.addTransition(State);
}

/// The value that a setter gets is NULL when the attribute is deleted.
ProgramStateRef BodyDuties::expectDeletion(ProgramStateRef State,
                                           CheckerContext &C) const {
  const ParmVarDecl *P = Context.Run.TU.nullOnDeletion(Context.function());
  if (!P || !Context.types().isObjectPointer(P->getType()))
    return State;
  const Given Value(P, C);
  if (!Value.Key)
    return State;
  RefState RS = RefState::make(RefOrigin::Parameter);
  RS.Last.Variable = Value.Home;
  RS.Last.Named = true;
  RS.Arrival.Unchecked = true;
  return record(State, Value.Key, RS);
}

/// Records the references that the function steals from its callers.
ProgramStateRef BodyDuties::takeOverParameters(ProgramStateRef State,
                                               CheckerContext &C) const {
  const Contract *Own = Context.Current.ownContract();
  if (!Own || !Own->Annotated)
    return State;
  const FunctionDecl *FD = Context.function();
  for (const ArgContract &A : Own->Args) {
    if (A.Effect != ArgEffect::Steals || A.When != Outcome::Always ||
        A.Index >= FD->getNumParams())
      continue;
    const auto [Home, Key] = Given(FD->getParamDecl(A.Index), C);
    if (!Key)
      continue;
    RefState RS = RefState::make(RefOrigin::New);
    RS.Account.Held = 1;
    RS.Last.Variable = Home;
    RS.Last.Named = true;
    State = record(State, Key, RS);
  }
  return State;
}

/// Whether a path that returned \p Returns succeeded, according to the
/// function's contract; Always if that is not known.
static Outcome outcomeOf(ReturnClass Returns, const Contract &Own) {
  switch (Returns) {
  case ReturnClass::Any:
    return Outcome::Always;
  case ReturnClass::Null:
    return Outcome::Failure;
  case ReturnClass::NonNull:
    return Outcome::Success;
  case ReturnClass::Zero:
    if (Own.Result.Fails == FailsWith::Zero)
      return Outcome::Failure;
    break;
  case ReturnClass::Negative:
    if (Own.Result.Fails == FailsWith::MinusOne ||
        Own.Result.Fails == FailsWith::Negative)
      return Outcome::Failure;
    break;
  case ReturnClass::Positive:
    break;
  }
  // With these two, the value does not show whether the function failed.
  return Own.Result.Fails == FailsWith::Nothing ||
                 Own.Result.Fails == FailsWith::AmbiguousMinusOne
             ? Outcome::Always
             : Outcome::Success;
}

void BodyDuties::holdToOutcome(const SummaryOutcome &Path, const ReturnStmt *RS,
                               llvm::function_ref<const ExplodedNode *()> End,
                               CheckerContext &C) {
  const Contract *Own = Context.Current.ownContract();
  if (!Own || !Own->Annotated)
    return;
  const Outcome When = outcomeOf(Path.Returns, *Own);
  const FunctionDecl *FD = Context.function();
  for (const ArgContract &A : Own->Args) {
    if (A.Effect != ArgEffect::Steals || A.When == Outcome::Always ||
        When == Outcome::Always || A.Index >= Path.Parameters.size())
      continue;
    const ParameterOutcome &P = Path.Parameters[A.Index];
    const bool Returned = Path.Owner == A.Index &&
                          (Path.Result == SummaryRef::Argument ||
                           Path.Result == SummaryRef::NewReferenceToArgument);
    if (P.IsNull || P.Unknown || Returned)
      continue;
    const auto [Home, Key] = Given(FD->getParamDecl(A.Index), C);
    if (!Key)
      continue;
    RefState Ref = Context.Current.lookup(C.getState(), Key);
    Ref.Last.Variable = Home;
    Misuse What;
    const Stmt *At = RS;
    if (When == A.When && P.Delta == 0) {
      What = Misuse::LeakAtExit;
      Ref.Arrival.Origin = RefOrigin::New; // The caller has given it away.
    } else if (When != A.When && P.Delta < 0) {
      What = Misuse::ReleaseOfBorrowed;
      if (Ref.Last.At)
        At = Ref.Last.At;
    } else {
      continue;
    }
    Context.Found.add({What, Key, Ref, At, nullptr, FD}, End());
  }
}

} // namespace pyrefcheck
