//===- ErrorLocations.h - Functions that have errors in them ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After an error the parser drops statements without leaving a trace in the
// AST: a `return` that is being typed is simply not there, and what the path
// seems to leak is nonsense. So hosts that analyse files with errors remember
// where these were, and keep back what was found in the same functions.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_ERRORLOCATIONS_H
#define PYREFCHECK_HOSTS_ERRORLOCATIONS_H

#include "clang/Basic/SourceLocation.h"
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace pyrefcheck {

/// The definition of a function outside other functions that \p Loc is in, or
/// null. Looks only at what the AST's traversal scope holds.
const clang::FunctionDecl *findFunction(const clang::ASTContext &AST,
                                        clang::SourceLocation Loc);

/// Where the compiler found errors in one translation unit.
class ErrorLocations {
public:
  void add(clang::SourceLocation Loc) {
    if (Loc.isValid())
      Locations.push_back(Loc);
  }

  /// Whether an error is in the same function as \p Loc.
  bool sameFunctionAs(clang::SourceLocation Loc,
                      const clang::ASTContext &AST) const;

private:
  std::vector<clang::SourceLocation> Locations;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_ERRORLOCATIONS_H
