//===- CallShape.h - What of a call its contract depends on -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A contract means different things for different calls: fewer arguments, a
// result that nobody looks at, a format. This is all of a call that matters.
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

/// What of a call matters for what its contract means: as it is written, and
/// what is known of the values that it gets.
struct CallShape {
  enum ResultType : uint8_t { Void, Pointer, Integer, Other };

  /// How many arguments.
  unsigned Arguments = 0;
  ResultType Result = Other;
  /// The result is a `PyTypeObject *`.
  bool ReturnsType = false;
  /// Somebody looks at the result.
  bool IsResultUsed = true;
  /// The first argument is what a caller has passed: nothing is known of it.
  bool ReadsParameter = false;
  /// Nobody looks at the result, which alone says whether a reference was
  /// taken: it is followed here what becomes of it if not.
  bool IsDoubted = false;
  /// It gets an argument for which its contract says that it cannot fail.
  bool IsCertain = false;
  /// The outcome tells something of other objects: outcomes must not be mixed.
  bool IsAsked = false;
  /// The first argument that is a number, and whether that is zero.
  unsigned Size = NoArgument;
  bool IsSizeZero = false;
  /// With this argument, the result is never NULL: ContractResult::SureArg.
  bool IsSure = false;
  /// The number that the parameter `min` gets, where it is known.
  std::optional<int64_t> Minimum;
  /// The text of the format argument, where it is a literal.
  std::optional<llvm::StringRef> Format;
  /// The version whose rules hold.
  PyVersion Python = 0;
  /// Whether the value of an argument can be that of a pointer; unset: of all.
  std::function<bool(unsigned)> IsPointer;
  /// Whether an argument is a converter that stores a new reference; unset:
  /// none is.
  std::function<bool(unsigned)> GivesNew;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLSHAPE_H
