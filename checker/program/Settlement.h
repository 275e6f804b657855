//===- Settlement.h - Whether a build's summaries are final -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A build system analyses each file of a program in an action of its own, with
// the summaries of those that are analysed before it. When all are done, it
// asks whether each file has seen what the others say in the end; those that
// have not are analysed again, with a file that corrects what they saw.
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
  /// Where a file that has to be analysed again finds its corrections, under
  /// the name of its summaries.
  std::string Directory;
  /// One for each file. Beside it are, with these extensions, what the analysis
  /// asked for and what it knew of that.
  std::vector<std::string> Summaries;
  static constexpr llvm::StringLiteral Asked = ".asked", Used = ".used";
  /// What was known before, from elsewhere.
  std::vector<std::string> Given;
};

/// The text of a file without corrections.
std::string noCorrections();

/// Merges the summaries, and corrects what files have seen. Prints how many
/// have to be analysed again, if any. \returns the exit status.
int settleSummaries(const Settlement &Of);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_SETTLEMENT_H
