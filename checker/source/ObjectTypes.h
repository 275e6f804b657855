//===- ObjectTypes.h - Which C types are Python objects ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Distinguishes pointers to Python objects from other pointers by the layout of
// the type, so an extension's own object structs need no annotation.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_OBJECTTYPES_H
#define PYREFCHECK_SOURCE_OBJECTTYPES_H

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace pyrefcheck {

/// Recognises the struct types that begin with a Python object header.
class ObjectTypes {
public:
  /// True for `PyObject *`, `PyTypeObject *` and pointers to any struct whose
  /// first member is (recursively) an object header: PyObject_HEAD.
  bool isObjectPointer(clang::QualType T) const;

  /// True for exactly `PyObject *`.
  static bool isPyObjectPointer(clang::QualType T);

  /// True for a pointer or reference to an object pointer: `PyObject **`,
  /// `PyObject *&`.
  bool isPointerToObjectPointer(clang::QualType T) const;

private:
  bool isObjectRecord(const clang::RecordDecl *RD) const;

  mutable llvm::DenseMap<const clang::RecordDecl *, bool> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_OBJECTTYPES_H
