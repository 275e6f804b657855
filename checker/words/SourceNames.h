//===- SourceNames.h - Things as the source calls them ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names for messages and notes: of calls, expressions and places in memory, as
// the source would write them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_SOURCENAMES_H
#define PYREFCHECK_WORDS_SOURCENAMES_H

#include "ownership/RefState.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace clang {
class ASTContext;
}

namespace pyrefcheck {

/// Names things as the source does.
class Speaker {
public:
  explicit Speaker(const clang::ASTContext &Context) : Context(Context) {}

  /// The name of the function or macro that \p E calls: "PyLong_FromLong".
  std::string callee(const clang::Stmt *E) const;

  /// The expression as written, on one line; empty if it is long or in a macro.
  std::string text(const clang::Expr *E) const;

  /// The use of a macro of the C API that expands to \p E, which may be null;
  /// empty if there is none, or if it is long.
  std::string macroUse(const clang::Expr *E) const;

  /// Whether \p E begins in the body of a macro, not in a macro argument.
  bool isOfMacroBody(const clang::Expr *E) const;

  /// The tokens of \p S as written, without comments and separated by one
  /// space, so that layout makes no difference; for a macro, its use. Long text
  /// is cut off.
  std::string tokens(const clang::Stmt *S) const;

private:
  std::string macroName(clang::SourceLocation Loc) const;

  const clang::ASTContext &Context;
};

/// A place in memory as the source would write it: `self->items[i]`.
std::string placeName(const clang::ento::MemRegion *R);

/// The variable that held the object last, or "".
std::string variableName(const RefState &RS);

/// The name that the manual uses for the global object \p Name, which may
/// follow `&`: "Py_None"; \p Name itself for others.
std::string globalName(llvm::StringRef Name);

/// \p Text in quotes.
inline std::string quoted(const llvm::Twine &Text) {
  return ("'" + Text + "'").str();
}

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_SOURCENAMES_H
