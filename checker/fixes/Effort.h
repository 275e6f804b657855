//===- Effort.h - A bound on what one function may cost ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The budget of a function bounds its exploded graph. Effort bounds the queries
// that each finding later makes to that graph, to a number of steps in
// proportion to its size. Steps are counted instead of time, so that results do
// not depend on the machine.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_EFFORT_H
#define PYREFCHECK_FIXES_EFFORT_H

#include <algorithm>
#include <cstdint>

namespace pyrefcheck {

class Effort {
public:
  explicit Effort(uint64_t Steps) : Left(Steps) {}

  /// Takes \p Steps off. The answer to a query that uses the last of them may
  /// be wrong. \returns false if none are left.
  bool spend(uint64_t Steps = 1) {
    Left -= std::min(Left, Steps);
    return Left != 0;
  }
  bool isSpent() const { return Left == 0; }

private:
  uint64_t Left;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_EFFORT_H
