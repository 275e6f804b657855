//===- LookingFunctions.h - Functions that only read ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that writes nothing, and calls only such functions, returns the
// same value until something that it reads is written.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H
#define PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H

#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace pyrefcheck {

/// What the result of a function that only reads depends on, besides its
/// arguments.
struct ReadPlaces {
  llvm::SmallPtrSet<const clang::FieldDecl *, 4> Fields;
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Globals;
  /// The canonical declarations of its callees, and of their callees.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 4> Called;

  /// The contract of a callee says that it looks into a container; into one
  /// that can lose items.
  bool LooksIntoContainer = false;
  bool FromMutable = false;

  void add(const ReadPlaces &O);
  /// True if one of the fields is a member of \p RD.
  bool readsFieldOf(const clang::RecordDecl *RD) const;
};

/// Whether \p Ct describes a function that only reads what its arguments are or
/// hold; for a partial contract, as far as it says anything.
bool onlyReads(const Contract &Ct);

/// The functions of one translation unit that only read.
class LookingFunctions {
public:
  explicit LookingFunctions(SourceContracts &Functions)
      : Functions(Functions) {}

  /// What \p FD reads; null if it may do more than read. Without a body, the
  /// declaration decides: the function is `pure`, or its parameters are const
  /// and its result is not an object.
  const ReadPlaces *of(const clang::FunctionDecl *FD) const;

private:
  SourceContracts &Functions;
  /// Null: the function does more, or the answer is not known yet.
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<ReadPlaces>>
      Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H
