//===- SharedParameters.h - Parameters that others can reach ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whether what a helper is given may be an object that its caller has just made
// and that nobody else can get at, by the calls of this file.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_SHAREDPARAMETERS_H
#define PYREFCHECK_SOURCE_SHAREDPARAMETERS_H

#include "Places.h"
#include "TranslationUnit.h"
#include "llvm/ADT/DenseMap.h"

namespace pyrefcheck {

class SharedParameters {
public:
  explicit SharedParameters(const TranslationUnit &TU) : TU(TU) {}

  /// True if some call of this file gives \p P what others can reach: what a
  /// parameter of such a kind has, a global variable, or what was found in some
  /// object. True as well if no call is in this file.
  bool contains(const clang::ParmVarDecl *P) const;

private:
  bool isKnown(const clang::ParmVarDecl *P) const;
  bool isGivenSome(const clang::ParmVarDecl *P) const;
  bool isShared(const clang::Expr *E, const clang::FunctionDecl *Caller,
                unsigned Depth) const;

  const TranslationUnit &TU;
  mutable SourceCache Sources;
  /// What is known so far: of parameters of functions that call each other,
  /// only what has been found out is true.
  mutable llvm::DenseMap<const clang::ParmVarDecl *, bool> Known;
  /// The parameters that depend on others, by these, while it is found out.
  mutable llvm::DenseMap<const clang::ParmVarDecl *,
                         llvm::SmallVector<const clang::ParmVarDecl *, 2>>
      Askers;
  /// Those still to be looked at, and the one that is.
  mutable llvm::SmallVector<const clang::ParmVarDecl *, 8> Pending;
  mutable const clang::ParmVarDecl *Current = nullptr;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_SHAREDPARAMETERS_H
