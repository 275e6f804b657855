//===- HeapTypes.h - Where heap types are made ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call of PyType_FromSpec or one of its variants makes a type from a
// PyType_Spec. That call shows which bases the type has, and what holds it
// afterwards: a variable, or a field of the module's state.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_HEAPTYPES_H
#define PYREFCHECK_TYPES_HEAPTYPES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// The bases of a heap type.
struct SpecBases {
  /// The only base, if the file names it: a static type, a spec, or one of the
  /// PyExc_ variables.
  const clang::VarDecl *Only = nullptr;
  /// There may be unknown bases.
  bool Unclear = false;
};

/// All calls in a file that make types, and the variables that matter to them.
class HeapTypes {
public:
  explicit HeapTypes(clang::ASTContext &Context) : Context(Context) {}

  /// Notes a call of a function that may make a type from a spec, or pass its
  /// arguments on to one.
  void noteCall(const clang::CallExpr *CE);
  /// Notes that some code gives \p Holder the value \p Value.
  void noteValue(const clang::ValueDecl *Holder, const clang::Expr *Value);

  SpecBases basesOf(const clang::VarDecl *Spec) const;
  /// The spec whose type \p E refers to, or null.
  const clang::VarDecl *specBehind(const clang::Expr *E) const;
  /// The spec that the call \p E turns into a type, or null.
  const clang::VarDecl *madeFrom(const clang::Expr *E) const;

private:
  /// The spec and the bases of one type that a call makes.
  struct Site {
    const clang::Expr *Spec;
    /// Null if the function takes none.
    const clang::Expr *Bases;
  };

  llvm::SmallVector<Site, 8> sites() const;
  void addSites(const Site &S, unsigned Depth,
                llvm::SmallVectorImpl<Site> &Into) const;
  /// Whether \p S may make a type from \p Spec. Sets \p Certain if \p S names
  /// one spec, or a table that names \p Spec.
  bool mayUse(const Site &S, const clang::VarDecl *Spec, bool &Certain) const;
  const clang::Expr *valueOf(const clang::Expr *E) const;
  SpecBases named(const clang::Expr *E) const;

  clang::ASTContext &Context;
  llvm::SmallVector<const clang::CallExpr *, 8> Calls;
  /// The calls of each function that has a body here.
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::CallExpr *, 2>>
      Callers;
  /// The values of variables and fields; null if there are several.
  llvm::DenseMap<const clang::ValueDecl *, const clang::Expr *> Values;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_HEAPTYPES_H
