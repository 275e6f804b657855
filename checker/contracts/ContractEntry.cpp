//===- ContractEntry.cpp - Reading one entry ------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractEntry.h"
#include "Contract.h"
#include "ContractTree.h"
#include "ContractWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pyrefcheck {

/// `name`, `space::name`, or `table->member`, a pointer to a function in the
/// struct that a global variable points to.
static bool isFunctionName(StringRef S) {
  if (auto [Table, Member] = S.split("->"); !Member.empty())
    return isIdentifier(Table) && isIdentifier(Member);
  while (true) {
    auto [First, Rest] = S.split("::");
    if (!isIdentifier(First))
      return false;
    if (First.size() == S.size())
      return true;
    S = Rest;
  }
}

PyVersion EntryReader::readVersion(const ContractTreeNode &N, StringRef Key) {
  if (!expectScalar(N, "a Python version such as 3.10 for '" + Key + "'"))
    return 0;
  auto [Major, Minor] = N.Text.split('.');
  unsigned MajorNumber, MinorNumber;
  if (Major.getAsInteger(10, MajorNumber) ||
      Minor.getAsInteger(10, MinorNumber) || MajorNumber != 3 ||
      MinorNumber > 99) {
    Errors.add(N.Loc, "'" + N.Text + "' is not a value of '" + Key +
                          "': expected a Python version such as 3.10");
    return 0;
  }
  return static_cast<PyVersion>(MajorNumber * 256 + MinorNumber);
}

/// Reads one value for all functions of the entry, or one per function for some
/// of them.
template <typename T>
void EntryReader::readForFunctions(
    StringRef Key, T NamedFunction::*Member,
    function_ref<std::optional<T>(const ContractTreeNode &)> Read) {
  const ContractTreeNode *N = Entry.find(Key);
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping) {
    const T Value = Read(*N).value_or(T());
    for (NamedFunction &F : Functions)
      F.*Member = Value;
    return;
  }
  for (size_t I = 0; I + 1 < N->Items.size(); I += 2) {
    const ContractTreeNode &Name = N->Items[I];
    const T Value = Read(N->Items[I + 1]).value_or(T());
    NamedFunction *F = find_if(
        Functions, [&](const NamedFunction &F) { return F.Name == Name.Text; });
    if (F == Functions.end())
      Errors.add(Name.Loc, "'" + Name.Text + "' of '" + Key +
                               "' is not a function of this entry");
    else if (F->*Member != T())
      Errors.add(Name.Loc,
                 "'" + Name.Text + "' is given twice in '" + Key + "'");
    else
      F->*Member = Value;
  }
}

void EntryReader::readVersions(StringRef Key,
                               PyVersion NamedFunction::*Member) {
  readForFunctions<PyVersion>(
      Key, Member, [&](const ContractTreeNode &N) -> std::optional<PyVersion> {
        return readVersion(N, Key);
      });
}

/// Reads `role` and `kind`.
void EntryReader::readFacts() {
  readForFunctions<ApiRole>("role", &NamedFunction::Role,
                            [&](const ContractTreeNode &N) {
                              return readWord(N, RoleWords, "a role");
                            });
  readForFunctions<ObjectKind>(
      "kind", &NamedFunction::Kind, [&](const ContractTreeNode &N) {
        return readWord(N, KindWords, "a kind of object");
      });
}

void EntryReader::readFunctions() {
  const ContractTreeNode *N = Entry.find("function");
  if (!N) {
    Errors.add(Entry.Loc, "this entry names no function: expected 'function: "
                          "NAME' or 'function: [NAME, ...]'");
    return;
  }
  auto Add = [&](const ContractTreeNode &Name) {
    if (!expectScalar(Name, "the name of a function"))
      return;
    if (!isFunctionName(Name.Text)) {
      Errors.add(Name.Loc, "'" + Name.Text +
                               "' is not the name of a function: expected a C "
                               "identifier, 'SPACE::NAME' or 'TABLE->MEMBER'");
      return;
    }
    Functions.push_back({Name.Text, Name.Loc});
  };
  if (N->K != ContractTreeNode::Sequence)
    return Add(*N);
  if (N->Items.empty())
    Errors.add(N->Loc, "expected at least one name in 'function'");
  for (const ContractTreeNode &Name : N->Items)
    Add(Name);
}

/// Reads `unknown: REASON`, which excludes the keys that describe a contract.
void EntryReader::readUnknown() {
  const ContractTreeNode *N = Entry.find("unknown");
  if (!N)
    return;
  if (expectScalar(*N, "the reason for which nothing is known"))
    Result.Unknown = N->Text;
  for (StringRef Key : {"result", "args", "format", "effects", "role", "kind"})
    if (const ContractTreeNode *Said = Entry.find(Key))
      Errors.add(Said->Loc, "'unknown' contradicts '" + Key +
                                "': expected one or the other");
}

void EntryReader::readEffects() {
  const ContractTreeNode *N = Entry.find("effects");
  if (!N)
    return;
  auto Add = [&](const ContractTreeNode &Word) {
    if (std::optional<ContractEffect> E =
            readWord(Word, EffectWords, "a side effect"))
      Result.Effects |= *E;
  };
  if (N->K == ContractTreeNode::Sequence)
    for (const ContractTreeNode &Word : N->Items)
      Add(Word);
  else
    Add(*N);
  if (Result.has(EffectSetsException) && Result.has(EffectClearsException))
    Errors.add(N->Loc, "'sets-exception' contradicts 'clears-exception'");
  if (Result.has(EffectNoReturn) &&
      (Result.Result.Kind != ResultKind::NotAReference ||
       Result.Result.Fails != FailsWith::Nothing))
    Errors.add(N->Loc, "a function with 'no-return' has no result");
}

void EntryReader::readDefined() {
  const ContractTreeNode *N = Entry.find("defined");
  if (!N || !expectScalar(*N, "'FILE:LINE' for 'defined'"))
    return;
  auto [File, Line] = StringRef(N->Text).rsplit(':');
  unsigned Number;
  if (File.empty() || Line.getAsInteger(10, Number) || !Number)
    Errors.add(N->Loc, "'" + N->Text +
                           "' is no place: expected FILE:LINE, such as "
                           "src/helpers.c:31");
  else if (!Result.has(EffectInferred))
    Errors.add(N->Loc, "'defined' needs the effect 'inferred'");
  else
    Result.Defined = N->Text;
}

void EntryReader::checkVersions() {
  // The location of the wrong version: the function's own, if it has one.
  auto Loc = [&](StringRef Key, const NamedFunction &F) {
    const ContractTreeNode *N = Entry.find(Key);
    const ContractTreeNode *Own = N->find(F.Name);
    return Own ? Own->Loc : N->Loc;
  };
  auto Check = [&](const NamedFunction &F) {
    const bool RemovedTooEarly = F.Removed && F.Since && F.Removed <= F.Since;
    if (RemovedTooEarly)
      Errors.add(Loc("removed", F), "'removed' is not later than 'since'");
    const bool RemovedAtOnce =
        F.Removed && F.Deprecated && F.Removed <= F.Deprecated;
    if (RemovedAtOnce)
      Errors.add(Loc("removed", F), "'removed' is not later than 'deprecated'");
    const bool DeprecatedTooEarly =
        F.Since && F.Deprecated && F.Deprecated < F.Since;
    if (DeprecatedTooEarly)
      Errors.add(Loc("deprecated", F), "'deprecated' is earlier than 'since'");
    return !RemovedTooEarly && !RemovedAtOnce && !DeprecatedTooEarly;
  };
  // Stops at the first error, so a version for all functions is reported once.
  all_of(Functions, Check);
  if (Result.ImmortalSince && Result.Result.Kind == ResultKind::NotAReference)
    Errors.add(Entry.find("immortal-since")->Loc,
               "'immortal-since' needs a result that is a reference");
}

void EntryReader::read() {
  if (Entry.K != ContractTreeNode::Mapping) {
    Errors.add(Entry.Loc, "expected an entry that begins with 'function:', "
                          "found " +
                              Entry.describe());
    return;
  }
  checkKeys(Entry,
            {"function", "params", "result", "args", "format", "effects",
             "since", "deprecated", "removed", "immortal-since",
             "strong-replacement", "unknown", "defined", "certain-for", "role",
             "kind"},
            "an entry");
  readFunctions();
  readUnknown();
  readParams();
  readResult();
  readArgs();
  readFormat();
  readCertainty();
  readEffects();
  readFacts();
  readVersions("since", &NamedFunction::Since);
  readVersions("deprecated", &NamedFunction::Deprecated);
  readVersions("removed", &NamedFunction::Removed);
  if (const ContractTreeNode *N = Entry.find("immortal-since"))
    Result.ImmortalSince = readVersion(*N, "immortal-since");
  checkVersions();
  if (const ContractTreeNode *N = Entry.find("strong-replacement"))
    if (expectScalar(*N, "the name of a function for 'strong-replacement'"))
      Result.StrongReplacement = N->Text;
  readDefined();
}

} // namespace pyrefcheck
