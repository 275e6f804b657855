//===- ContractOutcomes.cpp - Contracts as outcomes of a call ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractOutcomes.h"
#include "CallOutcomes.h"
#include "CallShape.h"
#include "FormatOutcomes.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "contracts/FormatString.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

static bool isOutput(ArgEffect Effect) {
  return Effect == ArgEffect::OutNew || Effect == ArgEffect::OutBorrowed;
}

static bool dependsOnOutcome(const Contract &Ct) {
  if (isParse(Ct))
    return true;
  return llvm::any_of(Ct.Args, [](const ArgContract &A) {
    return A.When != Outcome::Always || isOutput(A.Effect) ||
           A.Effect == ArgEffect::OutMemory ||
           A.Effect == ArgEffect::FillsBuffer ||
           A.Effect == ArgEffect::Replaces;
  });
}

/// True for a target that is NULL if the call fails (_PyTuple_Resize).
static bool isClearedOnFailure(const Contract &Ct, const ArgContract &Of) {
  return llvm::any_of(Ct.Args, [&Of](const ArgContract &A) {
    return A.Index == Of.Index && A.Effect == ArgEffect::Clears &&
           A.When == Outcome::Failure;
  });
}

static bool hasOptionalOutput(const Contract &Ct) {
  return llvm::any_of(Ct.Args, [](const ArgContract &A) {
    return isOutput(A.Effect) && A.MayBeNull;
  });
}

static bool isArgument(const Contract &Ct) {
  return Ct.Result.Kind == ResultKind::Argument ||
         Ct.Result.Kind == ResultKind::NewReferenceToArgument;
}

namespace {

/// Makes the outcomes of one call.
class ContractLowering {
public:
  ContractLowering(const Contract &Ct, const CallShape &Call)
      : Ct(Ct), Call(Call) {}

  CallOutcomes lower();

private:
  unsigned position(ArgIndex I) const {
    return I > MaxParams ? NoArgument : positionOf(Ct, Call.Arguments, I);
  }

  void addWay(ReturnedValue Value, Outcome When, bool IsFailure = false);
  bool mayLeaveArguments() const;
  void addLeavingWay();
  void addPointerWays();
  void addIntegerWays();
  void addSplitWays();
  bool buildsFromArgument();

  void addDeeds(CallOutcome &Way, Outcome When) const;
  void addFailedDeed(CallOutcome &Way, const ArgContract &A, unsigned I) const;
  void addDeed(CallOutcome &Way, const ArgContract &A, unsigned I) const;
  void addMutation(CallDeed &D, const ArgContract &A) const;
  void addStore(CallOutcome &Way, const ArgContract &A, unsigned I) const;
  void addOtherStores(CallOutcome &Way) const;
  bool isRequired(unsigned I) const;
  bool replacesItem(ArgIndex Container) const;
  ResultDeed result() const;
  ResultDeed borrowedResult() const;
  ResultDeed newResult() const;

  const Contract &Ct;
  const CallShape &Call;
  CallOutcomes All;
};

} // namespace

void ContractLowering::addWay(ReturnedValue Value, Outcome When,
                              bool IsFailure) {
  CallOutcome Way;
  Way.Value = Value;
  Way.Succeeds = When != Outcome::Failure;
  Way.IsFailure = IsFailure;
  addDeeds(Way, When);
  All.Ways.push_back(std::move(Way));
}

void ContractLowering::addPointerWays() {
  switch (Ct.Result.Null) {
  case NullWhen::Always:
    return addWay(ReturnedValue::number(0), Outcome::Failure);
  case NullWhen::Never:
    return addWay({isArgument(Ct) ? ReturnedValue::Anything
                                  : ReturnedValue::ProbablyNotNull},
                  Outcome::Success);
  case NullWhen::OnError:
  case NullWhen::Absent:
  case NullWhen::OnErrorOrAbsent:
    break;
  }
  if (Call.IsSure || Call.IsCertain ||
      (Ct.has(EffectStaticIfEmpty) && Call.IsSizeZero))
    return addWay({ReturnedValue::ProbablyNotNull}, Outcome::Success);
  const bool MayLeave = mayLeaveArguments();
  if (!Call.IsAsked && !dependsOnOutcome(Ct) && !MayLeave)
    return addWay({}, Outcome::Success);
  addWay({ReturnedValue::NotNull}, Outcome::Success);
  addWay({ReturnedValue::Null}, Outcome::Failure);
  if (MayLeave)
    addLeavingWay();
}

/// True if the call gives away references only if it finds a method.
bool ContractLowering::mayLeaveArguments() const {
  return Ct.Format == FormatKind::CallMethod && Call.Format &&
         !Call.IsMethodThere &&
         llvm::any_of(readBuildFormat(*Call.Format).Args, [](const VarArg &A) {
           return A.Role == VarArgRole::Stolen;
         });
}

/// Adds the outcome that no method is found.
void ContractLowering::addLeavingWay() {
  CallOutcome Way;
  Way.Value = {ReturnedValue::Null};
  Way.Succeeds = false;
  const FormatString Format = readBuildFormat(*Call.Format);
  for (unsigned I = 0; I != Format.Args.size(); ++I)
    if (Format.Args[I].Role == VarArgRole::Stolen &&
        Ct.FormatArg + 1 + I < Call.Arguments)
      Way.Deeds.push_back({CallDeed::Leave, Ct.FormatArg + 1 + I});
  All.Ways.push_back(std::move(Way));
}

void ContractLowering::addIntegerWays() {
  All.IsNotNegative =
      Ct.has(EffectNotNegative) ||
      (Call.IsCertain && Ct.Result.Fails != FailsWith::AmbiguousMinusOne);
  if (Call.IsCertain)
    return addWay(Ct.Result.Fails == FailsWith::MinusOne
                      ? ReturnedValue::number(0)
                      : ReturnedValue(),
                  Outcome::Success);
  if (Ct.has(EffectMatchesException) && Call.IsAsked) {
    addWay(ReturnedValue::number(1), Outcome::Success);
    addWay(ReturnedValue::number(0), Outcome::Failure);
    return;
  }
  // A caller that ignores the result assumes that the call does not fail.
  const bool Split = (Call.IsAsked || dependsOnOutcome(Ct)) &&
                     Ct.Result.Fails != FailsWith::Nothing &&
                     (Call.IsResultUsed || Call.IsDoubted);
  if (Split)
    return addSplitWays();
  if (Ct.Result.Fails == FailsWith::MinusOne)
    addWay(ReturnedValue::range(-1, 0), Outcome::Success);
  else if (Ct.Result.Fails == FailsWith::Negative)
    addWay(ReturnedValue::range(-1, std::nullopt), Outcome::Success);
  else
    addWay({}, Outcome::Success);
}

/// Adds one outcome per value that the contract tells apart. A 0 that means
/// "none" is not reported as a failure.
void ContractLowering::addSplitWays() {
  switch (Ct.Result.Fails) {
  case FailsWith::Nothing:
    return;
  case FailsWith::MinusOne:
    addWay(ReturnedValue::number(0), Outcome::Success);
    addWay(ReturnedValue::number(-1), Outcome::Failure, /*IsFailure=*/true);
    return;
  case FailsWith::Zero:
    addWay(ReturnedValue::number(1), Outcome::Success);
    addWay(ReturnedValue::number(0), Outcome::Failure, /*IsFailure=*/true);
    return;
  case FailsWith::Negative:
    if (hasOptionalOutput(Ct)) {
      // 1: an object; 0: none, which for ownership is the same as -1.
      addWay(ReturnedValue::number(1), Outcome::Success);
      addWay(ReturnedValue::number(0), Outcome::Failure);
    } else {
      addWay(ReturnedValue::range(0, std::nullopt), Outcome::Success);
    }
    addWay(ReturnedValue::number(-1), Outcome::Failure, /*IsFailure=*/true);
    return;
  case FailsWith::AmbiguousMinusOne:
    addWay({}, Outcome::Success);
    addWay(ReturnedValue::number(-1), Outcome::Failure, /*IsFailure=*/true);
    return;
  }
  llvm_unreachable("covered switch");
}

/// Py_BuildValue("O", x) is x with one more reference, "N" is x itself.
bool ContractLowering::buildsFromArgument() {
  const auto Built = builtFromArgument(Ct, Call);
  if (!Built || (Call.IsPointer && !Call.IsPointer(Built->Arg)))
    return false;
  All.Returns = Built->Arg;
  All.Runs = CallOutcomes::None;
  All.IsPartial = false;
  CallOutcome Way;
  if (!Built->IsStolen) {
    Way.Result.What = ResultDeed::Increment;
    Way.Result.Arg = Built->Arg;
  }
  All.Ways.push_back(std::move(Way));
  return true;
}

CallOutcomes ContractLowering::lower() {
  All.RunsPython = Ct.has(EffectRunsPython);
  All.CallsPython =
      All.RunsPython && llvm::none_of(Ct.Args, [](const ArgContract &A) {
        return A.Effect == ArgEffect::Decrements ||
               A.Effect == ArgEffect::Clears;
      });
  All.IsPartial = Ct.Partial;
  if (All.RunsPython || Ct.has(EffectReleasesGIL))
    All.Runs = Ct.has(EffectCallsObjects) || Ct.has(EffectReleasesGIL)
                   ? CallOutcomes::Usually
                   : CallOutcomes::Rarely;
  if (Ct.has(EffectNoReturn) || buildsFromArgument())
    return All;
  if (const unsigned I = position(Ct.Result.Owner);
      isArgument(Ct) && I < Call.Arguments && Call.Result != CallShape::Void)
    All.Returns = I;
  switch (Call.Result) {
  case CallShape::Pointer:
    addPointerWays();
    break;
  case CallShape::Integer:
    addIntegerWays();
    break;
  case CallShape::Void:
  case CallShape::Other:
    addWay({}, Outcome::Success);
    break;
  }
  // What any class can define is not called for an object of a built-in type.
  if (Call.IsCertain && Ct.has(EffectCallsObjects))
    All.Runs = CallOutcomes::None;
  for (CallOutcome &Way : All.Ways)
    Way.IsCertain = Call.IsCertain;
  return All;
}

void ContractLowering::addDeeds(CallOutcome &Way, Outcome When) const {
  for (const ArgContract &A : Ct.Args) {
    const bool IsRefused = When == Outcome::Failure &&
                           A.When == Outcome::Success &&
                           A.Effect == ArgEffect::Steals;
    if (A.When != Outcome::Always && A.When != When && !IsRefused)
      continue;
    const unsigned First = position(A.Index);
    const unsigned End =
        A.AndRest ? Call.Arguments : std::min(First + 1, Call.Arguments);
    for (unsigned I = First; I < End; ++I)
      if (IsRefused)
        Way.Deeds.push_back({CallDeed::Refuse, I});
      else if (When == Outcome::Failure && A.When == Outcome::Always)
        addFailedDeed(Way, A, I);
      else
        addDeed(Way, A, I);
  }
  if (Ct.Format == FormatKind::None)
    addOtherStores(Way);
  addFormatDeeds(Way, Ct, Call);
  if (When != Outcome::Failure)
    Way.Result = result();
}

/// Out-parameters hold nothing after a failure.
void ContractLowering::addFailedDeed(CallOutcome &Way, const ArgContract &A,
                                     unsigned I) const {
  switch (A.Effect) {
  case ArgEffect::OutNew:
  case ArgEffect::OutBorrowed:
    Way.Deeds.push_back({CallDeed::StoreNull, I});
    return;
  case ArgEffect::OutMemory:
  case ArgEffect::FillsBuffer:
    return;
  case ArgEffect::Replaces:
    addDeed(Way, A, I);
    Way.Deeds.push_back({CallDeed::StoreNull, I});
    return;
  default:
    addDeed(Way, A, I);
  }
}

void ContractLowering::addDeed(CallOutcome &Way, const ArgContract &A,
                               unsigned I) const {
  auto Add = [&](CallDeed::Kind What) -> CallDeed & {
    return Way.Deeds.emplace_back(What, I);
  };
  switch (A.Effect) {
  case ArgEffect::Steals:
    Add(CallDeed::Steal).Other = position(A.Into);
    return;
  case ArgEffect::Keeps:
    Add(CallDeed::Keep).Other = position(A.Into);
    return;
  case ArgEffect::Increments:
    Add(CallDeed::Increment).IsDirect = true;
    Way.Deeds.back().IsOnly = Ct.has(EffectInitializes);
    return;
  case ArgEffect::Decrements:
    Add(CallDeed::Decrement).IsDirect = true;
    return;
  case ArgEffect::Frees:
    Add(CallDeed::Free);
    return;
  case ArgEffect::FreesMemory:
    Add(CallDeed::FreeMemory);
    return;
  case ArgEffect::Escapes:
    // An inferred "escapes" may stand for any number of references.
    Add(Ct.has(EffectInferred) ? CallDeed::EscapeWholly : CallDeed::Escape);
    return;
  case ArgEffect::ReleasesBuffer:
    Add(CallDeed::ReleaseBuffer);
    return;
  case ArgEffect::FillsBuffer:
    Add(CallDeed::FillBuffer);
    return;
  case ArgEffect::Mutates:
    addMutation(Add(CallDeed::Mutate), A);
    return;
  case ArgEffect::Clears:
    Add(CallDeed::ReleaseTarget);
    Add(CallDeed::StoreNull);
    return;
  case ArgEffect::OutNull:
    Add(CallDeed::StoreNull);
    return;
  case ArgEffect::Replaces:
    Add(CallDeed::StealTarget);
    [[fallthrough]];
  case ArgEffect::OutNew:
  case ArgEffect::OutBorrowed:
  case ArgEffect::OutMemory:
    addStore(Way, A, I);
    return;
  case ArgEffect::NotNull:
  case ArgEffect::FailsIfNull:
  case ArgEffect::UsedAfterCode:
    return;
  }
  llvm_unreachable("covered switch");
}

/// Completes \p D, the mutation of a container.
void ContractLowering::addMutation(CallDeed &D, const ArgContract &A) const {
  D.Drops = !replacesItem(A.Index);
  // A call with a key or an index may drop another item than the one at hand.
  D.IsUnlikely = D.Drops && Ct.Params.size() > 1;
}

void ContractLowering::addStore(CallOutcome &Way, const ArgContract &A,
                                unsigned I) const {
  const bool IsBorrowed = A.Effect == ArgEffect::OutBorrowed;
  CallDeed D(IsBorrowed                         ? CallDeed::StoreBorrowed
             : A.Effect == ArgEffect::OutMemory ? CallDeed::StoreMemory
                                                : CallDeed::StoreNew,
             I, IsBorrowed ? position(A.Into) : NoArgument);
  // The place where the object was found still holds it.
  D.IsAnchored = A.Effect == ArgEffect::OutNew && A.Into != NoArg;
  D.IsDroppable = IsBorrowed && Ct.has(EffectFromMutable);
  // If the result shows whether there is an object, the outcomes are split.
  const bool IsTold =
      isOutput(A.Effect) && Ct.Result.Fails == FailsWith::Negative;
  if (A.MayBeNull && !IsTold && !isRequired(I))
    // An omitted output keeps its value.
    D.Null = A.NeedsTest  ? CallDeed::NullUntilTested
             : IsBorrowed ? CallDeed::NullIfBefore
                          : CallDeed::MayBeNull;
  else if (isOutput(A.Effect) && mayLeaveUnset(Ct, Call))
    D.Null = CallDeed::UnsetUntilTested;
  else if (!Call.IsResultUsed && isClearedOnFailure(Ct, A))
    D.Null = CallDeed::NullUntilTested;
  Way.Deeds.push_back(D);
}

/// What a call writes besides references (`int *overflow`, `char **buffer`) is
/// unknown afterwards.
void ContractLowering::addOtherStores(CallOutcome &Way) const {
  for (unsigned I = 0; I != Call.Arguments; ++I)
    if (llvm::none_of(Ct.Args, [&](const ArgContract &A) {
          return A.Index == I && !isDemand(A.Effect);
        }))
      Way.Deeds.push_back({CallDeed::StoreOther, I});
}

/// PyArg_UnpackTuple(args, name, min, max, ...) always fills the first `min`.
bool ContractLowering::isRequired(unsigned I) const {
  const auto *Min = llvm::find(Ct.Params, "min");
  return Min != Ct.Params.end() && Call.Minimum &&
         I < (Min - Ct.Params.begin()) + 2 + *Call.Minimum;
}

/// True if the call puts an item into its argument number \p Container: the key
/// determines which item it replaces, if any.
bool ContractLowering::replacesItem(ArgIndex Container) const {
  return llvm::any_of(Ct.Args, [&](const ArgContract &A) {
    return A.Into == Container &&
           (A.Effect == ArgEffect::Steals || A.Effect == ArgEffect::Keeps);
  });
}

ResultDeed ContractLowering::result() const {
  ResultDeed D;
  if (Ct.ImmortalSince && Call.Python >= Ct.ImmortalSince) {
    // The count of an immortal object does not matter.
    D.What = ResultDeed::Unknown;
    return D;
  }
  switch (Ct.Result.Kind) {
  case ResultKind::NotAReference:
  case ResultKind::Argument:
    break;
  case ResultKind::NewReferenceToArgument:
    D.What = ResultDeed::Increment;
    D.Arg = position(Ct.Result.Owner);
    D.IsOnly = Ct.has(EffectInitializes);
    break;
  case ResultKind::Borrowed:
    D = borrowedResult();
    break;
  case ResultKind::New:
    D = newResult();
    break;
  }
  // The object is the same as before, and what is known about it still holds.
  D.IsSameAsBefore = D.What != ResultDeed::Nothing && Ct.has(EffectPure);
  return D;
}

ResultDeed ContractLowering::borrowedResult() const {
  ResultDeed D;
  D.What = ResultDeed::Borrowed;
  D.Arg = position(Ct.Result.Owner);
  D.IsDroppable = Ct.has(EffectFromMutable);
  D.IsFromTable = Ct.has(EffectFromTable);
  // Code that reads an item by its index has counted the items.
  D.IsUnchecked = Ct.Result.Null == NullWhen::Absent ||
                  Ct.Result.Null == NullWhen::OnErrorOrAbsent;
  // An object owns a reference to its type, as a field to what it holds.
  D.IsTypeOfOwner = Call.ReturnsType && D.Arg != NoArgument;
  return D;
}

ResultDeed ContractLowering::newResult() const {
  ResultDeed D;
  D.What = ResultDeed::New;
  D.IsAllocated = Ct.has(EffectAllocates);
  D.SharesItems = Ct.Result.Owner != NoArg;
  D.IsFresh = Ct.Result.Fresh || buildsContainer(Ct, Call);
  D.Keeper = position(Ct.Result.Keeper);
  // Callers expect NULL from a function for which it only means "absent".
  D.IsUnchecked = (Ct.Result.Null == NullWhen::OnError ||
                   Ct.Result.Null == NullWhen::OnErrorOrAbsent) &&
                  !Call.IsSure && !Call.IsCertain &&
                  !buildsEmptyTuple(Ct, Call);
  if (Ct.has(EffectStaticIfEmpty))
    D.Size = Call.Size;
  if (Ct.has(EffectSized))
    D.Count = Call.Size;
  return D;
}

CallOutcomes lower(const Contract &Ct, const CallShape &Call) {
  return ContractLowering(Ct, Call).lower();
}

} // namespace pyrefcheck
