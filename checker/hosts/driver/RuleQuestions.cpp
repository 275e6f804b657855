//===- RuleQuestions.cpp - --list-checks and --explain --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleQuestions.h"
#include "contracts/NearestWord.h"
#include "findings/Rules.h"
#include "program/Complaint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

void listChecks() {
  for (const RuleInfo &I : allRules())
    outs() << formatv("{0,-36} level {1}  {2}\n", I.Name, I.Level, I.Summary);
}

/// A question that suggests the rule nearest to the unknown \p Name, or "".
static std::string questionAbout(StringRef Name) {
  NearestWord Nearest(Name);
  for (const RuleInfo &I : allRules()) {
    Nearest.consider(I.Name);
    for (StringRef Short : shortNames(I))
      Nearest.consider(Short);
  }
  return Nearest.question();
}

int explainRule(StringRef Name) {
  const SmallVector<Rule, 4> Meant = findRules(Name);
  if (Meant.size() == 1) {
    outs() << rulePage(Meant.front());
    return ExitClean;
  }
  if (Meant.empty()) {
    complain() << "there is no rule '" << Name
               << "'; --list-checks names them all" << questionAbout(Name)
               << '\n';
    return ExitTrouble;
  }
  complain() << "'" << Name << "' can be any of";
  for (Rule R : Meant)
    messages() << ' ' << ruleInfo(R).Name;
  messages() << '\n';
  return ExitTrouble;
}

} // namespace pyrefcheck
