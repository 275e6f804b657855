//===- SharedParameters.cpp - Parameters that others can reach --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedParameters.h"

using namespace clang;

namespace pyrefcheck {

/// Variables that get their values from others are followed this far.
constexpr unsigned MostSteps = 4;

bool SharedParameters::isShared(const Expr *E, const FunctionDecl *Caller,
                                unsigned Depth, bool Sharing::*Ask) const {
  E = E->IgnoreParenCasts();
  if (isa<MemberExpr, ArraySubscriptExpr>(E) ||
      isNullPointer(E, Caller->getASTContext()))
    return true;
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return UO->getOpcode() == UO_Deref;
  if (const auto *CO = dyn_cast<ConditionalOperator>(E))
    return isShared(CO->getTrueExpr(), Caller, Depth, Ask) &&
           isShared(CO->getFalseExpr(), Caller, Depth, Ask);
  const auto *DRE = dyn_cast<DeclRefExpr>(E);
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (!VD || VD->hasGlobalStorage())
    return VD != nullptr;
  if (const auto *P = dyn_cast<ParmVarDecl>(VD); P && !(of(P).*Ask))
    return false;
  const ArrayRef<const Expr *> From = Sources.of(Caller).of(VD);
  return Depth < MostSteps && (isa<ParmVarDecl>(VD) || !From.empty()) &&
         llvm::all_of(
             From,
             [&](const Expr *Source) {
               return isShared(Source, Caller, Depth + 1, Ask);
             });
}

SharedParameters::Sharing SharedParameters::of(const ParmVarDecl *P) const {
  const auto *FD = dyn_cast<FunctionDecl>(P->getDeclContext());
  if (!FD)
    return {false, true};
  // In recursion, what the other calls show.
  if (auto [It, IsNew] = Known.try_emplace(P, Sharing{true, false}); !IsNew)
    return It->second;
  const unsigned I = P->getFunctionScopeIndex();
  const auto &Calls = TU.calls(FD);
  Sharing Result{true, Calls.empty()};
  for (const TranslationUnit::Call &C : Calls) {
    const bool IsWhole = I < C.Written->getNumArgs();
    Result.Always &= IsWhole && isShared(C.Written->getArg(I), C.Caller, 0,
                                         &Sharing::Always);
    Result.Sometimes |= !IsWhole || isShared(C.Written->getArg(I), C.Caller, 0,
                                             &Sharing::Sometimes);
  }
  return Known[P] = Result;
}

} // namespace pyrefcheck
