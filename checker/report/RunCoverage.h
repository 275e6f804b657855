//===- RunCoverage.h - The findings that a run can report -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_RUNCOVERAGE_H
#define PYREFCHECK_REPORT_RUNCOVERAGE_H

#include "findings/Rules.h"
#include "llvm/ADT/StringSet.h"

namespace pyrefcheck {

/// Which findings a run would have reported if they existed. It can report only
/// those as fixed.
struct RunCoverage {
  /// Whether the whole project was analysed without errors.
  bool Whole = false;
  /// The analysed files as reports name them, without headers.
  llvm::StringSet<> Files;
  RuleSet Rules;

  bool covers(llvm::StringRef File) const {
    return Whole || Files.contains(File);
  }
  bool covers(Rule R, llvm::StringRef File) const {
    return Rules.contains(R) && covers(File);
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_RUNCOVERAGE_H
