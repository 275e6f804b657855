//===- HeapTypes.cpp - Where heap types are made ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HeapTypes.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

static const ValueDecl *holderBehind(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *ME = dyn_cast<MemberExpr>(E))
    return ME->getMemberDecl();
  return variableBehind(E);
}

static StringRef calledName(const Expr *E) {
  const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  return CE ? nameOf(CE->getDirectCallee()) : StringRef();
}

void HeapTypes::noteValue(const ValueDecl *Holder, const Expr *Value) {
  if (!Holder || Value->isValueDependent() || isNullPointer(Value, Context))
    return;
  Holder = cast<ValueDecl>(Holder->getCanonicalDecl());
  auto [It, New] = Values.try_emplace(Holder, Value);
  if (!New)
    It->second = nullptr;
}

/// The value of the variable or field that \p E names; else \p E itself.
const Expr *HeapTypes::valueOf(const Expr *E) const {
  const ValueDecl *Holder = holderBehind(E);
  if (!Holder)
    return E;
  auto It = Values.find(cast<ValueDecl>(Holder->getCanonicalDecl()));
  return It == Values.end() || !It->second ? E : It->second;
}

const VarDecl *HeapTypes::madeFrom(const Expr *E) const {
  const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  if (!CE || apiRole(calledName(E)) != ApiRole::FromSpec)
    return nullptr;
  const unsigned Index = specArgument(calledName(E));
  const VarDecl *Spec =
      Index < CE->getNumArgs() ? variableBehind(CE->getArg(Index)) : nullptr;
  return Spec && !Spec->getType()->isPointerType() ? Spec : nullptr;
}

const VarDecl *HeapTypes::specBehind(const Expr *E) const {
  return madeFrom(valueOf(E));
}

/// The type that \p E names as the only base.
SpecBases HeapTypes::named(const Expr *E) const {
  SpecBases Result;
  const Expr *Value = valueOf(E);
  if (const auto *CE = dyn_cast<CallExpr>(Value->IgnoreParenCasts());
      CE && calledName(Value) == "PyTuple_Pack" && CE->getNumArgs() == 2)
    return named(CE->getArg(1));
  if (const VarDecl *Spec = madeFrom(Value))
    Result.Only = Spec;
  else if (const VarDecl *VD = variableBehind(E);
           VD && VD->hasGlobalStorage() &&
           (!VD->getType()->isPointerType() ||
            builtinTypeGC(nameOf(VD)) != BuiltinGC::Unknown))
    Result.Only = VD;
  else
    Result.Unclear = true;
  return Result;
}

SpecBases HeapTypes::basesOf(const VarDecl *Spec) const {
  SpecBases Result;
  bool Seen = false, Others = false;
  for (const CallExpr *CE : Calls) {
    const StringRef Name = nameOf(CE->getDirectCallee());
    const unsigned Index = specArgument(Name);
    const bool Uses =
        Index < CE->getNumArgs() && variableBehind(CE->getArg(Index)) == Spec;
    const bool Bases = Index + 1 < CE->getNumArgs() &&
                       !isNullPointer(CE->getArg(Index + 1), Context);
    Seen |= Uses;
    Others |= Bases;
    if (!Uses || !Bases)
      continue;
    const SpecBases Here = named(CE->getArg(Index + 1));
    Result.Unclear |= Here.Unclear || (Result.Only && Result.Only != Here.Only);
    Result.Only = Here.Only;
  }
  // Through a helper: bases are only ruled out if no call has any.
  if (!Seen)
    Result.Unclear = Calls.empty() || Others;
  if (Result.Unclear)
    Result.Only = nullptr;
  return Result;
}

} // namespace pyrefcheck
