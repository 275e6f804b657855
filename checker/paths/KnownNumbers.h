//===- KnownNumbers.h - The numbers that objects stand for ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What was made of a number converts back to it: PyLong_AsLong returns what
// PyLong_FromLong got.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_KNOWNNUMBERS_H
#define PYREFCHECK_PATHS_KNOWNNUMBERS_H

#include "CallInProgress.h"
#include <optional>

namespace pyrefcheck {

/// Notes that \p Made, the result of \p Call, stands for the only argument, if
/// that is a number and the contract says that the result is an int.
clang::ento::ProgramStateRef noteNumber(const CallInProgress &Call,
                                        ObjectKey Made,
                                        clang::ento::ProgramStateRef State);

/// The number for which the first argument of \p Call stands, if \p Call has no
/// other arguments and the path knows it.
std::optional<clang::ento::SVal> numberBehind(const CallInProgress &Call);

/// Keeps what is known of the numbers.
void markNumbers(clang::ento::ProgramStateRef State,
                 clang::ento::SymbolReaper &Reaper);
/// Forgets objects that are no longer reachable.
clang::ento::ProgramStateRef reapNumbers(clang::ento::ProgramStateRef State,
                                         clang::ento::SymbolReaper &Reaper);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_KNOWNNUMBERS_H
