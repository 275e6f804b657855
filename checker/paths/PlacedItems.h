//===- PlacedItems.h - Items that a path puts into containers ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PyTuple_SET_ITEM and PyList_SET_ITEM release nothing: what has been put at a
// place before is lost.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PLACEDITEMS_H
#define PYREFCHECK_PATHS_PLACEDITEMS_H

#include "CallInProgress.h"

namespace pyrefcheck {

/// The call that put an item where \p Call puts one into \p Container now, if
/// the place is written as a number in both, the path has read no item of the
/// container since, and the item was a reference of its own; else null.
const clang::CallExpr *replacedBy(const CallInProgress &Call,
                                  ObjectKey Container,
                                  clang::ento::ProgramStateRef State);

/// Notes that \p Call puts an item into \p Container.
/// \param IsOwned the item comes with a reference of its own.
clang::ento::ProgramStateRef placeItem(const CallInProgress &Call,
                                       ObjectKey Container, bool IsOwned,
                                       clang::ento::ProgramStateRef State);

/// The reference that \p Put gave to a container is the path's own again.
clang::ento::ProgramStateRef takeItemOut(clang::ento::ProgramStateRef State,
                                         const clang::CallExpr &Put);

/// What the path reads from \p Container may be released by hand.
clang::ento::ProgramStateRef
forgetPlacedItems(clang::ento::ProgramStateRef State, ObjectKey Container);

/// Forgets containers that nobody can reach any more.
clang::ento::ProgramStateRef reapPlacedItems(clang::ento::ProgramStateRef State,
                                             clang::ento::SymbolReaper &Reaper);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PLACEDITEMS_H
