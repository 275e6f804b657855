//===- SummaryOutcomes.h - Summaries as outcomes of a call ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers the summary of a function in the file into the outcomes of one call.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_SUMMARYOUTCOMES_H
#define PYREFCHECK_SUMMARIES_SUMMARYOUTCOMES_H

#include "CallOutcomes.h"
#include "Summary.h"

namespace pyrefcheck {

/// What the function returned on \p O.
ReturnedValue returnedBy(const SummaryOutcome &O);

/// The outcomes of a call with \p Arguments arguments. They refer to the
/// summary and must not outlive it.
CallOutcomes lower(const FunctionSummary &Summary, unsigned Arguments);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARYOUTCOMES_H
