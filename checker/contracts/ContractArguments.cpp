//===- ContractArguments.cpp - What an entry says about arguments ---------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Contract.h"
#include "ContractChecks.h"
#include "ContractEntry.h"
#include "ContractTree.h"
#include "ContractWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pyrefcheck {

std::string EntryReader::paramList() const {
  if (Params.empty() && !HasVarargs)
    return "none";
  return join(Params, ", ") +
         (HasVarargs ? (Params.empty() ? "..." : ", ...") : "");
}

/// Reads the name or the position of a parameter.
std::optional<ArgIndex> EntryReader::readArg(const ContractTreeNode &N) {
  if (!expectScalar(N, "the name of a parameter or its position from 1"))
    return std::nullopt;

  unsigned Position;
  if (!N.Text.getAsInteger(10, Position)) {
    unsigned Last = HasParams && !HasVarargs ? Params.size() : MaxParams;
    if (Position >= 1 && Position <= Last)
      return static_cast<ArgIndex>(Position - 1);
    Errors.add(N.Loc, "there is no position " + N.Text + ": expected " +
                          (Last ? "1 to " + Twine(Last)
                                : Twine("none, as 'params' is empty")));
    return std::nullopt;
  }

  if (auto *It = find(Params, N.Text); It != Params.end())
    return static_cast<ArgIndex>(It - Params.begin());
  if (HasParams)
    Errors.add(N.Loc, "'" + N.Text +
                          "' is not a parameter: expected one of params (" +
                          paramList() + ") or a position");
  else
    Errors.add(N.Loc, "'" + N.Text +
                          "' is not a position: expected a number from 1, or a "
                          "list 'params' that has this name");
  return std::nullopt;
}

/// Reads what holds the argument after the call: an argument or the result.
std::optional<ArgIndex> EntryReader::readInto(const ContractTreeNode &N) {
  if (N.K == ContractTreeNode::Scalar && N.Text == IntoResultWord &&
      !is_contained(Params, IntoResultWord))
    return IntoResult;
  return readArg(N);
}

void EntryReader::readParams() {
  const ContractTreeNode *N = Entry.find("params");
  if (!N)
    return;
  HasParams = true;
  if (N->K != ContractTreeNode::Sequence) {
    Errors.add(N->Loc,
               "expected a list of parameter names for 'params', found " +
                   N->describe());
    return;
  }
  if (N->Items.size() > MaxParams + 1) {
    Errors.add(N->Loc, "these are " + Twine(N->Items.size()) +
                           " parameters: a contract has at most " +
                           Twine(MaxParams));
    TooManyParams = true;
    return;
  }
  for (const ContractTreeNode &Param : N->Items) {
    if (!expectScalar(Param, "the name of a parameter"))
      continue;
    if (HasVarargs) {
      Errors.add(Param.Loc, "'...' must be the last of 'params'");
      return;
    }
    if (Param.Text == "...") {
      HasVarargs = true;
      continue;
    }
    if (!isIdentifier(Param.Text))
      Errors.add(Param.Loc,
                 "'" + Param.Text +
                     "' is not the name of a parameter: expected a C "
                     "identifier, or '...' for variable arguments");
    else if (is_contained(Params, Param.Text))
      Errors.add(Param.Loc, "there are two parameters '" + Param.Text + "'");
    Params.push_back(Param.Text);
  }
  Result.Params = ArrayRef<StringRef>(Params).copy(Arena);
}

void EntryReader::readArgs() {
  const ContractTreeNode *N = Entry.find("args");
  // Too many parameters have been reported.
  if (!N || TooManyParams)
    return;
  if (N->K != ContractTreeNode::Mapping) {
    Errors.add(N->Loc, "expected a mapping from parameters to effects for "
                       "'args', found " +
                           N->describe());
    return;
  }
  SmallVector<std::pair<ArgIndex, bool>, 8> Seen;
  for (size_t I = 0; I + 1 < N->Items.size(); I += 2) {
    const ContractTreeNode &Key = N->Items[I];
    bool AndRest = Key.Text == "...";
    std::optional<ArgIndex> Index;
    if (!AndRest)
      Index = readArg(Key);
    else if (HasVarargs)
      Index = static_cast<ArgIndex>(Params.size());
    else
      Errors.add(Key.Loc, "'...' stands for the variable arguments: expected "
                          "'params' to end with '...'");
    if (!Index)
      continue;
    if (is_contained(Seen, std::make_pair(*Index, AndRest)))
      Errors.add(Key.Loc, "'" + Key.Text +
                              "' names an argument that 'args' has already: "
                              "expected one list of its effects");
    Seen.push_back({*Index, AndRest});
    readArgEffects(*Index, AndRest, N->Items[I + 1]);
  }
  Result.Args = ArrayRef<ArgContract>(Args).copy(Arena);
}

void EntryReader::readArgEffects(ArgIndex Index, bool AndRest,
                                 const ContractTreeNode &N) {
  if (N.K != ContractTreeNode::Sequence)
    return readArgEffect(Index, AndRest, N);
  if (N.Items.empty())
    Errors.add(N.Loc, "expected at least one effect");
  for (const ContractTreeNode &Item : N.Items)
    readArgEffect(Index, AndRest, Item);
}

void EntryReader::readArgEffect(ArgIndex Index, bool AndRest,
                                const ContractTreeNode &N) {
  ArgContract A;
  A.Index = Index;
  A.AndRest = AndRest;
  if (N.K != ContractTreeNode::Mapping) {
    std::optional<ArgEffect> Effect =
        readWord(N, ArgEffectWords, "an effect on an argument");
    if (!Effect)
      return;
    A.Effect = *Effect;
    return addEffect(A, N.Loc);
  }

  const ContractTreeNode *EffectKey = nullptr;
  bool Valid = true;
  auto Fail = [&](SMLoc Loc, const Twine &Message) {
    Errors.add(Loc, Message);
    Valid = false;
  };
  for (size_t I = 0; I + 1 < N.Items.size(); I += 2) {
    const ContractTreeNode &Key = N.Items[I], &Value = N.Items[I + 1];
    if (Key.Text == "into") {
      std::optional<ArgIndex> Into = readInto(Value);
      if (Into && *Into == Index)
        Fail(Value.Loc, "an argument cannot go 'into' itself");
      A.Into = Into.value_or(NoArg);
      Valid &= Into.has_value();
    } else if (Key.Text == "may-be-null") {
      A.MayBeNull = readBool(Value, Key.Text, Errors).value_or(false);
    } else if (Key.Text == "needs-test") {
      A.NeedsTest = readBool(Value, Key.Text, Errors).value_or(false);
    } else if (auto *W = findWord(ArgEffectWords, Key.Text)) {
      if (EffectKey)
        Fail(Key.Loc, "two effects in one mapping, '" + EffectKey->Text +
                          "' and '" + Key.Text +
                          "': expected a list of mappings");
      EffectKey = &Key;
      A.Effect = W->Value;
      A.When = readWord(Value, OutcomeWords, "an outcome").value_or(A.When);
    } else {
      Fail(Key.Loc, "unknown key '" + Key.Text +
                        "' for an argument: expected into, may-be-null, "
                        "needs-test or an effect (one of " +
                        listWords(ArgEffectWords) + ")");
    }
  }
  if (!EffectKey && Valid)
    Fail(N.Loc,
         "expected an effect (one of " + listWords(ArgEffectWords) + ")");
  if (Valid)
    addEffect(A, N.Loc);
}

void EntryReader::addEffect(const ArgContract &A, SMLoc Loc) {
  StringRef Word = ArgEffectWords[static_cast<size_t>(A.Effect)].Word;
  if (A.Into != NoArg && !takesInto(A.Effect))
    Errors.add(Loc, "'into' needs steals, keeps, out-new or out-borrowed "
                    "beside it, not " +
                        Word);
  if (A.Into == IntoResult &&
      (isOutParameter(A.Effect) || Result.Result.Kind != ResultKind::New))
    Errors.add(Loc, "'into: result' needs steals or keeps beside it, and a "
                    "result that is new or fresh");
  if (A.MayBeNull && !takesMayBeNull(A.Effect))
    Errors.add(Loc, "'may-be-null' needs out-new, out-borrowed, out-memory or "
                    "replaces beside it, not " +
                        Word);
  if (A.NeedsTest && !A.MayBeNull)
    Errors.add(Loc, "'needs-test' needs 'may-be-null: true' beside it");
  for (const ArgContract &Other : Args) {
    if (Other.Index != A.Index || !outcomesOverlap(Other.When, A.When))
      continue;
    StringRef OtherWord =
        ArgEffectWords[static_cast<size_t>(Other.Effect)].Word;
    if (A.Effect == Other.Effect)
      Errors.add(Loc, "'" + Word + "' is given twice for the same outcome");
    else if (contradict(A, Other))
      Errors.add(Loc, "'" + Word + "' contradicts '" + OtherWord +
                          "' on the same outcome");
  }
  Args.push_back(A);
}

void EntryReader::readFormat() {
  const ContractTreeNode *N = Entry.find("format");
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping || N->Items.size() != 2) {
    Errors.add(N->Loc,
               "expected '{KIND: PARAMETER}' for 'format', with one of " +
                   listWords(FormatWords) + " as KIND");
    return;
  }
  Result.Format = readWord(N->Items[0], FormatWords, "a kind of format")
                      .value_or(FormatKind::None);
  Result.FormatArg = readArg(N->Items[1]).value_or(NoArg);
  if (HasParams && !HasVarargs)
    Errors.add(N->Loc, "a format governs variable arguments: expected 'params' "
                       "to end with '...'");
}

} // namespace pyrefcheck
