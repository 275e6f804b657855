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

  /// True if no call of this file gives \p P something that its caller may have
  /// made: it is a parameter of the caller's, a global variable, or was found
  /// in some object.
  bool contains(const clang::ParmVarDecl *P) const { return of(P).Always; }
  /// True if some call does, or none is in this file.
  bool containsSometimes(const clang::ParmVarDecl *P) const {
    return of(P).Sometimes;
  }

private:
  struct Sharing {
    bool Always, Sometimes;
  };
  Sharing of(const clang::ParmVarDecl *P) const;
  bool isShared(const clang::Expr *E, const clang::FunctionDecl *Caller,
                unsigned Depth, bool Sharing::*Ask) const;

  const TranslationUnit &TU;
  mutable SourceCache Sources;
  mutable llvm::DenseMap<const clang::ParmVarDecl *, Sharing> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_SHAREDPARAMETERS_H
