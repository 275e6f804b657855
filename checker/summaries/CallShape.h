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

/// What a converter (`O&`) stores whenever it succeeds.
struct ConverterOutput {
  enum Kind : uint8_t { Unknown, New, Borrowed };

  Kind What = Unknown;
  /// It may store NULL.
  bool MayBeNull = false;
  /// New: it may leave the target as it was.
  bool MayStay = false;
  /// Borrowed: the object belongs to the one that is converted.
  bool IsOfInput = false;
  /// New: it is not called again to release the object if the call fails later.
  bool IsLeftBehind = false;
};

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
  /// The first argument has the method that the call names.
  bool IsMethodThere = false;
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
  /// What the converter that an argument is stores; unset: nothing is known.
  std::function<ConverterOutput(unsigned)> Converts;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLSHAPE_H
