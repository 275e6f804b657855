//===- SummaryContract.h - A summary as a contract --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What was inferred of a function, for those who see only its declaration: its
// summary in the contracts' own schema, as far as that can say it.
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

/// What is known of \p FD, or nothing if other files cannot call it (linkName).
/// \param Own its contract, if it has one: where that stands in the source it
/// is what others are told.
std::optional<InferredContract> inferContract(const clang::FunctionDecl *FD,
                                              const FunctionSummary &Summary,
                                              const Contract *Own);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARYCONTRACT_H
