//===- CallEffects.cpp - Applying the outcomes of a call --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallEffects.h"
#include "CallInProgress.h"
#include "ErrorIndicator.h"
#include "FilledMemory.h"
#include "ItemCounts.h"
#include "KnownNumbers.h"
#include "NullChecks.h"
#include "PathRules.h"
#include "PlacedItems.h"
#include "RecentResults.h"
#include "ShapeOfCall.h"
#include "contracts/Contract.h"
#include "ownership/CallArguments.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/TranslationUnit.h"
#include "summaries/BodyFacts.h"
#include "summaries/CallOutcomes.h"
#include "summaries/ContractOutcomes.h"
#include "summaries/LookingFunctions.h"
#include "summaries/Summary.h"
#include "words/AssumptionTags.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

/// The path has called code that any class can define.
REGISTER_TRAIT_WITH_PROGRAMSTATE(CalledObjects, bool)

namespace pyrefcheck {

bool hasCalledObjects(ProgramStateRef State) {
  return State->get<CalledObjects>();
}

/// Adds what the call does to the summary of the calling function.
void CallEffects::note(const CallInProgress &Call, const CallOutcomes &All) {
  FunctionSummary &Caller = Context.Summary;
  Caller.RunsPython |= All.RunsPython;
  Caller.CallsPython |= All.CallsPython;
  for (unsigned I = 0, N = std::min(Call.size(), 64U); I != N; ++I)
    if (All.Mutated >> I & 1)
      Caller.mutate(Transfer::parameter(Call.object(I)));
}

/// Runs the code that the call runs, before the call itself lends anything.
ProgramStateRef CallEffects::runCode(const CallInProgress &Call,
                                     const CallOutcomes &All) const {
  ProgramStateRef State = Call.C.getState();
  if (All.Runs == CallOutcomes::Usually || (All.CallsPython && !Call.Ct))
    for (unsigned I = 0, N = Call.size(); I != N; ++I)
      if (ObjectKey Key = Call.object(I))
        State = Context.Current.show(State, Key);
  if (All.Runs == CallOutcomes::Usually) {
    State = Recent.runCode(State);
    // Only helpers have callers in the file.
    if (All.RunsPython && Context.Current.role() == FunctionRole::Helper &&
        !State->get<CalledObjects>())
      State = State->set<CalledObjects>(true);
  }
  return All.Runs == CallOutcomes::None
             ? State
             : Context.Current.runForeignCode(State, Call.at(),
                                              /*Unlikely=*/All.Runs ==
                                                  CallOutcomes::Rarely);
}

/// The value of an evaluated call, whatever its outcome.
SVal CallEffects::makeValue(const CallInProgress &Call, const CallOutcomes &All,
                            const RecentQuestion *Asked) {
  const QualType T = Call.Event.getResultType();
  if (T->isVoidType())
    return UnknownVal();
  if (All.Returns != NoArgument)
    return Call.value(All.Returns);
  if (Call.Ct->has(EffectPure))
    if (std::optional<SVal> Known = Pure.result(Call))
      return *Known;
  if (All.Ways.size() == 1 && All.Ways.front().IsCertain)
    if (const std::optional<SVal> Number = numberBehind(Call))
      return Call.C.getSValBuilder().evalCast(
          *Number, T, Number->getType(Call.C.getASTContext()));
  if (Asked)
    return Recent.answer(*Asked, Call.C.getState(), Call);
  return Call.C.getSValBuilder().conjureSymbolVal(
      nullptr, Call.at(), Call.C.getLocationContext(), T, Call.C.blockCount());
}

/// The number that an evaluated call returns on one outcome.
static SVal makeNumber(int64_t Number, QualType T, SValBuilder &SVB) {
  return T->isPointerType() ? SVal(SVB.makeNullWithType(T))
                            : SVal(SVB.makeIntVal(Number, T));
}

/// Where the function tests for an exception, -1 says that one is set. For
/// pointers, the test for NULL says so.
bool CallEffects::tellsNumbersApart(const CallInProgress &Call) const {
  return followsException(Context) &&
         (Call.Event.getResultType()->isIntegralOrEnumerationType() ||
          Call.Ct->has(EffectTellsException));
}

/// For a function that only reads, a partial contract says all that matters.
bool CallEffects::onlyLooks(const CallInProgress &Call) const {
  const FunctionDecl *FD = Call.callee();
  return FD && onlyReads(*Call.Ct) && Context.Run.Looking.of(FD);
}

void CallEffects::evaluate(const CallInProgress &Call) {
  CheckerContext &C = Call.C;
  SValBuilder &SVB = C.getSValBuilder();
  const llvm::SmallVector<ObjectKey, 2> Asked = Nulls.askedBy(Call);
  CallOutcomes All =
      lower(*Call.Ct,
            shapeOf(Call, Context, !Asked.empty() || tellsNumbersApart(Call)));
  note(Call, All);
  if (All.Ways.empty()) {
    C.generateSink(C.getState(), C.getPredecessor());
    return;
  }
  const RecentQuestion *Again = Recent.questionOf(Call);
  const SVal Value = makeValue(Call, All, Again);
  if (Call.Ct->has(EffectCountsReferences) && countReferences(Call, Value))
    return;
  // An argument without a value, when returned, does not show a failure.
  if (Value.isUndef())
    All.Ways.truncate(1);
  ProgramStateRef State = runCode(Call, All);
  if (Again)
    State = Recent.remember(State, *Again, Value);
  if (Call.Ct->has(EffectFillsMemory))
    State = fillMemory(Call, State);
  if (Call.Ct->has(EffectCountsItems) && Context.Body.IndexesItems)
    State = setItemCount(State, Call.object(0), Value);
  if (All.IsNotNegative)
    State = assume(State, Value, ReturnedValue::range(0, std::nullopt), SVB);
  State = answerException(Call, Value, State);
  Branches Possible;
  for (const CallOutcome &Way : All.Ways)
    // A single number needs no symbol.
    if (Way.Value.What == ReturnedValue::Number)
      Possible.push_back(
          {&Way, State,
           makeNumber(Way.Value.Low, Call.Event.getResultType(), SVB)});
    else if (ProgramStateRef Branch = assume(State, Value, Way.Value, SVB))
      Possible.push_back({&Way, Branch, Value});
  for (Branch &B : Possible) {
    if (Possible.size() > 1)
      B.State = Nulls.answer(Call, B.State, Asked, B.Way->Succeeds);
    if (!B.Value.isUnknown())
      B.State = B.State->BindExpr(Call.at(), C.getLocationContext(), B.Value);
    if (All.IsPartial && !onlyLooks(Call))
      B.State = Unknown.forgetUnsaid(Call, B.State);
    follow(Call, B, Possible.size() == 1);
  }
}

/// Applies one outcome of the call.
void CallEffects::follow(const CallInProgress &Call, const Branch &B,
                         bool IsOnly) {
  ProgramStateRef State = B.State;
  for (const CallDeed &D : B.Way->Deeds)
    State = applyDeed(Call, D, B.Value, State);
  if (B.Way->Succeeds && Call.Ct)
    State = Recent.expectItem(Call, State);
  State = applyResult(Call, B.Way->Result, B.Value, State);
  State = noteException(Call, *B.Way, IsOnly, Context, State);
  // Without a tag, an unchanged state gets no separate node: next to the nodes
  // of other outcomes, the path would end here.
  const ProgramPointTag *Tag = B.Way->IsFailure ? callFails()
                               : IsOnly         ? nullptr
                                                : callGoesOn();
  if (Rules.empty())
    Call.C.addTransition(State, Tag);
  else
    goOn(tellAfterCall(Rules, Call, *B.Way, State), Call.C, Tag);
}

/// Assumes that an argument is NULL, or is not, as one outcome requires.
static ProgramStateRef assumeArgument(const CallInProgress &Call,
                                      const CallDeed &D,
                                      ProgramStateRef State) {
  const bool IsThere = D.What == CallDeed::IsNotNull;
  auto V = asCondition(Call.value(D.Arg));
  ProgramStateRef Narrow = V ? State->assume(*V, IsThere) : nullptr;
  if (!Narrow)
    return State;
  return IsThere || State->isNull(*V).isConstrainedTrue()
             ? Narrow
             : guessNull(Narrow, *V);
}

/// The container whose contents \p D changes, or null.
static ObjectKey changedBy(const CallInProgress &Call, const CallDeed &D) {
  switch (D.What) {
  case CallDeed::Mutate:
    return Call.object(D.Arg);
  case CallDeed::Steal:
  case CallDeed::Keep:
    return Call.object(D.Other);
  default:
    return nullptr;
  }
}

/// Gives a buffer back, even one that was filled by hand: `view.obj = o;`.
static ProgramStateRef giveBackBuffer(ProgramStateRef State,
                                      const MemRegion *Buffer,
                                      const Transfer &T) {
  const ProgramStateRef Before = State = forget(State, Buffer);
  for (const auto &[Key, RS] : watched(Before))
    if (const auto *Part = dyn_cast_or_null<FieldRegion>(RS.Last.Variable);
        Part && Part->getSuperRegion()->StripCasts() == Buffer)
      State = T.untrack(State, Key);
  return State;
}

ProgramStateRef CallEffects::applyDeed(const CallInProgress &Call,
                                       const CallDeed &D, SVal Value,
                                       ProgramStateRef State) {
  if (ObjectKey Changed = changedBy(Call, D)) {
    State = Recent.mutate(State, Changed);
    if (D.What == CallDeed::Mutate) {
      State = forgetPlacedItems(State, Changed);
      if (D.Drops)
        State = forgetItemCount(State, Changed);
    } else if (D.What == CallDeed::Keep) {
      State = addItem(State, Changed);
    }
  }
  switch (D.What) {
  case CallDeed::IsNull:
  case CallDeed::IsNotNull:
    return assumeArgument(Call, D, State);
  case CallDeed::ReleaseTarget:
  case CallDeed::StealTarget:
    return takeFromTarget(Call, D, State);
  case CallDeed::StoreNew:
  case CallDeed::StoreBorrowed:
  case CallDeed::StoreMemory:
  case CallDeed::StoreNull:
  case CallDeed::StoreArgument:
  case CallDeed::StoreUnknown:
  case CallDeed::StoreMemoryIfNone:
  case CallDeed::StoreOther:
  case CallDeed::StoreNumber:
  case CallDeed::FillBuffer:
    return Memory.store(Call, D, State);
  case CallDeed::ReleaseBuffer: {
    const MemRegion *R = Call.value(D.Arg).getAsRegion();
    return R ? giveBackBuffer(State, R->StripCasts(), Context.Current) : State;
  }
  case CallDeed::Forget: {
    ObjectKey Key = Call.object(D.Arg);
    return Key ? Context.Current.untrack(State, Key) : State;
  }
  case CallDeed::LoseSight: {
    ObjectKey Key = Call.object(D.Arg);
    return Key ? Context.Current.loseSight(State, Key, Call.at()) : State;
  }
  default: {
    ObjectKey Key = Call.object(D.Arg);
    if (Key && isNull(State, Key))
      Key = nullptr;
    return applyToObject(
        Call, D, Key,
        D.Other == TheResult ? objectOf(Value) : Call.object(D.Other), State);
  }
  }
}

/// True for objects that the path has met, and for a helper's parameters: its
/// callers need to know what becomes of them.
static bool isFollowed(ProgramStateRef State, ObjectKey Key,
                       const Transfer &T) {
  return recorded(State, Key) || (Transfer::parameter(Key) && !T.isStrict(Key));
}

/// True if \p Found, the call that lent an item, and \p Changes, which changes
/// its container, name it by the same key: `PyDict_GetItem(d, key)` and
/// `PyDict_DelItem(d, key)`. False for variables that are numbers: they may be
/// incremented in between.
static bool namesSameKey(const Expr *Found, const Expr *Changes,
                         const ASTContext &AST) {
  const auto *First = dyn_cast_or_null<CallExpr>(Found);
  const auto *Second = dyn_cast_or_null<CallExpr>(Changes);
  if (!First || !Second || First->getNumArgs() < 2 || Second->getNumArgs() < 2)
    return false;
  const Expr *Key = First->getArg(1)->IgnoreParenCasts();
  if (!isa<IntegerLiteral, StringLiteral>(Key) &&
      !(isa<DeclRefExpr, MemberExpr>(Key) && Key->getType()->isPointerType()))
    return false;
  llvm::FoldingSetNodeID One, Other;
  Key->Profile(One, AST, /*Canonical=*/true);
  Second->getArg(1)->IgnoreParenCasts()->Profile(Other, AST,
                                                 /*Canonical=*/true);
  return One == Other;
}

/// \param Key the argument's object, or null.
ProgramStateRef CallEffects::applyToObject(const CallInProgress &Call,
                                           const CallDeed &D, ObjectKey Key,
                                           ObjectKey Other,
                                           ProgramStateRef State) {
  const Transfer &T = Context.Current;
  switch (D.What) {
  case CallDeed::Increment:
  case CallDeed::Decrement:
    return count(Call, D, Key, State);
  case CallDeed::Steal:
    return steal(Call, D, Key, Other, State);
  default:
    break;
  }
  if (!Key)
    return State;
  switch (D.What) {
  case CallDeed::Refuse:
    return T.refuse(State, Key, Call.at(), RefEvent::Refused);
  case CallDeed::Leave:
    return T.refuse(State, Key, Call.at(), RefEvent::Left);
  case CallDeed::Keep:
    return D.Other == TheResult && !Other ? State : T.keep(State, Key, Other);
  case CallDeed::KeepSomewhere:
    return T.keepSomewhere(State, Key, D.References, Call.at());
  case CallDeed::Free:
    return Context.apply(T.free(State, Key, Call.at()), Key, Call.at(),
                         Call.argument(D.Arg), Call.C);
  case CallDeed::FreeMemory:
    return freeMemory(Call, D, Key, State);
  case CallDeed::Escape:
    return isFollowed(State, Key, T) ? T.loseSight(State, Key, Call.at())
                                     : State;
  case CallDeed::EscapeWholly:
    return isFollowed(State, Key, T) ? T.untrack(State, Key) : State;
  case CallDeed::MayTake:
    return mayTake(Call, D, Key, State);
  case CallDeed::Convert: {
    const RefState *RS = recorded(State, Key);
    return RS && RS->Account.Held > 0 ? T.untrack(State, Key) : State;
  }
  case CallDeed::Mutate:
    Context.Summary.mutate(Transfer::parameter(Key));
    return T.dropItems(State, Key, Call.at(),
                       !D.Drops       ? Dropped::AtHand
                       : D.IsUnlikely ? Dropped::Some
                                      : Dropped::All,
                       [&Call](const RefState &Item) {
                         return namesSameKey(Item.Arrival.Site, Call.at(),
                                             Call.C.getASTContext());
                       });
  default:
    llvm_unreachable("no deed to an object");
  }
}

/// Sets the count of \p Key, an object that was counted before, to one.
/// \returns null if it is new memory.
static ProgramStateRef countAnew(ProgramStateRef State, ObjectKey Key,
                                 const Transfer &T) {
  const RefState RS = T.lookup(State, Key);
  if (RS.Account.Held > 0)
    return T.initialize(State, Key);
  // Code that sets the count of somebody else's object restores it.
  return RS.isTracked() ? T.untrack(State, Key) : nullptr;
}

/// Adds or removes a reference of the caller.
ProgramStateRef CallEffects::count(const CallInProgress &Call,
                                   const CallDeed &D, ObjectKey Key,
                                   ProgramStateRef State) {
  const Transfer &T = Context.Current;
  const Expr *Named = Call.argument(D.Arg);
  if (D.IsDirect && Context.reportNoObject(Call.at(), Named, Call.C))
    return State;
  if (!Key)
    return State;
  if (D.IsOnly)
    if (ProgramStateRef Set = countAnew(State, Key, T))
      return Set;
  const bool Adds = D.What == CallDeed::Increment;
  if (Adds && Named && !Context.Body.PaidLater.empty() &&
      Context.Body.PaidLater.contains(
          namedVariable(containerOfItem(Named, Context.Run.Functions))))
    return T.untrack(State, Key);
  // An item of a container is released by hand.
  if (const RefState *RS = Adds ? nullptr : recorded(State, Key))
    State = forgetPlacedItems(State, RS->Keeper.Owner);
  return Context.apply(Adds ? T.increment(State, Key, Call.at())
                            : T.decrement(State, Key, Call.at()),
                       Key, Call.at(), Named, Call.C, D.Level);
}

/// Puts an item, or NULL, where \p First has put another. The other one is lost
/// unless NULL takes it out.
ProgramStateRef CallEffects::replaceItem(const CallInProgress &Call,
                                         const CallDeed &D,
                                         const CallExpr &First,
                                         ProgramStateRef State) {
  if (State->isNull(Call.value(D.Arg)).isConstrainedTrue())
    return takeItemOut(State, First);
  if (D.Arg < First.getNumArgs())
    Context.report({State, Misuse::LeakOfItem, RefState()}, nullptr, Call.at(),
                   First.getArg(D.Arg), Call.C);
  return State;
}

/// The call steals the caller's reference.
ProgramStateRef CallEffects::steal(const CallInProgress &Call,
                                   const CallDeed &D, ObjectKey Key,
                                   ObjectKey Into, ProgramStateRef State) {
  const Transfer &T = Context.Current;
  if (Into)
    State = Context.reportDanglingItems(Into, State, Call.C);
  const RefState *Item = Key ? recorded(State, Key) : nullptr;
  const bool IsOwned = Item && Item->isTracked() && Item->Account.Held > 0;
  if (const CallExpr *First = replacedBy(Call, Into, State))
    State = replaceItem(Call, D, *First, State);
  State = placeItem(Call, Into, IsOwned, State);
  if (!Key)
    return T.takeItems(State, Into);
  const Expr *Container = Into ? Call.argument(D.Other) : nullptr;
  if (Container && Context.Body.PaidLater.contains(namedVariable(Container)))
    return T.untrack(State, Key);
  const Expr *Named = Call.argument(D.Arg);
  const bool MayLose = Call.Ct && (Call.Ct->has(EffectRunsPython) ||
                                   Call.Ct->Result.Fails != FailsWith::Nothing);
  return Context.apply(T.steal(State, Key, Into, Call.at(), Named, MayLose),
                       Key, Call.at(), Named, Call.C, D.Level);
}

ProgramStateRef CallEffects::freeMemory(const CallInProgress &Call,
                                        const CallDeed &D, ObjectKey Key,
                                        ProgramStateRef State) {
  State = Context.Current.takeOutOfMemory(State, Key, Call.at());
  if (const RefState *RS = recorded(State, Key);
      RS && RS->isTracked() && RS->Resource == RefResource::Memory)
    return forget(State, Key);
  return Context.apply(Context.Current.free(State, Key, Call.at()), Key,
                       Call.at(), Call.argument(D.Arg), Call.C);
}

/// The callee stored the object without a reference, or lost sight of it.
ProgramStateRef CallEffects::mayTake(const CallInProgress &Call,
                                     const CallDeed &D, ObjectKey Key,
                                     ProgramStateRef State) {
  const Transfer &T = Context.Current;
  // What becomes of a helper's parameter is then unknown to its callers, too.
  if (T.lookup(State, Key).Account.Held > 0 ||
      (Transfer::parameter(Key) && !T.isStrict(Key)))
    return T.untrack(State, Key);
  if (!D.IsOwing)
    return State;
  const Expr *Named = Call.argument(D.Arg);
  return Context.apply(T.store(State, Key, nullptr, Call.at(), Named), Key,
                       Call.at(), Named, Call.C);
}

/// Releases or steals the reference that the argument points to.
ProgramStateRef CallEffects::takeFromTarget(const CallInProgress &Call,
                                            const CallDeed &D,
                                            ProgramStateRef State) {
  const Transfer &T = Context.Current;
  const SVal V = Call.value(D.Arg);
  const Expr *Named = Call.argument(D.Arg);
  const auto Target = V.getAs<Loc>();
  if (!Target || State->isNull(V).isConstrainedTrue() || !Named)
    return State;
  ObjectKey Old = objectOf(
      State->getSVal(*Target, pointeeOf(Named, Call.C.getASTContext())));
  if (!Old || isNull(State, Old))
    return State;
  return Context.apply(D.What == CallDeed::ReleaseTarget
                           ? T.decrement(State, Old, Call.at())
                           : T.steal(State, Old, nullptr, Call.at(), Named),
                       Old, Call.at(), Named, Call.C);
}

} // namespace pyrefcheck
