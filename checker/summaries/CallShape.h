//===- CallShape.h - What of a call its contract depends on -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a contract means depends on the call: on its arguments, on its format
// string, on whether its result is used. CallShape holds all that matters.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_CALLSHAPE_H
#define PYREFCHECK_SUMMARIES_CALLSHAPE_H

#include "CallOutcomes.h"
#include "contracts/Contract.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <optional>

namespace pyrefcheck {

/// The facts about a call that determine what its contract means: how it is
/// written, and what is known about its arguments.
struct CallShape {
  enum ResultType : uint8_t { Void, Pointer, Integer, Other };

  /// The number of arguments.
  unsigned Arguments = 0;
  ResultType Result = Other;
  /// The result is a `PyTypeObject *`.
  bool ReturnsType = false;
  /// The result is used.
  bool IsResultUsed = true;
  /// The first argument is a parameter about which nothing is known.
  bool ReadsParameter = false;
  /// The result is not used although it alone shows whether a reference was
  /// stolen: the path on which it was not is followed as well.
  bool IsDoubted = false;
  /// Its contract says that it cannot fail with one of its arguments.
  bool IsCertain = false;
  /// The outcome shows something about other objects: outcomes stay apart.
  bool IsAsked = false;
  /// The first argument that is a number, and whether that is zero.
  unsigned Size = NoArgument;
  bool IsSizeZero = false;
  /// An argument rules out a NULL result: see ContractResult::SureArg.
  bool IsSure = false;
  /// The value of the parameter `min`, if it is known.
  std::optional<int64_t> Minimum;
  /// The text of the format argument, if it is known.
  std::optional<llvm::StringRef> Format;
  /// The version of Python whose rules apply.
  PyVersion Python = 0;
  /// Whether the value of an argument is a pointer; unset: all are.
  std::function<bool(unsigned)> IsPointer;
  /// Whether an argument is a converter that stores a new reference; unset:
  /// none is.
  std::function<bool(unsigned)> GivesNew;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLSHAPE_H
