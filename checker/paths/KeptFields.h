//===- KeptFields.h - Fields that a call leaves alone -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine assumes that an unknown function writes to all memory around its
// arguments. A function whose body is in this file writes only to the fields
// that it names; one of another file does not write to the static variables of
// this file. A function that gets the address of one field leaves the
// fields next to it alone.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_KEPTFIELDS_H
#define PYREFCHECK_PATHS_KEPTFIELDS_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// The field that the argument \p I of \p Call points to or into, if the call
/// leaves the fields next to it alone: the parameter points to exactly the type
/// of the field or of its elements, and that leads only to numbers and objects.
/// Null otherwise.
const clang::ento::FieldRegion *givenPart(const CallInProgress &Call,
                                          unsigned I, const ObjectTypes &Types);

/// The fields and variables that a call without a contract leaves as they are.
class KeptFields {
public:
  KeptFields(const CallInProgress &Call, PathContext &Context);

  /// Whether these are no more than what the engine keeps.
  bool empty() const { return Kept.empty() && !hasParts() && !WritesNothing; }
  /// The state after the call, except for its result.
  clang::ento::ProgramStateRef leave() const;

private:
  void addUnwritten(const clang::ento::SymbolicRegion *Object);
  void addUnwrittenVariables();
  void addOwnStatics();
  /// Gives what is kept its value again.
  clang::ento::ProgramStateRef keep(clang::ento::ProgramStateRef State) const;
  bool hasParts() const {
    return llvm::any_of(Parts, [](const auto *Part) { return Part; });
  }

  const CallInProgress &Call;
  PathContext &Context;
  /// The body writes nothing that existed before.
  bool WritesNothing = false;
  /// The fields and the global and static variables that the function names and
  /// the callee does not write.
  llvm::SmallVector<std::pair<clang::ento::Loc, clang::ento::SVal>, 8> Kept;
  /// Per argument, the only field that the call can write through it, or null.
  llvm::SmallVector<const clang::ento::FieldRegion *, 8> Parts;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_KEPTFIELDS_H
