//===- SummaryContract.h - A summary as a contract --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What was inferred about a function, for files that see only its declaration:
// its summary in the schema of contracts, as far as that can express it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_SUMMARYCONTRACT_H
#define PYREFCHECK_SUMMARIES_SUMMARYCONTRACT_H

#include "contracts/InferredContract.h"
#include <optional>

namespace clang {
class FunctionDecl;
}

namespace pyrefcheck {

struct Contract;
struct FunctionSummary;

/// What is known about \p FD; nothing if other files cannot call it (linkName).
/// \param Own its contract, or null. A contract that is stated in the source
/// replaces the summary.
std::optional<InferredContract> inferContract(const clang::FunctionDecl *FD,
                                              const FunctionSummary &Summary,
                                              const Contract *Own);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARYCONTRACT_H
