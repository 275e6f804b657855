//===- KeptFields.h - Fields that a call leaves alone --------------*- C++
//-*-===//
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
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// The part of a struct that \p R, the address that a call is given, is or lies
/// in: the `view` of `&self->view` and of `&self->view.shape[i]`. Null for the
/// address of a whole, also by way of its first field, and of a union's member.
const clang::ento::FieldRegion *partOfStruct(const clang::ento::MemRegion *R);

/// Of the fields that the function that is analysed names, those that keep
/// their values during a call.
class KeptFields {
public:
  KeptFields(const CallInProgress &Call, PathContext &Context);

  bool empty() const { return Kept.empty(); }
  /// \p State, behind the call, with the values from before it.
  clang::ento::ProgramStateRef rebind(clang::ento::ProgramStateRef State,
                                      const clang::LocationContext *LC) const;

private:
  void addUnwritten(const clang::ento::SymbolicRegion *Object);
  void addBeside(const clang::ento::FieldRegion *Part);
  void add(const clang::FieldDecl *F, const clang::ento::SubRegion *Home);

  const CallInProgress &Call;
  PathContext &Context;
  /// The fields of which the call has the addresses.
  llvm::SmallPtrSet<const clang::FieldDecl *, 2> Parts;
  llvm::SmallVector<std::pair<clang::ento::Loc, clang::ento::SVal>, 8> Kept;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_KEPTFIELDS_H
