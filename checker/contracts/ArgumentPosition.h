//===- ArgumentPosition.h - Contracts' arguments in a call ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Maps the argument that a contract names to its position in a call: reference
// operations of debug builds take a file and a line before the object.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_ARGUMENTPOSITION_H
#define PYREFCHECK_CONTRACTS_ARGUMENTPOSITION_H

#include "Contract.h"

namespace pyrefcheck {

/// The position of the contract's argument \p Index in a call with
/// \p Arguments arguments.
inline unsigned positionOf(const Contract &Ct, unsigned Arguments,
                           unsigned Index) {
  return Ct.Params.size() == 1 && Arguments == 3 ? 2 : Index;
}

/// Calls \p Each with each effect of \p Ct and the position of each argument
/// that it concerns, in a call with \p Arguments arguments.
template <typename Fn>
void eachArgument(const Contract &Ct, unsigned Arguments, Fn Each) {
  for (const ArgContract &A : Ct.Args) {
    const unsigned First = positionOf(Ct, Arguments, A.Index);
    const unsigned End = A.AndRest ? Arguments : First + 1;
    for (unsigned I = First; I < End && I < Arguments; ++I)
      Each(A, I);
  }
}

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_ARGUMENTPOSITION_H
