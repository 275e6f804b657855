//===- PathRules.cpp - The rules that listen to paths -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathRules.h"
#include "CallInProgress.h"
#include "PathContext.h"
#include "PathRule.h"
#include "findings/Rules.h"
#include "ownership/RefState.h"
#include "summaries/CallOutcomes.h"
#include "words/Messages.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

#define PATH_RULE(NAME)                                                        \
  std::unique_ptr<PathRule> make##NAME##Rule(PathContext &Context);
#include "PathRules.def"
#undef PATH_RULE

bool havePathRules() {
  constexpr unsigned Number = 0
// NOLINTNEXTLINE(bugprone-macro-parentheses): a term of a sum.
#define PATH_RULE(NAME) +1
#include "PathRules.def"
#undef PATH_RULE
      ;
  return Number != 0;
}

PathRules makePathRules(PathContext &Context) {
  PathRules Rules;
#define PATH_RULE(NAME) Rules.push_back(make##NAME##Rule(Context));
#include "PathRules.def"
#undef PATH_RULE
  return Rules;
}

PathRule::~PathRule() = default;

void PathRule::report(Rule ID, std::string Message, const Stmt *At,
                      ProgramStateRef State, CheckerContext &C, unsigned Level,
                      ObjectKey Subject) {
  MisuseReport R;
  R.Key = Subject;
  R.At = At;
  R.Function = Context.function();
  R.Level = Level;
  R.Own = std::make_shared<RuleWords>(RuleWords{ID, std::move(Message)});
  Context.Found.add(R, C.generateSink(State, C.getPredecessor()));
}

ProgramStateRef tellAfterCall(const PathRules &Rules,
                              const CallInProgress &Call,
                              const CallOutcome &Way, ProgramStateRef State) {
  for (const std::unique_ptr<PathRule> &Rule : Rules)
    State = Rule->afterCall(Call, Way, State);
  return State;
}

void goOn(ProgramStateRef State, CheckerContext &C,
          const ProgramPointTag *Tag) {
  static const SimpleProgramPointTag Told("pyrefcheck", "Told");
  if (!Tag && State == C.getState() && C.isDifferent())
    Tag = &Told;
  C.addTransition(State, Tag);
}

} // namespace pyrefcheck
