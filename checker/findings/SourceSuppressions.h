//===- SourceSuppressions.h - Suppressions in source code -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Source code can say in three ways that a finding is not wanted:
//
// - NOLINT, NOLINTNEXTLINE and NOLINTBEGIN ... NOLINTEND, bare or with globs of
//   checks in parentheses, with clang-tidy's meaning ("Suppressing Undesired
//   Diagnostics" in its manual),
// - [[clang::suppress]] on a statement or declaration, with the analyzer's
//   meaning,
// - the same with the names of rules: [[clang::suppress("cpython-...")]].
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_SOURCESUPPRESSIONS_H
#define PYREFCHECK_FINDINGS_SOURCESUPPRESSIONS_H

#include "Finding.h"
#include "llvm/Support/GlobPattern.h"
#include <optional>

namespace clang {
class ASTContext;
class FileEntry;
class Preprocessor;
class SuppressAttr;
} // namespace clang

namespace pyrefcheck {

/// The name of one of our rules, or a pattern for them, in a suppression.
struct SourceSuppression {
  clang::SourceLocation Loc;
  /// "NOLINT(cpython-refcount-leak)", without other names of the same list.
  std::string Text;
  /// It matched a finding.
  bool Used = false;
  /// Why it is void: "matches no rule"; empty if it is not.
  std::string Problem;
};

/// The suppressions of one translation unit.
class SourceSuppressions {
public:
  /// Reads the attributes below \p Declarations and, with \p Comments, the
  /// comments of all files outside system directories.
  SourceSuppressions(clang::ASTContext &Context, clang::Preprocessor &PP,
                     llvm::ArrayRef<clang::Decl *> Declarations, bool Comments);

  /// Marks those of \p Findings that are not wanted.
  void mark(llvm::MutableArrayRef<Finding> Findings);

  /// Treats the suppressions in \p Function as needed: it was not analysed
  /// fully.
  void spare(const clang::Decl *Function);

  /// The suppressions that name our rules; mark() and spare() determine whether
  /// they are needed.
  std::vector<SourceSuppression> takeNamed() { return std::move(Named); }

private:
  friend class SuppressAttrWalker;

  /// One element of a list of checks.
  struct Name {
    llvm::GlobPattern Glob;
    /// Its index in Named if it is only about our rules.
    std::optional<size_t> Index;
  };
  /// Where a list of checks applies.
  struct Scope {
    const clang::FileEntry *File;
    unsigned Begin, End;
    std::vector<Name> Names;
    bool IsAttribute;
  };

  void readComments(clang::FileID File);
  void addAttribute(const clang::SuppressAttr &A, clang::SourceRange Range);
  std::vector<Name> readNames(llvm::ArrayRef<llvm::StringRef> Texts,
                              clang::SourceLocation Loc,
                              llvm::StringRef Directive);
  void spoil(llvm::ArrayRef<Name> Names, llvm::StringRef Problem);
  bool suppress(Rule R, clang::SourceLocation Loc, bool AttributesOnly);

  const clang::SourceManager &SM;
  std::vector<Scope> Scopes;
  std::vector<SourceSuppression> Named;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_SOURCESUPPRESSIONS_H
