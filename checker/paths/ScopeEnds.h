//===- ScopeEnds.h - What the end of a scope releases -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SCOPEENDS_H
#define PYREFCHECK_PATHS_SCOPEENDS_H

#include "clang/AST/DeclCXX.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace pyrefcheck {

/// True if the end of the scope of a local variable may release what its part
/// \p R holds: a function gets the variable (`__attribute__((cleanup))`), or
/// a destructor uses the field or has no visible body.
bool mayReleaseAtScopeEnd(const clang::ento::MemRegion *R);

/// Other code has the address of the local variable \p Variable: what it holds,
/// now or later, no longer belongs to the function alone.
clang::ento::ProgramStateRef guard(clang::ento::ProgramStateRef State,
                                   const clang::ento::MemRegion *Variable);

/// True if that is so for \p Place or the variable around it.
bool isGuarded(clang::ento::ProgramStateRef State,
               const clang::ento::MemRegion *Place);

/// True if a constructor of \p Class gets addresses for its destructor to use
/// (C++).
bool hasActiveEnd(const clang::CXXRecordDecl *Class);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SCOPEENDS_H
