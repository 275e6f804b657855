//===- MutantFinder.cpp - All mutants of a file ---------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MutantFinder.h"
#include "FunctionMutants.h"
#include "Mutant.h"
#include "WrittenCode.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Walks over the statements of a function and their places.
class StatementWalk {
public:
  explicit StatementWalk(const FunctionScope &Scope) : Scope(Scope) {}

  void walk(const Stmt *S, StatementPlace Place);

private:
  void walkParts(const Stmt *S);

  const FunctionScope &Scope;
};

/// Finds the functions.
class FunctionWalk : public RecursiveASTVisitor<FunctionWalk> {
public:
  FunctionWalk(const WrittenCode &Code, const TranslationUnit &TU,
               MutantList &Out)
      : Code(Code), TU(TU), Out(Out) {}

  bool VisitFunctionDecl(FunctionDecl *FD) {
    if (!FD->doesThisDeclarationHaveABody() || FD->isDependentContext() ||
        FD->isDefaulted() || !Code.rangeOf(FD->getBody()))
      return true;
    const FunctionScope Scope{FD, Code, TU, Out,
                              FD->getQualifiedNameAsString()};
    StatementWalk(Scope).walk(FD->getBody(), {});
    addGotoMutants(Scope);
    addExpressionMutants(Scope);
    return true;
  }

private:
  const WrittenCode &Code;
  const TranslationUnit &TU;
  MutantList &Out;
};

} // namespace

void StatementWalk::walk(const Stmt *S, StatementPlace Place) {
  if (!S)
    return;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    unsigned Index = 0;
    for (const Stmt *Child : Block->body())
      walk(Child, {Block, Index++, false});
    return;
  }
  if (isa<LabelStmt, SwitchCase, AttributedStmt>(S)) {
    Place.Labelled = true;
    for (const Stmt *Child : S->children())
      if (!isa_and_nonnull<Expr>(Child) || isa<LabelStmt>(S))
        walk(Child, Place);
    if (const auto *Case = dyn_cast<SwitchCase>(S))
      if (isa_and_nonnull<Expr>(Case->getSubStmt()))
        walk(Case->getSubStmt(), Place);
    return;
  }
  const PlacedStatement Placed{S, Place};
  addReferenceMutants(Scope, Placed);
  addStealMutants(Scope, Placed);
  addOrderMutants(Scope, Placed);
  addTestMutants(Scope, Placed);
  walkParts(S);
}

/// Walks over the statements that \p S governs.
void StatementWalk::walkParts(const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    walk(If->getThen(), {});
    walk(If->getElse(), {});
  } else if (const auto *For = dyn_cast<ForStmt>(S)) {
    walk(For->getBody(), {});
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    walk(Range->getBody(), {});
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    walk(While->getBody(), {});
  } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
    walk(Do->getBody(), {});
  } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    walk(Switch->getBody(), {});
  } else if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    walk(Try->getTryBlock(), {});
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      walk(Try->getHandler(I)->getHandlerBlock(), {});
  }
}

MutantList findMutants(ASTContext &Context, const WrittenCode &Code) {
  MutantList Result(Code.file(), Code.text());
  const TranslationUnit TU(Context, {});
  FunctionWalk Walk(Code, TU, Result);
  for (Decl *D : TU.declarations())
    Walk.TraverseDecl(D);
  return Result;
}

} // namespace pyrefcheck
