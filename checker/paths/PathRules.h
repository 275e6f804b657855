//===- PathRules.h - The rules that listen to paths -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The path rules of one function: PathRules.def lists them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PATHRULES_H
#define PYREFCHECK_PATHS_PATHRULES_H

#include "PathRule.h"

namespace pyrefcheck {

/// Whether there are any path rules.
bool havePathRules();

/// Makes the rules that listen to the function of \p Context.
PathRules makePathRules(PathContext &Context);

/// Notifies the rules that a call has ended. \returns the state to go on with.
clang::ento::ProgramStateRef tellAfterCall(const PathRules &Rules,
                                           const CallInProgress &Call,
                                           const CallOutcome &Way,
                                           clang::ento::ProgramStateRef State);

/// Goes on with \p State. After a report, which ends in its own node, the path
/// goes on even if the state is unchanged.
void goOn(clang::ento::ProgramStateRef State, clang::ento::CheckerContext &C,
          const clang::ProgramPointTag *Tag = nullptr);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PATHRULES_H
