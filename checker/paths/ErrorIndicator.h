//===- ErrorIndicator.h - Whether an exception is set -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a path knows of the interpreter's error indicator, in functions that
// test it. This is no rule: it separates paths that PyErr_Occurred() tells
// apart, and ends those that cannot happen.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ERRORINDICATOR_H
#define PYREFCHECK_PATHS_ERRORINDICATOR_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "summaries/CallOutcomes.h"
#include <optional>

namespace pyrefcheck {

/// The state after \p Call, with or without a contract, has ended as \p Way.
/// \param IsOnly the outcomes of the call are not told apart.
clang::ento::ProgramStateRef noteException(const CallInProgress &Call,
                                           const CallOutcome &Way, bool IsOnly,
                                           const PathContext &Context,
                                           clang::ento::ProgramStateRef State);

/// Whether the error indicator is followed: the function tests it, or is a
/// helper whose callers may test it.
bool followsException(const PathContext &Context);

/// Notes that the call which returned \p Key has failed, if \p Key is NULL. To
/// be called before anything can clear the exception.
clang::ento::ProgramStateRef noteNull(ObjectKey Key, const PathContext &Context,
                                      clang::ento::ProgramStateRef State);
/// The same for all objects.
clang::ento::ProgramStateRef noteNulls(const PathContext &Context,
                                       clang::ento::ProgramStateRef State);
/// Whether \p Call may clear an exception that was set.
bool mayClearException(const CallInProgress &Call);

/// Whether an exception is set in \p State, where a path ends.
bool endsWithException(const PathContext &Context,
                       clang::ento::ProgramStateRef State);

/// True if a call with the contract \p Ct leaves the indicator as it is,
/// whatever its outcome.
bool leavesException(const Contract &Ct);

/// Whether one was set when the function was called, if the path depends on it.
std::optional<bool> exceptionAtEntry(clang::ento::ProgramStateRef State);

/// Whether an exception is set, if that is known.
std::optional<bool> isExceptionSet(clang::ento::ProgramStateRef State);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ERRORINDICATOR_H
