//===- ContractTransfer.cpp - Calls of functions with contracts -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Calls of functions with a contract: which outcomes there are, and what each
// does to the arguments and the result.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "ownership/CallArguments.h"
#include "words/CallFailure.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// One outcome of a call: the state in which it happened and its result.
struct Branch {
  ProgramStateRef State;
  SVal Result;
  Outcome When;
};

} // namespace

static bool dependsOnOutcome(const Contract &Ct) {
  if (Ct.Format == FormatKind::Parse || Ct.Format == FormatKind::ParseKeywords)
    return true;
  for (const ArgContract &A : Ct.Args) {
    if (A.When != Outcome::Always)
      return true;
    switch (A.Effect) {
    case ArgEffect::OutNew:
    case ArgEffect::OutBorrowed:
    case ArgEffect::OutMemory:
    case ArgEffect::FillsBuffer:
    case ArgEffect::Replaces:
      return true;
    default:
      break;
    }
  }
  return false;
}

static bool isOutput(ArgEffect Effect) {
  return Effect == ArgEffect::OutNew || Effect == ArgEffect::OutBorrowed;
}

static bool hasOptionalOutput(const Contract &Ct) {
  for (const ArgContract &A : Ct.Args)
    if (isOutput(A.Effect) && A.MayBeNull)
      return true;
  return false;
}

/// The first number that the call gets, a size.
static std::optional<SVal> sizeGiven(const CallEvent &Call) {
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I)
    if (const Expr *Arg = Call.getArgExpr(I);
        Arg && Arg->getType()->isIntegerType())
      return Call.getArgSVal(I);
  return std::nullopt;
}

static bool isEmpty(const CallEvent &Call) {
  std::optional<SVal> Size = sizeGiven(Call);
  return Size && Size->isZeroConstant();
}

/// Splits \p State into the outcomes that the contract tells apart.
/// \param Fixed the value of the call where it is known already.
/// \param Asked the outcome tells something of other objects.
static llvm::SmallVector<Branch, 3>
outcomesOf(const CallEvent &Call, const CallExpr *CE, const Contract &Ct,
           std::optional<SVal> Fixed, bool Asked, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  SValBuilder &SVB = C.getSValBuilder();
  QualType T = Call.getResultType();
  if (T->isVoidType())
    return {{State, UnknownVal(), Outcome::Success}};
  const LocationContext *LC = C.getLocationContext();
  SVal Result =
      Fixed ? *Fixed : SVB.conjureSymbolVal(nullptr, CE, LC, T, C.blockCount());
  if (Ct.Result.Kind == ResultKind::Argument ||
      Ct.Result.Kind == ResultKind::NewReferenceToArgument) {
    const unsigned I = positionOf(Call, Ct, Ct.Result.Owner);
    if (I < Call.getNumArgs())
      Result = Call.getArgSVal(I);
  }
  auto Int = [&](int64_t Value) -> SVal { return SVB.makeIntVal(Value, T); };
  const bool Depends = Asked || dependsOnOutcome(Ct);
  const bool Split = Depends && Ct.Result.Fails != FailsWith::Nothing;

  if (T->isPointerType()) {
    if (Ct.Result.Null == NullWhen::Always)
      return {{State, SVB.makeNullWithType(T), Outcome::Failure}};
    auto Defined = Result.getAs<DefinedOrUnknownSVal>();
    if (!Defined)
      return {{State, Result, Outcome::Success}};
    if (Ct.Result.Null == NullWhen::Never) {
      if (Ct.Result.Kind != ResultKind::NewReferenceToArgument &&
          Ct.Result.Kind != ResultKind::Argument)
        if (ProgramStateRef NonNull = State->assume(*Defined, true))
          State = NonNull;
      return {{State, Result, Outcome::Success}};
    }
    if (Ct.has(EffectStaticIfEmpty) && isEmpty(Call))
      if (ProgramStateRef NonNull = State->assume(*Defined, true))
        State = NonNull;
    if (!Depends)
      return {{State, Result, Outcome::Success}};
    auto [NonNull, Null] = State->assume(*Defined);
    llvm::SmallVector<Branch, 3> Branches;
    if (NonNull)
      Branches.push_back({NonNull, Result, Outcome::Success});
    if (Null)
      Branches.push_back({Null, Result, Outcome::Failure});
    return Branches;
  }
  if (!T->isIntegralOrEnumerationType() || T->isBooleanType())
    return {{State, Result, Outcome::Success}};

  auto InRange = [&](int64_t Low, std::optional<int64_t> High) {
    auto D = Result.getAs<DefinedOrUnknownSVal>();
    if (!D || T->isUnsignedIntegerOrEnumerationType())
      return State;
    BasicValueFactory &BVF = SVB.getBasicValueFactory();
    ProgramStateRef Narrow = State->assumeInclusiveRange(
        *D, BVF.getValue(Low, T),
        High ? BVF.getValue(*High, T) : BVF.getMaxValue(T), true);
    return Narrow ? Narrow : State;
  };
  // Whoever ignores the result says that it cannot fail here.
  const bool Ignored =
      !C.getCurrentAnalysisDeclContext()->getParentMap().isConsumedExpr(
          const_cast<CallExpr *>(CE));
  if (Ct.has(EffectNotNegative))
    State = InRange(0, std::nullopt);
  if (!Split || Ignored) {
    if (Ct.Result.Fails == FailsWith::MinusOne)
      State = InRange(-1, 0);
    else if (Ct.Result.Fails == FailsWith::Negative)
      State = InRange(-1, std::nullopt);
    return {{State, Result, Outcome::Success}};
  }
  switch (Ct.Result.Fails) {
  case FailsWith::Nothing:
    break;
  case FailsWith::MinusOne:
    return {{State, Int(0), Outcome::Success},
            {State, Int(-1), Outcome::Failure}};
  case FailsWith::Zero:
    return {{State, Int(1), Outcome::Success},
            {State, Int(0), Outcome::Failure}};
  case FailsWith::Negative:
    if (hasOptionalOutput(Ct))
      // 1: there is one; 0: there is none, which for ownership is like -1.
      return {{State, Int(1), Outcome::Success},
              {State, Int(0), Outcome::Failure},
              {State, Int(-1), Outcome::Failure}};
    return {{InRange(0, std::nullopt), Result, Outcome::Success},
            {State, Int(-1), Outcome::Failure}};
  case FailsWith::AmbiguousMinusOne:
    return {{State, Result, Outcome::Success},
            {State, Int(-1), Outcome::Failure}};
  }
  return {{State, Result, Outcome::Success}};
}

/// What tells the values of an argument apart: a region, or the number itself.
static const void *identityOf(SVal V) {
  if (const auto Number = V.getAs<nonloc::ConcreteInt>())
    return &Number->getValue();
  return V.getAsRegion();
}

PureCall ReferenceChecker::pureCallOf(const CallEvent &Call) const {
  const unsigned N = Call.getNumArgs();
  const void *Callee = Call.getDecl();
  if (!Callee)
    Callee = contractOf(Call);
  return {Callee, N ? Call.getArgSVal(0).getAsRegion() : nullptr,
          N > 1 ? identityOf(Call.getArgSVal(1)) : nullptr};
}

/// See PureResults.
SVal ReferenceChecker::sameAsBefore(const CallEvent &Call,
                                    CheckerContext &C) const {
  auto Conjure = [&] {
    return C.getSValBuilder().conjureSymbolVal(
        nullptr, cast<Expr>(Call.getOriginExpr()), C.getLocationContext(),
        Call.getResultType(), C.blockCount());
  };
  const PureCall This = pureCallOf(Call);
  if (Call.getNumArgs() && !This.Argument)
    return Conjure();
  return Pure.get(This, C.getState(), Conjure);
}

/// The flags of which a type has one at most, as their memory layouts differ:
/// Py_TPFLAGS_LONG_SUBCLASS to Py_TPFLAGS_TYPE_SUBCLASS (Include/object.h).
constexpr uint64_t LayoutFlags = 0xff000000;

/// True for `PyType_HasFeature(type, Py_TPFLAGS_BYTES_SUBCLASS)` where \p State
/// knows that the type has another such flag.
bool ReferenceChecker::isRuledOut(const CallEvent &Call, const Contract &Ct,
                                  ProgramStateRef State) const {
  if (Ct.Params.size() != 2 || Ct.Params[1] != "feature" ||
      Call.getNumArgs() < 2)
    return false;
  auto IsLayout = [](const void *Identity) {
    const auto *Flag = static_cast<const llvm::APSInt *>(Identity);
    return Flag && Flag->isPowerOf2() &&
           (Flag->getZExtValue() & LayoutFlags) != 0;
  };
  if (!Call.getArgSVal(1).getAs<nonloc::ConcreteInt>())
    return false;
  const PureCall This = pureCallOf(Call);
  return IsLayout(This.Second) &&
         Pure.anyOther(This, [&](const void *Other, SVal Answer) {
           return IsLayout(Other) && State->isNull(Answer).isConstrainedFalse();
         });
}

/// The value of a call whose result depends on its arguments alone, where it is
/// worth remembering: what is asked once is of no use later, and every answer
/// that is kept keeps paths apart.
std::optional<SVal> ReferenceChecker::pureResult(const CallEvent &Call,
                                                 const CallExpr *CE,
                                                 const Contract &Ct,
                                                 CheckerContext &C) const {
  if (!Call.getResultType()->isIntegralOrEnumerationType())
    return sameAsBefore(Call, C);
  if (isRuledOut(Call, Ct, C.getState()))
    return C.getSValBuilder().makeIntVal(0, Call.getResultType());
  const VarDecl *Asked = askedVariable(CE, Context.Functions);
  if ((Asked && Body.AskedAgain.contains(Asked)) || Pure.find(pureCallOf(Call)))
    return sameAsBefore(Call, C);
  return std::nullopt;
}

bool ReferenceChecker::evalCall(const CallEvent &Call,
                                CheckerContext &C) const {
  const Contract *Ct = Current ? contractOf(Call) : nullptr;
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!Current || !CE)
    return false;
  if (!Ct) {
    // A cast by another name. The engine would take it for one that may write.
    const ParmVarDecl *P =
        isa<SimpleFunctionCall>(Call)
            ? castParameter(dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
            : nullptr;
    if (!P || P->getFunctionScopeIndex() >= Call.getNumArgs() ||
        !Call.getArgSVal(P->getFunctionScopeIndex()).getAs<Loc>())
      return evalKnownBody(Call, CE, C);
    C.addTransition(
        C.getState()->BindExpr(CE, C.getLocationContext(),
                               Call.getArgSVal(P->getFunctionScopeIndex())));
    return true;
  }
  Summary.RunsPython |= Ct->has(EffectRunsPython);
  Summary.CallsPython |= Ct->has(EffectRunsPython) &&
                         llvm::none_of(Ct->Args, [](const ArgContract &A) {
                           return A.Effect == ArgEffect::Decrements ||
                                  A.Effect == ArgEffect::Clears;
                         });
  if (Ct->has(EffectNoReturn)) {
    C.generateSink(C.getState(), C.getPredecessor());
    return true;
  }
  if (auto Built = builtFromArgument(Call, *Ct);
      Built && Call.getArgSVal(Built->first).getAs<Loc>()) {
    // Py_BuildValue("O", x) is x with one more reference, "N" is x itself.
    auto [Index, Stolen] = *Built;
    SVal Result = Call.getArgSVal(Index);
    ObjectKey Key = objectOf(Result);
    ProgramStateRef State =
        C.getState()->BindExpr(CE, C.getLocationContext(), Result);
    if (Key && !Stolen && !isNull(State, Key))
      State = apply(Current->increment(State, Key, CE), Key, CE,
                    argExpr(Call, Index), C);
    C.addTransition(State);
    return true;
  }
  std::optional<SVal> Fixed;
  if (Ct->has(EffectPure))
    Fixed = pureResult(Call, CE, *Ct, C);
  const llvm::SmallVector<ObjectKey, 2> Asked = askedBy(Call, *Ct, C);
  const llvm::SmallVector<Branch, 3> Branches =
      outcomesOf(Call, CE, *Ct, Fixed, !Asked.empty(), C);
  for (const Branch &B : Branches) {
    ProgramStateRef State = B.State;
    if (Branches.size() > 1)
      State = answer(State, Asked, *Ct, B.When, C);
    if (!B.Result.isUnknown())
      State = State->BindExpr(CE, C.getLocationContext(), B.Result);
    if (Ct->Partial)
      State = forgetUnsaid(Call, *Ct, State, C);
    State = evalContract(Call, *Ct, State, B.When, B.Result, C);
    // A pointer is asked later whether it is NULL. 0 for nothing is no failure.
    const bool Fails =
        B.When == Outcome::Failure && Branches.size() > 1 &&
        !Call.getResultType()->isPointerType() &&
        (Ct->Result.Fails == FailsWith::Zero || !B.Result.isZeroConstant());
    C.addTransition(State, Fails ? callFails() : nullptr);
  }
  return true;
}

ProgramStateRef ReferenceChecker::evalContract(const CallEvent &Call,
                                               const Contract &Ct,
                                               ProgramStateRef State,
                                               Outcome When, SVal Result,
                                               CheckerContext &C) const {
  // Before anything that the call itself lends.
  if (Ct.has(EffectRunsPython) || Ct.has(EffectReleasesGIL))
    State = Current->runForeignCode(State, Call.getOriginExpr(),
                                    !Ct.has(EffectCallsObjects) &&
                                        !Ct.has(EffectReleasesGIL));
  for (const ArgContract &A : Ct.Args) {
    if (A.When != Outcome::Always && A.When != When)
      continue;
    const unsigned First = positionOf(Call, Ct, A.Index);
    const unsigned End =
        A.AndRest ? Call.getNumArgs() : std::min(First + 1, Call.getNumArgs());
    for (unsigned I = First; I < End; ++I) {
      if (When == Outcome::Failure && A.When == Outcome::Always) {
        // Out-parameters hold nothing after a failure.
        switch (A.Effect) {
        case ArgEffect::OutNew:
        case ArgEffect::OutBorrowed: {
          if (auto L = Call.getArgSVal(I).getAs<Loc>())
            State = storeNull(*L, State, C);
          continue;
        }
        case ArgEffect::OutMemory:
        case ArgEffect::FillsBuffer:
          continue;
        case ArgEffect::Replaces:
          State = applyArgument(Call, Ct, A, I, State, C);
          if (auto L = Call.getArgSVal(I).getAs<Loc>())
            State = storeNull(*L, State, C);
          continue;
        default:
          break;
        }
      }
      State = applyArgument(Call, Ct, A, I, State, C);
    }
  }
  if (Ct.Format == FormatKind::None)
    State = forgetOutputs(Call, Ct, State, C);
  State = applyFormat(Call, Ct, State, When, Result, C);
  if (When != Outcome::Failure)
    State = trackResult(Call, Ct, State, Result, C);
  return State;
}

/// PyArg_UnpackTuple(args, name, min, max, ...) fills the first `min` always.
static bool isRequired(const CallEvent &Call, const Contract &Ct,
                       unsigned Index) {
  const auto *Min = llvm::find(Ct.Params, "min");
  if (Min == Ct.Params.end())
    return false;
  const unsigned MinAt = Min - Ct.Params.begin();
  if (MinAt >= Call.getNumArgs())
    return false;
  const auto Count = Call.getArgSVal(MinAt).getAs<nonloc::ConcreteInt>();
  return Count && Index < MinAt + 2 + Count->getValue().getExtValue();
}

/// True if the call puts an item into its argument number \p Container: which
/// one it replaces, if any, the key says.
static bool replacesItem(const Contract &Ct, ArgIndex Container) {
  return llvm::any_of(Ct.Args, [&](const ArgContract &A) {
    return A.Into == Container &&
           (A.Effect == ArgEffect::Steals || A.Effect == ArgEffect::Keeps);
  });
}

ProgramStateRef ReferenceChecker::applyArgument(
    const CallEvent &Call, const Contract &Ct, const ArgContract &Arg,
    unsigned Index, ProgramStateRef State, CheckerContext &C) const {
  const Expr *At = Call.getOriginExpr();
  const Expr *Named = argExpr(Call, Index);
  SVal V = Call.getArgSVal(Index);
  ObjectKey Key = objectOf(V);
  if (Key && isNull(State, Key))
    Key = nullptr;
  ObjectKey Into = Arg.Into == NoArg
                       ? nullptr
                       : argObject(Call, positionOf(Call, Ct, Arg.Into));

  switch (Arg.Effect) {
  case ArgEffect::Steals:
    if (Key && Into &&
        Body.PaidLater.contains(
            namedVariable(argExpr(Call, positionOf(Call, Ct, Arg.Into)))))
      return Current->untrack(State, Key);
    return Key ? apply(Current->steal(State, Key, Into, At, Named), Key, At,
                       Named, C)
               : Current->takeItems(State, Into);
  case ArgEffect::Keeps:
    return Key ? Current->keep(State, Key, Into) : State;
  case ArgEffect::Increments:
    if (reportNoObject(At, Named, C))
      return State;
    if (Key && Named && !Body.PaidLater.empty() &&
        Body.PaidLater.contains(
            namedVariable(containerOfItem(Named, Context.Functions))))
      return Current->untrack(State, Key);
    return Key ? apply(Current->increment(State, Key, At), Key, At, Named, C)
               : State;
  case ArgEffect::Decrements:
    if (reportNoObject(At, Named, C))
      return State;
    return Key ? apply(Current->decrement(State, Key, At), Key, At, Named, C)
               : State;
  case ArgEffect::Frees:
    return Key ? apply(Current->free(State, Key, At), Key, At, Named, C)
               : State;
  case ArgEffect::FreesMemory:
    if (!Key)
      return State;
    if (const RefState *RS = recorded(State, Key);
        RS && RS->isTracked() && RS->Resource == RefResource::Memory)
      return forget(State, Key);
    return apply(Current->free(State, Key, At), Key, At, Named, C);
  case ArgEffect::Escapes: {
    if (!Key || !recorded(State, Key))
      return State;
    // What was inferred may stand for any number of references.
    return Ct.has(EffectInferred) ? Current->untrack(State, Key)
                                  : Current->loseSight(State, Key, At);
  }
  case ArgEffect::ReleasesBuffer: {
    const MemRegion *R = V.getAsRegion();
    return R ? forget(State, R->StripCasts()) : State;
  }
  case ArgEffect::FillsBuffer:
    return receiveBuffer(Call, Index, State, C);
  case ArgEffect::OutNew:
  case ArgEffect::OutBorrowed:
  case ArgEffect::OutNull:
  case ArgEffect::OutMemory:
  case ArgEffect::Replaces:
  case ArgEffect::Clears:
    break;
  case ArgEffect::Mutates: {
    Summary.mutate(Current->parameter(Key));
    if (!Key || replacesItem(Ct, Arg.Index))
      return State;
    // With a key or an index, the item at hand may be another one.
    return Current->dropItems(State, Key, At, Ct.Params.size() > 1);
  }
  case ArgEffect::NotNull:
    return State;
  }

  auto Target = V.getAs<Loc>();
  if (!Target || State->isNull(V).isConstrainedTrue() || !Named)
    return State;
  const LocationContext *LC = C.getLocationContext();
  SValBuilder &SVB = C.getSValBuilder();
  QualType Pointee = pointeeOf(Named, C.getASTContext());

  if (Arg.Effect == ArgEffect::Replaces || Arg.Effect == ArgEffect::Clears) {
    ObjectKey Old = objectOf(State->getSVal(*Target, Pointee));
    if (Old && !isNull(State, Old)) {
      Step S = Arg.Effect == ArgEffect::Clears
                   ? Current->decrement(State, Old, At)
                   : Current->steal(State, Old, nullptr, At, Named);
      State = apply(S, Old, At, Named, C);
    }
  }
  if (Arg.Effect == ArgEffect::Clears || Arg.Effect == ArgEffect::OutNull)
    return State->bindLoc(*Target, SVB.makeNullWithType(Pointee), LC);

  const bool Borrowed = Arg.Effect == ArgEffect::OutBorrowed;
  RefState RS =
      Borrowed ? RefState::makeBorrowed(At, Into) : RefState::makeNew(At);
  // What a lookup finds goes on living where it was found.
  const bool Found =
      Arg.Effect == ArgEffect::OutNew && Ct.Result.Fails != FailsWith::Nothing;
  RS.Anchored = Found || (Borrowed && !Into);
  RS.Droppable = Borrowed && Ct.has(EffectFromMutable);
  if (Arg.Effect == ArgEffect::OutMemory)
    RS.Resource = RefResource::Memory;
  // Where the result says whether there is one, the outcomes are split.
  const bool MayBeNull =
      Arg.MayBeNull &&
      !(isOutput(Arg.Effect) && Ct.Result.Fails == FailsWith::Negative) &&
      !isRequired(Call, Ct, Index) &&
      // What is left out keeps its value.
      (!Borrowed ||
       State->isNull(State->getSVal(*Target, Pointee)).isConstrainedTrue());
  return receive(Call, Index, RS, MayBeNull, State, C);
}

ProgramStateRef ReferenceChecker::trackResult(const CallEvent &Call,
                                              const Contract &Ct,
                                              ProgramStateRef State,
                                              SVal Result,
                                              CheckerContext &C) const {
  const Expr *At = Call.getOriginExpr();
  ObjectKey Key = objectOf(Result);
  if (!Key || isNull(State, Key))
    return State;
  const unsigned OwnerAt =
      Ct.Result.Owner == NoArg ? NoArg : positionOf(Call, Ct, Ct.Result.Owner);
  // The count of an immortal object is nobody's concern.
  if (Ct.ImmortalSince && Context.Python >= Ct.ImmortalSince)
    return Current->untrack(State, Key);
  // The same object as before, and what has been done to it since holds.
  if (Ct.has(EffectPure) && recorded(State, Key))
    return State;
  switch (Ct.Result.Kind) {
  case ResultKind::NotAReference:
  case ResultKind::Argument:
    return State;
  case ResultKind::NewReferenceToArgument:
    return apply(Current->increment(State, Key, At), Key, At,
                 argExpr(Call, OwnerAt), C);
  case ResultKind::Borrowed: {
    ObjectKey Owner = OwnerAt == NoArg ? nullptr : argObject(Call, OwnerAt);
    RefState RS = RefState::makeBorrowed(At, Owner);
    RS.Droppable = Ct.has(EffectFromMutable);
    RS.Anchored = !Owner && !RS.Droppable;
    // Whoever asks for an item by number has counted them.
    RS.Unchecked = Ct.Result.Null == NullWhen::Absent ||
                   Ct.Result.Null == NullWhen::OnErrorOrAbsent;
    if (const RefState *Lender = Owner ? recorded(State, Owner) : nullptr)
      RS.Anchored |= Lender->SharesItems;
    // An object owns a reference to its type, as to what its fields hold.
    const auto *RT =
        Call.getResultType()->getPointeeType()->getAs<RecordType>();
    if (Owner && RT && RT->getDecl()->getName() == "_typeobject") {
      RS.Origin = RefOrigin::Memory;
      RS.Owner = nullptr;
    }
    return record(State, Key, RS);
  }
  case ResultKind::New: {
    RefState RS = RefState::makeNew(At);
    RS.Allocated = Ct.has(EffectAllocates);
    RS.SharesItems = OwnerAt != NoArg;
    RS.Fresh = Ct.Result.Fresh || buildsContainer(Call, Ct);
    if (Ct.Result.Keeper != NoArg) {
      RS.Owner = argObject(Call, positionOf(Call, Ct, Ct.Result.Keeper));
      RS.Anchored = !RS.Owner;
    }
    // "Absent" is what such a function is called to find out.
    RS.Unchecked = (Ct.Result.Null == NullWhen::OnError ||
                    Ct.Result.Null == NullWhen::OnErrorOrAbsent) &&
                   !buildsEmptyTuple(Call, Ct);
    if (Ct.has(EffectStaticIfEmpty))
      if (std::optional<SVal> Size = sizeGiven(Call))
        RS.Size = Size->getAsSymbol();
    return record(State, Key, RS);
  }
  }
  llvm_unreachable("covered switch");
}

} // namespace pyrefcheck
