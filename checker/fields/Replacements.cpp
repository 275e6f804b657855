//===- Replacements.cpp - Which functions replace a field -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Replacements.h"
#include "source/Places.h"
#include "source/SharedParameters.h"
#include "source/TranslationUnit.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>
#include <utility>

using namespace clang;

namespace pyrefcheck {

/// A value is followed through at most this many variables.
constexpr unsigned MostSteps = 2;

/// Whether \p FD gets a type, as tp_new does: what it fills is new.
static bool makesObject(const FunctionDecl *FD) {
  const QualType T =
      FD->getNumParams() ? FD->getParamDecl(0)->getType() : QualType();
  const RecordDecl *RD = !T.isNull() && T->isPointerType()
                             ? T->getPointeeType()->getAsRecordDecl()
                             : nullptr;
  return RD && nameOf(RD) == "_typeobject";
}

RunningFunctions::RunningFunctions(const TranslationUnit &TU) {
  using Work = llvm::SmallVector<const FunctionDecl *, 16>;
  const auto Close = [&TU](Functions &Known, Work Pending) {
    while (!Pending.empty()) {
      const FunctionDecl *FD = Pending.pop_back_val()->getCanonicalDecl();
      if (Known.insert(FD).second)
        llvm::append_range(Pending, TU.callees(FD));
    }
  };
  Work Many, One, Init;
  for (const FunctionDecl *FD : TU.functions())
    switch (TU.role(FD)) {
    case FunctionRole::EntryPoint:
    case FunctionRole::Implementation:
    case FunctionRole::Reinitializer:
      if (TU.reinitializes(FD) && !TU.nullOnDeletion(FD))
        Init.push_back(FD);
      else if (!makesObject(FD))
        (FD->getNumParams() >= 2 ? Many : One).push_back(FD);
      break;
    case FunctionRole::Helper:
    case FunctionRole::Destructor:
      break;
    }
  Close(Methods, std::move(Many));
  Close(WithOneArgument, std::move(One));
  Close(Inits, std::move(Init));
}

Replacement RunningFunctions::onFieldBy(const FunctionDecl *FD) const {
  FD = FD->getCanonicalDecl();
  return Methods.contains(FD) || WithOneArgument.contains(FD)
             ? Replacement::Usually
         : Inits.contains(FD) ? Replacement::Rarely
                              : Replacement::Never;
}

Replacement RunningFunctions::onVariableBy(const FunctionDecl *FD) const {
  return Methods.contains(FD->getCanonicalDecl()) ? Replacement::Usually
                                                  : Replacement::Never;
}

/// Whether the field that \p E names may be one of an object that others can
/// reach, not only of one that the function creates.
bool ReplacedFields::isInSharedObject(const Expr *E, const Scope &Here,
                                      unsigned Depth) const {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *ME = dyn_cast<MemberExpr>(E))
      E = ME->getBase();
    else if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E))
      E = ASE->getBase();
    else if (const auto *UO = dyn_cast<UnaryOperator>(E))
      E = UO->getSubExpr();
    else
      break;
  }
  const auto *DRE = dyn_cast<DeclRefExpr>(E);
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (!VD || VD->hasGlobalStorage())
    return VD != nullptr;
  if (const auto *P = dyn_cast<ParmVarDecl>(VD))
    return TU.role(Here.function()) != FunctionRole::Helper ||
           Shared.contains(P);
  return Depth < MostSteps &&
         llvm::any_of(
             Here.sources(VD),
             [&](const Expr *Source) {
               return isInSharedObject(Source, Here, Depth + 1);
             });
}

/// Whether \p Test asks for what \p Field holds.
static bool asksFor(const Expr *Test, const ValueDecl *Field,
                    const Scope &Here) {
  llvm::SmallVector<const Stmt *, 8> Work{Test};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *E = dyn_cast<Expr>(S);
        E && isa<MemberExpr, DeclRefExpr>(E)) {
      const Place Named = Here.resolve(E);
      const auto IsField = [Field](const ValueDecl *D) {
        return D->getCanonicalDecl() == Field;
      };
      if (llvm::any_of(Named.Fields, IsField) ||
          llvm::any_of(Named.Globals, IsField))
        return true;
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

void ReplacedFields::store(const ValueDecl *Field, const Expr *Target,
                           const Expr *Value, const Scope &Here,
                           llvm::ArrayRef<const Expr *> Tests) {
  if (!isInSharedObject(Target, Here))
    return;
  const FunctionDecl *FD = Here.function();
  if (isNullPointer(Value, FD->getASTContext())) {
    Cleared.insert({Field, FD});
    return;
  }
  // `if (self->cache == NULL) self->cache = make();` replaces nothing.
  constexpr size_t MostTests = 3;
  const auto AsksForField = [&](const Expr *Test) {
    return asksFor(Test, Field, Here);
  };
  if (llvm::none_of(Tests.take_back(std::min(MostTests, Tests.size())),
                    AsksForField))
    Filled.insert({Field, FD});
}

llvm::DenseMap<const ValueDecl *, Replacement> ReplacedFields::all() const {
  llvm::DenseMap<const ValueDecl *, Replacement> Result;
  const auto Add = [&](const ValueDecl *Field, Replacement When) {
    Replacement &Known = Result[Field];
    Known = std::max(Known, When);
  };
  const auto AddFunction = [&](const InFunction &Store) {
    Add(Store.first, isa<VarDecl>(Store.first)
                         ? Running.onVariableBy(Store.second)
                         : Running.onFieldBy(Store.second));
  };
  for (const InFunction &Store : Filled)
    if (Released.contains(Store))
      AddFunction(Store);
  for (const InFunction &Store : Cleared)
    // tp_init may set what it finds uninitialised to NULL.
    if (Released.contains(Store) ||
        Running.onFieldBy(Store.second) == Replacement::Usually)
      AddFunction(Store);
  for (const ValueDecl *Field : Exposed)
    Add(Field, Replacement::Usually);
  return Result;
}

} // namespace pyrefcheck
