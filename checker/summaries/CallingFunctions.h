//===- CallingFunctions.h - Functions that call objects ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In a recursive call, the paths of the callee are not known yet. The text of
// the callee shows whether it calls methods of objects.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_CALLINGFUNCTIONS_H
#define PYREFCHECK_SUMMARIES_CALLINGFUNCTIONS_H

#include "annotations/Attributes.h"
#include "source/TranslationUnit.h"
#include <optional>

namespace pyrefcheck {

/// The functions of one translation unit that call objects.
class CallingFunctions {
public:
  CallingFunctions(const TranslationUnit &TU, SourceContracts &Functions)
      : TU(TU), Functions(Functions) {}

  /// True if the body of \p FD, or of a function that it calls by name, has a
  /// call with EffectCallsObjects.
  bool contains(const clang::FunctionDecl *FD) const;

private:
  using Set = llvm::DenseSet<const clang::FunctionDecl *>;
  Set findAll() const;

  const TranslationUnit &TU;
  SourceContracts &Functions;
  mutable std::optional<Set> All;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLINGFUNCTIONS_H
