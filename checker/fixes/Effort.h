//===- Effort.h - A bound on what one function may cost ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The budget of a function bounds its exploded graph. What is asked of that
// graph afterwards, for each of many findings, is bounded by this: a number of
// steps in proportion to the graph. Steps are counted, so that results do not
// depend on the machine.
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

  /// Takes \p Steps off; what is asked at the last of them is not answered
  /// rightly any more. \returns false if none are left.
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
