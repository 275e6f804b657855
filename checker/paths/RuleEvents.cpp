//===- RuleEvents.cpp - Notifying rules of events ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleEvents.h"
#include "CallInProgress.h"
#include "PathRule.h"
#include "PathRules.h"
#include "ReferenceChecker.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

void RuleEvents::checkPreCall(const CallEvent &Event, CheckerContext &C) const {
  const CallInProgress Call = Paths.callInProgress(Event, C);
  ProgramStateRef State = C.getState();
  for (const std::unique_ptr<PathRule> &Rule : Paths.rules())
    State = Rule->beforeCall(Call, State);
  goOn(State, C);
}

void RuleEvents::checkBind(SVal Loc, SVal Val, const Stmt *S,
                           CheckerContext &C) const {
  const MemRegion *Place = Loc.getAsRegion();
  if (!Place)
    return;
  ProgramStateRef State = C.getState();
  for (const std::unique_ptr<PathRule> &Rule : Paths.rules())
    State = Rule->store(Place, Val, S, State, C);
  goOn(State, C);
}

void RuleEvents::checkPreStmt(const ReturnStmt *RS, CheckerContext &C) const {
  const Expr *E = RS->getRetValue();
  if (!E || !C.inTopFrame())
    return;
  ProgramStateRef State = C.getState();
  for (const std::unique_ptr<PathRule> &Rule : Paths.rules())
    State = Rule->giveBack(RS, C.getSVal(E), State, C);
  goOn(State, C);
}

void RuleEvents::checkLiveSymbols(ProgramStateRef State,
                                  SymbolReaper &Reaper) const {
  for (const std::unique_ptr<PathRule> &Rule : Paths.rules())
    Rule->markLive(State, Reaper);
}

void RuleEvents::checkEndFunction(const ReturnStmt *RS,
                                  CheckerContext &C) const {
  if (!C.inTopFrame())
    return;
  ProgramStateRef State = C.getState();
  for (const std::unique_ptr<PathRule> &Rule : Paths.rules())
    State = Rule->end(RS, State, C);
  goOn(State, C);
}

} // namespace pyrefcheck
