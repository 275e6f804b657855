//===- ExitQuestions.h - Questions where a path ends ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Questions about a reference that still exists where a path ends, and about
// how the path ends.
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

/// True if \p Key, one of the interpreter's own objects, was counted only by
/// name and never was the value of a variable, on a path that succeeds.
bool isAddedInVain(clang::ento::ProgramStateRef State, ObjectKey Key,
                   const RefState &Ref, ReturnClass Returns);

/// True if the function that returned \p Ref may also return a global object,
/// such as None, without a reference.
bool mayComeAsGlobal(const RefState &Ref, const SummarySet &Summaries);

/// The expression that throws the exception which \p Call, a constructor,
/// makes, if the exception leaves the function; otherwise null.
const clang::CXXThrowExpr *thrownBy(const clang::ento::CallEvent &Call,
                                    clang::ento::CheckerContext &C);

/// True for a reference that only a pointer variable holds: destructors that
/// run during stack unwinding do not release it.
bool isHeldByPointer(const RefState &RS);

/// True if \p Place links the nodes of a list: the neighbours say whether it is
/// still one.
bool isLink(const clang::ento::MemRegion *Place);

/// Whether \p At is after \p Loc, which may be invalid.
bool isBehind(const clang::Stmt *At, clang::SourceLocation Loc,
              clang::ento::CheckerContext &C);

/// True if \p Key may be NULL as far as the path knows: RefArrival::Doubtful.
bool mayBeMissing(clang::ento::ProgramStateRef State, ObjectKey Key,
                  const RefState &RS);

/// Whether others may find \p Key in the variable \p Place after the function
/// has returned: it is still there, it was not meant for code that the function
/// runs, and no destructor takes it out.
bool staysInGlobal(clang::ento::ProgramStateRef State, ObjectKey Key,
                   const clang::ento::MemRegion *Place,
                   const PathContext &Context);

/// True if \p Key, whose symbol is dead, stays owed until the path ends: an
/// expression brought it, and nothing that is still needed depends on it.
bool isOutOfReach(ObjectKey Key, const RefState &RS);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_EXITQUESTIONS_H
