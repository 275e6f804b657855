//===- FunctionMutants.h - The mutants of one function ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One file per kind of operators; MutantFinder.cpp walks over the function and
// calls all of them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_FUNCTIONMUTANTS_H
#define PYREFCHECK_TOOLS_MUTATE_FUNCTIONMUTANTS_H

#include "Mutant.h"
#include "ReferenceCalls.h"
#include "WrittenCode.h"

namespace clang {
class CompoundStmt;
class Expr;
class FunctionDecl;
class IfStmt;
} // namespace clang

namespace pyrefcheck {

class TranslationUnit;

/// The function that is mutated.
struct FunctionScope {
  const clang::FunctionDecl *Function;
  const WrittenCode &Code;
  const TranslationUnit &TU;
  MutantList &Out;
  std::string Name;

  void add(MutantOperator Op, std::vector<TextChange> Changes) const {
    Out.add(Op, Name, std::move(Changes));
  }
};

/// Where a statement is.
struct StatementPlace {
  /// Null for the only statement of a branch or loop.
  const clang::CompoundStmt *Block = nullptr;
  unsigned Index = 0;
  /// A label or case precedes it.
  bool Labelled = false;

  /// The statement \p Distance before it in its block, or null.
  const clang::Stmt *before(unsigned Distance) const;
  /// Likewise, after it.
  const clang::Stmt *after(unsigned Distance) const;
};

/// A statement with its place.
struct PlacedStatement {
  const clang::Stmt *S;
  StatementPlace Place;
};

/// Replaces the statement at \p Whole by \p Parts, in braces unless it is in a
/// block.
TextChange replaceStatement(const StatementPlace &Place, TextRange Whole,
                            llvm::ArrayRef<std::string> Parts);

/// Drops or doubles releases, increments, visits, ..., or returns early.
void addReferenceMutants(const FunctionScope &Scope,
                         const PlacedStatement &Placed);
/// Adds releases before and after calls that steal.
void addStealMutants(const FunctionScope &Scope, const PlacedStatement &Placed);
/// Swaps releases with uses and stores.
void addOrderMutants(const FunctionScope &Scope, const PlacedStatement &Placed);
/// Drops tests for NULL and tests of a status.
void addTestMutants(const FunctionScope &Scope, const PlacedStatement &Placed);
/// Redirects the gotos of the function.
void addGotoMutants(const FunctionScope &Scope);
/// Drops new references and exchanges twins anywhere in the function.
void addExpressionMutants(const FunctionScope &Scope);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_FUNCTIONMUTANTS_H
