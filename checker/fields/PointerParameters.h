//===- PointerParameters.h - Uses of PyObject ** parameters -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A helper gets the address of a field and fills it: `set(&self->f, value)`.
// Its body shows what it stores there, unless it passes the address on.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_POINTERPARAMETERS_H
#define PYREFCHECK_FIELDS_POINTERPARAMETERS_H

#include "annotations/Attributes.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace pyrefcheck {

/// What a function does to the place that one of its parameters points to.
struct PointeeUses {
  /// A value that is stored there, and the function that stores it: this one or
  /// one of its helpers.
  struct Store {
    const clang::Expr *Value;
    const clang::FunctionDecl *In;
    /// The value is the function's parameter of this number, unchanged.
    std::optional<unsigned> Parameter = std::nullopt;
  };
  llvm::SmallVector<Store, 2> Stores;
  /// The object there is released or given away.
  bool Released = false;
  /// The object there gets a Py_INCREF.
  bool Incremented = false;
  /// Anything may happen to the place.
  bool Escapes = false;
};

/// What \p FD does through its parameter number \p Index, a pointer to a
/// pointer to an object.
PointeeUses usesOfPointee(const clang::FunctionDecl *FD, unsigned Index,
                          SourceContracts &Contracts, unsigned Depth = 0);

/// The same for the argument number \p Index of \p CE, a call of \p FD in \p
/// Caller. Stored parameters are replaced by the caller's arguments.
PointeeUses usesOfArgument(const clang::CallExpr *CE,
                           const clang::FunctionDecl *FD, unsigned Index,
                           const clang::FunctionDecl *Caller,
                           SourceContracts &Contracts, unsigned Depth = 0);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_POINTERPARAMETERS_H
