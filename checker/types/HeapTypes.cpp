//===- HeapTypes.cpp - Where heap types are made ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HeapTypes.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace clang;

namespace pyrefcheck {

static const ValueDecl *holderBehind(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *ME = dyn_cast<MemberExpr>(E))
    return ME->getMemberDecl();
  return variableBehind(E);
}

/// The position of the first `PyType_Spec *` among the parameters of \p FD, as
/// PyType_FromSpec and its variants have one; the bases are the next parameter.
static std::optional<unsigned> specParameter(const FunctionDecl *FD) {
  for (unsigned I = 0; I != FD->getNumParams(); ++I) {
    const QualType T = FD->getParamDecl(I)->getType();
    const auto *Named = T->isPointerType()
                            ? T->getPointeeType()->getAs<TypedefType>()
                            : nullptr;
    if (Named && nameOf(Named->getDecl()) == "PyType_Spec")
      return I;
  }
  return std::nullopt;
}

void HeapTypes::noteCall(const CallExpr *CE) {
  const FunctionDecl *Callee = CE->getDirectCallee();
  if (const FunctionDecl *Def = Callee->getDefinition())
    Callers[Def].push_back(CE);
  else if (specParameter(Callee))
    Calls.push_back(CE);
}

/// The parameter that \p E names, or null.
static const ParmVarDecl *parameterNamed(const Expr *E) {
  return E ? dyn_cast_or_null<ParmVarDecl>(variableBehind(E)) : nullptr;
}

/// Adds \p S or, if it names parameters of a function, what the calls of that
/// function pass.
void HeapTypes::addSites(const Site &S, unsigned Depth,
                         llvm::SmallVectorImpl<Site> &Into) const {
  const ParmVarDecl *Spec = parameterNamed(S.Spec);
  const ParmVarDecl *Bases = parameterNamed(S.Bases);
  const ParmVarDecl *Any = Spec ? Spec : Bases;
  const auto *In =
      Any ? dyn_cast<FunctionDecl>(Any->getDeclContext()) : nullptr;
  auto It = In ? Callers.find(In) : Callers.end();
  if (It == Callers.end() || In->isExternallyVisible() || Depth > 4) {
    Into.push_back(S);
    return;
  }
  auto Passed = [](const CallExpr *CE, const ParmVarDecl *P, const Expr *E) {
    if (!P)
      return E;
    const unsigned I = P->getFunctionScopeIndex();
    return I < CE->getNumArgs() ? CE->getArg(I) : E;
  };
  for (const CallExpr *CE : It->second)
    addSites({Passed(CE, Spec, S.Spec), Passed(CE, Bases, S.Bases)}, Depth + 1,
             Into);
}

llvm::SmallVector<HeapTypes::Site, 8> HeapTypes::sites() const {
  llvm::SmallVector<Site, 8> Result;
  for (const CallExpr *CE : Calls) {
    const unsigned Index = *specParameter(CE->getDirectCallee());
    if (Index >= CE->getNumArgs())
      continue;
    const bool HasBases = Index + 1 < CE->getNumArgs();
    addSites({CE->getArg(Index), HasBases ? CE->getArg(Index + 1) : nullptr}, 0,
             Result);
  }
  return Result;
}

/// Whether \p E is an element of a global table, or a member of one, and the
/// table's initialiser names \p Spec.
static bool isInTable(const Expr *E, const VarDecl *Spec) {
  const VarDecl *Table = rootOf(E);
  Table = Table ? Table->getInitializingDeclaration() : nullptr;
  llvm::SmallVector<const Stmt *, 16> Work;
  if (Table && Table->hasGlobalStorage())
    Work.push_back(Table->getInit());
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *DRE = dyn_cast<DeclRefExpr>(S);
        DRE && DRE->getDecl()->getCanonicalDecl() == Spec->getCanonicalDecl())
      return true;
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

bool HeapTypes::mayUse(const Site &S, const VarDecl *Spec,
                       bool &Certain) const {
  const Expr *E = S.Spec->IgnoreParenCasts();
  if (const VarDecl *Named = variableBehind(E);
      Named && !isa<ParmVarDecl>(Named) && !Named->getType()->isPointerType()) {
    Certain = true;
    return Named->getCanonicalDecl() == Spec->getCanonicalDecl();
  }
  // A variable that iterates over a table stands for its elements.
  if (const VarDecl *VD = variableBehind(E))
    if (auto It = Values.find(cast<ValueDecl>(VD->getCanonicalDecl()));
        It != Values.end() && It->second)
      E = It->second->IgnoreParenCasts();
  Certain = isInTable(E, Spec);
  return true;
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
  const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
  const std::optional<unsigned> Index =
      Callee ? specParameter(Callee) : std::nullopt;
  const VarDecl *Spec = Index && *Index < CE->getNumArgs()
                            ? variableBehind(CE->getArg(*Index))
                            : nullptr;
  return Spec && !Spec->getType()->isPointerType() ? Spec : nullptr;
}

const VarDecl *HeapTypes::specBehind(const Expr *E) const {
  return madeFrom(valueOf(E));
}

/// `PyTuple_Pack(1, base)`: a count, and one object.
static bool packsOne(const CallExpr *CE) {
  const FunctionDecl *Callee = CE->getDirectCallee();
  return Callee && Callee->isVariadic() && CE->getNumArgs() == 2 &&
         Callee->getNumParams() == 1 &&
         CE->getArg(0)->getType()->isIntegerType();
}

/// The type that \p E names as the only base.
SpecBases HeapTypes::named(const Expr *E) const {
  SpecBases Result;
  const Expr *Value = valueOf(E);
  if (const auto *CE = dyn_cast<CallExpr>(Value->IgnoreParenCasts());
      CE && packsOne(CE))
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
  const llvm::SmallVector<Site, 8> All = sites();
  for (const Site &S : All) {
    bool Certain = false;
    const bool Uses = mayUse(S, Spec, Certain);
    const bool Bases = S.Bases && !isNullPointer(S.Bases, Context);
    Seen |= Uses && Certain;
    Others |= Uses && Bases;
    if (!Uses || !Certain || !Bases)
      continue;
    const SpecBases Here = named(S.Bases);
    Result.Unclear |= Here.Unclear || (Result.Only && Result.Only != Here.Only);
    Result.Only = Here.Only;
  }
  // No call is certain to make this type: bases are ruled out only if there are
  // calls that may, and none of them has any.
  if (!Seen)
    Result.Unclear = All.empty() || Others;
  if (Result.Unclear)
    Result.Only = nullptr;
  return Result;
}

} // namespace pyrefcheck
