//===- SharedParameters.h - Parameters that others can reach ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Determines, from the calls in this file, whether others can reach a helper's
// argument or whether the caller may have just made it.
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

  /// True if some call in this file passes for \p P an object that others can
  /// reach: another such parameter, a global variable, or something read from
  /// an object. Also true if no call is in this file.
  bool contains(const clang::ParmVarDecl *P) const;

private:
  class Search;

  const TranslationUnit &TU;
  mutable SourceCache Sources;
  /// The answers so far.
  mutable llvm::DenseMap<const clang::ParmVarDecl *, bool> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_SHAREDPARAMETERS_H
