//===- FieldWrites.h - Which fields a function may write --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine forgets all that it knows about an object when a function gets a
// pointer to it. The body of a function in this file shows more: `self->reader`
// is unchanged if neither the function nor its callees write that field.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_FIELDWRITES_H
#define PYREFCHECK_SUMMARIES_FIELDWRITES_H

#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace pyrefcheck {

/// The fields of any object, and the variables, that a call may write.
struct WrittenFields {
  /// Nothing is known: the call may write any field.
  bool Anything = false;
  llvm::SmallPtrSet<const clang::FieldDecl *, 8> Fields;
  /// Those of them that may get a value other than NULL.
  llvm::SmallPtrSet<const clang::FieldDecl *, 8> Filled;
  /// Structs that are written as a whole, or passed to code out of sight.
  llvm::SmallPtrSet<const clang::RecordDecl *, 4> Records;
  /// Global and static variables that it writes, or whose address it takes.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Globals;
  /// It writes through a pointer, or calls code out of sight: that may write
  /// any global or static variable.
  bool AnyGlobal = false;

  void add(const WrittenFields &O);
  bool mayWrite(const clang::FieldDecl *F) const {
    return Anything || Fields.contains(F) || Records.contains(F->getParent());
  }
  /// Whether nothing that existed before the call is written.
  bool empty() const {
    return !Anything && !AnyGlobal && Fields.empty() && Records.empty() &&
           Globals.empty();
  }
  /// \pre \p VD is a global or static variable.
  bool mayWrite(const clang::VarDecl *VD) const {
    return Anything || AnyGlobal || Globals.contains(VD->getCanonicalDecl());
  }
  /// Whether \p F is written, and only with NULL.
  bool onlyClears(const clang::FieldDecl *F) const {
    return Fields.contains(F) && !Filled.contains(F);
  }
};

/// What the functions of one translation unit write. Functions with a contract
/// write only what they get the address of.
class FieldWrites {
public:
  explicit FieldWrites(SourceContracts &Functions) : Functions(Functions) {}

  /// Whether the translation unit has the body of \p FD.
  bool sees(const clang::FunctionDecl *FD) const;
  /// What a call of \p FD may write; anything if \p FD is recursive.
  /// \pre sees(FD)
  const WrittenFields &of(const clang::FunctionDecl *FD) const;

private:
  SourceContracts &Functions;
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<WrittenFields>>
      Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_FIELDWRITES_H
