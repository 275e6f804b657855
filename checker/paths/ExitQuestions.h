//===- ExitQuestions.h - What is asked where a path ends --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Questions about a reference that is still there where a path ends, and about
// the way by which the path leaves.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_EXITQUESTIONS_H
#define PYREFCHECK_PATHS_EXITQUESTIONS_H

#include "PathContext.h"
#include "ownership/RefState.h"
#include "summaries/Summary.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

/// True if \p Key, one of the interpreter's own objects, was counted by its
/// name alone, and has not been the value of a variable, on a path that
/// succeeds.
bool isAddedInVain(clang::ento::ProgramStateRef State, ObjectKey Key,
                   const RefState &Ref, ReturnClass Returns);

/// True if the function that returned \p Ref may also return a global object,
/// such as None, without a reference.
bool mayComeAsGlobal(const RefState &Ref, const SummarySet &Summaries);

/// The expression that throws what \p Call, a constructor, makes, if that
/// leaves the function; or null.
const clang::CXXThrowExpr *thrownBy(const clang::ento::CallEvent &Call,
                                    clang::ento::CheckerContext &C);

/// True for what nothing but a plain variable holds: destructors that run while
/// the stack is unwound do not release it.
bool isHeldByPointer(const RefState &RS);

/// True if \p Place links the nodes of a list: the neighbours say whether it is
/// still one.
bool isLink(const clang::ento::MemRegion *Place);

/// Whether \p At stands behind \p Loc, which may be invalid.
bool isBehind(const clang::Stmt *At, clang::SourceLocation Loc,
              clang::ento::CheckerContext &C);

/// True for an object that may not be there, as far as the path knows.
bool mayBeMissing(clang::ento::ProgramStateRef State, ObjectKey Key,
                  const RefState &RS);

/// Whether others may find \p Key in the variable \p Place when the function
/// has returned: it is still there, was not meant for code that the function
/// runs, and no end of an object takes it out.
bool staysInGlobal(clang::ento::ProgramStateRef State, ObjectKey Key,
                   const clang::ento::MemRegion *Place,
                   const PathContext &Context);

/// True for what is owed and will be until the path ends, when \p Key is dead:
/// it came from an expression, and nothing that is still asked for hangs on it.
bool isOutOfReach(ObjectKey Key, const RefState &RS);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_EXITQUESTIONS_H
