//===- ValuesOfObjects.h - Maps from objects to values ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What maps of the program state from an object to a value have in common: an
// entry lives as long as its object, and keeps its value alive.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_VALUESOFOBJECTS_H
#define PYREFCHECK_PATHS_VALUESOFOBJECTS_H

#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"

namespace pyrefcheck {

/// Marks the values in \p Map as alive.
template <typename Map>
void markValues(clang::ento::ProgramStateRef State,
                clang::ento::SymbolReaper &Reaper) {
  for (const auto &[Object, Value] : State->get<Map>())
    if (const clang::ento::SymbolRef Sym = Value.getAsSymbol())
      Reaper.markLive(Sym);
}

/// \returns the state without the entries of \p Map whose object is dead.
template <typename Map>
clang::ento::ProgramStateRef reapObjects(clang::ento::ProgramStateRef State,
                                         clang::ento::SymbolReaper &Reaper) {
  const clang::ento::ProgramStateRef Before = State;
  for (const auto &[Object, Value] : Before->get<Map>())
    if (const clang::ento::SymbolRef Sym = symbolOf(Object);
        Sym && !Reaper.isLive(Sym))
      State = State->remove<Map>(Object);
  return State;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_VALUESOFOBJECTS_H
