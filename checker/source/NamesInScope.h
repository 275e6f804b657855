//===- NamesInScope.h - Where variables can be named ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Determines whether a local variable can be named at some place of its
// function: it is declared, its block has not ended, and nothing hides it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_NAMESINSCOPE_H
#define PYREFCHECK_SOURCE_NAMESINSCOPE_H

#include "clang/Analysis/AnalysisDeclContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>

namespace pyrefcheck {

/// The variables of one function.
class NamesInScope {
public:
  /// \param Spend receives the number of statements visited; may be empty.
  explicit NamesInScope(clang::AnalysisDeclContext &Function,
                        std::function<void(size_t)> Spend = {})
      : Function(Function), Spend(std::move(Spend)) {}

  /// True if \p Variable can be named at \p S and is not hidden there. A null
  /// \p S is the end of the function.
  bool contain(const clang::VarDecl *Variable, const clang::Stmt *S) const;

private:
  /// The variables that a block declares itself, by name.
  using Declarations =
      llvm::DenseMap<const clang::IdentifierInfo *,
                     llvm::SmallVector<const clang::VarDecl *, 1>>;
  const Declarations &declaredIn(const clang::CompoundStmt *Block) const;
  void spend(size_t Statements) const {
    if (Spend)
      Spend(Statements);
  }

  clang::AnalysisDeclContext &Function;
  std::function<void(size_t)> Spend;
  mutable llvm::DenseMap<const clang::CompoundStmt *, Declarations> Declared;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_NAMESINSCOPE_H
