//===- ItemCounts.h - How many items containers have ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A list that the path has made for n items has an item number i if i is less
// than n: the calls that read or replace it cannot fail. So has a list whose
// items the path has counted. Items that are added make no difference; what may
// take items out of the list makes its number unknown.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ITEMCOUNTS_H
#define PYREFCHECK_PATHS_ITEMCOUNTS_H

#include "CallInProgress.h"

namespace pyrefcheck {

/// Notes that \p Container has at least \p Count items.
clang::ento::ProgramStateRef setItemCount(clang::ento::ProgramStateRef State,
                                          ObjectKey Container,
                                          clang::ento::SVal Count);
/// Notes that \p Container has one item more.
clang::ento::ProgramStateRef addItem(clang::ento::ProgramStateRef State,
                                     ObjectKey Container);
/// Forgets how many items \p Container has.
clang::ento::ProgramStateRef forgetItemCount(clang::ento::ProgramStateRef State,
                                             ObjectKey Container);

/// Whether the argument number \p I of \p Call is the index of an item of
/// \p Container, on this path and in each turn of a loop around the call.
bool isIndexOfItem(const CallInProgress &Call, unsigned I, ObjectKey Container);

/// Keeps what is known of the numbers of items.
void markItemCounts(clang::ento::ProgramStateRef State,
                    clang::ento::SymbolReaper &Reaper);
/// Forgets containers that are no longer reachable.
clang::ento::ProgramStateRef reapItemCounts(clang::ento::ProgramStateRef State,
                                            clang::ento::SymbolReaper &Reaper);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ITEMCOUNTS_H
