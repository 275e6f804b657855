//===- ContractChecks.h - Which effects go together -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which effects are valid together in a contract, whether it is in a file or in
// the source.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTCHECKS_H
#define PYREFCHECK_CONTRACTS_CONTRACTCHECKS_H

#include "Contract.h"

namespace pyrefcheck {

/// Whether the argument is a pointer whose target receives something.
inline bool isOutParameter(ArgEffect E) {
  return E == ArgEffect::OutNew || E == ArgEffect::OutBorrowed ||
         E == ArgEffect::OutNull || E == ArgEffect::OutMemory;
}

/// Whether \p E says who owns the argument, or its target, afterwards: two such
/// effects exclude each other.
inline bool decidesOwnership(ArgEffect E) {
  return E == ArgEffect::Steals || E == ArgEffect::Keeps ||
         E == ArgEffect::Increments || E == ArgEffect::Decrements ||
         E == ArgEffect::Frees || E == ArgEffect::Clears ||
         E == ArgEffect::Replaces || isOutParameter(E);
}

inline bool outcomesOverlap(Outcome A, Outcome B) {
  return A == B || A == Outcome::Always || B == Outcome::Always;
}

/// Whether \p A and \p B cannot both be true of the same argument.
inline bool contradict(const ArgContract &A, const ArgContract &B) {
  return A.Effect != B.Effect && outcomesOverlap(A.When, B.When) &&
         decidesOwnership(A.Effect) && decidesOwnership(B.Effect);
}

/// Whether \p E can have an `into`.
inline bool takesInto(ArgEffect E) {
  return E == ArgEffect::Steals || E == ArgEffect::Keeps ||
         E == ArgEffect::OutBorrowed || E == ArgEffect::OutNew;
}

/// Whether \p E can have a `may-be-null`.
inline bool takesMayBeNull(ArgEffect E) {
  return (isOutParameter(E) && E != ArgEffect::OutNull) ||
         E == ArgEffect::Replaces;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTCHECKS_H
