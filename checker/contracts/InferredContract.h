//===- InferredContract.h - What files tell each other ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the analysis of one file finds out for other files, and what it asks
// them, as text: nothing here belongs to an AST.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H
#define PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H

#include <string>
#include <vector>

namespace pyrefcheck {

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

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H
