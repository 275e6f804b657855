//===- SharedParameters.cpp - Parameters that others can reach --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedParameters.h"
#include "Places.h"

using namespace clang;

namespace pyrefcheck {

/// A value is followed through at most this many variables.
constexpr unsigned MostSteps = 4;

/// Computes the missing answers as a fixed point: the parameters of functions
/// that call each other depend on each other, and start as not shared.
class SharedParameters::Search {
public:
  explicit Search(const SharedParameters &All) : All(All) {}

  void settle(const ParmVarDecl *P) {
    for (isKnown(P); !Pending.empty();) {
      Current = Pending.pop_back_val();
      if (All.Known[Current] || !isGivenSome(Current))
        continue;
      All.Known[Current] = true;
      Pending.append(Askers.lookup(Current));
    }
  }

private:
  /// Whether \p P is known to be shared. A parameter seen for the first time
  /// becomes pending.
  bool isKnown(const ParmVarDecl *P) {
    const auto [It, IsNew] = All.Known.try_emplace(P, false);
    if (IsNew)
      Pending.push_back(P);
    if (!It->second && Current)
      Askers[P].push_back(Current);
    return It->second;
  }

  bool isGivenSome(const ParmVarDecl *P);
  bool isShared(const Expr *E, const FunctionDecl *Caller, unsigned Depth);

  const SharedParameters &All;
  /// For each parameter, those that depend on it.
  llvm::DenseMap<const ParmVarDecl *, llvm::SmallVector<const ParmVarDecl *, 2>>
      Askers;
  llvm::SmallVector<const ParmVarDecl *, 8> Pending;
  /// The parameter that is being examined.
  const ParmVarDecl *Current = nullptr;
};

bool SharedParameters::Search::isShared(const Expr *E,
                                        const FunctionDecl *Caller,
                                        unsigned Depth) {
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
  if (const auto *P = dyn_cast<ParmVarDecl>(VD); P && !isKnown(P))
    return false;
  const ArrayRef<const Expr *> From = All.Sources.of(Caller).of(VD);
  return Depth < MostSteps && (isa<ParmVarDecl>(VD) || !From.empty()) &&
         llvm::all_of(
             From,
             [&](const Expr *Source) {
               return isShared(Source, Caller, Depth + 1);
             });
}

bool SharedParameters::Search::isGivenSome(const ParmVarDecl *P) {
  const auto *FD = dyn_cast<FunctionDecl>(P->getDeclContext());
  if (!FD)
    return true;
  const unsigned I = P->getFunctionScopeIndex();
  const auto &Calls = All.TU.calls(FD);
  return Calls.empty() || llvm::any_of(Calls, [&](const auto &C) {
           if (I >= C.Written->getNumArgs())
             return true;
           // A recursive call passes on what an outer call passed.
           const Expr *Given = C.Written->getArg(I);
           return C.Caller->getCanonicalDecl() != FD->getCanonicalDecl() &&
                  !isNullPointer(Given, FD->getASTContext()) &&
                  isShared(Given, C.Caller, 0);
         });
}

bool SharedParameters::contains(const ParmVarDecl *P) const {
  if (!Known.contains(P))
    Search(*this).settle(P);
  return Known.lookup(P);
}

} // namespace pyrefcheck
