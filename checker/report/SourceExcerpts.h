//===- SourceExcerpts.h - The source around findings ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_SOURCEEXCERPTS_H
#define PYREFCHECK_REPORT_SOURCEEXCERPTS_H

#include "ReportedFinding.h"
#include <map>

namespace pyrefcheck {

/// Lines of one file, without a gap.
struct Excerpt {
  /// From 1.
  unsigned First;
  /// Joined by line breaks.
  std::string Text;
};

/// Which lines of which files show the paths of findings.
class SourceExcerpts {
public:
  /// Wants the functions that \p F stands in, and the lines around each of its
  /// steps and of what its fixes change.
  void add(const ReportedFinding &F);

  /// The wanted lines of \p File, as it is now.
  std::vector<Excerpt> read(llvm::StringRef File) const;

private:
  /// Lines of a file, both included; 1 and above.
  struct Lines {
    unsigned First, Last;
  };
  struct File {
    std::vector<Lines> Wanted;
    /// What is known of it if it cannot be read.
    std::map<unsigned, std::string> KnownLines;
  };

  void add(const SourcePlace &P);

  std::map<std::string, File, std::less<>> Files;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SOURCEEXCERPTS_H
