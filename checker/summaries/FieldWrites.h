//===- FieldWrites.h - Which fields a function may write --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine forgets all that it knows of an object when a function gets a
// pointer to it. Of a function of this file the body tells more: `self->reader`
// is what it was if neither the function nor what it calls writes that field.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_FIELDWRITES_H
#define PYREFCHECK_SUMMARIES_FIELDWRITES_H

#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace pyrefcheck {

/// What a call may write, of whatever object.
struct WrittenFields {
  /// Nothing is known.
  bool Anything = false;
  llvm::SmallPtrSet<const clang::FieldDecl *, 8> Fields;
  /// Those of them that may get something else than NULL.
  llvm::SmallPtrSet<const clang::FieldDecl *, 8> Filled;
  /// Structs that are written as a whole, or shown to code out of sight.
  llvm::SmallPtrSet<const clang::RecordDecl *, 4> Records;

  void add(const WrittenFields &O);
  bool mayWrite(const clang::FieldDecl *F) const {
    return Anything || Fields.contains(F) || Records.contains(F->getParent());
  }
  /// Whether \p F is written, and NULL is all that it gets.
  bool onlyClears(const clang::FieldDecl *F) const {
    return Fields.contains(F) && !Filled.contains(F);
  }
};

/// The bodies of one translation unit. Functions with a contract write nothing
/// but what they are given the address of.
class FieldWrites {
public:
  explicit FieldWrites(SourceContracts &Functions) : Functions(Functions) {}

  /// Whether the body of \p FD is one of those.
  bool sees(const clang::FunctionDecl *FD) const;
  /// What calls of \p FD, whose body is seen, may write; anything for recursive
  /// functions.
  const WrittenFields &of(const clang::FunctionDecl *FD) const;

private:
  SourceContracts &Functions;
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<WrittenFields>>
      Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_FIELDWRITES_H
