//===- StatePrinter.h - Showing the account ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For whoever works on the checker: shows what a path knows of objects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_STATEPRINTER_H
#define PYREFCHECK_PATHS_STATEPRINTER_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// Writes what is recorded of all objects, as the analyzer's dumps of the
/// exploded graph show it.
void printObjects(llvm::raw_ostream &OS, clang::ento::ProgramStateRef State,
                  const char *NewLine, const char *Separator);

/// Whether \p Call is `pyrefcheck_print_state(x)`, which changes nothing, and
/// EngineOptions::PrintStates says that it prints.
bool asksForState(const CallInProgress &Call, const PathContext &Context);

/// `pyrefcheck_print_state(x)`: writes what is known of x to standard error, a
/// line per path, if EngineOptions::PrintStates says so. Does nothing else.
/// \returns false for all other calls.
bool printStateAt(const CallInProgress &Call, const PathContext &Context);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_STATEPRINTER_H
