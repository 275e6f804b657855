//===- OwnershipNotes.h - The notes of a path -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The notes along the path to a finding: each change of ownership of one
// object, and what the functions that the path calls did to it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_OWNERSHIPNOTES_H
#define PYREFCHECK_WORDS_OWNERSHIPNOTES_H

#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"
#include <memory>

namespace pyrefcheck {

class CalleeDeeds;

/// Makes a note at each node that changes the object \p Key.
/// \param Deeds must live until the report is written.
/// \param At the statement at fault, which does \p AtEnd to the object; None if
/// it does nothing to it.
/// \param Named the variable by which the message names the object, or null.
/// \param IsNull true if the finding is that the object may be NULL.
std::unique_ptr<clang::ento::BugReporterVisitor>
makeOwnershipNotes(ObjectKey Key, const CalleeDeeds &Deeds,
                   const clang::Stmt *At, RefEvent AtEnd,
                   const clang::ento::MemRegion *Named, bool IsNull);

/// Whether \p Key is no object but memory of one: text, the data of an array.
bool isMemory(ObjectKey Key);

/// Whether \p Piece of a report's path only selects the path, without a word
/// about the object: a condition, a comparison, or a call that fails.
bool isAssumption(const clang::ento::PathDiagnosticPiece &Piece);

/// What \p Piece of a report's path says about a called function, or null.
const CalleePlace *calleeOf(const clang::ento::PathDiagnosticPiece &Piece);

/// Appends the place in the callee to each note about a call, and adds a note
/// for that place after it. Lines are determined only here: findings may have
/// been kept while the file was edited.
void spellOutCallees(Finding &F, const clang::SourceManager &SM);

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_OWNERSHIPNOTES_H
