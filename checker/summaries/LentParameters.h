//===- LentParameters.h - Parameters that a body only borrows ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the text of a body shows of its parameters where no summary does: in a
// recursive call the paths of the callee are not known yet, and some bodies are
// too much to explore.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_LENTPARAMETERS_H
#define PYREFCHECK_SUMMARIES_LENTPARAMETERS_H

#include "Summary.h"
#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// The bodies of one translation unit.
class LentParameters {
public:
  LentParameters(SourceContracts &Functions, const SummarySet &Summaries)
      : Functions(Functions), Summaries(Summaries) {}

  /// True if the body of \p FD uses its parameter number \p Index, an object,
  /// in no way but those that leave the caller's reference alone: it is
  /// compared, looked into, and given to calls that borrow it.
  bool isLent(const clang::FunctionDecl *FD, unsigned Index) const;

private:
  using Parameters = llvm::SmallPtrSet<const clang::ParmVarDecl *, 8>;
  const Parameters &takenBy(const clang::FunctionDecl *Definition) const;

  friend class TakenParameters;

  SourceContracts &Functions;
  const SummarySet &Summaries;
  /// By definition: the parameters that may be taken over.
  mutable llvm::DenseMap<const clang::FunctionDecl *, Parameters> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_LENTPARAMETERS_H
