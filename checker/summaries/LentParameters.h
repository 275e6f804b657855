//===- LentParameters.h - Parameters that a body only borrows ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the text of a body shows about parameters where no summary does: in a
// recursive call, the paths of the callee are not known yet, and some bodies
// are too large to explore.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_LENTPARAMETERS_H
#define PYREFCHECK_SUMMARIES_LENTPARAMETERS_H

#include "Summary.h"
#include "annotations/Attributes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pyrefcheck {

/// The parameters that the functions of one translation unit only borrow.
class LentParameters {
public:
  LentParameters(SourceContracts &Functions, const SummarySet &Summaries)
      : Functions(Functions), Summaries(Summaries) {}

  /// True if the body of \p FD uses its parameter number \p Index, an object,
  /// only in ways that leave the caller's reference alone: it compares the
  /// object, looks into it, and passes it to calls that borrow it.
  bool isLent(const clang::FunctionDecl *FD, unsigned Index) const;

  /// True if \p FD may keep the address that its parameter number \p Index is,
  /// that of a struct: it does more than to look at the struct, to fill it and
  /// to pass it to functions that do no more.
  bool mayKeepAddress(const clang::FunctionDecl *FD, unsigned Index) const;

private:
  using Parameters = llvm::SmallPtrSet<const clang::ParmVarDecl *, 8>;
  const Parameters &takenBy(const clang::FunctionDecl *Definition) const;
  const Parameters &keptBy(const clang::FunctionDecl *Definition) const;

  friend class TakenParameters;
  friend class KeptAddresses;

  SourceContracts &Functions;
  const SummarySet &Summaries;
  /// The parameters that each definition may take over.
  mutable llvm::DenseMap<const clang::FunctionDecl *, Parameters> Known;
  /// The parameters whose address each definition may keep.
  mutable llvm::DenseMap<const clang::FunctionDecl *, Parameters> Kept;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_LENTPARAMETERS_H
