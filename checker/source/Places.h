//===- Places.h - What an expression refers to ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Slot functions name the fields of `self` in many ways: through casts, local
// variables, pointers to a field, parameters of a helper, and the temporaries
// of macros. This finds which fields an expression can stand for, without
// following paths: a variable stands for everything that is ever assigned to
// it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_PLACES_H
#define PYREFCHECK_SOURCE_PLACES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// Everything that an expression may stand for.
struct Place {
  /// Innermost struct members: `self->a.b[i]` is {b}; so is its address.
  llvm::SmallVector<const clang::FieldDecl *, 2> Fields;
  /// Variables that outlive the function.
  llvm::SmallVector<const clang::VarDecl *, 1> Globals;
  /// The object that the slot function is about.
  bool Self = false;
  /// Its type: Py_TYPE(self).
  bool SelfType = false;
  /// The visitproc of tp_traverse.
  bool Visit = false;

  void add(const clang::FieldDecl *F);
  void add(const clang::VarDecl *Global);
  void add(const Place &O);
  bool has(const clang::FieldDecl *F) const;
  /// Whether this names no part of the object that the slot function is about.
  bool empty() const { return Fields.empty() && !Self && !SelfType && !Visit; }
};

/// The expressions that give a local variable its values.
class LocalSources {
public:
  explicit LocalSources(const clang::FunctionDecl *FD);
  llvm::ArrayRef<const clang::Expr *> of(const clang::VarDecl *VD) const;

private:
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::Expr *, 2>>
      Sources;
};

/// Caches the sources of variables and the results of functions.
class SourceCache {
public:
  const LocalSources &of(const clang::FunctionDecl *FD);
  /// All expressions that \p FD returns; none if its body is in another file.
  llvm::ArrayRef<const clang::Expr *> results(const clang::FunctionDecl *FD);
  /// The same if they are few; else none.
  llvm::ArrayRef<const clang::Expr *> fewResults(const clang::FunctionDecl *FD);

private:
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::unique_ptr<llvm::SmallVector<const clang::Expr *, 2>>>
      KnownResults;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LocalSources>>
      Known;
};

/// One function, with what its parameters stand for in the current call.
class Scope {
public:
  Scope(SourceCache &Cache, const clang::FunctionDecl *Function)
      : Cache(Cache), Function(Function) {}

  void bind(const clang::ParmVarDecl *P, Place What) {
    Arguments[P] = std::move(What);
  }
  /// In C++: what `this` stands for.
  void bindThis(Place What) { This = std::move(What); }
  const clang::FunctionDecl *function() const { return Function; }

  Place resolve(const clang::Expr *E) const;
  /// The expressions that give the local variable \p VD its values.
  llvm::ArrayRef<const clang::Expr *> sources(const clang::VarDecl *VD) const {
    return Cache.of(Function).of(VD);
  }

private:
  void resolve(const clang::Expr *E, Place &Into,
               llvm::SmallVectorImpl<const clang::VarDecl *> &Busy,
               unsigned Depth) const;
  void resolveMember(const clang::MemberExpr *ME, Place &Into,
                     llvm::SmallVectorImpl<const clang::VarDecl *> &Busy,
                     unsigned Depth) const;
  void resolveCall(const clang::CallExpr *CE, Place &Into,
                   llvm::SmallVectorImpl<const clang::VarDecl *> &Busy,
                   unsigned Depth) const;

  SourceCache &Cache;
  const clang::FunctionDecl *Function;
  llvm::DenseMap<const clang::ParmVarDecl *, Place> Arguments;
  Place This;
};

/// The name of a function that is called or declared; empty for operators.
llvm::StringRef nameOf(const clang::NamedDecl *D);
/// The function that \p E names, through casts, `&` and parentheses; for a
/// lambda, its call operator.
const clang::FunctionDecl *functionBehind(const clang::Expr *E);
/// The variable that \p E names, likewise.
const clang::VarDecl *variableBehind(const clang::Expr *E);
/// The braced list that \p E is, or takes the address of: `{a, b}`,
/// `(PyType_Slot[]){a, b}`, `&(Spec){a, b}`; for a variable, its initialiser.
/// Null if there is none.
const clang::InitListExpr *listBehind(const clang::Expr *E);
/// The initialiser of the temporary variable of a macro that \p E names
/// (`_py_tmp` of Py_CLEAR); else \p E.
const clang::Expr *givenToMacro(const clang::Expr *E);
/// The object that \p E is a new reference to, such as x in Py_NewRef(x); else
/// \p E.
const clang::Expr *withoutNewRef(const clang::Expr *E);
/// Whether \p E is NULL, 0 or nullptr, through casts.
bool isNullPointer(const clang::Expr *E, const clang::ASTContext &Context);
/// Whether \p Loc is in an expansion of Py_CLEAR.
bool isInClear(clang::SourceLocation Loc, const clang::ASTContext &Context);
/// The text of the string literal \p E, through casts; nothing for other
/// expressions and for literals of wide characters.
std::optional<llvm::StringRef> literalText(const clang::Expr *E);
/// The last statement of \p S, through nested blocks; null if there is none.
const clang::Stmt *lastStatement(const clang::Stmt *S);
/// Whether \p D is the pattern of a template: its expressions may have no type
/// yet. Its instantiations show what it means.
bool isPattern(const clang::Decl *D);
/// The expression that \p FD returns if its body is one return statement; else
/// null. \p FD may be null.
const clang::Expr *onlyReturned(const clang::FunctionDecl *FD);
/// The body of \p FD, which may be null, in this translation unit, or null.
/// Sets \p FD to the declaration with the body.
const clang::Stmt *bodyOf(const clang::FunctionDecl *&FD);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_PLACES_H
