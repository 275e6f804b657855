//===- NamesInScope.cpp - Where variables can be named ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NamesInScope.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

/// Calls \p Add with the variables that \p S declares in its own block.
static void addDeclared(const Stmt *S,
                        llvm::function_ref<void(const VarDecl *)> Add) {
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        Add(Variable);
}

const NamesInScope::Declarations &
NamesInScope::declaredIn(const CompoundStmt *Block) const {
  const auto [It, New] = Declared.try_emplace(Block);
  if (New) {
    for (const Stmt *Child : Block->body())
      addDeclared(Child, [&, &ByName = It->second](const VarDecl *D) {
        ByName[D->getIdentifier()].push_back(D);
      });
    spend(Block->size());
  }
  return It->second;
}

bool NamesInScope::contain(const VarDecl *Variable, const Stmt *S) const {
  const SourceLocation Place =
      S ? S->getBeginLoc() : Function.getBody()->getEndLoc();
  if (!S)
    S = Function.getBody();
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  const ParentMap &Parents = Function.getParentMap();
  for (const Stmt *Parent = S; Parent; Parent = Parents.getParent(Parent)) {
    spend(1);
    // The variables with this name here: the variable itself, or others.
    llvm::SmallVector<const VarDecl *, 2> Namesakes;
    const auto Add = [&](const VarDecl *D) {
      if (D->getIdentifier() == Variable->getIdentifier() &&
          SM.isBeforeInTranslationUnit(D->getLocation(), Place))
        Namesakes.push_back(D);
    };
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      const Declarations &All = declaredIn(Block);
      if (const auto It = All.find(Variable->getIdentifier()); It != All.end())
        llvm::for_each(It->second, Add);
    } else if (const auto *For = dyn_cast<ForStmt>(Parent)) {
      addDeclared(For->getInit(), Add);
    } else if (const auto *If = dyn_cast<IfStmt>(Parent)) {
      addDeclared(If->getInit(), Add);
      addDeclared(If->getConditionVariableDeclStmt(), Add);
    } else if (const auto *While = dyn_cast<WhileStmt>(Parent)) {
      addDeclared(While->getConditionVariableDeclStmt(), Add);
    }
    if (!Namesakes.empty())
      return llvm::is_contained(Namesakes, Variable);
  }
  return isa<ParmVarDecl>(Variable);
}

} // namespace pyrefcheck
