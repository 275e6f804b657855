//===- StatePrinter.h - Showing the account ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A debugging aid for the checker: shows what a path knows of objects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_STATEPRINTER_H
#define PYREFCHECK_PATHS_STATEPRINTER_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// Writes the recorded states of all objects, for the analyzer's dumps of the
/// exploded graph.
void printObjects(llvm::raw_ostream &OS, clang::ento::ProgramStateRef State,
                  const char *NewLine, const char *Separator);

/// Whether \p Call is `pyrefcheck_print_state(x)`, which changes nothing, and
/// EngineOptions::PrintStates is set.
bool asksForState(const CallInProgress &Call, const PathContext &Context);

/// `pyrefcheck_print_state(x)`: writes what is known of x to standard error,
/// one line per path, if EngineOptions::PrintStates is set. Does nothing else.
/// \returns false for all other calls.
bool printStateAt(const CallInProgress &Call, const PathContext &Context);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_STATEPRINTER_H
