//===- LookingFunctions.h - Functions that only read ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that writes nothing, and calls only such functions, gives the same
// answer until something that it reads is written.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H
#define PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H

#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace pyrefcheck {

/// What the calls of a function that only reads depend on, besides their
/// arguments.
struct ReadPlaces {
  llvm::SmallPtrSet<const clang::FieldDecl *, 4> Fields;
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Globals;
  /// What it calls, by canonical declarations, and what those call.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 4> Called;

  /// By way of a contract it looks into a container; into one that loses items
  /// while it lives.
  bool LooksIntoContainer = false;
  bool FromMutable = false;

  void add(const ReadPlaces &O);
  /// True if some of the fields is one of \p RD.
  bool readsFieldOf(const clang::RecordDecl *RD) const;
};

/// Whether \p Ct is that of a function which only reads what its arguments
/// hold, or what they are; of a partial one as far as it says anything.
bool onlyReads(const Contract &Ct);

/// The functions of one translation unit that only read.
class LookingFunctions {
public:
  explicit LookingFunctions(SourceContracts &Functions)
      : Functions(Functions) {}

  /// What \p FD reads; null if it may do more than that. Of a function without
  /// a body the types say so: what it gets is const, and what it returns is no
  /// object.
  const ReadPlaces *of(const clang::FunctionDecl *FD) const;

private:
  SourceContracts &Functions;
  /// Null: it does more, or that is being found out.
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<ReadPlaces>>
      Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_LOOKINGFUNCTIONS_H
