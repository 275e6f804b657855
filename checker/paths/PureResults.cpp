//===- PureResults.cpp - Calls that return the same result ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PureResults.h"
#include "ownership/RefState.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

const SVal *PureResults::find(const PureCall &Call) const {
  const auto It = Known.find({Call.Callee, Call.Argument});
  if (It == Known.end())
    return nullptr;
  const auto *Answer = llvm::find_if(
      It->second, [&](const auto &A) { return A.first == Call.Second; });
  return Answer == It->second.end() ? nullptr : &Answer->second;
}

SVal PureResults::get(const PureCall &Call, ProgramStateRef State,
                      llvm::function_ref<SVal()> Make) {
  if (const SVal *Earlier = find(Call))
    return *Earlier;
  const SVal Result = Make();
  Known[{Call.Callee, Call.Argument}].push_back({Call.Second, Result});
  if (SymbolRef Sym = Result.getAsSymbol()) {
    if (Call.Argument && !Call.Second)
      Arguments[Sym] = Call.Argument;
    // A result about an object that a call returned is forgotten with the
    // object. Other objects, such as those in fields, can be met again.
    const SymbolRef Argument =
        Call.Argument ? symbolOf(Call.Argument) : nullptr;
    if (isa_and_nonnull<SymbolConjured>(Argument) &&
        recorded(State, Call.Argument))
      OfObject[Call.Argument].push_back(Sym);
    else
      Always.push_back(Sym);
  }
  return Result;
}

bool PureResults::anyOther(
    const PureCall &Call,
    llvm::function_ref<bool(const void *, SVal)> Matches) const {
  const auto It = Known.find({Call.Callee, Call.Argument});
  return It != Known.end() && llvm::any_of(It->second, [&](const auto &A) {
           return A.first != Call.Second && Matches(A.first, A.second);
         });
}

void PureResults::markLive(ProgramStateRef State, SymbolReaper &Reaper) const {
  for (SymbolRef Sym : Always)
    Reaper.markLive(Sym);
  if (OfObject.empty())
    return;
  for (const auto &[Key, RS] : watched(State))
    if (const auto It = OfObject.find(Key); It != OfObject.end())
      for (SymbolRef Sym : It->second)
        Reaper.markLive(Sym);
}

} // namespace pyrefcheck
