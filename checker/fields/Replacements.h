//===- Replacements.h - Which functions replace a field ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that Python code can call may put another object into a field, or
// into a variable, while a second function still uses the first object.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_REPLACEMENTS_H
#define PYREFCHECK_FIELDS_REPLACEMENTS_H

#include "source/Places.h"
#include "source/SharedParameters.h"
#include "source/TranslationUnit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <utility>

namespace pyrefcheck {

/// When Python code can replace what a place holds.
enum class Replacement : uint8_t {
  /// Never, as far as the file shows.
  Never,
  /// Only by a second call of `__init__`.
  Rarely,
  /// By a method, a setter or a slot.
  Usually,
};

/// The functions that Python code can call on objects that exist already.
class RunningFunctions {
public:
  explicit RunningFunctions(const TranslationUnit &TU);

  /// When \p FD runs: what it does to a field can happen then.
  Replacement onFieldBy(const clang::FunctionDecl *FD) const;
  /// The same for a variable: module initialisation, which looks like a slot
  /// with one argument, runs once.
  Replacement onVariableBy(const clang::FunctionDecl *FD) const;

private:
  using Functions = llvm::DenseSet<const clang::FunctionDecl *>;

  /// What methods and setters call; slots with one argument; and tp_init.
  Functions Methods, WithOneArgument, Inits;
};

/// Collects when Python code can replace what fields and variables hold.
class ReplacedFields {
public:
  explicit ReplacedFields(const TranslationUnit &TU)
      : TU(TU), Shared(TU), Running(TU) {}

  /// The function of \p Here stores \p Value in \p Field, named by \p Target.
  /// \param Tests the conditions around the store, the innermost last.
  void store(const clang::ValueDecl *Field, const clang::Expr *Target,
             const clang::Expr *Value, const Scope &Here,
             llvm::ArrayRef<const clang::Expr *> Tests);
  /// \p FD releases what \p Field held.
  void release(const clang::ValueDecl *Field, const clang::FunctionDecl *FD) {
    Released.insert({Field, FD});
  }
  /// Python code can write \p Field itself, as a PyMemberDef says.
  void expose(const clang::ValueDecl *Field) { Exposed.insert(Field); }

  /// The result, by field; Replacement::Never for those that are missing.
  llvm::DenseMap<const clang::ValueDecl *, Replacement> all() const;

private:
  using InFunction =
      std::pair<const clang::ValueDecl *, const clang::FunctionDecl *>;
  bool isInSharedObject(const clang::Expr *E, const Scope &Here,
                        unsigned Depth = 0) const;

  const TranslationUnit &TU;
  SharedParameters Shared;
  RunningFunctions Running;
  /// An object that is replaced is released, or taken out: NULL is left.
  llvm::DenseSet<InFunction> Filled, Cleared, Released;
  llvm::DenseSet<const clang::ValueDecl *> Exposed;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_REPLACEMENTS_H
