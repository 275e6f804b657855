//===- FunctionBody.h - What a function stores and calls --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The statements of one function that the rules about code use, in source
// order, and what its variables stand for.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_FUNCTIONBODY_H
#define PYREFCHECK_SOURCE_FUNCTIONBODY_H

#include "Places.h"
#include "clang/AST/Stmt.h"
#include <memory>
#include <optional>
#include <vector>

namespace clang {
class CFG;
} // namespace clang

namespace pyrefcheck {

/// A function with a body.
class FunctionBody {
public:
  FunctionBody(const clang::FunctionDecl *FD, SourceCache &Sources);

  const clang::FunctionDecl *function() const { return FD; }
  llvm::ArrayRef<const clang::CallExpr *> calls() const { return Calls; }
  /// The assignments with `=`.
  llvm::ArrayRef<const clang::BinaryOperator *> assignments() const {
    return Assignments;
  }

  /// The local variables that the function declares.
  llvm::ArrayRef<const clang::VarDecl *> variables() const { return Variables; }

  /// Whether \p E names \p Object, or a variable that stands for the same
  /// object: `Foo *self = (Foo *)op;`.
  bool isSame(const clang::Expr *E, const clang::VarDecl *Object) const;
  /// The only expression that gives the local variable \p VD a value, or null.
  /// There is none for a parameter, which also gets a value from the caller.
  const clang::Expr *onlyValue(const clang::VarDecl *VD) const;
  /// All expressions that give \p VD a value.
  llvm::ArrayRef<const clang::Expr *> values(const clang::VarDecl *VD) const;
  /// Whether \p VD gets at most one object, apart from NULL. A variable that is
  /// reused, as in generated code, stands for several.
  bool hasOneObject(const clang::VarDecl *VD) const;
  /// The call that makes the only object of the local variable \p VD, or null.
  const clang::CallExpr *makerOf(const clang::VarDecl *VD) const;
  /// Whether \p A comes before \p B.
  bool isBefore(clang::SourceLocation A, clang::SourceLocation B) const;
  /// Whether no path reaches both: they are in the two branches of an if, or
  /// one is in a branch that returns and the other after it.
  bool exclude(clang::SourceLocation A, clang::SourceLocation B) const;
  /// Whether \p B comes after \p A on some path.
  bool canFollow(clang::SourceLocation A, clang::SourceLocation B) const {
    return isBefore(A, B) && !exclude(A, B);
  }

  /// The control flow, with every expression as an element; or null where clang
  /// cannot build it.
  const clang::CFG *flow() const;

private:
  friend class StatementCollector;

  const clang::FunctionDecl *FD;
  SourceCache &Sources;
  std::vector<const clang::CallExpr *> Calls;
  std::vector<const clang::BinaryOperator *> Assignments;
  std::vector<const clang::VarDecl *> Variables;
  /// The if statements.
  std::vector<const clang::IfStmt *> Branches;
  /// From flow(), once asked for.
  mutable std::optional<std::shared_ptr<clang::CFG>> Flow;
};

/// The variable at the root of `v->a.b`.
const clang::VarDecl *rootOf(const clang::Expr *E);
/// The field that \p E names, as the last member: `b` of `v->a.b`; or null.
const clang::FieldDecl *fieldNamed(const clang::Expr *E);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_FUNCTIONBODY_H
