//===- CallTransfer.cpp - What calls do to ownership ------------ -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of the checker that evaluates calls: by the callee's contract, by
// its summary, or by the C API's conventions when neither is known.
//
//===----------------------------------------------------------------------===//

#include "ContractSet.h"
#include "ReferenceChecker.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

const Contract *ReferenceChecker::contractOf(const CallEvent &Call) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  return FD ? Context.Functions.find(FD) : nullptr;
}

/// The argument that the contract calls number \p Index. The reference
/// operations of debug builds have file and line before the object.
static unsigned positionOf(const CallEvent &Call, const Contract &Ct,
                           unsigned Index) {
  if (Ct.Params.size() == 1 && Call.getNumArgs() == 3)
    return 2;
  return Index;
}

static const Expr *argExpr(const CallEvent &Call, unsigned I) {
  return I < Call.getNumArgs() ? Call.getArgExpr(I) : nullptr;
}

static ObjectKey argObject(const CallEvent &Call, unsigned I) {
  return I < Call.getNumArgs() ? objectOf(Call.getArgSVal(I)) : nullptr;
}

/// `tp->tp_free(self)`: the one slot that is called to free memory.
static bool isFreeSlotCall(const CallEvent &Call) {
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!CE || CE->getNumArgs() != 1)
    return false;
  const auto *ME = dyn_cast<MemberExpr>(CE->getCallee()->IgnoreParenImpCasts());
  return ME && ME->getMemberDecl()->getDeclName().isIdentifier() &&
         ME->getMemberDecl()->getName() == "tp_free";
}

/// `Py_TYPE(x)->tp_iternext(x)`: a slot keeps the interpreter's convention; of
/// other pointers to functions nothing is known.
static bool isSlotCall(const CallEvent &Call) {
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  const Expr *Callee = CE ? CE->getCallee()->IgnoreParenImpCasts() : nullptr;
  if (const auto *UO = dyn_cast_or_null<UnaryOperator>(Callee);
      UO && UO->getOpcode() == UO_Deref)
    Callee = UO->getSubExpr()->IgnoreParenImpCasts();
  const auto *ME = dyn_cast_or_null<MemberExpr>(Callee);
  if (!ME || !ME->getMemberDecl()->getDeclName().isIdentifier())
    return false;
  StringRef Name = ME->getMemberDecl()->getName();
  return Name.starts_with("tp_") || Name.starts_with("nb_") ||
         Name.starts_with("sq_") || Name.starts_with("mp_") ||
         Name.starts_with("am_");
}

void ReferenceChecker::checkPreCall(const CallEvent &Call,
                                    CheckerContext &C) const {
  if (!Current)
    return;
  ProgramStateRef State = C.getState();
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (FD && isa<SimpleFunctionCall>(Call) &&
      Call.getNumArgs() < FD->getNumParams()) {
    // Only without a prototype; the engine itself cannot follow such a call.
    C.generateSink(State, C.getPredecessor());
    return;
  }
  const Contract *Ct = contractOf(Call);
  const FunctionSummary *Known = Ct ? nullptr : summaryOf(Call);
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    bool OwnReport = Known && Known->changesCount(I);
    bool NotNull = false;
    if (Ct)
      for (const ArgContract &A : Ct->Args) {
        const unsigned At = positionOf(Call, *Ct, A.Index);
        if (At != I && !(A.AndRest && I > At))
          continue;
        NotNull |= A.Effect == ArgEffect::NotNull;
        OwnReport |= A.Effect == ArgEffect::Increments ||
                     A.Effect == ArgEffect::Decrements ||
                     A.Effect == ArgEffect::Steals ||
                     A.Effect == ArgEffect::Frees;
      }
    if (NotNull) {
      SVal V = Call.getArgSVal(I);
      State = reportNull(V, Call.getOriginExpr(), argExpr(Call, I), State, C);
      if (!State)
        return;
    }
    ObjectKey Key = OwnReport ? nullptr : argObject(Call, I);
    if (!Key)
      continue;
    Step Used = Current->use(State, Key, Call.getOriginExpr());
    State = Used.State;
    if (Used.What != Misuse::None)
      report(Used, Key, Call.getOriginExpr(), argExpr(Call, I), C);
  }
  if (!Ct || Ct->Partial)
    State = escapeToUnknown(Call, State, C);
  if (State != C.getState())
    C.addTransition(State);
}

/// What a partial contract does not say of an object is left to the convention:
/// the argument is borrowed.
static bool saysWhatBecomesOf(unsigned I, const Contract &Ct,
                              const FunctionDecl *FD,
                              const ObjectTypes &Types) {
  if (I >= FD->getNumParams())
    return Ct.hasEffectOn(I) || Ct.Format != FormatKind::None;
  return Ct.hasEffectOn(I) ||
         Types.isObjectPointer(FD->getParamDecl(I)->getType());
}

/// An unknown function borrows its `PyObject *` arguments; of what it gets by
/// other means nothing is known afterwards.
ProgramStateRef ReferenceChecker::escapeToUnknown(const CallEvent &Call,
                                                  ProgramStateRef State,
                                                  CheckerContext &C) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const bool IsMember = !isa<SimpleFunctionCall>(Call);
  const Contract *Ct = contractOf(Call);
  const FunctionSummary *Known = Ct ? nullptr : summaryOf(Call);
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    const MemRegion *R = Call.getArgSVal(I).getAsRegion();
    if (!R || (Ct && saysWhatBecomesOf(I, *Ct, FD, Context.TU.types())))
      continue;
    if (ObjectKey Key = argObject(Call, I)) {
      const RefState *RS = recorded(State, Key);
      const bool Owned = RS && RS->Count > 0;
      const bool IsParameter = Current->parameter(Key) != nullptr;
      if ((!Owned && !IsParameter) || Known)
        continue;
      QualType T = FD && I < FD->getNumParams() ? FD->getParamDecl(I)->getType()
                                                : QualType();
      if (RS && RS->Resource == RefResource::Memory && !T.isNull() &&
          T->isPointerType() && T->getPointeeType().isConstQualified())
        continue; // `const char *`: read, not taken.
      // A temporary that nobody else can release is meant for the callee.
      const bool Temporary = Owned && !RS->Named &&
                             RS->Origin == RefOrigin::New &&
                             RS->Resource == RefResource::Object;
      // A body that was too much to follow may do anything.
      const bool Opaque = FD && FD->hasBody();
      const bool AsObject =
          !Temporary && !Opaque && !IsMember &&
          (T.isNull() ? FD == nullptr : Context.TU.types().isObjectPointer(T));
      if (!AsObject)
        State = Current->untrack(State, Key);
      continue;
    }
    const MemRegion *Base = R->getBaseRegion();
    if (!isLocalMemory(Base))
      continue;
    for (const auto &[Key, RS] : allRecorded(State)) {
      const bool Inside = RS.Variable && RS.Variable->getBaseRegion() == Base;
      if ((Inside || Key == Base) && RS.Count > 0)
        State = Current->untrack(State, Key);
    }
  }
  return State;
}

void ReferenceChecker::checkPostCall(const CallEvent &Call,
                                     CheckerContext &C) const {
  if (!Current || contractOf(Call))
    return;
  ProgramStateRef State = C.getState();
  if (isFreeSlotCall(Call)) {
    if (ObjectKey Key = argObject(Call, 0))
      C.addTransition(apply(Current->free(State, Key, Call.getOriginExpr()),
                            Key, Call.getOriginExpr(), argExpr(Call, 0), C));
    return;
  }
  if (const FunctionSummary *Known = summaryOf(Call)) {
    // `get_state(module)`: an accessor of this file.
    QualType T = Call.getResultType();
    if (T->isPointerType() && T->getPointeeType()->isRecordType() &&
        Call.getNumArgs() <= 1 && Known->isHarmless() &&
        !Context.TU.types().isObjectPointer(T)) {
      C.addTransition(State->BindExpr(
          Call.getOriginExpr(), C.getLocationContext(), sameAsBefore(Call, C)));
      return;
    }
    if (applySummary(Call, *Known, C))
      return;
  }
  const Expr *E = Call.getOriginExpr();
  // Recursion, or a body that was too much: the convention may not hold.
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
      FD && FD->hasBody())
    return;
  if (!E || !isa<SimpleFunctionCall>(Call) ||
      !ObjectTypes::isPyObjectPointer(Call.getResultType()) ||
      (!Call.getDecl() && !isSlotCall(Call)))
    return;
  ObjectKey Key = objectOf(Call.getReturnValue());
  if (!Key || recorded(State, Key) ||
      !isa_and_nonnull<SymbolConjured>(symbolOf(Key)))
    return;
  C.addTransition(record(State, Key, RefState::makeNew(E, /*Assumed=*/true)));
}

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

static bool hasOptionalOutput(const Contract &Ct) {
  for (const ArgContract &A : Ct.Args)
    if (A.Effect == ArgEffect::OutNew && A.MayBeNull)
      return true;
  return false;
}

/// Splits \p State into the outcomes that the contract tells apart.
/// \param Fixed the value of the call where it is known already.
static llvm::SmallVector<Branch, 3>
outcomesOf(const CallEvent &Call, const CallExpr *CE, const Contract &Ct,
           std::optional<SVal> Fixed, CheckerContext &C) {
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
  const bool Split =
      dependsOnOutcome(Ct) && Ct.Result.Fails != FailsWith::Nothing;

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
    if (!dependsOnOutcome(Ct))
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

  auto AtLeast = [&](int64_t Low, int64_t High) {
    auto D = Result.getAs<DefinedOrUnknownSVal>();
    if (!D || T->isUnsignedIntegerOrEnumerationType())
      return State;
    BasicValueFactory &BVF = SVB.getBasicValueFactory();
    ProgramStateRef Narrow = State->assumeInclusiveRange(
        *D, BVF.getValue(Low, T), BVF.getValue(High, T), true);
    return Narrow ? Narrow : State;
  };
  const int64_t Max = 0x7fffffff;
  // Whoever ignores the result says that it cannot fail here.
  const bool Ignored =
      !C.getCurrentAnalysisDeclContext()->getParentMap().isConsumedExpr(
          const_cast<CallExpr *>(CE));
  if (!Split || Ignored) {
    if (Ct.Result.Fails == FailsWith::MinusOne)
      State = AtLeast(-1, 0);
    else if (Ct.Result.Fails == FailsWith::Negative)
      State = AtLeast(-1, Max);
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
    return {{AtLeast(0, Max), Result, Outcome::Success},
            {State, Int(-1), Outcome::Failure}};
  case FailsWith::AmbiguousMinusOne:
    return {{State, Result, Outcome::Success},
            {State, Int(-1), Outcome::Failure}};
  }
  return {{State, Result, Outcome::Success}};
}

/// A function that returns the same for the same argument returns the value
/// that it returned to the first such call of the analysed function.
SVal ReferenceChecker::sameAsBefore(const CallEvent &Call,
                                    CheckerContext &C) const {
  const MemRegion *Arg =
      Call.getNumArgs() ? Call.getArgSVal(0).getAsRegion() : nullptr;
  auto [It, Inserted] = PureResults.try_emplace({Call.getDecl(), Arg});
  if (Inserted)
    It->second = C.getSValBuilder().conjureSymbolVal(
        nullptr, cast<Expr>(Call.getOriginExpr()), C.getLocationContext(),
        Call.getResultType(), C.blockCount());
  return It->second;
}

bool ReferenceChecker::evalCall(const CallEvent &Call,
                                CheckerContext &C) const {
  const Contract *Ct = Current ? contractOf(Call) : nullptr;
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!Ct || !CE)
    return false;
  if (Ct->has(EffectNoReturn)) {
    C.generateSink(C.getState(), C.getPredecessor());
    return true;
  }
  if (auto Built = builtFromArgument(Call, *Ct)) {
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
    Fixed = sameAsBefore(Call, C);
  for (const Branch &B : outcomesOf(Call, CE, *Ct, Fixed, C)) {
    ProgramStateRef State = B.State;
    if (!B.Result.isUnknown())
      State = State->BindExpr(CE, C.getLocationContext(), B.Result);
    if (Ct->Partial)
      State = forgetUnsaid(Call, *Ct, State, C);
    State = evalContract(Call, *Ct, State, B.When, B.Result, C);
    C.addTransition(State);
  }
  return true;
}

/// NULL is written where \p Target points to.
static ProgramStateRef storeNull(Loc Target, ProgramStateRef State,
                                 CheckerContext &C) {
  if (State->isNull(Target).isConstrainedTrue())
    return State;
  return State->bindLoc(
      Target, C.getSValBuilder().makeNullWithType(C.getASTContext().VoidPtrTy),
      C.getLocationContext());
}

ProgramStateRef ReferenceChecker::evalContract(const CallEvent &Call,
                                               const Contract &Ct,
                                               ProgramStateRef State,
                                               Outcome When, SVal Result,
                                               CheckerContext &C) const {
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

/// What a call writes besides references (`int *overflow`, `char **buffer`) is
/// unknown afterwards.
ProgramStateRef ReferenceChecker::forgetOutputs(const CallEvent &Call,
                                                const Contract &Ct,
                                                ProgramStateRef State,
                                                CheckerContext &C) const {
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    const Expr *Arg = Call.getArgExpr(I);
    QualType T = Arg ? Arg->IgnoreParenImpCasts()->getType() : QualType();
    if (T.isNull() || !T->isPointerType())
      continue;
    QualType Pointee = T->getPointeeType();
    const bool HasEffect = llvm::any_of(Ct.Args, [&](const ArgContract &A) {
      return A.Index == I && A.Effect != ArgEffect::NotNull;
    });
    const MemRegion *R = Call.getArgSVal(I).getAsRegion();
    if (HasEffect || Pointee.isConstQualified() || !Pointee->isScalarType() ||
        Context.TU.types().isObjectPointer(Pointee) || !R ||
        !isLocalMemory(R->getBaseRegion()))
      continue;
    State = receiveUnknown(Call, I, State, C);
  }
  return State;
}

/// The symbol that a call stores through an out-parameter.
static SVal storedBy(const Expr *Arg, QualType T, CheckerContext &C) {
  return C.getSValBuilder().conjureSymbolVal(
      /*symbolTag=*/Arg, Arg, C.getLocationContext(), T, C.blockCount());
}

/// PyArg_UnpackTuple(args, name, min, max, ...) fills the first `min` always.
static bool isRequired(const CallEvent &Call, const Contract &Ct,
                       unsigned Index) {
  const auto *Min = llvm::find(Ct.Params, "min");
  if (Min == Ct.Params.end())
    return false;
  const unsigned MinAt = Min - Ct.Params.begin();
  const auto Count = Call.getArgSVal(MinAt).getAs<nonloc::ConcreteInt>();
  return Count && Index < MinAt + 2 + Count->getValue().getExtValue();
}

/// The type of the pointer that is stored through the out-parameter \p Arg.
static QualType pointeeOf(const Expr *Arg, CheckerContext &C) {
  QualType T = Arg->IgnoreParenCasts()->getType();
  if (T->isPointerType() && T->getPointeeType()->isPointerType())
    return T->getPointeeType();
  return C.getASTContext().VoidPtrTy;
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
    return Key ? apply(Current->steal(State, Key, Into, At, Named), Key, At,
                       Named, C)
               : State;
  case ArgEffect::Keeps:
    return Key ? Current->keep(State, Key, Into) : State;
  case ArgEffect::Increments:
    return Key ? apply(Current->increment(State, Key, At), Key, At, Named, C)
               : State;
  case ArgEffect::Decrements:
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
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    return RS ? Current->untrack(State, Key) : State;
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
  case ArgEffect::Mutates:
  case ArgEffect::NotNull:
    return State;
  }

  auto Target = V.getAs<Loc>();
  if (!Target || State->isNull(V).isConstrainedTrue() || !Named)
    return State;
  const LocationContext *LC = C.getLocationContext();
  SValBuilder &SVB = C.getSValBuilder();
  QualType Pointee = pointeeOf(Named, C);

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
  if (Arg.Effect == ArgEffect::OutMemory)
    RS.Resource = RefResource::Memory;
  // Where the result says whether there is one, the outcomes are split.
  const bool MayBeNull =
      Arg.MayBeNull &&
      !(Arg.Effect == ArgEffect::OutNew &&
        Ct.Result.Fails == FailsWith::Negative) &&
      !isRequired(Call, Ct, Index) &&
      // What is left out keeps its value.
      (!Borrowed ||
       State->isNull(State->getSVal(*Target, Pointee)).isConstrainedTrue());
  return receive(Call, Index, RS, MayBeNull, State, C);
}

ProgramStateRef ReferenceChecker::receive(const CallEvent &Call, unsigned Index,
                                          RefState RS, bool MayBeNull,
                                          ProgramStateRef State,
                                          CheckerContext &C) const {
  SVal V = Call.getArgSVal(Index);
  const Expr *Arg = Call.getArgExpr(Index);
  auto Target = V.getAs<Loc>();
  if (!Target || !Arg || State->isNull(V).isConstrainedTrue())
    return State;
  // What the variable held before is lost.
  ObjectKey Old = objectOf(State->getSVal(*Target, pointeeOf(Arg, C)));
  if (const RefState *Lost = Old ? recorded(State, Old) : nullptr;
      Lost && Lost->Count > 0 && Lost->Variable &&
      Lost->Variable == Target->getAsRegion()->StripCasts()) {
    RefState Overwritten = *Lost;
    Overwritten.Event = RefEvent::Overwritten;
    Overwritten.Last = Call.getOriginExpr();
    State = record(State, Old, Overwritten);
  }
  SVal New = storedBy(Arg, pointeeOf(Arg, C), C);
  State = State->bindLoc(*Target, New, C.getLocationContext());
  if (auto Defined = New.getAs<DefinedOrUnknownSVal>(); Defined && !MayBeNull)
    if (ProgramStateRef NonNull = State->assume(*Defined, true))
      State = NonNull;
  ObjectKey Key = objectOf(New);
  const MemRegion *R = V.getAsRegion();
  if (!Key || !R)
    return State;
  if (const RefState *Lender = RS.Owner ? recorded(State, RS.Owner) : nullptr)
    RS.Anchored |= Lender->SharesItems;
  const bool IsBorrowed = RS.Origin == RefOrigin::Borrowed;
  RS.Event = IsBorrowed ? RefEvent::ReceivedBorrowed : RefEvent::ReceivedNew;
  RS.Named = true;
  // What is fetched (PyErr_Fetch) is fetched because it is there.
  RS.Unchecked = MayBeNull && IsBorrowed;
  if (isLocalMemory(R->getBaseRegion())) {
    RS.Variable = R->StripCasts();
  } else {
    // Written straight into memory that outlives the function.
    RS.Debt = RS.Stored = 1;
    if (!IsBorrowed)
      RS.Count = RS.Debt = 0;
    RS.Anchored = true;
  }
  return record(State, Key, RS);
}

/// A call writes something through its argument of which nothing is known.
ProgramStateRef ReferenceChecker::receiveUnknown(const CallEvent &Call,
                                                 unsigned Index,
                                                 ProgramStateRef State,
                                                 CheckerContext &C) const {
  SVal V = Call.getArgSVal(Index);
  const Expr *Arg = Call.getArgExpr(Index);
  auto Target = V.getAs<Loc>();
  if (!Target || !Arg || State->isNull(V).isConstrainedTrue())
    return State;
  QualType T = Arg->IgnoreParenCasts()->getType();
  T = T->isPointerType() ? T->getPointeeType() : C.getASTContext().VoidPtrTy;
  if (!T->isScalarType())
    return State;
  return State->bindLoc(*Target, storedBy(Arg, T, C), C.getLocationContext());
}

/// `view->buf` and `view->obj` are set: cleanup code asks them.
static ProgramStateRef fillBuffer(const MemRegion *R, const Expr *At,
                                  ProgramStateRef State, CheckerContext &C) {
  const auto *TVR = dyn_cast<TypedValueRegion>(R);
  const auto *RT = TVR ? TVR->getValueType()->getAs<RecordType>() : nullptr;
  if (!RT)
    return State;
  for (const FieldDecl *FD : RT->getDecl()->fields()) {
    const bool IsLength = FD->getName() == "len";
    if (!IsLength && FD->getName() != "buf" && FD->getName() != "obj")
      continue;
    SVal Value = C.getSValBuilder().conjureSymbolVal(
        FD, At, C.getLocationContext(), FD->getType(), C.blockCount());
    // A length is not negative, a pointer not NULL.
    DefinedOrUnknownSVal Fact = Value.castAs<DefinedOrUnknownSVal>();
    if (IsLength)
      Fact = C.getSValBuilder()
                 .evalBinOp(State, BO_GE, Value,
                            C.getSValBuilder().makeZeroVal(FD->getType()),
                            C.getSValBuilder().getConditionType())
                 .castAs<DefinedOrUnknownSVal>();
    if (ProgramStateRef Narrow = State->assume(Fact, true))
      State = Narrow;
    State = State->bindLoc(State->getLValue(FD, loc::MemRegionVal(R)), Value,
                           C.getLocationContext());
    if (ObjectKey Key = objectOf(Value))
      State = record(State, Key, RefState::makeUntracked());
  }
  return State;
}

ProgramStateRef ReferenceChecker::receiveBuffer(const CallEvent &Call,
                                                unsigned Index,
                                                ProgramStateRef State,
                                                CheckerContext &C) const {
  const MemRegion *R = Call.getArgSVal(Index).getAsRegion();
  if (!R || !isLocalMemory(R->getBaseRegion()))
    return State;
  // A buffer over plain memory (PyBuffer_FillInfo with no exporter) holds no
  // reference.
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I)
    if (Call.getArgExpr(I) &&
        Context.TU.types().isObjectPointer(Call.getArgExpr(I)->getType()) &&
        State->isNull(Call.getArgSVal(I)).isConstrainedTrue())
      return State;
  R = R->StripCasts();
  RefState RS = RefState::makeNew(Call.getOriginExpr());
  RS.Event = RefEvent::ReceivedNew;
  RS.Resource = RefResource::Buffer;
  RS.Variable = R;
  RS.Named = true;
  return record(fillBuffer(R, Call.getOriginExpr(), State, C), R, RS);
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
    RS.Anchored = !Owner;
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
    RS.Fresh = Ct.Result.Fresh;
    // "Absent" is what such a function is called to find out.
    RS.Unchecked = Ct.Result.Null == NullWhen::OnError ||
                   Ct.Result.Null == NullWhen::OnErrorOrAbsent;
    return record(State, Key, RS);
  }
  }
  llvm_unreachable("covered switch");
}

} // namespace pyrefcheck
