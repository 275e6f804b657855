//===- ExitEvents.cpp - Where objects and paths end -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExitEvents.h"
#include "CallEffects.h"
#include "ErrorIndicator.h"
#include "ExitQuestions.h"
#include "FirstRuns.h"
#include "ItemCounts.h"
#include "KnownNumbers.h"
#include "KnownTypes.h"
#include "NullChecks.h"
#include "OriginPlaces.h"
#include "PlacedItems.h"
#include "contracts/Contract.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/CalleeNames.h"
#include "source/GlobalResults.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "summaries/BodyFacts.h"
#include "summaries/HeldVariables.h"
#include "summaries/Summary.h"
#include "words/Messages.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if a reference is still owed to the place that took \p Key without one.
static bool isStillOwed(ProgramStateRef State, ObjectKey Key,
                        const RefState &RS) {
  if (!mayHold(State, RS.Unpaid.Place, Key) ||
      mayHaveOtherNames(RS.Unpaid.Place))
    return false;
  ObjectKey Home = ownerOfPlace(RS.Unpaid.Place);
  const RefState *Owner = Home ? recorded(State, Home) : nullptr;
  return !Owner || Owner->isAlive() ||
         (!Owner->isTracked() && !Owner->isFreedMemory());
}

/// True if \p RS was read from a place that owns it, and was released there.
static bool isReleasedInPlace(const RefState &RS) {
  return RS.Arrival.Origin == RefOrigin::Memory &&
         RS.Life == RefLife::Released && !RS.Account.TakenFromMemory;
}

void ExitEvents::markLive(ProgramStateRef State, SymbolReaper &Reaper) const {
  markItemCounts(State, Reaper);
  markNumbers(State, Reaper);
  markGuarded(State, Reaper);
  // The end of the path checks where objects were stored without a reference.
  for (const auto &[Key, RS] : watched(State)) {
    if (RS.Items.Size)
      Reaper.markLive(RS.Items.Size);
    // What may become of the object depends on who can reach its owner.
    if (RS.Keeper.Droppable && RS.Keeper.Owner)
      if (SymbolRef Sym = symbolOf(RS.Keeper.Owner))
        Reaper.markLive(Sym);
    if (SymbolRef Sym = RS.Unpaid.Place ? symbolOf(Key) : nullptr)
      Reaper.markLive(Sym);
    const MemRegion *Source = nullptr;
    if (Context.Current.isStrict() && isReleasedInPlace(RS)) {
      Source = originOf(Key);
      Reaper.markLive(symbolOf(Key));
    }
    // The contents of a place are known while its owner is.
    for (const MemRegion *Place : {RS.Unpaid.Place, RS.Keeper.Place, Source})
      if (ObjectKey Home = Place ? ownerOfPlace(Place) : nullptr)
        Reaper.markLive(symbolOf(Home));
  }
}

void ExitEvents::bury(ProgramStateRef State, SymbolReaper &Reaper,
                      CheckerContext &C) {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    SymbolRef Sym = symbolOf(Key);
    if (!Sym || Reaper.isLive(Sym))
      continue;
    // Owed references and changes to parameters outlive their symbols: both are
    // judged where the path ends.
    const bool Owed = RS.isTracked() &&
                      (RS.Account.Held > RS.Account.Debt || RS.Unpaid.Steal);
    const bool IsParameter = Context.Current.parameter(Key) != nullptr;
    const bool IsMissing = isNull(State, Key) || mayBeMissing(State, Key, RS);
    State = noteNull(Key, Context, State);
    if ((!Owed && !IsParameter && !RS.isFreedMemory()) || IsMissing)
      State = forget(State, Key);
    else if (isOutOfReach(Key, RS))
      State = retire(settle(State, Key), Key);
  }
  State = reapItemCounts(reapPlacedItems(State, Reaper), Reaper);
  C.addTransition(reapGuesses(reapNumbers(State, Reaper), Reaper));
}

/// The object of `Py_DECREF(x)` or `Py_INCREF(x)`: the last argument.
static const Expr *lastArgument(const Expr *E) {
  const auto *CE = dyn_cast_or_null<CallExpr>(E);
  return CE && CE->getNumArgs() ? CE->getArg(CE->getNumArgs() - 1) : nullptr;
}

class ExitEvents::PathEnd {
public:
  PathEnd(const ReturnStmt *RS, SummaryOutcome Path, CheckerContext &C)
      : RS(RS), At(RS), Path(std::move(Path)), C(C), State(C.getState()) {}
  PathEnd(const CXXThrowExpr *Throw, CheckerContext &C)
      : At(Throw), C(C), State(C.getState()) {}

  /// The node of the reports.
  const ExplodedNode *node() {
    if (!Node)
      Node = C.generateSink(State, C.getPredecessor());
    return Node;
  }

  /// The return statement, or null.
  const ReturnStmt *RS = nullptr;
  /// The statement that ends the path; null if the path reaches the end of the
  /// function.
  const Stmt *At;
  const SummaryOutcome Path;
  CheckerContext &C;
  const ProgramStateRef State;

private:
  const ExplodedNode *Node = nullptr;
};

struct ExitEvents::Verdict {
  Misuse What;
  const Stmt *At;
  const Expr *Named = nullptr;
};

/// True if the value of \p E is tested, or compared, where it stands. A path on
/// which it is an object then goes on knowing that.
static bool isOnlyTested(const Expr *E, CheckerContext &C) {
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  const Stmt *Parent = Parents.getParentIgnoreParenCasts(E);
  if (const auto *BO = dyn_cast_or_null<BinaryOperator>(Parent))
    return BO->isEqualityOp() || BO->isLogicalOp();
  if (const auto *UO = dyn_cast_or_null<UnaryOperator>(Parent))
    return UO->getOpcode() == UO_LNot;
  const auto *If = dyn_cast_or_null<IfStmt>(Parent);
  return If && If->getCond()->IgnoreParenCasts() == E->IgnoreParenCasts();
}

/// What is wrong with \p Key, which the function still has to release.
std::optional<ExitEvents::Verdict>
ExitEvents::judgeLeak(const PathEnd &End, ObjectKey Key,
                      const RefState &Ref) const {
  // A leaked reference to a static object only changes its count. That matters
  // only where the reference was added for nothing.
  if ((Ref.Arrival.Origin == RefOrigin::Global &&
       !isAddedInVain(End.State, Key, Ref, End.Path.Returns)) ||
      (Ref.Arrival.Origin == RefOrigin::Memory && isOfNamelessPlace(Key)))
    return std::nullopt;
  // `if (x != Py_None) Py_DECREF(x);`: this code knows that None comes without
  // a reference, or not at all.
  if (Ref.Compared.Equal &&
      (Ref.Arrival.Assumed || mayComeAsGlobal(Ref, Context.Run.Summaries)))
    return std::nullopt;
  if (Ref.Last.Event == RefEvent::TakenFromMemory) {
    if (const MemRegion *Place = originOf(Key);
        Place && (isFirstRun(End.State, Place, Context.types()) ||
                  isLeftEmpty(End.State, Place)))
      return std::nullopt;
    const auto *BO = dyn_cast_or_null<BinaryOperator>(Ref.Last.At);
    return Verdict{Misuse::LeakOfField, Ref.Last.At,
                   BO ? BO->getLHS() : nullptr};
  }
  if (Ref.Last.Event == RefEvent::Overwritten)
    return Verdict{Misuse::LeakByOverwrite, Ref.Last.At};
  // Memory keeps its own reference: the one that was added later is lost.
  const bool IsFromCall = isOpaque(Key, Ref);
  const Expr *Added = IsFromCall ? Ref.Arrival.Site : Ref.Account.Added;
  if ((IsFromCall || Ref.Arrival.Origin == RefOrigin::New) && !Ref.Last.Named &&
      Added)
    return Verdict{Misuse::LeakAtExit, End.At, lastArgument(Added)};
  if (Ref.Last.Event == RefEvent::MemoryFreed)
    return Verdict{Misuse::LeakByFree, Ref.Last.At, Ref.Unpaid.Name};
  if (Ref.Arrival.Origin != RefOrigin::New || Ref.Last.Named ||
      !Ref.Arrival.Site || Ref.Resource != RefResource::Object)
    return Verdict{Misuse::LeakAtExit, End.At};
  // An unknown function whose result is ignored may always set an exception and
  // return NULL.
  if (Ref.Arrival.Assumed && !isOnlyTested(Ref.Arrival.Site, End.C))
    return std::nullopt;
  return Verdict{Misuse::LeakOfTemporary, Ref.Arrival.Site};
}

/// True if a reference to \p Key was stolen that the function did not hold.
bool ExitEvents::isUnpaidSteal(const PathEnd &End, ObjectKey Key,
                               const RefState &Ref) const {
  if (!Ref.Unpaid.Steal || Ref.Account.Held > 0)
    return false;
  return Ref.Arrival.Origin != RefOrigin::Memory ||
         (Context.Current.isStrict() && isStillThere(End.State, Key) &&
          isOfKnownPlace(Key) &&
          !(Context.Body.MovesItems && isArrayItem(Key)));
}

/// True if the reference that a place owns was released, and the place, which
/// others read, still points to \p Key.
bool ExitEvents::dangles(const PathEnd &End, ObjectKey Key,
                         const RefState &Ref) const {
  if (!isReleasedInPlace(Ref) || !Context.Current.isStrict() ||
      !isOfKnownPlace(Key))
    return false;
  const MemRegion *Place = originOf(Key);
  if (!isa<FieldRegion, VarRegion>(Place) || isLink(Place) ||
      Context.isShown(Place) ||
      Context.Run.Fields.of(fieldOf(Place)) != HeldReference::Owned ||
      objectOf(End.State->getSVal(Place)) != Key)
    return false;
  ObjectKey Home = ownerOfPlace(Place);
  // Nobody reads what a module leaves behind if its import fails.
  if (!Home)
    return !isFailure(End.Path.Returns) ||
           Context.function()->getNumParams() > 1;
  const RefState *Owner = recorded(End.State, Home);
  return Context.isObjectParameter(Home) && (!Owner || Owner->isAlive());
}

/// What is wrong with \p Key, which the function does not have to release.
std::optional<ExitEvents::Verdict>
ExitEvents::judgeUnpaid(const PathEnd &End, ObjectKey Key,
                        const RefState &Ref) const {
  if (dangles(End, Key, Ref))
    return Verdict{Misuse::ReleaseOfBorrowed, Ref.Last.At,
                   lastArgument(dyn_cast_or_null<Expr>(Ref.Last.At))};
  if (!isUnpaidSteal(End, Key, Ref))
    return std::nullopt;
  const Misuse What =
      Ref.Arrival.Origin == RefOrigin::New ? Misuse::StealOfGivenAway
      : Ref.Arrival.Origin == RefOrigin::Borrowed && Ref.Account.HandedOver
          ? Misuse::ReleaseOfBorrowed
          : Misuse::StealOfBorrowed;
  return Verdict{What, Ref.Unpaid.Steal, Ref.Unpaid.Name};
}

/// True if a call of a method left the reference to the caller, and the
/// function asks elsewhere whether there is that method.
static bool isOfKnownMethod(const RefState &Ref, const BodyFacts &Body) {
  const auto *Call = Ref.Last.Event == RefEvent::Left
                         ? dyn_cast_or_null<CallExpr>(Ref.Last.At)
                         : nullptr;
  if (!Call || Call->getNumArgs() < 2)
    return false;
  const auto *Name =
      dyn_cast<StringLiteral>(Call->getArg(1)->IgnoreParenCasts());
  return Name && Body.GivenTexts.contains(Name->getBytes());
}

void ExitEvents::add(PathEnd &End, ObjectKey Key, const RefState &Ref,
                     const Verdict &V) {
  // The callee may have passed it on: as the result, or as the new value of the
  // variable.
  const bool MayBeConsumed =
      Ref.Account.PassedThrough &&
      (V.What == Misuse::LeakAtExit || V.What == Misuse::LeakByOverwrite);
  const unsigned Level =
      MayBeConsumed || isOfKnownMethod(Ref, Context.Body) ? 2 : 0;
  MisuseReport Report{V.What, Key, Ref, V.At, V.Named, Context.function(),
                      Level};
  Report.IsAgain = V.What == Misuse::LeakOfField &&
                   Ref.Arrival.Origin == RefOrigin::Memory &&
                   Context.Current.runsAgain();
  // An object whose fields are set may take another path.
  if (Report.IsAgain && isBehind(V.At, Context.Body.ClearsIfSet, End.C))
    Report.Level = 2;
  Report.Fails = isFailure(End.Path.Returns);
  // A comparison with the object is not the cause.
  if (Ref.Arrival.Origin == RefOrigin::Global && Ref.Account.Added)
    Report.Ref.Arrival.Site = Ref.Account.Added;
  const bool OwnIncrement =
      Ref.Arrival.Origin == RefOrigin::Parameter ||
      Ref.Arrival.Origin == RefOrigin::Memory ||
      (Ref.Arrival.Origin == RefOrigin::Global && V.What == Misuse::LeakAtExit);
  // Argument Clinic's wrapper releases no reference that it does not add.
  const bool IsStrict =
      Context.Current.isStrict(Key) ||
      (Context.Current.role() == FunctionRole::Implementation &&
       (V.What == Misuse::LeakAtExit || V.What == Misuse::ReleaseOfBorrowed ||
        Report.IsAgain));
  // A helper that returns an object from memory does not add a second reference
  // on purpose.
  const bool IsResult = Ref.Arrival.Origin == RefOrigin::Memory && End.RS &&
                        End.RS->getRetValue() &&
                        objectOf(End.C.getSVal(End.RS->getRetValue())) == Key;
  // A `void *` from a call may be counted on behalf of its holder.
  if (OwnIncrement && (!IsStrict || isOpaque(Key, Ref)) && !IsResult) {
    (isFailure(End.Path.Returns) ? AddedOnFailure : AddedOnSuccess)
        .insert(Ref.Arrival.Site);
    // A helper may add a reference to its argument on purpose.
    if (const ExplodedNode *N = End.node())
      Candidates.push_back({Report, N, End.Path});
    return;
  }
  if (const WrittenCallee Callee = assumedCallee(Ref); Callee.first)
    Context.Run.AssumedLeaks[Ref.Arrival.Site->getBeginLoc()] = Callee;
  Context.Found.add(Report, End.node());
}

/// Judges \p Key where a path ends, and adds what is wrong with it.
void ExitEvents::checkObject(PathEnd &End, ObjectKey Key) {
  const RefState &Ref = *recorded(End.State, Key);
  if (!Ref.isTracked() || isNull(End.State, Key) ||
      mayBeMissing(End.State, Key, Ref))
    return;
  std::optional<Verdict> Wrong;
  if (Ref.Account.Held > Ref.Account.Debt + (Ref.Unpaid.Steal ? 1 : 0)) {
    Wrong = judgeLeak(End, Key, Ref);
  } else if (Ref.Unpaid.Place) {
    const VarDecl *Static = globalAround(Ref.Unpaid.Place);
    if (Static && (Context.Run.TU.isForgotten(Static, Context.function()) ||
                   (Ref.Unpaid.Lent &&
                    !staysInGlobal(End.State, Key, Ref.Unpaid.Place, Context))))
      return;
    // Nobody reads what a module leaves behind if its import fails.
    if (Ref.Arrival.Origin == RefOrigin::New &&
        !ownerOfPlace(Ref.Unpaid.Place) && isFailure(End.Path.Returns))
      return;
    const Misuse What = Ref.Arrival.Origin != RefOrigin::New
                            ? Misuse::StoreOfBorrowed
                        : Ref.Unpaid.Released ? Misuse::ReleaseOfGivenAway
                                              : Misuse::StealOfGivenAway;
    const Expr *Named =
        Ref.Unpaid.Name ? Ref.Unpaid.Name : lastArgument(Ref.Unpaid.Steal);
    // An object that was read from a field may have been moved out of it.
    if (Ref.Account.Held <= 0 && isStillOwed(End.State, Key, Ref) &&
        (Ref.Arrival.Origin != RefOrigin::Memory ||
         isStillThere(End.State, Key)))
      Context.Found.add(
          {What, Key, Ref, Ref.Unpaid.Steal, Named, Context.function()},
          End.node());
  } else {
    Wrong = judgeUnpaid(End, Key, Ref);
  }
  if (Wrong)
    add(End, Key, Ref, *Wrong);
}

/// A helper may return a borrowed reference, but not only on some paths.
void ExitEvents::checkBorrowedResult(PathEnd &End) {
  if (End.Path.Returns != ReturnClass::NonNull ||
      (End.Path.Result != SummaryRef::Borrowed &&
       End.Path.Result != SummaryRef::Argument) ||
      Context.wantsNewResult() || Context.Current.ownContract() ||
      !ObjectTypes::isPyObjectPointer(Context.function()->getReturnType()))
    return;
  ObjectKey Key = objectOf(End.C.getSVal(End.RS->getRetValue()));
  const RefState *Ref = Key ? recorded(End.State, Key) : nullptr;
  if (!Ref || !Ref->isAlive() || Ref->Account.TakenFromMemory ||
      Ref->Account.HandedOver)
    return;
  if (const VarDecl *Global = Ref->Arrival.Origin == RefOrigin::Global
                                  ? globalAround(Key)
                                  : nullptr;
      Global && mayReturnBorrowedGlobal(Context.Run.TU, Context.function(),
                                        nameOf(Global)))
    return;
  if (End.Path.Result == SummaryRef::Argument &&
      mayReturnArgument(Context.Run.TU, Context.function(), End.Path.Owner))
    return;
  // A plain struct only carries references: one goes with the result.
  if (const MemRegion *Place =
          Ref->Arrival.Origin == RefOrigin::Memory && symbolOf(Key)
              ? symbolOf(Key)->getOriginRegion()
              : nullptr)
    if (ObjectKey Home = ownerOfPlace(Place);
        Home && symbolOf(Home) &&
        !Context.types().isObjectPointer(symbolOf(Home)->getType()))
      return;
  if (const ExplodedNode *N = End.node())
    Candidates.push_back({{Misuse::ReturnOfBorrowed, Key, *Ref, End.RS,
                           End.RS->getRetValue(), Context.function()},
                          N,
                          End.Path});
}

/// Notes the types of the objects that the path gives to the callers.
void ExitEvents::noteGivenTypes(const PathEnd &End) {
  auto Note = [&](SVal Given) {
    ObjectKey Key = objectOf(Given);
    if (Given.isZeroConstant() || (Key && isNull(End.State, Key)))
      return;
    const KnownType T = typeOf(Key, End.State, Context);
    Context.Summary.give(T.Name, T.MaySubclass);
  };
  const FunctionDecl *FD = Context.function();
  if (Context.types().isObjectPointer(FD->getReturnType()) && End.RS &&
      End.RS->getRetValue())
    Note(End.C.getSVal(End.RS->getRetValue()));
  for (const ParmVarDecl *P : FD->parameters()) {
    if (!Context.types().isPointerToObjectPointer(P->getType()) ||
        End.Path.Parameters[P->getFunctionScopeIndex()].Out ==
            SummaryRef::Nothing)
      continue;
    const SVal Place = End.C.getSValBuilder().getRegionValueSymbolVal(
        End.State->getRegion(P, End.C.getStackFrame()));
    if (const auto L = Place.getAs<Loc>())
      Note(End.State->getSVal(*L, P->getType()->getPointeeType()));
  }
}

void ExitEvents::end(const ReturnStmt *RS, CheckerContext &C) {
  SummaryOutcome Path =
      outcomeOfPath(RS, Context.Current, Context.Body, Context.types(),
                    Context.Summary.Outputs, C);
  Path.ExceptionBefore = exceptionAtEntry(C.getState());
  Path.SetsException = endsWithException(Context, C.getState());
  PathEnd End(RS, std::move(Path), C);
  Context.Summary.add(End.Path);
  // When the function fails, callers mostly return.
  if (!isFailure(End.Path.Returns) && hasCalledObjects(C.getState()))
    Context.Summary.CallsObjects = true;
  noteGivenTypes(End);
  Duties.holdToOutcome(End.Path, RS, [&] { return End.node(); }, C);
  Helper.end(End.Path, RS, [&] { return End.node(); }, C);
  for (ObjectKey Key : Context.Lost.atEnd(End.State))
    checkObject(End, Key);
  checkBorrowedResult(End);
}

void ExitEvents::abandon(const CallEvent &Call, CheckerContext &C) {
  const CXXThrowExpr *Throw = thrownBy(Call, C);
  if (!Throw)
    return;
  PathEnd End(Throw, C);
  llvm::SmallPtrSet<ObjectKey, 2> Given;
  for (unsigned I = 0; I != Call.getNumArgs(); ++I)
    Given.insert(objectOf(Call.getArgSVal(I)));
  for (ObjectKey Key : Context.Lost.atEnd(End.State))
    if (!Given.contains(Key) && isHeldByPointer(*recorded(End.State, Key)))
      checkObject(End, Key);
}

/// Whether the reference of \p Cand was added only for the calls after it: the
/// result does not tell callers whether the reference exists.
bool ExitEvents::isSurplus(const Candidate &Cand) const {
  const Expr *Added = Cand.Report.Ref.Arrival.Site;
  const Expr *Counted = lastArgument(Added);
  if (Cand.Report.What != Misuse::LeakAtExit || !Counted)
    return false;
  const bool CanFail =
      llvm::any_of(Context.Summary.Outcomes, [](const SummaryOutcome &O) {
        return isFailure(O.Returns);
      });
  const VarDecl *VD = namedVariable(Counted);
  return VD && VD->hasLocalStorage() &&
         (!CanFail || AddedOnFailure.contains(Added)) &&
         isHeldForCalls(Context.function(), VD, Added, Context.Run.Lent);
}

/// Whether the other paths make \p Cand a finding.
bool ExitEvents::isForCandidate(const Candidate &Cand) const {
  const FunctionSummary &All = Context.Summary;
  if (Cand.Report.What == Misuse::ReturnOfBorrowed)
    return All.returnsNew() && !All.passesThrough(Cand.Path);
  if (isSurplus(Cand))
    return true;
  const RefState &Ref = Cand.Report.Ref;
  if (Cand.Report.What == Misuse::LeakAtExit &&
      Ref.Arrival.Origin == RefOrigin::Memory && Ref.Arrival.Site)
    return isFailure(Cand.Path.Returns) &&
           !AddedOnSuccess.contains(Ref.Arrival.Site) &&
           llvm::any_of(All.Outcomes, [](const SummaryOutcome &O) {
             return !isFailure(O.Returns);
           });
  // No caller could use a contract that adds a reference on failure and none on
  // success.
  auto AddsNone = [&](const SummaryOutcome &O) {
    for (unsigned I = 0; I != O.Parameters.size(); ++I)
      if (Cand.Path.Parameters[I].Delta > 0 && O.Parameters[I].Delta <= 0)
        return true;
    return false;
  };
  return isFailure(Cand.Path.Returns) &&
         llvm::any_of(All.Outcomes, [&](const SummaryOutcome &O) {
           return !isFailure(O.Returns) && AddsNone(O);
         });
}

void ExitEvents::judge() {
  Helper.judge();
  for (const Candidate &Cand : Candidates)
    if (isForCandidate(Cand))
      Context.Found.add(Cand.Report, Cand.Node);
}

void ExitEvents::mendSummary() {
  FunctionSummary &All = Context.Summary;
  if (Context.wantsNewResult() || All.returnsNew())
    for (SummaryOutcome &O : All.Outcomes)
      if ((O.Result == SummaryRef::Borrowed &&
           (O.Global.empty() ||
            !mayReturnBorrowedGlobal(Context.Run.TU, Context.function(),
                                     O.Global))) ||
          (O.Result == SummaryRef::Argument && !All.passesThrough(O) &&
           !mayReturnArgument(Context.Run.TU, Context.function(), O.Owner)))
        O.Result = SummaryRef::New;
  if (ReturnsReleased)
    for (SummaryOutcome &O : All.Outcomes)
      if (O.Returns != ReturnClass::Null)
        O.Result = SummaryRef::Unknown;
}

} // namespace pyrefcheck
