//===- PhaseTimes.h - Where the time of an analysis goes --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The CPU time of this process, by the part of the analysis that used it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_PHASETIMES_H
#define PYREFCHECK_ENGINE_PHASETIMES_H

#include <cstdint>
#include <ctime>

namespace pyrefcheck {

/// Microseconds of CPU time in each phase.
struct PhaseTimes {
  uint64_t Parse = 0;
  /// Reading the code before any path is followed: which functions matter,
  /// which fields own their objects, suppressions.
  uint64_t Facts = 0;
  /// Following paths, and inferring from them.
  uint64_t Exploration = 0;
  /// The rules about types.
  uint64_t Types = 0;
  /// Finding the paths of findings, selecting findings, and writing them.
  uint64_t Report = 0;

  uint64_t total() const {
    return Parse + Facts + Exploration + Types + Report;
  }
  void add(const PhaseTimes &O) {
    Parse += O.Parse;
    Facts += O.Facts;
    Exploration += O.Exploration;
    Types += O.Types;
    Report += O.Report;
  }
};

/// Measures phases that follow each other.
class PhaseClock {
public:
  /// Adds the time since the end of the last phase, or since the clock was
  /// made, to \p Phase.
  void end(uint64_t &Phase) {
    const std::clock_t Now = std::clock();
    Phase += static_cast<uint64_t>(Now - Last) * 1000000 / CLOCKS_PER_SEC;
    Last = Now;
  }

private:
  std::clock_t Last = std::clock();
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_PHASETIMES_H
