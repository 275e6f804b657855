//===- SummaryOutcomes.cpp - Summaries as outcomes of a call ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SummaryOutcomes.h"
#include "CallOutcomes.h"
#include "Summary.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace pyrefcheck {

ReturnedValue returnedBy(const SummaryOutcome &O) {
  if (O.Returns == ReturnClass::Any)
    return {};
  if (O.Value)
    return ReturnedValue::number(*O.Value);
  switch (O.Returns) {
  case ReturnClass::Any:
    return {};
  case ReturnClass::Null:
  case ReturnClass::Zero:
    return {ReturnedValue::Null};
  case ReturnClass::NonNull:
    // Success includes results that the callee did not test; see Summary.cpp.
    return {O.CertainlyNotNull ? ReturnedValue::NotNull
                               : ReturnedValue::Anything};
  case ReturnClass::Negative:
    return {ReturnedValue::Negative};
  case ReturnClass::Positive:
    return {ReturnedValue::Positive};
  }
  llvm_unreachable("covered switch");
}

/// True if the callee only sometimes does what \p O says to its argument number
/// \p Index, and its result does not show when. The object may own a reference
/// for that: one that is active may hold itself.
static bool dependsOnState(const FunctionSummary &Callee,
                           const SummaryOutcome &O, unsigned Index) {
  return llvm::any_of(Callee.Outcomes, [&](const SummaryOutcome &Other) {
    return !O.differsInReturn(Other) &&
           Other.Parameters[Index].Delta > O.Parameters[Index].Delta;
  });
}

/// Adds what happens to the argument number \p I itself.
static void addDeeds(CallOutcome &Way, const SummaryOutcome &O, unsigned I,
                     const FunctionSummary &Callee) {
  const ParameterOutcome &P = O.Parameters[I];
  if (P.IsNull || P.IsNotNull)
    Way.Deeds.push_back(
        {P.IsNotNull ? CallDeed::IsNotNull : CallDeed::IsNull, I});
  if (P.OutNumber)
    Way.Deeds.emplace_back(CallDeed::StoreNumber, I).Number = *P.OutNumber;
  if (P.Out != SummaryRef::Nothing)
    return;
  if (P.Unknown) {
    Way.Deeds.emplace_back(CallDeed::MayTake, I).IsOwing = P.Owing;
  } else if (P.Delta < 0) {
    Way.Deeds.emplace_back(P.Kept ? CallDeed::Steal : CallDeed::Decrement, I)
        .Level = dependsOnState(Callee, O, I) ? 2 : 0;
  } else if (P.Delta == 1 && P.OnlyCounted) {
    // `static void take(PyObject *x) { Py_INCREF(x); }`
    Way.Deeds.emplace_back(CallDeed::Increment, I);
  } else if (P.Delta > 0 || P.Kept) {
    // The callee keeps references somewhere. The caller may release them, too
    // (`Py_DECREF(self)` for one that a buffer held).
    Way.Deeds.emplace_back(CallDeed::KeepSomewhere, I).References =
        std::max<int>(P.Delta, 1);
  }
}

/// Adds what an out-parameter holds afterwards.
static void addStore(CallOutcome &Way, const ParameterOutcome &P, unsigned I,
                     unsigned Arguments) {
  auto Add = [&](CallDeed::Kind What) -> CallDeed & {
    CallDeed &D = Way.Deeds.emplace_back(What, I);
    D.Null = P.OutNotNull ? CallDeed::NotNull : CallDeed::MayBeNull;
    return D;
  };
  switch (P.Out) {
  case SummaryRef::New:
  case SummaryRef::NewShared: {
    CallDeed &D = Add(CallDeed::StoreNew);
    D.IsFresh = P.OutFresh;
    D.IsAnchored = P.Out == SummaryRef::NewShared;
    D.MayStay = P.OutMayStay;
    return;
  }
  case SummaryRef::Borrowed: {
    CallDeed &D = Add(CallDeed::StoreBorrowed);
    D.IsAnchored = true;
    // The helper's result may show whether it is NULL.
    D.IsToldByResult = true;
    return;
  }
  case SummaryRef::Null:
    Way.Deeds.push_back({CallDeed::StoreNull, I});
    return;
  case SummaryRef::Argument:
  case SummaryRef::NewReferenceToArgument:
    if (P.OutOwner < Arguments)
      Way.Deeds.emplace_back(CallDeed::StoreArgument, I, P.OutOwner)
          .AddsReference = P.Out == SummaryRef::NewReferenceToArgument;
    return;
  case SummaryRef::Nothing:
  case SummaryRef::Unknown:
  case SummaryRef::Item:
    return;
  }
  llvm_unreachable("covered switch");
}

static ResultDeed resultOf(const SummaryOutcome &O, unsigned Arguments) {
  ResultDeed D;
  switch (O.Result) {
  case SummaryRef::Nothing:
  case SummaryRef::Null:
    break;
  case SummaryRef::Unknown:
    D.What = ResultDeed::Unknown;
    break;
  case SummaryRef::Item:
    D.What = ResultDeed::Item;
    break;
  case SummaryRef::New:
  case SummaryRef::NewShared:
    D.What = ResultDeed::New;
    D.IsAnchored = O.Result == SummaryRef::NewShared;
    D.IsFresh = O.Fresh;
    D.IsUnchecked = O.Unchecked;
    break;
  case SummaryRef::Borrowed:
    D.What = ResultDeed::Borrowed;
    D.Arg = O.Owner < Arguments ? unsigned(O.Owner) : NoArgument;
    D.IsAnchored = !O.Droppable;
    D.IsDroppable = O.Droppable;
    // The function that reads it stands for an owner that callers cannot name.
    D.IsFromTable = O.Droppable && D.Arg == NoArgument;
    D.Global = O.Global;
    break;
  case SummaryRef::Argument:
  case SummaryRef::NewReferenceToArgument:
    if (O.Owner >= Arguments) {
      D.What = ResultDeed::Unknown;
      break;
    }
    D.What = ResultDeed::Argument;
    D.Arg = O.Owner;
    D.AddsReference = O.Result == SummaryRef::NewReferenceToArgument &&
                      !O.Parameters[O.Owner].Delta;
    break;
  }
  return D;
}

/// The outcome of a call that ends as \p O.
static CallOutcome wayOf(const FunctionSummary &Summary,
                         const SummaryOutcome &O, unsigned Arguments) {
  CallOutcome Way;
  const unsigned N = std::min<unsigned>(Arguments, O.Parameters.size());
  for (unsigned I = 0; I != N; ++I)
    addDeeds(Way, O, I, Summary);
  // A stored object may be an argument: stores come after that one's deeds.
  for (unsigned I = 0; I != N; ++I)
    if (O.Parameters[I].Out != SummaryRef::Nothing)
      addStore(Way, O.Parameters[I], I, Arguments);
  for (const auto &[Field, At] : llvm::zip_equal(O.Fields, Summary.Outputs)) {
    const size_t Before = Way.Deeds.size();
    if (Field.Out != SummaryRef::Nothing && At.Parameter < Arguments)
      addStore(Way, Field, At.Parameter, Arguments);
    for (CallDeed &D : llvm::drop_begin(Way.Deeds, Before))
      D.Field = At.Field;
  }
  Way.Result = resultOf(O, N);
  Way.ExceptionBefore = O.ExceptionBefore;
  Way.SetsException = O.SetsException;
  return Way;
}

/// Keeps only numbers that all outcomes write to the same argument.
static void keepCommonNumbers(CallOutcome &Way,
                              const FunctionSummary &Summary) {
  llvm::erase_if(Way.Deeds, [&](const CallDeed &D) {
    return D.What == CallDeed::StoreNumber &&
           llvm::any_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
             return O.Parameters[D.Arg].OutNumber != D.Number;
           });
  });
}

CallOutcomes lower(const FunctionSummary &Summary, unsigned Arguments) {
  CallOutcomes All;
  All.RunsPython = Summary.RunsPython;
  All.CallsPython = Summary.CallsPython;
  All.Runs = Summary.CallsObjects ? CallOutcomes::Usually
             : Summary.RunsPython ? CallOutcomes::Rarely
                                  : CallOutcomes::None;
  All.Mutated = Summary.Mutated;
  if (Summary.Outcomes.empty())
    return All;
  // One outcome stands for all: callers need not tell them apart.
  const SummaryOutcome &First = Summary.Outcomes.front();
  if (llvm::all_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
        return O.sameEffects(First);
      })) {
    CallOutcome Way = wayOf(Summary, First, Arguments);
    keepCommonNumbers(Way, Summary);
    if (llvm::all_of(Summary.Outcomes, [&](const SummaryOutcome &O) {
          return O.Returns == First.Returns && O.Value == First.Value &&
                 O.CertainlyNotNull == First.CertainlyNotNull;
        }))
      Way.Value = returnedBy(First);
    All.Ways.push_back(std::move(Way));
    return All;
  }
  for (const SummaryOutcome &O : Summary.Outcomes) {
    CallOutcome Way = wayOf(Summary, O, Arguments);
    Way.Value = returnedBy(O);
    Way.IsFailure = isFailure(O.Returns);
    Way.Succeeds = !Way.IsFailure;
    All.Ways.push_back(std::move(Way));
  }
  return All;
}

} // namespace pyrefcheck
