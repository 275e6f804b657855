//===- Settlement.h - Whether a build's summaries are final -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A build system analyses each file of a program in a separate action, with the
// summaries of the files analysed before it. When all are done, it checks
// whether each file has used the final summaries of the others; those that have
// not are analysed again, with a file that corrects what they used.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_SETTLEMENT_H
#define PYREFCHECK_PROGRAM_SETTLEMENT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace pyrefcheck {

/// The files of a settlement.
struct Settlement {
  /// The summaries of all files, to be written.
  std::string Merged;
  /// Where a file that must be analysed again finds its corrections, under the
  /// name of its summaries.
  std::string Directory;
  /// One per file. Beside it, with these extensions, are the names that the
  /// analysis asked about and what it knew about them.
  std::vector<std::string> Summaries;
  static constexpr llvm::StringLiteral Asked = ".asked", Used = ".used";
  /// Summaries known before, from elsewhere.
  std::vector<std::string> Given;
};

/// The text of a file without corrections.
std::string noCorrections();

/// Merges the summaries, and corrects what files have used. Prints how many
/// must be analysed again, if any. \returns the exit status.
int settleSummaries(const Settlement &Of);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_SETTLEMENT_H
