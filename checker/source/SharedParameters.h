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
  class Search;

  const TranslationUnit &TU;
  mutable SourceCache Sources;
  /// What has been found out.
  mutable llvm::DenseMap<const clang::ParmVarDecl *, bool> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_SHAREDPARAMETERS_H
