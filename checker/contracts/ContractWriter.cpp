//===- ContractWriter.cpp - Writing a contract as YAML --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractWriter.h"
#include "Contract.h"
#include "ContractWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pyrefcheck {

template <typename T, size_t N>
static StringRef wordOf(const ContractWord<T> (&Words)[N], T Value) {
  for (const ContractWord<T> &W : Words)
    if (W.Value == Value)
      return W.Word;
  llvm_unreachable("a value without a word");
}

/// The name of an argument, or its position, counted from 1.
static std::string nameOf(ArgIndex Index, const Contract &C) {
  return Index < C.Params.size() ? C.Params[Index].str()
                                 : std::to_string(Index + 1);
}

static void writeResult(raw_ostream &OS, const Contract &C) {
  const ContractResult &R = C.Result;
  const bool IsReference = R.Kind != ResultKind::NotAReference;
  SmallVector<std::string, 4> Keys;
  if (IsReference)
    for (const auto &W : ResultWords)
      if (W.Value.Kind == R.Kind && W.Value.Fresh == R.Fresh)
        Keys.push_back(("is: " + W.Word).str());
  if (R.Owner != NoArg)
    Keys.push_back("from: " + nameOf(R.Owner, C));
  if (R.Keeper != NoArg)
    Keys.push_back("kept-by: " + (R.Keeper == KeptByInterpreter
                                      ? KeptByInterpreterWord.str()
                                      : nameOf(R.Keeper, C)));
  const bool NullIsDefault =
      R.Null == (R.Kind == ResultKind::New || R.Kind == ResultKind::Borrowed
                     ? NullWhen::OnError
                     : NullWhen::Never);
  if (!NullIsDefault)
    Keys.push_back(("null: " + wordOf(NullWords, R.Null)).str());
  if (R.SureArg != NoArg)
    Keys.push_back("never-null-for: {" + nameOf(R.SureArg, C) + ": [" +
                   std::to_string(R.SureLow) + ", " +
                   std::to_string(R.SureHigh) + "]}");
  if (R.Fails != FailsWith::Nothing)
    Keys.push_back(("fails: " + wordOf(FailsWords, R.Fails)).str());
  if (R.Exception != ExceptionOnFailure::Always)
    Keys.push_back(("exception: " + wordOf(ExceptionWords, R.Exception)).str());
  if (!R.Type.empty())
    Keys.push_back(
        ((R.MaySubclass ? "instance-of: " : "type: ") + R.Type).str());
  if (!Keys.empty())
    OS << "  result: {" << join(Keys, ", ") << "}\n";
}

static void writeArgs(raw_ostream &OS, const Contract &C) {
  // Groups the effects by argument.
  SmallVector<std::pair<std::string, SmallVector<std::string, 2>>, 8> Entries;
  for (const ArgContract &A : C.Args) {
    std::string Name = A.AndRest ? "..." : nameOf(A.Index, C);
    std::string Effect = ("{" + wordOf(ArgEffectWords, A.Effect) + ": " +
                          wordOf(OutcomeWords, A.When))
                             .str();
    if (A.Into != NoArg)
      Effect += ", into: " + (A.Into == IntoResult ? IntoResultWord.str()
                                                   : nameOf(A.Into, C));
    if (A.MayBeNull)
      Effect += ", may-be-null: true";
    if (A.NeedsTest)
      Effect += ", needs-test: true";
    Effect += "}";
    auto *Known = find_if(Entries, [&](auto &E) { return E.first == Name; });
    if (Known == Entries.end()) {
      Entries.push_back({Name, {}});
      Known = &Entries.back();
    }
    Known->second.push_back(std::move(Effect));
  }
  if (Entries.empty())
    return;
  OS << "  args:\n";
  for (const auto &[Name, Effects] : Entries)
    OS << "    " << Name << ": [" << join(Effects, ", ") << "]\n";
}

void writeDefined(raw_ostream &OS, StringRef Place) {
  if (Place.empty())
    return;
  OS << "  defined: '";
  for (char Ch : Place)
    OS << (Ch == '\'' ? "''" : StringRef(&Ch, 1));
  OS << "'\n";
}

void writeContract(raw_ostream &OS, const Contract &C) {
  OS << "- function: " << C.Name << '\n';
  SmallVector<StringRef, 8> Params(C.Params.begin(), C.Params.end());
  const bool IsVariadic =
      C.Format != FormatKind::None ||
      any_of(C.Args, [](const ArgContract &A) { return A.AndRest; });
  // '...' is not among the names.
  if (IsVariadic)
    Params.push_back("...");
  if (!Params.empty())
    OS << "  params: [" << join(Params, ", ") << "]\n";
  if (!C.Unknown.empty()) {
    OS << "  unknown: " << C.Unknown << '\n';
    return;
  }
  writeResult(OS, C);
  writeArgs(OS, C);
  if (C.Format != FormatKind::None)
    OS << "  format: {" << wordOf(FormatWords, C.Format) << ": "
       << nameOf(C.FormatArg, C) << "}\n";
  if (!C.CertainTypes.empty())
    OS << "  certain-for: {" << nameOf(C.CertainArg, C) << ": ["
       << join(C.CertainTypes, ", ") << "]}\n";
  SmallVector<StringRef, 4> Effects;
  for (const auto &W : EffectWords)
    if (C.has(W.Value))
      Effects.push_back(W.Word);
  if (!Effects.empty())
    OS << "  effects: [" << join(Effects, ", ") << "]\n";
  if (C.Role != ApiRole::None)
    OS << "  role: " << wordOf(RoleWords, C.Role) << '\n';
  if (C.Kind != ObjectKind::Unknown)
    OS << "  kind: " << wordOf(KindWords, C.Kind) << '\n';
  writeDefined(OS, C.Defined);
}

} // namespace pyrefcheck
