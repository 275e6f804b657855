//===- CacheRule.cpp - Caches that keep objects alive -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reports a dictionary in a global variable or in the module's state if
// functions put instances into it and look them up, and nothing takes them out
// while they live. The findings are for audits.
//
//===----------------------------------------------------------------------===//

#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// What all functions of the file do to its global containers.
class CacheRule {
public:
  explicit CacheRule(TypeCheck &C) : C(C) {
    for (const ModuleObject &M : C.Types.modules())
      if (M.State)
        States.insert(M.State);
  }

  void collect(const FunctionBody &Body) {
    for (const CallExpr *CE : Body.calls()) {
      const ApiRole Use = C.Bodies.contracts().roleOf(CE);
      if ((Use != ApiRole::PutItem && Use != ApiRole::GetItem &&
           Use != ApiRole::RemoveItem) ||
          !CE->getNumArgs())
        continue;
      const NamedDecl *Cache = cacheBehind(CE->getArg(0), Body);
      if (!Cache)
        continue;
      Uses &U = Caches[Cache];
      if (Use == ApiRole::GetItem)
        U.IsRead = true;
      else if (Use == ApiRole::RemoveItem)
        noteRemoval(U, Body.function());
      else if (!U.Put)
        notePut(U, CE, Body.function());
    }
  }

  void report() {
    for (auto &[Cache, U] : Caches) {
      if (!U.Put || !U.IsRead || U.IsEmptied)
        continue;
      MistakeReport R(TypeMistake::StrongCache);
      R.Level = 2;
      R.Subject = U.Type->Decl;
      R.Function = U.PutIn;
      R.Loc = U.Put->getBeginLoc();
      R.Fields.push_back(Cache->getNameAsString());
      R.Detail = U.Type->name().str();
      R.Detail2 = U.RemovedBy
                      ? "'" + U.RemovedBy->getNameAsString() +
                            "', which would take it out, is never called then"
                      : "nothing takes it out";
      C.report(std::move(R));
    }
  }

private:
  struct Uses {
    const CallExpr *Put = nullptr;
    const FunctionDecl *PutIn = nullptr;
    /// The type of what is put there.
    const TypeObject *Type = nullptr;
    bool IsRead = false;
    bool IsEmptied = false;
    /// The destructor that takes objects out: the cache keeps it from running.
    const FunctionDecl *RemovedBy = nullptr;
  };

  /// The global variable or field of the module's state that \p E names.
  const NamedDecl *cacheBehind(const Expr *E, const FunctionBody &Body) const {
    if (const Expr *Only = Body.onlyValue(variableBehind(E)))
      E = Only;
    if (const FieldDecl *F = fieldNamed(E))
      return States.contains(F->getParent()->getDefinition()) ? F : nullptr;
    const VarDecl *VD = variableBehind(E);
    return VD && VD->hasGlobalStorage() ? VD->getCanonicalDecl() : nullptr;
  }

  void noteRemoval(Uses &U, const FunctionDecl *FD) const {
    if (C.TU.role(FD) == FunctionRole::Destructor)
      U.RemovedBy = FD;
    else
      U.IsEmptied = true;
  }

  void notePut(Uses &U, const CallExpr *CE, const FunctionDecl *FD) const {
    const Expr *Value = CE->getArg(CE->getNumArgs() - 1);
    for (const RecordDecl *RD : C.Fields.classify(Value, FD).Structs)
      for (const TypeObject *T : C.Types.typesOf(RD)) {
        U.Put = CE;
        U.PutIn = FD;
        U.Type = T;
        return;
      }
  }

  TypeCheck &C;
  llvm::SmallPtrSet<const RecordDecl *, 2> States;
  llvm::MapVector<const NamedDecl *, Uses> Caches;
};

} // namespace

void checkCaches(TypeCheck &C, llvm::ArrayRef<FunctionBody> Bodies) {
  CacheRule Rule(C);
  for (const FunctionBody &Body : Bodies)
    Rule.collect(Body);
  Rule.report();
}

} // namespace pyrefcheck
