//===- NullChecks.cpp - Which pointers can be NULL --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NullChecks.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if the call cannot succeed with NULL as its argument number \p Index:
/// it keeps a reference to it, or is asked what it is (PyNumber_Check).
static bool succeedsWithObjectOnly(const CallEvent &Call, const Contract &Ct,
                                   unsigned Index) {
  if (Ct.Result.Fails == FailsWith::Zero &&
      Ct.Result.Exception == ExceptionOnFailure::Never)
    return true;
  return Ct.Result.Fails != FailsWith::Nothing &&
         llvm::any_of(Ct.Args, [&](const ArgContract &A) {
           return A.Effect == ArgEffect::Keeps &&
                  positionOf(Call, Ct, A.Index) == Index;
         });
}

llvm::SmallVector<ObjectKey, 2>
NullChecks::askedBy(const CallInProgress &Call) const {
  const Contract &Ct = *Call.Ct;
  llvm::SmallVector<ObjectKey, 2> Keys;
  ProgramStateRef State = Call.C.getState();
  if (Ct.has(EffectTellsException)) {
    for (const auto &[Key, RS] : allRecorded(State)) {
      // By convention, what an unknown function returns is NULL if it fails.
      const bool IsAssumed = RS.Arrival.Assumed && RS.Account.Held > 0;
      const auto *Site =
          (RS.Arrival.Unchecked || IsAssumed) && RS.Arrival.Site
              ? dyn_cast<CallExpr>(RS.Arrival.Site->IgnoreParenCasts())
              : nullptr;
      const FunctionDecl *FD = Site ? Site->getDirectCallee() : nullptr;
      const Contract *Of = FD ? Context.Run.Functions.find(FD) : nullptr;
      if (IsAssumed || (Of && Of->Result.Null == NullWhen::OnError &&
                        Of->Result.Exception == ExceptionOnFailure::Always))
        Keys.push_back(Key);
    }
    return Keys;
  }
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    ObjectKey Key = Call.object(I);
    if (const RefState *RS = Key ? recorded(State, Key) : nullptr;
        RS && RS->Arrival.Unchecked &&
        succeedsWithObjectOnly(Call.Event, Ct, I))
      Keys.push_back(Key);
  }
  return Keys;
}

/// The last call that was evaluated on the path before \p N, if it is not far.
static const CallExpr *lastCallBefore(const ExplodedNode *N) {
  static constexpr unsigned Near = 40;
  for (unsigned I = 0; N && I != Near; ++I, N = N->getFirstPred())
    if (const auto Point = N->getLocationAs<PostStmt>())
      if (const auto *CE = Point->getStmtAs<CallExpr>())
        return CE;
  return nullptr;
}

bool NullChecks::lastCallGaveObject(const CallInProgress &Call) const {
  const ProgramStateRef State = Call.C.getState();
  const CallExpr *Last = lastCallBefore(Call.C.getPredecessor());
  if (!Last)
    return false;
  for (ObjectKey Key : watched(State)) {
    const RefState &RS = *recorded(State, Key);
    if (RS.Arrival.Site && !RS.Arrival.Assumed &&
        RS.Arrival.Site->IgnoreParenCasts() == Last && isNotNull(State, Key))
      return true;
  }
  return false;
}

/// Whether \p Key is NULL is known: \p IsThere says that it is not.
static ProgramStateRef assumeNull(ProgramStateRef State, ObjectKey Key,
                                  bool IsThere, CheckerContext &C) {
  SVal Address = C.getSValBuilder().makeLoc(cast<SubRegion>(Key));
  ProgramStateRef Narrow =
      State->assume(Address.castAs<DefinedOrUnknownSVal>(), IsThere);
  return Narrow ? Narrow : State;
}

ProgramStateRef NullChecks::answer(const CallInProgress &Call,
                                   ProgramStateRef State,
                                   ArrayRef<ObjectKey> Asked,
                                   bool Succeeds) const {
  const bool AsksException = Call.Ct->has(EffectTellsException);
  // PyErr_Occurred returns NULL where all is well.
  const bool IsGood = Succeeds != AsksException;
  for (ObjectKey Key : Asked) {
    const RefState *RS = recorded(State, Key);
    // The exception is that of the call just before.
    const bool Failed = !IsGood && AsksException && RS && RS->Arrival.Site &&
                        lastCallBefore(Call.C.getPredecessor()) ==
                            RS->Arrival.Site->IgnoreParenCasts();
    // An unknown function may return NULL without one.
    const bool Found = IsGood && !(RS && RS->Arrival.Assumed);
    if (Found || Failed)
      State =
          Context.Current.settle(assumeNull(State, Key, IsGood, Call.C), Key);
  }
  return State;
}

/// True if a container is known to have been made without items.
static bool isEmpty(const RefState &RS, ProgramStateRef State,
                    CheckerContext &C) {
  if (!RS.Items.Size)
    return false;
  SValBuilder &SVB = C.getSValBuilder();
  SVal Size = SVB.makeSymbolVal(RS.Items.Size);
  auto HasItems = SVB.evalBinOp(State, BO_GT, Size,
                                SVB.makeZeroVal(RS.Items.Size->getType()),
                                SVB.getConditionType())
                      .getAs<DefinedOrUnknownSVal>();
  return HasItems && !State->assume(*HasItems, true);
}

ProgramStateRef NullChecks::dereference(SVal V, const Stmt *At,
                                        const Expr *Named,
                                        ProgramStateRef State,
                                        CheckerContext &C) {
  auto D = asCondition(V);
  if (!D)
    return State;
  auto [NonNull, Null] = State->assume(*D);
  if (!Null)
    return NonNull;
  ObjectKey Key = objectOf(V);
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  const bool MayBe = NonNull && RS && RS->Arrival.Unchecked &&
                     (RS->Last.Named || RS->Account.Stored > 0) &&
                     RS->isTracked() && !isEmpty(*RS, State, C);
  if (NonNull && !MayBe)
    return NonNull;
  const Misuse Unchecked = MayBe && RS->Arrival.Origin == RefOrigin::Parameter
                               ? Misuse::NullOnDeletion
                               : Misuse::UncheckedResult;
  MisuseReport Report{MayBe ? Unchecked : Misuse::NullArgument,
                      MayBe ? Key : nullptr,
                      RS ? *RS : RefState(),
                      At,
                      Named,
                      Context.function()};
  if (!MayBe)
    Report.Null = nullPointer(Named, V, C.getPredecessor());
  // With NULL the path ends here.
  Context.Found.add(Report, C.generateSink(Null, C.getPredecessor()));
  return NonNull;
}

} // namespace pyrefcheck
