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

#ifndef PYREFCHECK_CORE_SUMMARYCONTRACT_H
#define PYREFCHECK_CORE_SUMMARYCONTRACT_H

#include "SlotContract.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
}

namespace pyrefcheck {

struct Contract;
struct FunctionSummary;

/// What other files can know of a function.
struct InferredContract {
  /// That of linkName().
  std::string Name;
  /// The entry of a contract file, but for Defined; empty if there is none.
  std::string Entry;
  /// `FILE:LINE` of the definition. Apart, because the same function may be
  /// defined in several places.
  std::string Defined;
  /// Why there is no entry.
  std::string LeftOut;
};

/// A name of which a file asked what other files tell.
struct AskedOfOtherFiles {
  /// That of linkName() or slotName().
  std::string Name;
  /// Of a field or variable: a number for each of slotAnswers(). Where two are
  /// equal, the file concludes the same from both answers, together with what
  /// it sees itself. Empty: each answer makes a difference.
  std::vector<unsigned> Conclusions;
};

/// What is known of \p FD, or nothing if other files cannot call it (linkName).
/// \param Own its contract, if it has one: where that stands in the source it
/// is what others are told.
std::optional<InferredContract> inferContract(const clang::FunctionDecl *FD,
                                              const FunctionSummary &Summary,
                                              const Contract *Own);

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_SUMMARYCONTRACT_H
