//===- KeptFields.h - Fields that a call leaves alone -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine takes an unknown function for one that writes to all memory around
// what it is given. A function of this file that is seen writes to the fields
// that it names; any function that is given the address of one field has no
// business with those beside it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_KEPTFIELDS_H
#define PYREFCHECK_PATHS_KEPTFIELDS_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// The field of which \p Call gets the address as its argument \p I, or in
/// which that lies, if the call has no business with those beside it: it gets
/// exactly the type of the field or of its elements, and that leads to nothing
/// but numbers. Null otherwise.
const clang::ento::FieldRegion *givenPart(const CallInProgress &Call,
                                          unsigned I, const ObjectTypes &Types);

/// What a call without a contract leaves as it is.
class KeptFields {
public:
  KeptFields(const CallInProgress &Call, PathContext &Context);

  /// Whether that is no more than the engine keeps.
  bool empty() const { return Kept.empty() && !hasParts(); }
  /// The state behind the call, but for its result.
  clang::ento::ProgramStateRef leave() const;

private:
  void addUnwritten(const clang::ento::SymbolicRegion *Object);
  bool hasParts() const {
    return llvm::any_of(Parts, [](const auto *Part) { return Part; });
  }

  const CallInProgress &Call;
  PathContext &Context;
  /// Of the fields that the function names, those that a body does not write.
  llvm::SmallVector<std::pair<clang::ento::Loc, clang::ento::SVal>, 8> Kept;
  /// For each argument, the field that alone the call can write by way of it,
  /// or null.
  llvm::SmallVector<const clang::ento::FieldRegion *, 8> Parts;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_KEPTFIELDS_H
