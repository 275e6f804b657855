//===- ContractOutcomes.h - Contracts as outcomes of a call -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers a contract, with the format string that governs the arguments, into
// the outcomes of one call.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_CONTRACTOUTCOMES_H
#define PYREFCHECK_SUMMARIES_CONTRACTOUTCOMES_H

#include "CallOutcomes.h"
#include "CallShape.h"
#include "contracts/Contract.h"

namespace pyrefcheck {

/// The outcomes of a call of the function that \p Ct describes.
CallOutcomes lower(const Contract &Ct, const CallShape &Call);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CONTRACTOUTCOMES_H
