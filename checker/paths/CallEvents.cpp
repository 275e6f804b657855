//===- CallEvents.cpp - What a call does ------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallEvents.h"
#include "Accessors.h"
#include "CallInProgress.h"
#include "ErrorIndicator.h"
#include "KnownTypes.h"
#include "PathRules.h"
#include "RecentResults.h"
#include "ShapeOfCall.h"
#include "SmallBody.h"
#include "StatePrinter.h"
#include "contracts/Contract.h"
#include "contracts/FormatString.h"
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "fields/FieldOwnership.h"
#include "ownership/CallArguments.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/CalleeNames.h"
#include "source/TranslationUnit.h"
#include "summaries/BodyFacts.h"
#include "summaries/CallOutcomes.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

CallInProgress CallEvents::begin(const CallEvent &Event,
                                 CheckerContext &C) const {
  const Contract *Ct = Context.contractOf(Event);
  return {Event, Ct, Ct ? nullptr : Context.summaryOf(Event), C};
}

/// The member through which a function is called (`tp_free` of
/// `tp->tp_free(self)`); empty for other calls.
static StringRef calledMember(const CallEvent &Call) {
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  const Expr *Callee = CE ? CE->getCallee()->IgnoreParenImpCasts() : nullptr;
  if (const auto *UO = dyn_cast_or_null<UnaryOperator>(Callee);
      UO && UO->getOpcode() == UO_Deref)
    Callee = UO->getSubExpr()->IgnoreParenImpCasts();
  const auto *ME = dyn_cast_or_null<MemberExpr>(Callee);
  return ME && ME->getMemberDecl()->getDeclName().isIdentifier()
             ? ME->getMemberDecl()->getName()
             : StringRef();
}

/// `Py_TYPE(x)->tp_iternext(x)`: a slot keeps the interpreter's convention.
/// Nothing is known of other function pointers.
static bool isTypeSlot(StringRef Name) {
  return Name.starts_with("tp_") || Name.starts_with("nb_") ||
         Name.starts_with("sq_") || Name.starts_with("mp_") ||
         Name.starts_with("am_");
}

/// Whether the argument number \p I is printed after an earlier one ran code.
static bool isPrintedLater(const CallInProgress &Call, unsigned I) {
  const unsigned First = Call.Ct->FormatArg + 1;
  if (Call.Ct->Format != FormatKind::Print || I <= First)
    return false;
  std::optional<StringRef> Text = formatText(Call);
  const llvm::SmallVector<bool, 8> RunsCode =
      Text ? readPrintFormat(*Text) : llvm::SmallVector<bool, 8>();
  for (unsigned Unit = 0; Unit < RunsCode.size() && First + Unit < I; ++Unit)
    if (RunsCode[Unit])
      return true;
  return false;
}

namespace {

/// What a call demands of an argument, and how misuses of it are reported.
struct Demand {
  /// It must not be NULL.
  bool NotNull = false;
  /// See ArgEffect.
  bool UsedAfterCode = false;
  /// The effect of the call on the argument reports misuses by itself.
  bool OwnReport = false;
};

} // namespace

static Demand demandOn(const CallInProgress &Call, unsigned I,
                       const TranslationUnit &TU) {
  Demand D;
  D.OwnReport = Call.Known && Call.Known->changesCount(I);
  if (!Call.Ct) {
    // A function that the interpreter calls need not test: it gets no NULL.
    const bool IsHelper =
        Call.Known && TU.role(Call.callee()) == FunctionRole::Helper;
    D.NotNull = IsHelper && Call.Known->needsObject(I);
    D.UsedAfterCode = IsHelper && Call.Known->usesAfterCode(I);
    return D;
  }
  for (const ArgContract &A : Call.Ct->Args) {
    const unsigned At = positionOf(Call.Event, *Call.Ct, A.Index);
    if (At != I && !(A.AndRest && I > At))
      continue;
    D.NotNull |= A.Effect == ArgEffect::NotNull;
    D.UsedAfterCode |= A.Effect == ArgEffect::UsedAfterCode;
    D.OwnReport |= A.Effect == ArgEffect::Increments ||
                   A.Effect == ArgEffect::Decrements ||
                   A.Effect == ArgEffect::Steals ||
                   A.Effect == ArgEffect::Frees;
  }
  // Code that counts references after a release knows that others hold some.
  D.OwnReport |= Call.Ct->has(EffectCountsReferences);
  return D;
}

/// Whether the methods of \p Key run no code of others: it is text, bytes or a
/// number, by its type or as what a field holds, or a static object.
static bool isPlainValue(ObjectKey Key, const CallInProgress &Call,
                         const PathContext &Context) {
  const KnownType T = typeOf(Key, Call.C.getState(), Context);
  if (!T.Name.empty() && !T.MaySubclass &&
      kindOfType(T.Name) == ObjectKind::Atomic)
    return true;
  const SymbolRef Sym = symbolOf(Key);
  const MemRegion *Place = Sym ? Sym->getOriginRegion() : nullptr;
  return Place ? Context.Run.Fields.holdsPlainValues(fieldOf(Place))
               : isa<VarRegion>(Key);
}

/// Whether all objects that \p Call gets are such.
static bool getsOnlyPlainValues(const CallInProgress &Call,
                                const PathContext &Context) {
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    if (ObjectKey Key = Call.object(I))
      if (!isPlainValue(Key, Call, Context))
        return false;
  return true;
}

/// \returns the state to continue with, or null if the path ends here.
/// \param Reported set if a misuse is found that may leave the state unchanged.
ProgramStateRef CallEvents::useArgument(const CallInProgress &Call, unsigned I,
                                        bool &Reported, ProgramStateRef State) {
  const Transfer &T = Context.Current;
  const Demand D = demandOn(Call, I, Context.Run.TU);
  ObjectKey Key = Call.object(I);
  const RefState *Known = Key ? recorded(State, Key) : nullptr;
  if (D.NotNull || (Known && Known->Arrival.Unset))
    State = Nulls.dereference(Call.value(I), Call.at(), Call.argument(I), State,
                              Call.C);
  if (!Key || !State || D.OwnReport)
    return State;
  Step Used = T.use(State, Key, Call.at());
  State = Used.State;
  const bool CallsObjects = Call.Ct && Call.Ct->has(EffectCallsObjects);
  if (Used.What == Misuse::None &&
      (CallsObjects ||
       (!Call.Ct && D.UsedAfterCode &&
        T.lookup(State, Key).Arrival.Origin == RefOrigin::Memory)) &&
      !getsOnlyPlainValues(Call, Context)) {
    if (D.UsedAfterCode && T.lookup(State, Key).Account.Held == 0)
      Context.Summary.noteUsedAfterCode(Transfer::parameter(Key));
    Used = D.UsedAfterCode ? T.lendAcrossCode(State, Key)
                           : T.lendToCall(State, Key);
    State = Used.State;
    Reported |= Used.What != Misuse::None;
  }
  if (Used.What == Misuse::None && Call.Ct && isPrintedLater(Call, I)) {
    Used = T.lendForLater(State, Key, Call.at());
    State = Used.State;
  }
  if (Used.What != Misuse::None)
    Context.report(Used, Key, Call.at(), Call.argument(I), Call.C);
  return State;
}

void CallEvents::before(const CallEvent &Event, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Event.getDecl());
  if (FD && isa<SimpleFunctionCall>(Event) &&
      Event.getNumArgs() < FD->getNumParams()) {
    // Only possible without a prototype; the engine cannot follow such a call.
    C.generateSink(State, C.getPredecessor());
    return;
  }
  const CallInProgress Call = begin(Event, C);
  if (asksForState(Call, Context))
    return;
  bool Reported = false;
  Context.Summary.ClearsException |= mayClearException(Call);
  Nulls.noteAsked(Call);
  State = noteNulls(Context, State);
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    State = useArgument(Call, I, Reported, State);
    if (!State)
      return;
  }
  if (!Call.Ct || Call.Ct->Partial)
    State = Unknown.escape(Call, State);
  // The path also continues after a report that changes no state.
  static const SimpleProgramPointTag Lent("pyrefcheck", "Lent");
  if (State != C.getState() || Reported)
    C.addTransition(State, Reported ? &Lent : nullptr);
}

/// A function that only casts. The engine would assume that it may write.
bool CallEvents::evaluateCast(const CallInProgress &Call) const {
  const ParmVarDecl *P = isa<SimpleFunctionCall>(Call.Event)
                             ? castParameter(Call.callee())
                             : nullptr;
  if (!P || P->getFunctionScopeIndex() >= Call.size())
    return false;
  const SVal Value = Call.value(P->getFunctionScopeIndex());
  if (!Value.getAs<Loc>())
    return false;
  Call.C.addTransition(Call.C.getState()->BindExpr(
      Call.at(), Call.C.getLocationContext(), Value));
  return true;
}

/// \returns false if the callee is no accessor.
bool CallEvents::evaluateAccessor(const CallInProgress &Call) {
  const SmallBody::Ways All = Read.read(Call);
  for (const SmallBody::Way &Way : All)
    Call.C.addTransition(
        Way.State->BindExpr(Call.at(), Call.C.getLocationContext(), Way.Value));
  return !All.empty();
}

/// `get_state(module)`: an accessor of this file.
bool CallEvents::returnsState(const CallInProgress &Call) const {
  const QualType T = Call.Event.getResultType();
  return Call.Known && T->isPointerType() &&
         T->getPointeeType()->isRecordType() && Call.size() <= 1 &&
         Call.Known->isHarmless() && !Context.types().isObjectPointer(T);
}

/// A function that only reads. The engine would assume that it may write.
/// \returns false for others, and for calls that are made only once.
bool CallEvents::evaluateAgain(const CallInProgress &Call) {
  const RecentQuestion *Asked =
      returnsState(Call) ? nullptr : Recent.questionOf(Call);
  if (!Asked)
    return false;
  const SVal Answer = Recent.answer(*Asked, Call.C.getState(), Call);
  Call.C.addTransition(
      Recent.remember(Call.C.getState(), *Asked, Answer)
          ->BindExpr(Call.at(), Call.C.getLocationContext(), Answer));
  return true;
}

bool CallEvents::evaluate(const CallEvent &Event, CheckerContext &C) {
  if (!isa_and_nonnull<CallExpr>(Event.getOriginExpr()))
    return false;
  const CallInProgress Call = begin(Event, C);
  if (printStateAt(Call, Context)) {
    C.addTransition();
    return true;
  }
  if (!Call.Ct)
    return evaluateCast(Call) || evaluateAccessor(Call) ||
           evaluateAgain(Call) || Unknown.evaluateKeeping(Call);
  Effects.evaluate(Call);
  return true;
}

/// Calls of `tp_dealloc` and `tp_free`, through the type or by name. \returns
/// false for others.
bool CallEvents::applyDestructor(const CallInProgress &Call) {
  CheckerContext &C = Call.C;
  const StringRef Member = calledMember(Call.Event);
  const bool IsDealloc =
      Member == "tp_dealloc" || Context.Run.TU.deallocates(Call.callee());
  if (Call.size() != 1 || (!IsDealloc && Member != "tp_free"))
    return false;
  const ProgramStateRef State = C.getState();
  ObjectKey Key = Call.object(0);
  if (Member == "tp_free") {
    if (Key)
      C.addTransition(Context.apply(Context.Current.free(State, Key, Call.at()),
                                    Key, Call.at(), Call.argument(0), C));
  } else if (Key && recorded(State, Key)) {
    // After its destructor was called, an object is gone, whatever its count.
    C.addTransition(Context.Current.untrack(State, Key));
  }
  return true;
}

/// \returns false if no summary says what the call does.
bool CallEvents::applySummary(const CallInProgress &Call) {
  if (!Call.Known)
    return false;
  if (returnsState(Call)) {
    CheckerContext &C = Call.C;
    const SVal Value = Pure.sameAsBefore(Call);
    ProgramStateRef State =
        C.getState()->BindExpr(Call.at(), C.getLocationContext(), Value);
    if (Call.Known->neverReturnsNull())
      if (ProgramStateRef There = assume(State, Value, {ReturnedValue::NotNull},
                                         C.getSValBuilder()))
        State = There;
    C.addTransition(State);
    return true;
  }
  Effects.apply(Call);
  return true;
}

/// A function of this file without a summary may run whatever its body calls:
/// it is recursive, or was not explored completely.
ProgramStateRef CallEvents::runBody(const CallInProgress &Call) const {
  const ProgramStateRef State = Call.C.getState();
  const FunctionDecl *Callee = Call.Known ? nullptr : Call.callee();
  return Callee && Call.at() && Context.Run.Calling.contains(Callee)
             ? Context.Current.runForeignCode(State, Call.at(),
                                              /*Unlikely=*/false)
             : State;
}

/// True if other calls can be seen to call the same: what one of them does with
/// the result then tells of all.
static bool isNamed(const CallInProgress &Call, const BodyFacts &Body) {
  const auto *CE = dyn_cast<CallExpr>(Call.at());
  const ValueDecl *Callee = CE ? writtenCallee(CE).first : nullptr;
  const auto *Callback = dyn_cast_or_null<FieldDecl>(Callee);
  return Callee &&
         !(Callback && (Body.ComparedCallbacks.contains(Callback) ||
                        Body.TestedStructs.contains(Callback->getParent())));
}

/// By convention, a returned `PyObject *` is a new reference.
ProgramStateRef CallEvents::applyConvention(const CallInProgress &Call) const {
  ProgramStateRef State = runBody(Call);
  // It is an accessor: its result was read.
  if (Call.Known)
    return State;
  if (!Call.at() || !isa<SimpleFunctionCall>(Call.Event) ||
      !ObjectTypes::isPyObjectPointer(Call.Event.getResultType()) ||
      (!Call.Event.getDecl() && !isTypeSlot(calledMember(Call.Event)) &&
       !isNamed(Call, Context.Body)))
    return State;
  ObjectKey Key = objectOf(Call.Event.getReturnValue());
  if (!Key || recorded(State, Key) ||
      !isa_and_nonnull<SymbolConjured>(symbolOf(Key)))
    return State;
  return record(State, Key, RefState::makeNew(Call.at(), /*Assumed=*/true));
}

void CallEvents::after(const CallEvent &Event, CheckerContext &C) {
  const CallInProgress Call = begin(Event, C);
  if (Call.Ct || applyDestructor(Call) ||
      (!Read.wasRead(Call) && applySummary(Call)))
    return;
  const ProgramStateRef State =
      noteException(Call, CallOutcome(), /*IsOnly=*/true, Context,
                    Nulls.doubtWhatIsAsked(Call, applyConvention(Call)));
  goOn(tellAfterCall(Rules, Call, CallOutcome(), State), C);
}

} // namespace pyrefcheck
