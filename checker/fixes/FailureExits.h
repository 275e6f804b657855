//===- FailureExits.h - How a function is left on failure -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Determines what a function returns when something in it fails, which jumps
// lead to labels where it cleans up, and which resources besides references it
// may hold. The answers come from the syntax alone.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_FAILUREEXITS_H
#define PYREFCHECK_FIXES_FAILUREEXITS_H

#include "Effort.h"
#include "FixVocabulary.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

class FailureExits {
public:
  /// \param Work bounds the cost of all queries together.
  FailureExits(const clang::FunctionDecl *Function, const FixVocabulary &Words,
               Effort &Work)
      : Function(Function), Words(Words), Work(Work) {}

  /// The `return` that leaves the function after a failure; "" if it cannot be
  /// determined.
  std::string returnStatement() const;
  /// True if \p Value is what the function returns on failure.
  bool isFailure(const clang::Expr *Value) const;

  /// True if memory, a file or a lock may be held at \p Place.
  bool mayOwnResources(clang::SourceLocation Place) const;
  /// True if memory, a file or a lock is acquired or given back between two
  /// places, in either order.
  bool changesResources(clang::SourceLocation One,
                        clang::SourceLocation Other) const;

  /// True if \p Jump is taken when a reference is NULL or a call fails.
  bool isAfterFailure(const clang::GotoStmt *Jump) const;
  /// True if \p Variable may get another value between two places, in either
  /// order.
  bool assignsBetween(const clang::VarDecl *Variable, clang::SourceLocation One,
                      clang::SourceLocation Other) const;

  /// The jumps to labels after \p Place, the nearest first.
  llvm::SmallVector<const clang::GotoStmt *, 4>
  jumpsBehind(clang::SourceLocation Place) const;

private:
  /// An index of the body; places are in source order.
  struct Index {
    /// The places where something is acquired, each with the one among those up
    /// to it that is visited last in the body.
    std::vector<std::pair<clang::SourceLocation, clang::SourceLocation>>
        Acquired;
    /// Where every path gives something back.
    std::vector<clang::SourceLocation> GivenBack;
    /// Where something is acquired or given back.
    std::vector<clang::SourceLocation> Changed;
    /// In the order of the body.
    std::vector<const clang::GotoStmt *> Jumps;
    llvm::DenseSet<const clang::Stmt *> AfterFailure;
    /// Number of statements and expressions.
    unsigned Size;
  };
  const Index &index() const;
  std::string findReturnStatement() const;

  const clang::FunctionDecl *Function;
  const FixVocabulary &Words;
  Effort &Work;
  mutable std::optional<Index> Known;
  mutable std::optional<std::string> KnownReturn;
};

/// Calls \p Visit for all parts of \p S.
void visitParts(const clang::Stmt *S,
                llvm::function_ref<void(const clang::Stmt *)> Visit);

/// True if a declaration may be inserted anywhere in \p Body: no jump can
/// bypass it, which C++ forbids.
bool takesDeclarations(const clang::Stmt *Body);

/// True if \p Condition only tests whether \p Variable is NULL.
bool isNullTest(const clang::Expr *Condition, const clang::VarDecl *Variable);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_FAILUREEXITS_H
