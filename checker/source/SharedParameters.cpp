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
                                unsigned Depth) const {
  E = E->IgnoreParenCasts();
  if (isa<MemberExpr, ArraySubscriptExpr>(E) ||
      isNullPointer(E, Caller->getASTContext()))
    return true;
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return UO->getOpcode() == UO_Deref;
  if (const auto *CO = dyn_cast<ConditionalOperator>(E))
    return isShared(CO->getTrueExpr(), Caller, Depth) &&
           isShared(CO->getFalseExpr(), Caller, Depth);
  const auto *DRE = dyn_cast<DeclRefExpr>(E);
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (!VD || VD->hasGlobalStorage())
    return VD != nullptr;
  if (const auto *P = dyn_cast<ParmVarDecl>(VD); P && !contains(P))
    return false;
  const ArrayRef<const Expr *> From = Sources.of(Caller).of(VD);
  return Depth < MostSteps && (isa<ParmVarDecl>(VD) || !From.empty()) &&
         llvm::all_of(
             From,
             [&](const Expr *Source) {
               return isShared(Source, Caller, Depth + 1);
             });
}

bool SharedParameters::contains(const ParmVarDecl *P) const {
  const auto *FD = dyn_cast<FunctionDecl>(P->getDeclContext());
  if (!FD)
    return false;
  // In recursion, what the other calls show.
  if (auto [It, IsNew] = Known.try_emplace(P, true); !IsNew)
    return It->second;
  const unsigned I = P->getFunctionScopeIndex();
  const bool Shared =
      llvm::all_of(TU.calls(FD), [&](const TranslationUnit::Call &C) {
        return I < C.Written->getNumArgs() &&
               isShared(C.Written->getArg(I), C.Caller, 0);
      });
  return Known[P] = Shared;
}

} // namespace pyrefcheck
