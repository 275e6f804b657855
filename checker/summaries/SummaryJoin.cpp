//===- SummaryJoin.cpp - Joining the outcomes of a function -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function with many outcomes would cost each of its callers as many paths.
// Outcomes that callers cannot, or can hardly, tell apart by the returned value
// become one outcome, which states what they have in common.
//
//===----------------------------------------------------------------------===//

#include "Summary.h"
#include "contracts/Contract.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

/// More outcomes than this are not told apart.
constexpr size_t MostOutcomes = 6;

static bool isNew(SummaryRef Ref) {
  return Ref == SummaryRef::New || Ref == SummaryRef::NewShared;
}

/// What is stored or returned if it may be \p A or \p B.
static SummaryRef joinRefs(SummaryRef A, SummaryRef B) {
  if (A == B)
    return A;
  return isNew(A) && isNew(B) ? SummaryRef::NewShared : SummaryRef::Unknown;
}

static void joinOutput(ParameterOutcome &Mine, const ParameterOutcome &Other) {
  const bool HasNull =
      Mine.Out == SummaryRef::Null || Other.Out == SummaryRef::Null;
  Mine.OutNotNull &= Other.OutNotNull && !HasNull;
  Mine.OutFresh &= Other.OutFresh;
  Mine.OutMayStay |= Other.OutMayStay;
  if (HasNull && (isNew(Mine.Out) || isNew(Other.Out))) {
    // A new reference that may be missing.
    if (Mine.Out == SummaryRef::Null)
      Mine.Out = Other.Out;
    return;
  }
  Mine.Out = joinRefs(Mine.Out, Other.Out);
  if (Mine.OutOwner != Other.OutOwner && Mine.Out == SummaryRef::Borrowed)
    Mine.OutOwner = NoArg;
  else if (Mine.OutOwner != Other.OutOwner && !isNew(Mine.Out) &&
           Mine.Out != SummaryRef::Null && Mine.Out != SummaryRef::Nothing)
    Mine.Out = SummaryRef::Unknown;
}

static void joinParameter(ParameterOutcome &Mine,
                          const ParameterOutcome &Other) {
  if (Mine.Delta != Other.Delta) {
    Mine.Unknown = true;
    Mine.Delta = std::min(Mine.Delta, Other.Delta);
  }
  Mine.Unknown |= Other.Unknown;
  Mine.Owing &= Other.Owing;
  Mine.Kept |= Other.Kept;
  Mine.IsNull &= Other.IsNull;
  Mine.IsNotNull &= Other.IsNotNull;
  if (Mine.OutNumber != Other.OutNumber)
    Mine.OutNumber.reset();
  joinOutput(Mine, Other);
}

static void join(SummaryOutcome &Mine, const SummaryOutcome &Other) {
  if (Mine.Value != Other.Value)
    Mine.Value = std::nullopt;
  Mine.CertainlyNotNull &= Other.CertainlyNotNull;
  Mine.Unchecked |= Other.Unchecked;
  Mine.FromMemory |= Other.FromMemory;
  const SummaryRef Result = joinRefs(Mine.Result, Other.Result);
  const bool IsSame = Mine.Owner == Other.Owner && Mine.Global == Other.Global;
  Mine.Result = IsSame || isNew(Result) || Result == SummaryRef::Nothing
                    ? Result
                    : SummaryRef::Unknown;
  if (!IsSame) {
    Mine.Owner = NoArg;
    Mine.Global.clear();
  }
  if (Mine.ExceptionBefore != Other.ExceptionBefore)
    Mine.ExceptionBefore.reset();
  Mine.SetsException &= Other.SetsException;
  Mine.Fresh &= Other.Fresh;
  Mine.Assumed |= Other.Assumed;
  Mine.Static &= Other.Static;
  for (auto [Own, New] : llvm::zip_equal(Mine.Parameters, Other.Parameters))
    joinParameter(Own, New);
  for (auto [Own, New] : llvm::zip_equal(Mine.Fields, Other.Fields))
    joinOutput(Own, New);
}

void FunctionSummary::condense() {
  if (Outcomes.size() <= MostOutcomes)
    return;
  // First those that return the same value, then those whose values are of the
  // same class.
  for (const bool ByValue : {true, false}) {
    if (Outcomes.size() <= MostOutcomes)
      break;
    llvm::SmallVector<SummaryOutcome, 4> Groups;
    for (SummaryOutcome &O : Outcomes) {
      auto *Group = llvm::find_if(Groups, [&](const SummaryOutcome &G) {
        return G.Returns == O.Returns && (!ByValue || G.Value == O.Value);
      });
      if (Group == Groups.end())
        Groups.push_back(std::move(O));
      else
        join(*Group, O);
    }
    Outcomes = std::move(Groups);
  }
  // If no outcome gives a new reference, callers would only learn that the
  // result may be NULL. When it is depends on facts that they know better.
  const auto IsSame = [&](const SummaryOutcome &O) {
    return O.Parameters == Outcomes.front().Parameters &&
           O.Fields == Outcomes.front().Fields;
  };
  if (Outcomes.size() > 1 && llvm::all_of(Outcomes, IsSame) &&
      llvm::none_of(Outcomes,
                    [](const SummaryOutcome &O) { return isNew(O.Result); })) {
    Outcomes.truncate(1);
    Outcomes.front().Returns = ReturnClass::Any;
    Outcomes.front().Value = std::nullopt;
    Outcomes.front().Result = SummaryRef::Unknown;
  }
}

} // namespace pyrefcheck
