//===- ErrorLocations.h - Functions that contain errors ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After an error, the parser drops statements without leaving a trace in the
// AST: a `return` that is being typed is missing, and the path only seems to
// leak. So hosts that analyse files with errors remember where these are, and
// withhold the findings in the same functions.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_ERRORLOCATIONS_H
#define PYREFCHECK_ENGINE_ERRORLOCATIONS_H

#include "clang/Basic/SourceLocation.h"
#include <vector>

namespace clang {
class Decl;
class SourceManager;
} // namespace clang

namespace pyrefcheck {

/// Where the compiler found errors in one translation unit.
class ErrorLocations {
public:
  void add(clang::SourceLocation Loc) {
    if (Loc.isValid())
      Locations.push_back(Loc);
  }

  /// Whether an error is in \p Function, which may be null.
  bool areIn(const clang::Decl *Function, const clang::SourceManager &SM) const;

private:
  std::vector<clang::SourceLocation> Locations;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_ERRORLOCATIONS_H
