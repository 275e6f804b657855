//===- Outputs.h - What calls write -----------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What calls write through their arguments: references, buffers, numbers and
// unknown values.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_OUTPUTS_H
#define PYREFCHECK_PATHS_OUTPUTS_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "summaries/CallOutcomes.h"

namespace pyrefcheck {

/// Stores what calls write.
class Outputs {
public:
  explicit Outputs(PathContext &Context) : Context(Context) {}

  /// Stores what the call writes through an argument, as \p D says.
  clang::ento::ProgramStateRef store(const CallInProgress &Call,
                                     const CallDeed &D,
                                     clang::ento::ProgramStateRef State);

private:
  clang::ento::ProgramStateRef receive(const CallInProgress &Call,
                                       const CallDeed &D, RefState RS,
                                       clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  keepInMemory(const CallInProgress &Call, const CallDeed &D,
               const clang::ento::MemRegion *Place, ObjectKey Old,
               ObjectKey New, RefState &RS, clang::ento::ProgramStateRef State);
  bool mayBeOther(const CallInProgress &Call, unsigned I) const;
  clang::ento::ProgramStateRef
  receiveArgument(const CallInProgress &Call, const CallDeed &D,
                  clang::ento::ProgramStateRef State);
  clang::ento::ProgramStateRef
  receiveBuffer(const CallInProgress &Call, unsigned I,
                clang::ento::ProgramStateRef State) const;

  PathContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_OUTPUTS_H
