//===- OutputTransfer.cpp - What calls write --------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What calls write through their arguments: references, buffers, and values of
// which nothing is known.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "ownership/CallArguments.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The symbol that a call stores through an out-parameter.
static SVal storedBy(const Expr *Arg, QualType T, CheckerContext &C) {
  return C.getSValBuilder().conjureSymbolVal(
      /*symbolTag=*/Arg, Arg, C.getLocationContext(), T, C.blockCount());
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

ProgramStateRef ReferenceChecker::storeNull(Loc Target, ProgramStateRef State,
                                            CheckerContext &C) const {
  if (State->isNull(Target).isConstrainedTrue())
    return State;
  return State->bindLoc(
      Target, C.getSValBuilder().makeNullWithType(C.getASTContext().VoidPtrTy),
      C.getLocationContext());
}

ProgramStateRef ReferenceChecker::receive(const CallEvent &Call, unsigned Index,
                                          RefState RS, bool MayBeNull,
                                          ProgramStateRef State,
                                          CheckerContext &C,
                                          bool Unchecked) const {
  SVal V = Call.getArgSVal(Index);
  const Expr *Arg = Call.getArgExpr(Index);
  auto Target = V.getAs<Loc>();
  if (!Target || !Arg || State->isNull(V).isConstrainedTrue())
    return State;
  // What the variable held before is lost.
  ObjectKey Old =
      objectOf(State->getSVal(*Target, pointeeOf(Arg, C.getASTContext())));
  if (const RefState *Lost = Old ? recorded(State, Old) : nullptr;
      Lost && Lost->Count > 0 && Lost->Variable &&
      Lost->Variable == Target->getAsRegion()->StripCasts()) {
    RefState Overwritten = *Lost;
    Overwritten.Event = RefEvent::Overwritten;
    Overwritten.Last = Call.getOriginExpr();
    State = record(State, Old, Overwritten);
  }
  SVal New = storedBy(Arg, pointeeOf(Arg, C.getASTContext()), C);
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
  RS.Unchecked = Unchecked && MayBeNull && IsBorrowed;
  if (isLocalMemory(R->getBaseRegion())) {
    RS.Variable = R->StripCasts();
  } else {
    // Written straight into memory that outlives the function.
    const MemRegion *Place = R->StripCasts();
    if (Old && !isNull(State, Old) &&
        Context.Slots.of(slotOf(Place)) == SlotOwnership::Owned)
      State = Current->takeFromMemory(State, Old, losesOldValue(Place, Key),
                                      Call.getOriginExpr());
    const RefEvent Event = RS.Event;
    State = Current
                ->store(record(State, Key, RS), Key, Place,
                        Call.getOriginExpr(), Arg)
                .State;
    RS = Current->lookup(State, Key);
    RS.Event = Event;
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

} // namespace pyrefcheck
