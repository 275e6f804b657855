//===- PureCalls.cpp - Calls that return the same result --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PureCalls.h"
#include "CallInProgress.h"
#include "KnownTypes.h"
#include "PureResults.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "summaries/BodyFacts.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// What distinguishes values of an argument: a region, or the number itself.
static const void *identityOf(SVal V) {
  if (const auto Number = V.getAs<nonloc::ConcreteInt>())
    return &Number->getValue();
  return V.getAsRegion();
}

PureCall PureCalls::keyOf(const CallInProgress &Call) {
  const unsigned N = Call.size();
  const void *Callee = Call.Event.getDecl();
  if (!Callee)
    Callee = Call.Ct;
  return {Callee, N ? Call.value(0).getAsRegion() : nullptr,
          N > 1 ? identityOf(Call.value(1)) : nullptr};
}

SVal PureCalls::sameAsBefore(const CallInProgress &Call) {
  CheckerContext &C = Call.C;
  auto Conjure = [&] {
    return C.getSValBuilder().conjureSymbolVal(
        nullptr, Call.at(), C.getLocationContext(), Call.Event.getResultType(),
        C.blockCount());
  };
  const PureCall This = keyOf(Call);
  if (Call.size() && !This.Argument)
    return Conjure();
  return Results.get(This, C.getState(), Conjure);
}

/// True for `PyType_HasFeature(type, Py_TPFLAGS_BYTES_SUBCLASS)` if the path
/// knows that the type has another such flag.
bool PureCalls::isRuledOut(const CallInProgress &Call) const {
  if (!Call.Ct->has(EffectTestsFeature) || Call.size() < 2)
    return false;
  auto IsLayout = [](const void *Identity) {
    const auto *Flag = static_cast<const llvm::APSInt *>(Identity);
    return Flag && isLayoutFlag(Flag->tryZExtValue().value_or(0));
  };
  if (!Call.value(1).getAs<nonloc::ConcreteInt>())
    return false;
  const ProgramStateRef State = Call.C.getState();
  const PureCall This = keyOf(Call);
  return IsLayout(This.Second) &&
         Results.anyOther(This, [&](const void *Other, SVal Answer) {
           return IsLayout(Other) && State->isNull(Answer).isConstrainedFalse();
         });
}

std::optional<bool> PureCalls::answerByType(const CallInProgress &Call) const {
  if (!Call.size())
    return std::nullopt;
  if (Call.Ct->has(EffectTestsFeature))
    return answerTypeTest(Call, Results.argumentOf(Call.value(0).getAsSymbol()),
                          Context);
  if (Call.Ct->has(EffectTestsType) || Call.Ct->has(EffectTestsInstance))
    return answerTypeTest(Call, Call.object(0), Context);
  return std::nullopt;
}

std::optional<SVal> PureCalls::result(const CallInProgress &Call) {
  const QualType T = Call.Event.getResultType();
  if (!T->isIntegralOrEnumerationType())
    return sameAsBefore(Call);
  if (const std::optional<bool> Known = answerByType(Call))
    return Call.C.getSValBuilder().makeIntVal(*Known ? 1 : 0, T);
  if (isRuledOut(Call))
    return Call.C.getSValBuilder().makeIntVal(0, T);
  const VarDecl *Asked =
      askedVariable(cast<CallExpr>(Call.at()), Context.Run.Functions);
  if ((Asked && Context.Body.AskedAgain.contains(Asked)) ||
      Results.find(keyOf(Call)))
    return sameAsBefore(Call);
  return std::nullopt;
}

void PureCalls::markLive(ProgramStateRef State, SymbolReaper &Reaper) const {
  Results.markLive(State, Reaper);
}

} // namespace pyrefcheck
