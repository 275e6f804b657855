//===- ScopeEnds.h - What the end of a scope releases -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SCOPEENDS_H
#define PYREFCHECK_PATHS_SCOPEENDS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/MemRegion.h"

namespace pyrefcheck {

/// True if the end of the scope of a local variable may release what its part
/// \p R holds: a function gets the variable (`__attribute__((cleanup))`), or
/// a destructor uses the field or has no visible body.
bool mayReleaseAtScopeEnd(const clang::ento::MemRegion *R);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SCOPEENDS_H
