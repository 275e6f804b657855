//===- ErrorIndicator.h - Whether an exception is set -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a path knows of the interpreter's error indicator, for functions that
// ask for it. No rule of its own: it keeps paths apart that PyErr_Occurred()
// tells apart, and ends those that cannot happen.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ERRORINDICATOR_H
#define PYREFCHECK_PATHS_ERRORINDICATOR_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "summaries/CallOutcomes.h"
#include <optional>

namespace pyrefcheck {

/// The state after \p Call, which has a contract or not, has ended as \p Way
/// says.
/// \param IsOnly the call is not known to have ended in one of several ways.
clang::ento::ProgramStateRef noteException(const CallInProgress &Call,
                                           const CallOutcome &Way, bool IsOnly,
                                           const PathContext &Context,
                                           clang::ento::ProgramStateRef State);

/// Whether the exception indicator is followed: the function asks for it, or is
/// a helper whose callers may ask.
bool followsException(const PathContext &Context);

/// \p State where it is known of the object \p Key, if it is NULL, that the
/// call which returned it has failed. To be called before anything can clear
/// the exception.
clang::ento::ProgramStateRef noteNull(ObjectKey Key, const PathContext &Context,
                                      clang::ento::ProgramStateRef State);
/// The same of all objects.
clang::ento::ProgramStateRef noteNulls(const PathContext &Context,
                                       clang::ento::ProgramStateRef State);
/// Whether \p Call can leave no exception set where one was.
bool mayClearException(const CallInProgress &Call);

/// Whether an exception is set in \p State, where a path ends.
bool endsWithException(const PathContext &Context,
                       clang::ento::ProgramStateRef State);

/// True if a call with the contract \p Ct leaves the indicator as it is,
/// whatever becomes of it.
bool leavesException(const Contract &Ct);

/// Whether one was when the function was called, if the path depends on that.
std::optional<bool> exceptionAtEntry(clang::ento::ProgramStateRef State);

/// Whether an exception is set, if that is known.
std::optional<bool> isExceptionSet(clang::ento::ProgramStateRef State);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ERRORINDICATOR_H
