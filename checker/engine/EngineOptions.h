//===- EngineOptions.h - What a user can set -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_ENGINEOPTIONS_H
#define PYREFCHECK_ENGINE_ENGINEOPTIONS_H

#include "contracts/Contract.h"
#include "findings/Rules.h"
#include <chrono>
#include <optional>

namespace pyrefcheck {

/// What a user can set; the same in every host.
struct EngineOptions {
  RuleSet Rules = RuleSet::enabledByDefault();
  /// Highest level reported: 0, 1 or 2.
  unsigned MaxLevel = 1;
  /// The Python version whose rules hold (immortal objects, ...); 0: that of
  /// the headers (PY_VERSION_HEX).
  PyVersion Python = 0;
  /// Nodes of the exploded graph that one function may take.
  unsigned MaxNodes = 20000;
  /// Turns of a loop that are followed.
  unsigned MaxLoop = 2;
  /// When the exploration of functions has to end, whatever is left of it;
  /// unset: never. It is looked at between functions, and at each call and
  /// branch within them.
  std::optional<std::chrono::steady_clock::time_point> Deadline;
  /// Calls of `pyrefcheck_print_state(x)` in the source write what is known of
  /// x there to standard error.
  bool PrintStates = false;
  /// Tell what other files can know of the functions.
  bool InferContracts = false;
  /// Comments can suppress findings (NOLINT). clang-tidy sees to that itself.
  bool HonourComments = true;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_ENGINEOPTIONS_H
