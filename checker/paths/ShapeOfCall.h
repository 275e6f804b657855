//===- ShapeOfCall.h - Reading the shape of a call --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads from a call on a path what the meaning of its contract depends on.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SHAPEOFCALL_H
#define PYREFCHECK_PATHS_SHAPEOFCALL_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "summaries/CallShape.h"

namespace pyrefcheck {

/// The text of the format argument, if it is a known constant on this path.
std::optional<llvm::StringRef> formatText(const CallInProgress &Call);

/// Whether the code uses the result of \p Call.
bool isResultUsed(const clang::Expr *Call,
                  const clang::ento::CheckerContext &C);

/// The shape of a call of a function with a contract. It must not outlive
/// \p Call and \p Context.
/// \param IsAsked see CallShape.
CallShape shapeOf(const CallInProgress &Call, PathContext &Context,
                  bool IsAsked);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SHAPEOFCALL_H
