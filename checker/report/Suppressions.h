//===- Suppressions.h - Findings that somebody has judged -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that says which findings are not to be reported, and why:
//
//   - rule: cpython-refcount-leak
//     file: src/module.c
//     function: module_init
//     reason: lives as long as the process
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_SUPPRESSIONS_H
#define PYREFCHECK_REPORT_SUPPRESSIONS_H

#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "RunCoverage.h"
#include "llvm/Support/Error.h"

namespace pyrefcheck {

/// One entry of the file.
struct Suppression {
  Rule ID;
  /// A valid pattern; empty: any file.
  std::string FileGlob;
  /// Empty: any function.
  std::string Function;
  unsigned Line = 0;
  bool Used = false;

  bool matches(const ReportedFinding &F, const ReportedRun &Run) const;
};

/// The entries of one file.
class Suppressions {
public:
  /// Reads \p File. The error tells about all mistakes in it, a line each.
  static llvm::Expected<Suppressions> load(llvm::StringRef File);

  /// Whether an entry matches \p F; all that do are used from now on.
  bool suppress(const ReportedFinding &F, const ReportedRun &Run);

  /// A line for each entry that was not used although \p Coverage says that it
  /// could have been: `file:line: warning: unused suppression ...`.
  std::vector<std::string> unused(const RunCoverage &Coverage) const;

private:
  std::string Name;
  std::vector<Suppression> Entries;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SUPPRESSIONS_H
