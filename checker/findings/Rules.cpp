//===- Rules.cpp - What users are told about each rule ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One table: name, level and sentence of each rule. Everything else about a
// rule is on its page, docs/rules/NAME.md, which is compiled in. The sentence
// is also the first one of the page.
//
//===----------------------------------------------------------------------===//

#include "Rules.h"
#include "llvm/ADT/STLExtras.h"

namespace pyrefcheck {

static constexpr RuleInfo Rules[] = {
    {Rule::RefcountLeak, "cpython-refcount-leak", "RefcountLeak", 1,
     "A strong reference is lost without being released, returned or given "
     "away"},
    {Rule::RefcountOverrelease, "cpython-refcount-overrelease",
     "RefcountOverrelease", 1,
     "A reference that this function does not own is released or given away"},
    {Rule::RefcountUseAfterRelease, "cpython-refcount-use-after-release",
     "RefcountUseAfterRelease", 1,
     "An object is used after the last reference known to be held was "
     "released"},
    {Rule::RefcountReturnBorrowed, "cpython-refcount-return-borrowed",
     "RefcountReturnBorrowed", 1,
     "A borrowed reference is returned where the caller expects a new one"},
    {Rule::NullResult, "cpython-null-result", "NullResult", 1,
     "A result that can be NULL is dereferenced or passed where NULL is not "
     "allowed"},
    {Rule::BorrowedInvalidated, "cpython-borrowed-invalidated",
     "BorrowedInvalidated", 1,
     "A borrowed reference is used after its owner may have dropped it"},
    {Rule::Annotation, "cpython-annotation", "Annotation", 0,
     "An annotation of a function or parameter makes no sense and is ignored"},
    {Rule::GCSupport, "cpython-gc-support", "GcSupport", 0,
     "A type or module that owns objects does not take part in garbage "
     "collection, or not fully"},
    {Rule::Dealloc, "cpython-dealloc", "Dealloc", 0,
     "An object is not taken apart properly when it dies"},
    {Rule::ReferenceCycle, "cpython-reference-cycle", "ReferenceCycle", 0,
     "An object comes to own itself, so that its count never drops to zero"},
};
static_assert(std::size(Rules) == NumRules, "a rule without its facts");

llvm::ArrayRef<RuleInfo> allRules() { return Rules; }

const RuleInfo &ruleInfo(Rule R) { return Rules[static_cast<unsigned>(R)]; }

namespace {

/// A page of docs/rules; the table is sorted like the files, not like the enum.
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

RuleSet RuleSet::enabledByDefault() {
  RuleSet Set;
  for (const RuleInfo &I : Rules)
    if (I.Level <= 1)
      Set.insert(I.ID);
  return Set;
}

} // namespace pyrefcheck
