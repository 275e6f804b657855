//===- FirstRuns.h - Initialisation that happens once -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// tp_init may run twice. But a path that finds a field zero or NULL, and sets
// it, is a first run: the object's other fields hold nothing yet.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_FIRSTRUNS_H
#define PYREFCHECK_PATHS_FIRSTRUNS_H

#include "ownership/RefState.h"
#include "source/ObjectTypes.h"
#include "summaries/FieldWrites.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

/// Remembers that \p Place, a field, gets the value \p New.
clang::ento::ProgramStateRef noteSetField(clang::ento::ProgramStateRef State,
                                          const clang::ento::MemRegion *Place,
                                          clang::ento::SVal New,
                                          const ObjectTypes &Types,
                                          clang::ento::SValBuilder &SVB);

/// Remembers that a call, which led from \p Before to \p State, may have set
/// the fields of \p Object in \p Writes that were known to be zero.
clang::ento::ProgramStateRef
noteFilledFields(clang::ento::ProgramStateRef Before,
                 clang::ento::ProgramStateRef State,
                 const clang::ento::MemRegion *Object,
                 const WrittenFields &Writes, const ObjectTypes &Types);

/// Notes that \p Place, a field, is about to be overwritten, if another field
/// of its object is zero then, as a test shows, and the function, which writes
/// \p Writes, sets that other field somewhere.
clang::ento::ProgramStateRef noteGuarded(clang::ento::ProgramStateRef State,
                                         const clang::ento::MemRegion *Place,
                                         const WrittenFields &Writes);

/// Whether the path has overwritten \p Place under such a guard, and leaves
/// NULL there: the next run, if there is one, finds nothing to lose.
bool isLeftEmpty(clang::ento::ProgramStateRef State,
                 const clang::ento::MemRegion *Place);

/// Keeps what isLeftEmpty() asks for.
void markGuarded(clang::ento::ProgramStateRef State,
                 clang::ento::SymbolReaper &Reaper);

/// Whether the path has set a field of the object around \p Place that was zero
/// or NULL when the function began, and left it set.
bool isFirstRun(clang::ento::ProgramStateRef State,
                const clang::ento::MemRegion *Place, const ObjectTypes &Types);

/// Remembers that the path has set \p Field, of any object, to NULL, or to
/// something else.
clang::ento::ProgramStateRef noteCleared(clang::ento::ProgramStateRef State,
                                         const clang::FieldDecl *Field,
                                         bool IsNull);

/// Whether the path has set the field \p Place to NULL, and to nothing else
/// since. Code that it ran may have filled the field again, but the object that
/// was there before is not lost.
bool isCleared(clang::ento::ProgramStateRef State,
               const clang::ento::MemRegion *Place);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_FIRSTRUNS_H
