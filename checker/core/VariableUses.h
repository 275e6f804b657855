//===- VariableUses.h - Who still needs a variable --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object may be released when nobody looks at it any more: not under its
// name, and not through what was taken from it, such as the text of a string
// object in a `char *`. This is asked of the syntax alone.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CORE_VARIABLEUSES_H
#define PYREFCHECK_CORE_VARIABLEUSES_H

#include "clang/Analysis/AnalysisDeclContext.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class VarDecl;
class Stmt;
} // namespace clang

namespace pyrefcheck {

class VariableUses {
public:
  using Set = llvm::DenseSet<const clang::VarDecl *>;

  explicit VariableUses(clang::AnalysisDeclContext &Function)
      : Function(Function) {}

  /// The variables that may hold something of what \p Variable holds or that
  /// belongs to it: those that are computed in a statement that mentions it.
  /// Numbers are not among them; \p Variable is.
  Set takenFrom(const clang::VarDecl *Variable) const;

  /// The variables that \p S mentions.
  static Set mentioned(const clang::Stmt *S);
  /// True if \p S mentions one of \p Variables.
  static bool mentionsAny(const clang::Stmt *S, const Set &Variables);

  /// True if \p S may give \p Variable another value.
  static bool assigns(const clang::Stmt *S, const clang::VarDecl *Variable);

  /// True if what \p Variable holds before \p Jump (`goto`, `break`,
  /// `continue`) may be read after it.
  bool isLiveAfterJump(const clang::VarDecl *Variable,
                       const clang::Stmt *Jump) const;
  /// The same for what follows the statement \p S of a block.
  bool isLiveAfter(const clang::VarDecl *Variable, const clang::Stmt *S) const;

  /// True if \p Variable can be named at \p S and is not hidden there; null:
  /// at the end of the function.
  bool isInScope(const clang::VarDecl *Variable, const clang::Stmt *S) const;

private:
  clang::AnalysisDeclContext &Function;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_VARIABLEUSES_H
