//===- NullNotes.h - Where a pointer became NULL ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A finding about NULL notes at which step of the path the pointer became NULL:
// the call that returned it, the assignment, or the branch that assumes it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_NULLNOTES_H
#define PYREFCHECK_WORDS_NULLNOTES_H

#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"
#include <memory>

namespace pyrefcheck {

/// A pointer that is NULL on a path.
struct NullPointer {
  /// Its value, or null if that is only the number 0.
  clang::ento::SymbolRef Value = nullptr;
  /// The variable that holds it, or null.
  const clang::ento::MemRegion *Variable = nullptr;

  /// Whether it is known to be NULL in \p State.
  bool isNullIn(clang::ento::ProgramStateRef State) const;
  explicit operator bool() const { return Value || Variable; }
};

/// The pointer that \p Named, with the value \p V, denotes at \p N.
NullPointer nullPointer(const clang::Expr *Named, clang::ento::SVal V,
                        const clang::ento::ExplodedNode *N);

/// Adds a note where \p Pointer, called \p Name, became NULL.
std::unique_ptr<clang::ento::BugReporterVisitor>
makeNullNotes(const NullPointer &Pointer, std::string Name);

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_NULLNOTES_H
