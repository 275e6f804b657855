//===- NullChecks.cpp - Which pointers can be NULL --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NullChecks.h"
#include "CallInProgress.h"
#include "ErrorIndicator.h"
#include "PathContext.h"
#include "ShapeOfCall.h"
#include "contracts/Contract.h"
#include "ownership/CallArguments.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/Places.h"
#include "summaries/BodyFacts.h"
#include "summaries/FormatOutcomes.h"
#include "words/Messages.h"
#include "words/NullNotes.h"
#include "clang/AST/ParentMap.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include <utility>

using namespace clang;
using namespace clang::ento;

REGISTER_SET_WITH_PROGRAMSTATE(GuessedNull, clang::ento::SymbolRef)
/// Variables that hold a null pointer, which a function of another file got.
REGISTER_SET_WITH_PROGRAMSTATE(GuessedNullVariables,
                               const clang::ento::MemRegion *)

namespace pyrefcheck {

ProgramStateRef guessNull(ProgramStateRef State, SVal V) {
  const SymbolRef Sym = V.getAsLocSymbol();
  const ObjectKey Key = Sym ? objectOf(V) : nullptr;
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  // A call that can return NULL is a better reason.
  return !Sym || (RS && RS->Arrival.Unchecked) ? State
                                               : State->add<GuessedNull>(Sym);
}

ProgramStateRef forgetGuess(ProgramStateRef State, const MemRegion *Variable) {
  return State->contains<GuessedNullVariables>(Variable)
             ? State->remove<GuessedNullVariables>(Variable)
             : State;
}

ProgramStateRef reapGuesses(ProgramStateRef State, SymbolReaper &Reaper) {
  const ProgramStateRef Before = State;
  for (const SymbolRef Sym : Before->get<GuessedNull>())
    if (!Reaper.isLive(Sym))
      State = State->remove<GuessedNull>(Sym);
  return State;
}

/// The region of the variable that \p Named is, or null.
static const MemRegion *variableRegion(const Expr *Named, CheckerContext &C) {
  const VarDecl *VD = Named ? namedVariable(Named) : nullptr;
  return VD && VD->hasLocalStorage() && !VD->getType()->isReferenceType()
             ? C.getState()->getLValue(VD, C.getLocationContext()).getAsRegion()
             : nullptr;
}

/// True if the contract says that the call fails if its argument number \p
/// Index is NULL.
static bool failsIfNull(const CallEvent &Call, const Contract &Ct,
                        unsigned Index) {
  return llvm::any_of(Ct.Args, [&](const ArgContract &A) {
    return A.Effect == ArgEffect::FailsIfNull &&
           positionOf(Call, Ct, A.Index) == Index;
  });
}

/// True if the call cannot succeed with NULL as its argument number \p Index:
/// it keeps a reference to it, or tests what it is (PyNumber_Check).
static bool succeedsWithObjectOnly(const CallEvent &Call, const Contract &Ct,
                                   unsigned Index) {
  if (failsIfNull(Call, Ct, Index))
    return true;
  if (Ct.Result.Fails == FailsWith::Zero &&
      Ct.Result.Exception == ExceptionOnFailure::Never)
    return true;
  return Ct.Result.Fails != FailsWith::Nothing &&
         llvm::any_of(Ct.Args, [&](const ArgContract &A) {
           return A.Effect == ArgEffect::Keeps &&
                  positionOf(Call, Ct, A.Index) == Index;
         });
}

/// The last call on the path before \p Call that can have set the exception, if
/// it is near.
static const CallExpr *lastCallBefore(const CallInProgress &Call,
                                      const PathContext &Context) {
  static constexpr unsigned Near = 60;
  const ExplodedNode *N = Call.C.getPredecessor();
  for (unsigned I = 0; N && I != Near; ++I, N = N->getFirstPred()) {
    const auto Point = N->getLocationAs<PostStmt>();
    const auto *CE = Point ? Point->getStmtAs<CallExpr>() : nullptr;
    if (!CE || CE == Call.at())
      continue;
    const Contract *Ct = Context.Run.Functions.ofCall(CE);
    if (!Ct || !leavesException(*Ct))
      return CE;
  }
  return nullptr;
}

/// What NULL from the call that brought \p RS means, if an exception is then
/// set, or may be: OnError or OnErrorOrAbsent.
static std::optional<NullWhen> whenNull(const RefState &RS,
                                        const PathContext &Context) {
  const Contract *Ct = Context.contractOf(RS);
  if (!Ct || Ct->Result.Exception != ExceptionOnFailure::Always)
    return std::nullopt;
  // If the call fails, the object that it was to write is unset.
  if (Ct->Result.Fails == FailsWith::Zero)
    return NullWhen::OnError;
  if (Ct->Result.Null != NullWhen::OnError &&
      Ct->Result.Null != NullWhen::OnErrorOrAbsent)
    return std::nullopt;
  return Ct->Result.Null;
}

llvm::SmallVector<ObjectKey, 2>
NullChecks::askedByException(const CallInProgress &Call, bool IsTold) const {
  llvm::SmallVector<ObjectKey, 2> Keys;
  const CallExpr *Last = nullptr;
  bool IsLastKnown = false;
  for (const auto &[Key, RS] : allRecorded(Call.C.getState())) {
    // By convention, an unknown function returns NULL if it fails.
    const bool IsAssumed = RS->Arrival.Assumed && RS->Account.Held > 0;
    if (!RS->Arrival.Unchecked && !IsAssumed)
      continue;
    const std::optional<NullWhen> Null = whenNull(*RS, Context);
    if (!std::exchange(IsLastKnown, true))
      Last = lastCallBefore(Call, Context);
    const bool IsLast = Last && RS->Arrival.call() == Last;
    const bool IsAnswered = IsTold && (IsAssumed || Null == NullWhen::OnError);
    if (IsAnswered || (IsLast && (Null || IsAssumed)))
      Keys.push_back(Key);
  }
  return Keys;
}

/// True for a call that says whether an exception is set, whichever it is.
static bool tellsOfException(const Contract &Ct) {
  return Ct.has(EffectTellsException) || Ct.has(EffectAsksException);
}

/// True for a parameter of a helper that may or may not be NULL: the helper's
/// callers infer which from the outcome.
bool NullChecks::isOpenParameter(ObjectKey Key, ProgramStateRef State) const {
  return Transfer::parameter(Key) && !Context.Current.isStrict() &&
         !isNull(State, Key) && !isNotNull(State, Key);
}

llvm::SmallVector<ObjectKey, 2>
NullChecks::askedBy(const CallInProgress &Call) const {
  const Contract &Ct = *Call.Ct;
  llvm::SmallVector<ObjectKey, 2> Keys;
  ProgramStateRef State = Call.C.getState();
  if (tellsOfException(Ct) || Ct.has(EffectMatchesException))
    return askedByException(Call, tellsOfException(Ct));
  const std::optional<StringRef> Format =
      Ct.Format == FormatKind::None ? std::nullopt : formatText(Call);
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    ObjectKey Key = Call.object(I);
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    if (RS && RS->Arrival.Unchecked
            ? succeedsWithObjectOnly(Call.Event, Ct, I) ||
                  (Format && isBuiltOfObject(Ct, *Format, I))
            : Key && isOpenParameter(Key, State) &&
                  failsIfNull(Call.Event, Ct, I))
      Keys.push_back(Key);
  }
  return Keys;
}

bool NullChecks::lastCallGaveObject(const CallInProgress &Call) const {
  const ProgramStateRef State = Call.C.getState();
  const CallExpr *Last = lastCallBefore(Call, Context);
  if (!Last)
    return false;
  for (const auto &[Key, RS] : watched(State)) {
    if (!RS.Arrival.Assumed && RS.Arrival.call() == Last &&
        isNotNull(State, Key))
      return true;
  }
  return false;
}

/// Assumes that \p Key is not NULL if \p IsThere, and that it is otherwise.
static ProgramStateRef assumeNull(ProgramStateRef State, ObjectKey Key,
                                  bool IsThere, CheckerContext &C) {
  SVal Address = C.getSValBuilder().makeLoc(cast<SubRegion>(Key));
  ProgramStateRef Narrow =
      State->assume(Address.castAs<DefinedOrUnknownSVal>(), IsThere);
  return Narrow ? Narrow : State;
}

ProgramStateRef NullChecks::answerException(const CallInProgress &Call,
                                            ProgramStateRef State,
                                            ArrayRef<ObjectKey> Asked,
                                            bool IsTold, bool IsSet) const {
  const CallExpr *Last =
      IsSet && !Asked.empty() ? lastCallBefore(Call, Context) : nullptr;
  for (ObjectKey Key : Asked) {
    const RefState *RS = recorded(State, Key);
    // The exception comes from the last call that can have set it.
    const bool Failed = Last && RS && RS->Arrival.call() == Last;
    // An unknown function may return NULL without an exception, and so may a
    // function that looks for something.
    const bool Found = !IsSet && IsTold && RS && !RS->Arrival.Assumed &&
                       whenNull(*RS, Context) == NullWhen::OnError;
    if (Found || Failed)
      State = settle(assumeNull(State, Key, !IsSet, Call.C), Key);
  }
  return State;
}

ProgramStateRef NullChecks::answer(const CallInProgress &Call,
                                   ProgramStateRef State,
                                   ArrayRef<ObjectKey> Asked,
                                   bool Succeeds) const {
  const Contract &Ct = *Call.Ct;
  if (Ct.has(EffectAsksException))
    return answerException(Call, State, Asked, /*IsTold=*/true, !Succeeds);
  // PyErr_Occurred returns NULL if no exception is set.
  if (tellsOfException(Ct) || Ct.has(EffectMatchesException))
    return answerException(Call, State, Asked, tellsOfException(Ct), Succeeds);
  if (!Succeeds)
    return State;
  for (ObjectKey Key : Asked) {
    const RefState *RS = recorded(State, Key);
    if (!RS || !RS->Arrival.Assumed)
      State = settle(assumeNull(State, Key, /*IsThere=*/true, Call.C), Key);
  }
  return State;
}

/// True if \p S ends with a statement that leaves it.
static bool leaves(const Stmt *S) {
  return isa_and_nonnull<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt>(
      lastStatement(S));
}

/// True if \p One and \p Other name the same place: `status`, `types[i]`.
static bool nameSamePlace(const Expr *One, const Expr *Other,
                          const ASTContext &AST) {
  if (One->HasSideEffects(AST))
    return false;
  llvm::FoldingSetNodeID IDs[2];
  One->IgnoreParenImpCasts()->Profile(IDs[0], AST, /*Canonical=*/true);
  Other->IgnoreParenImpCasts()->Profile(IDs[1], AST, /*Canonical=*/true);
  return IDs[0] == IDs[1];
}

/// What a condition tests against zero: `if (error)`, `if (!error)`,
/// `if (error != 0)`, a status and not a number. Null for other conditions.
static const Expr *testedForZero(const Expr *Condition, const ASTContext &AST) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return UO->getOpcode() == UO_LNot ? UO->getSubExpr() : nullptr;
  if (const auto *BO = dyn_cast<BinaryOperator>(E))
    return BO->isEqualityOp() && isNullPointer(BO->getRHS(), AST) ? BO->getLHS()
                                                                  : nullptr;
  return E;
}

/// The statement after \p S in its block, or null.
static const Stmt *nextStatement(const Stmt *S, const ParentMap &Parents) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(S));
  if (!Block)
    return nullptr;
  const auto *At = llvm::find(Block->body(), S);
  return At == Block->body_end() || At + 1 == Block->body_end() ? nullptr
                                                                : *(At + 1);
}

/// True if \p Call alone decides whether its place is left at once:
/// `if (failed() == -1) return NULL;`, also through a variable, a field or an
/// array's element that the next statement tests.
static bool decidesToLeave(const CallInProgress &Call) {
  const ASTContext &AST = Call.C.getASTContext();
  const ParentMap &Parents =
      Call.C.getCurrentAnalysisDeclContext()->getParentMap();
  const Stmt *S = Call.at();
  const Stmt *Condition = nullptr;
  const Expr *Set = nullptr;
  do {
    Condition = std::exchange(S, Parents.getParent(S));
    if (const auto *BO = dyn_cast_or_null<BinaryOperator>(S)) {
      if (BO->getOpcode() == BO_Assign && BO->getRHS() == Condition)
        Set = BO->getLHS();
      else if (!BO->isComparisonOp())
        return false;
    }
  } while (isa_and_nonnull<ParenExpr, CastExpr, FullExpr, UnaryOperator,
                           BinaryOperator>(S));
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  if (If && If->getCond() == Condition)
    return leaves(If->getThen());
  const VarDecl *Declared = nullptr;
  if (const auto *DS = dyn_cast_or_null<DeclStmt>(S);
      DS && DS->isSingleDecl()) {
    Declared = dyn_cast<VarDecl>(DS->getSingleDecl());
    Condition = DS;
  }
  If = dyn_cast_or_null<IfStmt>(nextStatement(Condition, Parents));
  const Expr *Tested = If ? testedForZero(If->getCond(), AST) : nullptr;
  if (!Tested || !leaves(If->getThen()))
    return false;
  return Set ? nameSamePlace(Set, Tested, AST)
             : Declared && namedVariable(Tested) == Declared;
}

ProgramStateRef NullChecks::doubtWhatIsAsked(const CallInProgress &Call,
                                             ProgramStateRef State) const {
  const FunctionDecl *FD = Call.callee();
  const SourceManager &SM = Call.C.getSourceManager();
  if (!FD || FD->hasBody() || SM.isInSystemHeader(FD->getLocation()) ||
      !Call.Event.getResultType()->isIntegralOrEnumerationType() ||
      !decidesToLeave(Call))
    return State;
  for (ObjectKey Key : askedByException(Call, /*IsTold=*/false))
    State = doubt(State, Key);
  // `if (!is_vector(value)) return -1;`
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const ObjectKey Key = Call.object(I);
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    if (RS && RS->Arrival.Unchecked)
      State = doubt(State, Key);
    else if (const MemRegion *R = variableRegion(Call.argument(I), Call.C);
             R && State->isNull(Call.value(I)).isConstrainedTrue() &&
             // Through its address, it could get another value unseen.
             !Context.Body.AddressTaken.contains(
                 namedVariable(Call.argument(I))))
      State = State->add<GuessedNullVariables>(R);
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

/// True if the call that brought the object returns whether it did, and the
/// result is unused.
static bool isByTheWay(const RefState &RS, CheckerContext &C) {
  const CallExpr *CE = RS.Arrival.call();
  return CE && CE->getType()->isIntegerType() && !isResultUsed(CE, C);
}

/// True if another object that the same call was to fill is known not to be
/// NULL: most calls fill all or nothing.
static bool isFilledWith(const RefState &RS, ProgramStateRef State) {
  return llvm::any_of(watched(State), [&](const auto &Other) {
    return Other.second.Arrival.Site == RS.Arrival.Site &&
           isNotNull(State, Other.first);
  });
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
  if (const ParmVarDecl *P =
          NonNull && Key ? Transfer::parameter(Key) : nullptr)
    Context.Summary.noteDereferenced(P->getFunctionScopeIndex());
  const bool IsOutput = MayBe && isByTheWay(*RS, C);
  if (IsOutput && isFilledWith(*RS, State))
    return settle(NonNull, Key);
  if (NonNull && !MayBe)
    return RS && RS->Arrival.Doubtful ? settle(NonNull, Key) : NonNull;
  const Misuse Unchecked = !MayBe ? Misuse::NullArgument
                           : RS->Arrival.Origin == RefOrigin::Parameter
                               ? Misuse::NullOnDeletion
                           : IsOutput ? Misuse::UncheckedOutput
                                      : Misuse::UncheckedResult;
  MisuseReport Report{
      Unchecked, MayBe ? Key : nullptr, RS ? *RS : RefState(), At,
      Named,     Context.function()};
  if (!MayBe)
    Report.Null = nullPointer(Named, V, C.getPredecessor());
  // With NULL the path ends here.
  const ExplodedNode *End = C.generateSink(Null, C.getPredecessor());
  const MemRegion *Variable = variableRegion(Named, C);
  const bool IsGuessed =
      (Variable && State->contains<GuessedNullVariables>(Variable)) ||
      (Report.Null.Value && State->contains<GuessedNull>(Report.Null.Value));
  if (!IsGuessed)
    Context.Found.add(Report, End);
  return NonNull;
}

void NullChecks::noteAsked(SVal Asked, CheckerContext &C) {
  const SymbolRef All = Asked.getAsSymbol();
  if (!All)
    return;
  ConstraintManager &Known = C.getState()->getConstraintManager();
  for (const SymbolRef Sym : All->symbols())
    if (const auto *Initial = dyn_cast<SymbolRegionValue>(Sym))
      if (const auto *Home = dyn_cast<VarRegion>(Initial->getRegion()))
        if (const auto *P = dyn_cast<ParmVarDecl>(Home->getDecl());
            P && Known.isNull(C.getState(), Initial).isUnderconstrained())
          Context.Summary.noteTested(P->getFunctionScopeIndex());
}

void NullChecks::noteAsked(const CallInProgress &Call) {
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    // A function that gets the pointer may test it, unless it is known to need
    // an object.
    if (!Call.value(I).getAs<Loc>() ||
        (!Call.Ct && !(Call.Known && Call.Known->needsObject(I))))
      noteAsked(Call.value(I), Call.C);
}

} // namespace pyrefcheck
