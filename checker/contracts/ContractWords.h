//===- ContractWords.h - The words of a contract file -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Maps each word of a contract file to its value in Contract.h and to the C++
// spelling of that value. The loader reads words, and the generator of the
// built-in table writes spellings; this is the only list of both.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTWORDS_H
#define PYREFCHECK_CONTRACTS_CONTRACTWORDS_H

#include "Contract.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace pyrefcheck {

/// A value, its word in a contract file and its spelling in C++.
template <typename T> struct ContractWord {
  llvm::StringRef Word;
  T Value;
  llvm::StringRef Spelling;
};

#define PYREFCHECK_WORD(Word, Value) {Word, Value, #Value}

/// `result: {null: ...}`
inline constexpr ContractWord<NullWhen> NullWords[] = {
    PYREFCHECK_WORD("never", NullWhen::Never),
    PYREFCHECK_WORD("on-error", NullWhen::OnError),
    PYREFCHECK_WORD("absent", NullWhen::Absent),
    PYREFCHECK_WORD("on-error-or-absent", NullWhen::OnErrorOrAbsent),
    PYREFCHECK_WORD("always", NullWhen::Always),
};

/// `result: {fails: ...}`
inline constexpr ContractWord<FailsWith> FailsWords[] = {
    PYREFCHECK_WORD("nothing", FailsWith::Nothing),
    PYREFCHECK_WORD("-1", FailsWith::MinusOne),
    PYREFCHECK_WORD("0", FailsWith::Zero),
    PYREFCHECK_WORD("negative", FailsWith::Negative),
    PYREFCHECK_WORD("-1-or-value", FailsWith::AmbiguousMinusOne),
};

/// `result: {exception: ...}`
inline constexpr ContractWord<ExceptionOnFailure> ExceptionWords[] = {
    PYREFCHECK_WORD("always", ExceptionOnFailure::Always),
    PYREFCHECK_WORD("never", ExceptionOnFailure::Never),
    PYREFCHECK_WORD("maybe", ExceptionOnFailure::Maybe),
};

/// `args: {item: {steals: ...}}`
inline constexpr ContractWord<Outcome> OutcomeWords[] = {
    PYREFCHECK_WORD("always", Outcome::Always),
    PYREFCHECK_WORD("success", Outcome::Success),
    PYREFCHECK_WORD("failure", Outcome::Failure),
};

/// `args: {item: ...}`
inline constexpr ContractWord<ArgEffect> ArgEffectWords[] = {
    PYREFCHECK_WORD("steals", ArgEffect::Steals),
    PYREFCHECK_WORD("keeps", ArgEffect::Keeps),
    PYREFCHECK_WORD("increments", ArgEffect::Increments),
    PYREFCHECK_WORD("decrements", ArgEffect::Decrements),
    PYREFCHECK_WORD("frees", ArgEffect::Frees),
    PYREFCHECK_WORD("out-new", ArgEffect::OutNew),
    PYREFCHECK_WORD("out-borrowed", ArgEffect::OutBorrowed),
    PYREFCHECK_WORD("out-null", ArgEffect::OutNull),
    PYREFCHECK_WORD("replaces", ArgEffect::Replaces),
    PYREFCHECK_WORD("clears", ArgEffect::Clears),
    PYREFCHECK_WORD("fills-buffer", ArgEffect::FillsBuffer),
    PYREFCHECK_WORD("releases-buffer", ArgEffect::ReleasesBuffer),
    PYREFCHECK_WORD("out-memory", ArgEffect::OutMemory),
    PYREFCHECK_WORD("frees-memory", ArgEffect::FreesMemory),
    PYREFCHECK_WORD("escapes", ArgEffect::Escapes),
    PYREFCHECK_WORD("mutates", ArgEffect::Mutates),
    PYREFCHECK_WORD("not-null", ArgEffect::NotNull),
    PYREFCHECK_WORD("fails-if-null", ArgEffect::FailsIfNull),
    PYREFCHECK_WORD("used-after-code", ArgEffect::UsedAfterCode),
};

/// `format: {build-value: ...}`
inline constexpr ContractWord<FormatKind> FormatWords[] = {
    PYREFCHECK_WORD("build-value", FormatKind::BuildValue),
    PYREFCHECK_WORD("call", FormatKind::Call),
    PYREFCHECK_WORD("call-method", FormatKind::CallMethod),
    PYREFCHECK_WORD("parse", FormatKind::Parse),
    PYREFCHECK_WORD("parse-keywords", FormatKind::ParseKeywords),
    PYREFCHECK_WORD("print", FormatKind::Print),
};

/// `args: {item: {keeps: always, into: result}}`, if no parameter has this
/// name.
inline constexpr llvm::StringRef IntoResultWord = "result";

/// `result: {kept-by: interpreter}`, if no parameter has this name.
inline constexpr llvm::StringRef KeptByInterpreterWord = "interpreter";

/// `effects: [...]`
inline constexpr ContractWord<ContractEffect> EffectWords[] = {
    PYREFCHECK_WORD("runs-python", EffectRunsPython),
    PYREFCHECK_WORD("no-return", EffectNoReturn),
    PYREFCHECK_WORD("releases-gil", EffectReleasesGIL),
    PYREFCHECK_WORD("sets-exception", EffectSetsException),
    PYREFCHECK_WORD("clears-exception", EffectClearsException),
    PYREFCHECK_WORD("allocates", EffectAllocates),
    PYREFCHECK_WORD("pure", EffectPure),
    PYREFCHECK_WORD("static-if-empty", EffectStaticIfEmpty),
    PYREFCHECK_WORD("not-negative", EffectNotNegative),
    PYREFCHECK_WORD("generated", EffectGenerated),
    PYREFCHECK_WORD("inferred", EffectInferred),
    PYREFCHECK_WORD("tells-exception", EffectTellsException),
    PYREFCHECK_WORD("from-mutable", EffectFromMutable),
    PYREFCHECK_WORD("calls-objects", EffectCallsObjects),
    PYREFCHECK_WORD("from-table", EffectFromTable),
    PYREFCHECK_WORD("initializes", EffectInitializes),
    PYREFCHECK_WORD("tests-type", EffectTestsType),
    PYREFCHECK_WORD("tests-instance", EffectTestsInstance),
    PYREFCHECK_WORD("tests-feature", EffectTestsFeature),
    PYREFCHECK_WORD("counts-references", EffectCountsReferences),
    PYREFCHECK_WORD("matches-exception", EffectMatchesException),
    PYREFCHECK_WORD("asks-exception", EffectAsksException),
    PYREFCHECK_WORD("sized", EffectSized),
    PYREFCHECK_WORD("counts-items", EffectCountsItems),
    PYREFCHECK_WORD("fills-memory", EffectFillsMemory),
};

/// `role: ...`
inline constexpr ContractWord<ApiRole> RoleWords[] = {
    PYREFCHECK_WORD("untrack", ApiRole::Untrack),
    PYREFCHECK_WORD("track", ApiRole::Track),
    PYREFCHECK_WORD("clear-weak-references", ApiRole::ClearWeakRefs),
    PYREFCHECK_WORD("free-object", ApiRole::FreeObject),
    PYREFCHECK_WORD("free-gc-object", ApiRole::FreeGCObject),
    PYREFCHECK_WORD("free-memory", ApiRole::FreeMemory),
    PYREFCHECK_WORD("new-object", ApiRole::NewObject),
    PYREFCHECK_WORD("new-gc-object", ApiRole::NewGCObject),
    PYREFCHECK_WORD("call-finalizer", ApiRole::CallFinalizer),
    PYREFCHECK_WORD("save-exception", ApiRole::SaveException),
    PYREFCHECK_WORD("run-code", ApiRole::RunsPython),
    PYREFCHECK_WORD("call", ApiRole::Calls),
    PYREFCHECK_WORD("harmless", ApiRole::Harmless),
    PYREFCHECK_WORD("set-count", ApiRole::SetsCount),
    PYREFCHECK_WORD("managed-dict", ApiRole::ManagedDict),
    PYREFCHECK_WORD("get-slot", ApiRole::GetSlot),
    PYREFCHECK_WORD("get-type", ApiRole::TypeOf),
    PYREFCHECK_WORD("get-state", ApiRole::GetState),
    PYREFCHECK_WORD("put-item", ApiRole::PutItem),
    PYREFCHECK_WORD("get-item", ApiRole::GetItem),
    PYREFCHECK_WORD("remove-item", ApiRole::RemoveItem),
    PYREFCHECK_WORD("get-attribute", ApiRole::GetAttribute),
    PYREFCHECK_WORD("make-capsule", ApiRole::MakeCapsule),
    PYREFCHECK_WORD("lend-referent", ApiRole::LendReferent),
    PYREFCHECK_WORD("get-hidden-dict", ApiRole::GetHiddenDict),
};

/// `kind: ...`
inline constexpr ContractWord<ObjectKind> KindWords[] = {
    PYREFCHECK_WORD("atomic", ObjectKind::Atomic),
    PYREFCHECK_WORD("container", ObjectKind::Container),
    PYREFCHECK_WORD("closure", ObjectKind::Closure),
    PYREFCHECK_WORD("call-result", ObjectKind::Result),
    PYREFCHECK_WORD("any", ObjectKind::Any),
};

/// What `result: {is: ...}` says: a kind of result, and whether the object is
/// fresh.
struct ResultWordValue {
  ResultKind Kind;
  bool Fresh;
};

/// `result: ...`. "fresh" is a new reference to an object that the call made.
inline constexpr ContractWord<ResultWordValue> ResultWords[] = {
    {"plain", {ResultKind::NotAReference, false}, "ResultKind::NotAReference"},
    {"new", {ResultKind::New, false}, "ResultKind::New"},
    {"fresh", {ResultKind::New, true}, "ResultKind::New"},
    {"borrowed", {ResultKind::Borrowed, false}, "ResultKind::Borrowed"},
    {"argument", {ResultKind::Argument, false}, "ResultKind::Argument"},
    {"new-reference-to-argument",
     {ResultKind::NewReferenceToArgument, false},
     "ResultKind::NewReferenceToArgument"},
};

#undef PYREFCHECK_WORD

/// The entry of \p Words for \p Word, or null.
template <typename T, size_t N>
const ContractWord<T> *findWord(const ContractWord<T> (&Words)[N],
                                llvm::StringRef Word) {
  for (const ContractWord<T> &W : Words)
    if (W.Word == Word)
      return &W;
  return nullptr;
}

/// The words of a table, for a message.
template <typename T, size_t N>
std::string listWords(const ContractWord<T> (&Words)[N]) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::ListSeparator Comma;
  for (const ContractWord<T> &W : Words)
    OS << Comma << W.Word;
  return OS.str();
}

/// How \p Value is spelt in C++.
template <typename T, size_t N>
llvm::StringRef spellingOf(const ContractWord<T> (&Words)[N], T Value) {
  for (const ContractWord<T> &W : Words)
    if (W.Value == Value)
      return W.Spelling;
  return {};
}

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTWORDS_H
