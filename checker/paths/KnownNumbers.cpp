//===- KnownNumbers.cpp - The numbers that objects stand for ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KnownNumbers.h"
#include "CallInProgress.h"
#include "ValuesOfObjects.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

REGISTER_MAP_WITH_PROGRAMSTATE(KnownNumbers, pyrefcheck::ObjectKey, SVal)

namespace pyrefcheck {

ProgramStateRef noteNumber(const CallInProgress &Call, ObjectKey Made,
                           ProgramStateRef State) {
  const Expr *Given = Call.size() == 1 ? Call.argument(0) : nullptr;
  if (!Call.Ct || !Made || !Given ||
      !Given->getType()->isIntegralOrEnumerationType() ||
      !holdsNumber(Call.Ct->Result.Type) || Call.value(0).isUnknownOrUndef())
    return State;
  return State->set<KnownNumbers>(Made, Call.value(0));
}

std::optional<SVal> numberBehind(const CallInProgress &Call) {
  const ObjectKey Object = Call.size() == 1 ? Call.object(0) : nullptr;
  const SVal *Number =
      Object ? Call.C.getState()->get<KnownNumbers>(Object) : nullptr;
  return Number ? std::optional(*Number) : std::nullopt;
}

void markNumbers(ProgramStateRef State, SymbolReaper &Reaper) {
  markValues<KnownNumbers>(State, Reaper);
}

ProgramStateRef reapNumbers(ProgramStateRef State, SymbolReaper &Reaper) {
  return reapObjects<KnownNumbers>(State, Reaper);
}

} // namespace pyrefcheck
