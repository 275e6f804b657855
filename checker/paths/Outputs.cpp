//===- Outputs.cpp - What calls write ---------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outputs.h"
#include "CallInProgress.h"
#include "FirstRuns.h"
#include "ScopeEnds.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "ownership/CallArguments.h"
#include "ownership/CallersStruct.h"
#include "ownership/RefState.h"
#include "source/ObjectTypes.h"
#include "summaries/CallOutcomes.h"
#include "summaries/SummaryOutputs.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// Where a call stores something: in the target of an argument, or in a field
/// of it.
struct Destination {
  Loc Place;
  QualType Type;
  /// Tells the symbols that one argument receives apart.
  const void *Tag;
};

} // namespace

/// The symbol that a call stores through the out-parameter \p Arg.
static SVal storedBy(const Expr *Arg, const void *Tag, QualType T,
                     CheckerContext &C) {
  return C.getSValBuilder().conjureSymbolVal(Tag, Arg, C.getLocationContext(),
                                             T, C.blockCount());
}

/// Where \p D stores, if that is known. A field is followed only in a struct
/// that is local, or that the caller has lent to be filled.
static std::optional<Destination> destinationOf(const CallInProgress &Call,
                                                const CallDeed &D,
                                                const ObjectTypes &Types,
                                                ProgramStateRef State) {
  const SVal V = Call.value(D.Arg);
  const Expr *Arg = Call.argument(D.Arg);
  const auto Target = V.getAs<Loc>();
  if (!Target || !Arg || State->isNull(V).isConstrainedTrue())
    return std::nullopt;
  if (!D.Field)
    return Destination{*Target, pointeeOf(Arg, Call.C.getASTContext()), Arg};
  const FieldDecl *F = declarationOf(Call.callee(), D.Arg, *D.Field);
  const MemRegion *Struct = V.getAsRegion();
  const auto Place =
      F && Struct ? State->getLValue(F, V).getAs<Loc>() : std::nullopt;
  if (!Place || !Place->getAsRegion() ||
      !(isLocalMemory(Struct->getBaseRegion()) ||
        isInCallersStruct(Place->getAsRegion(), Types)))
    return std::nullopt;
  return Destination{*Place, F->getType(), F};
}

static ProgramStateRef storeNull(Loc Target, ProgramStateRef State,
                                 CheckerContext &C) {
  if (State->isNull(Target).isConstrainedTrue())
    return State;
  return State->bindLoc(
      Target, C.getSValBuilder().makeNullWithType(C.getASTContext().VoidPtrTy),
      C.getLocationContext());
}

/// A call writes an unknown value through its argument number \p I.
static ProgramStateRef receiveUnknown(const CallInProgress &Call, unsigned I,
                                      ProgramStateRef State) {
  CheckerContext &C = Call.C;
  SVal V = Call.value(I);
  const Expr *Arg = Call.argument(I);
  auto Target = V.getAs<Loc>();
  if (!Target || !Arg || State->isNull(V).isConstrainedTrue())
    return State;
  QualType T = Arg->IgnoreParenCasts()->getType();
  T = T->isPointerType() ? T->getPointeeType() : C.getASTContext().VoidPtrTy;
  if (!T->isScalarType())
    // A struct may say where to write, as those given to converters do.
    return State->invalidateRegions(Target->getAsRegion(), Call.at(),
                                    C.blockCount(), C.getLocationContext(),
                                    /*CausesPointerEscape=*/true);
  return State->bindLoc(*Target, storedBy(Arg, Arg, T, C),
                        C.getLocationContext());
}

/// A call writes a known number to a local variable.
static ProgramStateRef receiveNumber(const CallInProgress &Call,
                                     const CallDeed &D, ProgramStateRef State) {
  const auto *Place =
      dyn_cast_or_null<VarRegion>(Call.value(D.Arg).getAsRegion());
  if (!Place || !isLocalMemory(Place->getBaseRegion()) ||
      !Place->getValueType()->isIntegralOrEnumerationType())
    return State;
  SValBuilder &SVB = Call.C.getSValBuilder();
  return State->bindLoc(loc::MemRegionVal(Place),
                        SVB.makeIntVal(D.Number, Place->getValueType()),
                        Call.C.getLocationContext());
}

/// True if the argument points to a local variable that holds no object.
bool Outputs::mayBeOther(const CallInProgress &Call, unsigned I) const {
  const Expr *Arg = Call.argument(I);
  QualType T = Arg ? Arg->IgnoreParenImpCasts()->getType() : QualType();
  if (T.isNull() || !T->isPointerType())
    return false;
  QualType Pointee = T->getPointeeType();
  const MemRegion *R = Call.value(I).getAsRegion();
  return !Pointee.isConstQualified() && Pointee->isScalarType() &&
         !Context.types().isObjectPointer(Pointee) && R &&
         isLocalMemory(R->getBaseRegion());
}

/// Whether the stored value can be NULL. If an argument is omitted, the
/// variable keeps its value.
static bool mayBeNull(const CallInProgress &Call, const CallDeed &D,
                      ProgramStateRef State) {
  if (D.Null != CallDeed::NullIfBefore)
    return D.Null != CallDeed::NotNull;
  const auto Target = Call.value(D.Arg).getAs<Loc>();
  const Expr *Arg = Call.argument(D.Arg);
  return Target && Arg &&
         State
             ->isNull(State->getSVal(*Target,
                                     pointeeOf(Arg, Call.C.getASTContext())))
             .isConstrainedTrue();
}

/// The variable at \p Target loses its old value.
static ProgramStateRef overwrite(ObjectKey Old, Loc Target, const Expr *At,
                                 ProgramStateRef State) {
  const RefState *Lost = Old ? recorded(State, Old) : nullptr;
  if (!Lost || Lost->Account.Held <= 0 || !Lost->Last.Variable ||
      Lost->Last.Variable != Target.getAsRegion()->StripCasts())
    return State;
  RefState Overwritten = *Lost;
  Overwritten.Last.Event = RefEvent::Overwritten;
  Overwritten.Last.At = At;
  return record(State, Old, Overwritten);
}

/// The call writes the reference \p New directly into memory that outlives the
/// function.
ProgramStateRef Outputs::keepInMemory(const CallInProgress &Call,
                                      const CallDeed &D, const MemRegion *Place,
                                      ObjectKey Old, ObjectKey New,
                                      RefState &RS, ProgramStateRef State) {
  if (Old && !isNull(State, Old) &&
      Context.Run.Fields.of(fieldOf(Place)) == HeldReference::Owned)
    State = Context.Current.takeFromMemory(
        State, Old,
        !isCleared(State, Place) &&
            Context.losesOldValue(Place, New, /*IsFull=*/false),
        Call.at());
  const RefEvent Event = RS.Last.Event;
  State = Context.Current
              .store(record(State, New, RS), New, Place, Call.at(),
                     Call.argument(D.Arg))
              .State;
  RS = Context.Current.lookup(State, New);
  RS.Last.Event = Event;
  return State;
}

/// The call stores the reference \p RS.
ProgramStateRef Outputs::receive(const CallInProgress &Call, const CallDeed &D,
                                 RefState RS, ProgramStateRef State) {
  CheckerContext &C = Call.C;
  const auto To = destinationOf(Call, D, Context.types(), State);
  if (!To)
    return State;
  const SVal Before = State->getSVal(To->Place, To->Type);
  if (D.MayStay && !Before.isUndef() &&
      !State->isNull(Before).isConstrainedTrue()) {
    ObjectKey Old = objectOf(Before);
    if (Old && recorded(State, Old))
      State = Context.Current.untrack(State, Old);
    return State->bindLoc(To->Place,
                          storedBy(Call.argument(D.Arg), To->Tag, To->Type, C),
                          C.getLocationContext());
  }
  const bool IsFilled = D.Null == CallDeed::UnsetUntilTested &&
                        !Before.isUndef() &&
                        !State->isNull(Before).isConstrainedTrue();
  // A variable that had a value before keeps one.
  const bool MayBeNull = !IsFilled && mayBeNull(Call, D, State);
  ObjectKey Old = objectOf(Before);
  State = overwrite(Old, To->Place, Call.at(), State);
  SVal New = storedBy(Call.argument(D.Arg), To->Tag, To->Type, C);
  State = State->bindLoc(To->Place, New, C.getLocationContext());
  if (auto Defined = New.getAs<DefinedOrUnknownSVal>(); Defined && !MayBeNull)
    if (ProgramStateRef NonNull = State->assume(*Defined, true))
      State = NonNull;
  ObjectKey Key = objectOf(New);
  const MemRegion *R = To->Place.getAsRegion();
  if (!Key || !R)
    return State;
  if (const RefState *Lender =
          RS.Keeper.Owner ? recorded(State, RS.Keeper.Owner) : nullptr)
    RS.Keeper.Anchored |= Lender->Items.Shared;
  const bool IsBorrowed = RS.Arrival.Origin == RefOrigin::Borrowed;
  RS.Last.Event =
      IsBorrowed ? RefEvent::ReceivedBorrowed : RefEvent::ReceivedNew;
  RS.Last.Named = true;
  // Code fetches an object (PyErr_Fetch) because it exists.
  RS.Arrival.Unchecked = D.Null == CallDeed::NullUntilTested ||
                         (D.Null == CallDeed::UnsetUntilTested && MayBeNull) ||
                         (!D.IsToldByResult && MayBeNull && IsBorrowed);
  RS.Arrival.Unset = D.Null == CallDeed::UnsetUntilTested && Before.isUndef();
  if (isLocalMemory(R->getBaseRegion()))
    RS.Last.Variable = R->StripCasts();
  else
    State = keepInMemory(Call, D, R->StripCasts(), Old, Key, RS, State);
  State = record(State, Key, RS);
  return mayReleaseAtScopeEnd(R) || isGuarded(State, R->StripCasts())
             ? Context.Current.untrack(State, Key)
             : State;
}

/// The call stores an argument, perhaps with a new reference.
ProgramStateRef Outputs::receiveArgument(const CallInProgress &Call,
                                         const CallDeed &D,
                                         ProgramStateRef State) {
  const auto To = destinationOf(Call, D, Context.types(), State);
  if (!To)
    return State;
  SVal Arg = Call.value(D.Other);
  State = State->bindLoc(To->Place, Arg, Call.C.getLocationContext());
  ObjectKey Key = objectOf(Arg);
  if (!Key || !D.AddsReference || isNull(State, Key))
    return State;
  State = Context.apply(Context.Current.increment(State, Key, Call.at()), Key,
                        Call.at(), Call.argument(D.Other), Call.C);
  const MemRegion *R = To->Place.getAsRegion();
  if (R && mayReleaseAtScopeEnd(R))
    return Context.Current.untrack(State, Key);
  if (!R)
    return State;
  if (isLocalMemory(R->getBaseRegion())) {
    const RefState *RS = recorded(State, Key);
    if (!RS || !RS->isTracked())
      return State;
    // What gets the variable later gets the reference.
    RefState Held = *RS;
    Held.Last.Named = true;
    Held.Last.Variable = R->StripCasts();
    return record(State, Key, Held);
  }
  // `set(&self->f, value)`: the field holds the new reference.
  return Context.Current
      .store(State, Key, R->StripCasts(), Call.at(), Call.argument(D.Arg))
      .State;
}

ProgramStateRef Outputs::store(const CallInProgress &Call, const CallDeed &D,
                               ProgramStateRef State) {
  const auto Target = Call.value(D.Arg).getAs<Loc>();
  switch (D.What) {
  case CallDeed::StoreNull: {
    const auto To = destinationOf(Call, D, Context.types(), State);
    return To ? storeNull(To->Place, State, Call.C) : State;
  }
  case CallDeed::StoreArgument:
    return receiveArgument(Call, D, State);
  case CallDeed::StoreOther:
    return mayBeOther(Call, D.Arg) ? receiveUnknown(Call, D.Arg, State) : State;
  case CallDeed::StoreUnknown:
    return receiveUnknown(Call, D.Arg, State);
  case CallDeed::StoreNumber:
    return receiveNumber(Call, D, State);
  case CallDeed::FillBuffer:
    return receiveBuffer(Call, D.Arg, State);
  case CallDeed::StoreBorrowed: {
    ObjectKey Owner = Call.object(D.Other);
    RefState RS = RefState::makeBorrowed(Call.at(), Owner);
    RS.Keeper.Anchored = D.IsAnchored || !Owner;
    RS.Keeper.Droppable = D.IsDroppable;
    return receive(Call, D, RS, State);
  }
  case CallDeed::StoreMemoryIfNone:
    if (Target && !State->isNull(State->getSVal(*Target)).isConstrainedTrue())
      return receiveUnknown(Call, D.Arg, State);
    [[fallthrough]];
  case CallDeed::StoreMemory:
  case CallDeed::StoreNew: {
    RefState RS = RefState::makeNew(Call.at());
    RS.Keeper.Anchored = D.IsAnchored;
    RS.Arrival.Fresh = D.IsFresh;
    if (D.What != CallDeed::StoreNew)
      RS.Resource = RefResource::Memory;
    return receive(Call, D, RS, State);
  }
  default:
    llvm_unreachable("stores nothing");
  }
}

/// Sets `buf`, `obj` and `len` of a `Py_buffer`: cleanup code tests them.
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

ProgramStateRef Outputs::receiveBuffer(const CallInProgress &Call, unsigned I,
                                       ProgramStateRef State) const {
  const MemRegion *R = Call.value(I).getAsRegion();
  if (!R || !isLocalMemory(R->getBaseRegion()))
    return State;
  // A buffer over plain memory (PyBuffer_FillInfo with no exporter) holds no
  // reference.
  for (unsigned Other = 0, N = Call.size(); Other != N; ++Other)
    if (Call.argument(Other) &&
        Context.types().isObjectPointer(Call.argument(Other)->getType()) &&
        State->isNull(Call.value(Other)).isConstrainedTrue())
      return State;
  R = R->StripCasts();
  if (mayReleaseAtScopeEnd(R))
    return fillBuffer(R, Call.at(), State, Call.C);
  RefState RS = RefState::makeNew(Call.at());
  RS.Last.Event = RefEvent::ReceivedNew;
  RS.Resource = RefResource::Buffer;
  RS.Last.Variable = R;
  RS.Last.Named = true;
  return record(fillBuffer(R, Call.at(), State, Call.C), R, RS);
}

} // namespace pyrefcheck
