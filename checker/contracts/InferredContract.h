//===- InferredContract.h - What files exchange -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the analysis of one file infers for other files, and what it asks them,
// as text without an AST.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H
#define PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H

#include <string>
#include <vector>

namespace pyrefcheck {

/// What other files can know about a function.
struct InferredContract {
  /// The result of linkName().
  std::string Name;
  /// The entry of a contract file, without Defined; empty if there is none.
  std::string Entry;
  /// `FILE:LINE` of the definition. It is separate because the same function
  /// may be defined in several places.
  std::string Defined;
  /// Why there is no entry.
  std::string LeftOut;
};

/// A name that a file asked other files about.
struct AskedOfOtherFiles {
  /// The result of linkName() or fieldName().
  std::string Name;
  /// For a field or variable: one number per element of fieldAnswers(). If two
  /// are equal, the file concludes the same from both answers, given its own
  /// code. Empty: each answer makes a difference.
  std::vector<unsigned> Conclusions;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_INFERREDCONTRACT_H
