//===- ChangedLines.h - Lines changed since a revision ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_CHANGEDLINES_H
#define PYREFCHECK_REPORT_CHANGEDLINES_H

#include "ReportedFinding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace pyrefcheck {

/// The lines of a git work tree that differ from a revision.
class ChangedLines {
public:
  /// Queries git for the work tree that contains \p Directory. Files that git
  /// does not track yet are new; those that it ignores are skipped.
  static llvm::Expected<ChangedLines> since(llvm::StringRef Revision,
                                            llvm::StringRef Directory);

  /// Whether a changed line is at a step of the path of \p F, or between two
  /// steps in the function that contains the finding: the change there may have
  /// caused it.
  bool touch(const ReportedFinding &F) const;

private:
  struct Lines {
    unsigned First, Last;
  };

  void addDiff(llvm::StringRef Diff, llvm::StringRef TopLevel);
  bool touch(const SourcePlace &P, unsigned First, unsigned Last) const;

  /// Keyed by the absolute name, without symbolic links.
  llvm::StringMap<std::vector<Lines>> Files;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_CHANGEDLINES_H
