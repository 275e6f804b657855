//===- UnknownCalls.h - What no contract says of a call ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What happens to the objects and the memory that a call gets if no contract
// says so: by convention, an unknown function borrows its objects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_UNKNOWNCALLS_H
#define PYREFCHECK_PATHS_UNKNOWNCALLS_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// The effects of calls by convention.
class UnknownCalls {
public:
  explicit UnknownCalls(PathContext &Context) : Context(Context) {}

  /// An unknown function borrows its `PyObject *` arguments; nothing is known
  /// afterwards of what it gets by other means.
  clang::ento::ProgramStateRef escape(const CallInProgress &Call,
                                      clang::ento::ProgramStateRef State) const;

  /// Evaluates a call so that the fields that it leaves alone keep their values
  /// (KeptFields). \returns false if no such fields exist.
  bool evaluateKeeping(const CallInProgress &Call) const;

  /// An annotated function does to references what the annotations say. It may
  /// also write to any memory that it can reach.
  clang::ento::ProgramStateRef
  forgetUnsaid(const CallInProgress &Call,
               clang::ento::ProgramStateRef State) const;

private:
  void awaitOutputs(const CallInProgress &Call) const;
  clang::ento::ProgramStateRef
  escapeReached(const clang::ento::MemRegion *Holder,
                clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  escapeObject(const CallInProgress &Call, unsigned I, ObjectKey Key,
               clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  escapeTemporary(const clang::ento::MemRegion *R,
                  clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  escapeMemory(const clang::ento::MemRegion *R,
               const clang::ento::FieldRegion *Part,
               clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  forgetFilled(const CallInProgress &Call,
               clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  escapeItems(const clang::ento::MemRegion *Array,
              clang::ento::ProgramStateRef State) const;

  PathContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_UNKNOWNCALLS_H
