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
  /// The Python version whose rules apply (immortal objects, ...); 0: that of
  /// the headers (PY_MAJOR_VERSION, PY_MINOR_VERSION).
  PyVersion Python = 0;
  /// The maximum number of nodes in the exploded graph of one function.
  unsigned MaxNodes = 20000;
  /// Iterations of a loop that are followed.
  unsigned MaxLoop = 2;
  /// When the exploration of functions must end, even if it is not complete;
  /// unset: never. It is checked between functions, and at each call and branch
  /// within them.
  std::optional<std::chrono::steady_clock::time_point> Deadline;
  /// Calls of `pyrefcheck_print_state(x)` in the source write what is known
  /// about x there to standard error.
  bool PrintStates = false;
  /// Infer the contracts that other files can use.
  bool InferContracts = false;
  /// Comments can suppress findings (NOLINT). clang-tidy handles these itself.
  bool HonourComments = true;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_ENGINEOPTIONS_H
