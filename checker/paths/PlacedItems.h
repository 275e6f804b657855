//===- PlacedItems.h - Items that a path puts into containers ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PyTuple_SET_ITEM and PyList_SET_ITEM release nothing: the item that was at
// the place before is lost.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PLACEDITEMS_H
#define PYREFCHECK_PATHS_PLACEDITEMS_H

#include "CallInProgress.h"

namespace pyrefcheck {

/// The call that put an item where \p Call now puts one into \p Container, if
/// both calls give the place as a number, the path has read no item of the
/// container since, and the item came with its own reference; else null.
const clang::CallExpr *replacedBy(const CallInProgress &Call,
                                  ObjectKey Container,
                                  clang::ento::ProgramStateRef State);

/// Notes that \p Call puts an item into \p Container.
/// \param IsOwned the item comes with its own reference.
clang::ento::ProgramStateRef placeItem(const CallInProgress &Call,
                                       ObjectKey Container, bool IsOwned,
                                       clang::ento::ProgramStateRef State);

/// Gives the path back the reference that \p Put gave to a container.
clang::ento::ProgramStateRef takeItemOut(clang::ento::ProgramStateRef State,
                                         const clang::CallExpr &Put);

/// Forgets the items in \p Container, which the path may release by hand.
clang::ento::ProgramStateRef
forgetPlacedItems(clang::ento::ProgramStateRef State, ObjectKey Container);

/// Forgets containers that are no longer reachable.
clang::ento::ProgramStateRef reapPlacedItems(clang::ento::ProgramStateRef State,
                                             clang::ento::SymbolReaper &Reaper);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PLACEDITEMS_H
