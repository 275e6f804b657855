//===- Rules.cpp - The facts about each rule --------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Name, level and sentence of each rule, from Rules.def. Everything else about
// a rule is on its page, docs/rules/NAME.md, which is compiled in. The sentence
// is also the first one of the page.
//
//===----------------------------------------------------------------------===//

#include "Rules.h"
#include "llvm/ADT/STLExtras.h"

namespace pyrefcheck {

static constexpr RuleInfo Rules[] = {
#define RULE(ID, NAME, ANALYZER_NAME, LEVEL, SENTENCE)                         \
  {Rule::ID, NAME, ANALYZER_NAME, LEVEL, SENTENCE},
#include "Rules.def"
#undef RULE
};
static_assert(std::size(Rules) == NumRules, "a rule without its facts");

llvm::ArrayRef<RuleInfo> allRules() { return Rules; }

const RuleInfo &ruleInfo(Rule R) { return Rules[static_cast<unsigned>(R)]; }

namespace {

/// A page of docs/rules. The table is sorted by file name, not as the enum is.
struct RulePage {
  llvm::StringLiteral Name, Text;
};

constexpr RulePage Pages[] = {
#include "RulePages.inc"
};
static_assert(std::size(Pages) == NumRules, "docs/rules has a page per rule");

} // namespace

llvm::StringRef rulePage(Rule R) {
  return llvm::find_if(
             Pages,
             [&](const RulePage &P) { return P.Name == ruleInfo(R).Name; })
      ->Text;
}

std::optional<Rule> findRule(llvm::StringRef Name) {
  const auto *It =
      llvm::find_if(Rules, [&](const RuleInfo &I) { return I.Name == Name; });
  if (It == std::end(Rules))
    return std::nullopt;
  return It->ID;
}

llvm::SmallVector<llvm::StringRef, 2> shortNames(const RuleInfo &I) {
  llvm::SmallVector<llvm::StringRef, 2> Names;
  llvm::StringRef Rest = I.Name;
  for (llvm::StringRef Prefix : {"cpython-", "refcount-"})
    if (Rest.consume_front(Prefix))
      Names.push_back(Rest);
  return Names;
}

llvm::SmallVector<Rule, 4> findRules(llvm::StringRef Name) {
  llvm::SmallVector<Rule, 4> Found;
  if (Name.empty())
    return Found;
  for (const RuleInfo &I : Rules)
    if (I.Name == Name || llvm::is_contained(shortNames(I), Name))
      return {I.ID};
  for (const RuleInfo &I : Rules)
    if (I.Name.ends_with(Name) || I.Name.starts_with(Name) ||
        llvm::any_of(shortNames(I), [&](llvm::StringRef Short) {
          return Short.starts_with(Name);
        }))
      Found.push_back(I.ID);
  return Found;
}

RuleSet RuleSet::enabledByDefault() {
  RuleSet Set;
  for (const RuleInfo &I : Rules)
    if (I.Level <= 1)
      Set.insert(I.ID);
  return Set;
}

} // namespace pyrefcheck
