//===- ErrorLocations.cpp - Functions that have errors in them --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorLocations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

static bool isWithin(SourceLocation Loc, const Decl *D,
                     const SourceManager &SM) {
  return SM.isPointWithin(SM.getExpansionLoc(Loc),
                          SM.getExpansionLoc(D->getBeginLoc()),
                          SM.getExpansionRange(D->getEndLoc()).getEnd());
}

template <typename Range>
static const FunctionDecl *findIn(const Range &Decls, SourceLocation Loc,
                                  const SourceManager &SM) {
  for (const Decl *D : Decls) {
    const auto *Context = dyn_cast<DeclContext>(D);
    if (!Context)
      continue;
    // A translation unit has no range.
    if (!isa<TranslationUnitDecl>(D) && !isWithin(Loc, D, SM))
      continue;
    const FunctionDecl *Function = D->getAsFunction();
    if (Function && Function->doesThisDeclarationHaveABody())
      return Function;
    if (const FunctionDecl *Found = findIn(Context->decls(), Loc, SM))
      return Found;
  }
  return nullptr;
}

const FunctionDecl *findFunction(const ASTContext &AST, SourceLocation Loc) {
  return findIn(AST.getTraversalScope(), Loc, AST.getSourceManager());
}

bool ErrorLocations::sameFunctionAs(SourceLocation Loc,
                                    const ASTContext &AST) const {
  if (Locations.empty())
    return false;
  const FunctionDecl *Function = findFunction(AST, Loc);
  return Function && llvm::any_of(Locations, [&](SourceLocation Error) {
           return isWithin(Error, Function, AST.getSourceManager());
         });
}

} // namespace pyrefcheck
