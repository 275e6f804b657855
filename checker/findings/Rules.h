//===- Rules.h - The rules, their names and levels --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_RULES_H
#define PYREFCHECK_FINDINGS_RULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <bitset>
#include <cstdint>
#include <optional>

namespace pyrefcheck {

/// One kind of defect that is reported under one name.
enum class Rule : uint8_t {
#define RULE(ID, NAME, ANALYZER_NAME, LEVEL, SENTENCE) ID,
#include "Rules.def"
#undef RULE
};

inline constexpr unsigned NumRules = 0
// NOLINTNEXTLINE(bugprone-macro-parentheses): a term of a sum.
#define RULE(ID, NAME, ANALYZER_NAME, LEVEL, SENTENCE) +1
#include "Rules.def"
#undef RULE
    ;

/// The facts about a rule that every host shows.
struct RuleInfo {
  Rule ID;
  /// clang-tidy's, clangd's and the driver's name: "cpython-refcount-leak".
  llvm::StringRef Name;
  /// The analyzer's name without the package: "RefcountLeak".
  llvm::StringRef AnalyzerName;
  /// 0: on, practically no false alarms. 1: on, few. 2: off, for audits. This
  /// is the level of its most certain findings: see Finding::Level.
  unsigned Level;
  /// One sentence; the same in every host and at the top of the rule's page.
  llvm::StringRef Summary;
};

/// All rules in the order of the enum.
llvm::ArrayRef<RuleInfo> allRules();
const RuleInfo &ruleInfo(Rule R);
/// The rule's page of the documentation, as Markdown: what it reports, why that
/// matters, bad and good code, how to fix it. Begins with the rule's name as a
/// heading and its sentence.
llvm::StringRef rulePage(Rule R);
/// The rule with the tidy name \p Name.
std::optional<Rule> findRule(llvm::StringRef Name);
/// The name without the prefixes that rules share: "refcount-leak", "leak".
llvm::SmallVector<llvm::StringRef, 2> shortNames(const RuleInfo &I);
/// The rules that \p Name can mean: the one with that name or short name, or
/// all those whose name begins or ends with it.
llvm::SmallVector<Rule, 4> findRules(llvm::StringRef Name);

/// A set of rules.
class RuleSet {
public:
  bool contains(Rule R) const { return Bits[static_cast<unsigned>(R)]; }
  void insert(Rule R) { Bits.set(static_cast<unsigned>(R)); }
  void erase(Rule R) { Bits.reset(static_cast<unsigned>(R)); }
  bool empty() const { return Bits.none(); }
  bool operator==(const RuleSet &O) const { return Bits == O.Bits; }
  /// The rules of level 0 and 1.
  static RuleSet enabledByDefault();

private:
  std::bitset<NumRules> Bits;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_RULES_H
