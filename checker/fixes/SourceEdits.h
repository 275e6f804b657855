//===- SourceEdits.h - Changing the text of a function ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Inserts, removes and wraps statements so that the rest of the code keeps its
// meaning. Nothing here depends on what the statements do.
//
// All operations refuse to touch text that is not in the file as it is parsed:
// macro bodies, system headers, and generated code.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_SOURCEEDITS_H
#define PYREFCHECK_FIXES_SOURCEEDITS_H

#include "GeneratedCode.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CallExpr;
class Expr;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace pyrefcheck {

using Edits = llvm::SmallVector<clang::FixItHint, 2>;

/// True if the result of two edits would depend on which of them is made first.
bool inConflict(const clang::FixItHint &One, const clang::FixItHint &Other,
                const clang::SourceManager &SM);

/// Converts the line ends that \p All inserts to those of the file.
void keepLineEnds(Edits &All, const clang::SourceManager &SM);

/// Names that do not occur in a text.
class FreshNames {
public:
  explicit FreshNames(llvm::StringRef Text) : Text(Text) {}

  /// \p Stem followed by \p Number, and by more digits if that name is taken.
  std::string make(llvm::StringRef Stem, llvm::StringRef Number = "");

private:
  /// No number after a stem is longer.
  static constexpr size_t MaxNumber = 24;

  llvm::StringRef Text;
  /// What follows each requested stem where it occurs in the text.
  llvm::StringMap<std::vector<llvm::StringRef>> Behind;
};

class SourceEdits {
public:
  /// \param Parents of the body of \p Function, which is to be changed.
  /// \param Generated must outlive this.
  SourceEdits(const clang::FunctionDecl &Function, clang::ParentMap &Parents,
              const GeneratedCode &Generated);

  /// Each of these returns false and adds nothing if the edit is impossible.

  /// Inserts \p Statements (each with its semicolon) before \p S; adds braces
  /// if \p S is the whole body of an `if` or a loop.
  bool insertBefore(const clang::Stmt *S,
                    llvm::ArrayRef<std::string> Statements, Edits &Out) const;
  /// The same after \p S and its semicolon.
  bool insertAfter(const clang::Stmt *S, llvm::ArrayRef<std::string> Statements,
                   Edits &Out) const;
  /// Puts the statements of a block from \p First to \p Last under \p Head
  /// (`if (x)`), with braces if there are several.
  /// \param Part if not null, a part of them that \p By replaces.
  bool enclose(const clang::Stmt *First, const clang::Stmt *Last,
               llvm::StringRef Head, Edits &Out,
               const clang::Stmt *Part = nullptr,
               llvm::StringRef By = "") const;
  /// Inserts \p Statements before the closing brace of \p FD.
  bool insertAtEnd(const clang::FunctionDecl *FD,
                   llvm::ArrayRef<std::string> Statements, Edits &Out) const;
  /// Removes the statement \p S with its semicolon, and its line if nothing
  /// else is there.
  bool remove(const clang::Stmt *S, Edits &Out) const;
  /// The same, with \p Text in its place.
  bool replaceStatement(const clang::Stmt *S, llvm::StringRef Text,
                        Edits &Out) const;
  bool replace(const clang::Stmt *S, llvm::StringRef Text, Edits &Out) const;

  /// The text of \p S as it is written; empty if \p S is not written as a
  /// whole.
  llvm::StringRef text(const clang::Stmt *S) const;
  /// The range of \p S and its semicolon, if both are written in the body of
  /// one macro that the main file defines.
  std::optional<clang::CharSourceRange>
  statementInMacro(const clang::Stmt *S) const;
  /// True if \p E is written out in the body of the same macro.
  bool isInSameMacro(const clang::Stmt *E, const clang::Stmt *Other) const;
  /// \p E without casts and parentheses, if that is written in the source.
  const clang::Expr *bare(const clang::Expr *E) const;
  /// The characters of \p S, if they are in a file that may be changed.
  std::optional<clang::CharSourceRange> range(const clang::Stmt *S) const;
  /// The statement that contains \p S: a child of a compound statement, the
  /// body of an `if` or a loop, or the statement after a label.
  const clang::Stmt *statement(const clang::Stmt *S) const;
  const clang::Stmt *parent(const clang::Stmt *S) const {
    return Parents.getParent(S);
  }
  /// The statement after \p S in its block, or null.
  const clang::Stmt *next(const clang::Stmt *S) const;
  /// The call that \p E is an argument of, or null.
  const clang::CallExpr *callWithArgument(const clang::Expr *E) const;
  /// True if \p E is always evaluated before everything else in \p Whole.
  static bool isEvaluatedFirst(const clang::Expr *E, const clang::Expr *Whole);
  /// True if every path that reaches the statement \p S evaluates \p E.
  static bool isAlwaysEvaluated(const clang::Expr *E, const clang::Stmt *S);
  /// One more level of indentation than the line of \p Loc has.
  std::string deeper(clang::SourceLocation Loc) const;
  /// The blanks that the line of \p Loc begins with.
  std::string indentation(clang::SourceLocation Loc) const;

private:
  bool insertInBlock(const clang::Stmt *S, clang::SourceLocation Begin,
                     llvm::ArrayRef<std::string> Statements, Edits &Out) const;
  clang::SourceLocation endOfLineAbove(clang::SourceLocation Begin) const;
  bool mayChange(clang::SourceLocation Loc) const;
  /// Right after the semicolon of \p S; invalid if it has none.
  clang::SourceLocation endOfStatement(const clang::Stmt *S) const;
  /// True if only blanks precede \p Loc on its line.
  bool isFirstOnLine(clang::SourceLocation Loc) const;
  bool isLastOnLine(clang::SourceLocation Loc) const;
  /// True if \p S is in a block that a macro opens, where other rules may
  /// apply, such as Py_BEGIN_ALLOW_THREADS.
  bool isInMacroBlock(const clang::Stmt *S) const;
  /// True if \p S is the unbraced body of its parent.
  bool isBody(const clang::Stmt *S) const;

  const clang::ASTContext &Context;
  clang::ParentMap &Parents;
  /// The statement after each one, for the blocks queried so far.
  mutable llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Followers;
  mutable llvm::DenseSet<const clang::Stmt *> KnownBlocks;
  const GeneratedCode &Generated;
  /// One level of the function's indentation.
  std::string Step;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_SOURCEEDITS_H
