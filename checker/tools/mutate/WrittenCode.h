//===- WrittenCode.h - Code written in the main file ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Maps the syntax tree to the text of the main file. A part of the tree has a
// place there if it is written in the file as a whole: not in the body of a
// macro, but possibly as the use of a macro, or within one of its arguments.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_WRITTENCODE_H
#define PYREFCHECK_TOOLS_MUTATE_WRITTENCODE_H

#include "Mutant.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace clang {
class ASTContext;
class SourceManager;
class Stmt;
class SourceRange;
class VarDecl;
} // namespace clang

namespace pyrefcheck {

/// `NAME(ARGUMENT, ...)`, a call or the use of a macro.
struct Invocation {
  llvm::StringRef Name;
  TextRange Range;
  llvm::SmallVector<TextRange, 4> Args;
};

class WrittenCode {
public:
  explicit WrittenCode(const clang::ASTContext &Context);

  const clang::ASTContext &context() const { return Context; }
  llvm::StringRef file() const { return File; }
  llvm::StringRef text() const { return Text; }
  llvm::StringRef text(TextRange Range) const {
    return Text.slice(Range.Begin, Range.End);
  }

  std::optional<TextRange> rangeOf(clang::SourceRange Range) const;
  std::optional<TextRange> rangeOf(const clang::Stmt *S) const;
  /// The same with the semicolon that ends the statement; nothing if it needs
  /// one and has none.
  std::optional<TextRange> wholeStatement(const clang::Stmt *S) const;
  /// \p S as an invocation; nothing if it is not written as one.
  std::optional<Invocation> invocation(const clang::Stmt *S) const;

  /// Calls \p Found with each part of \p S that is written within \p Range.
  void forEachIn(const clang::Stmt *S, TextRange Range,
                 llvm::function_ref<void(const clang::Stmt *)> Found) const;
  /// The local variable or parameter that \p Range within \p S names, through
  /// casts and parentheses; or null.
  const clang::VarDecl *localIn(const clang::Stmt *S, TextRange Range) const;

private:
  const clang::ASTContext &Context;
  const clang::SourceManager &SM;
  llvm::StringRef File, Text;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_WRITTENCODE_H
