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

/// The lines of files that show the paths of findings.
class SourceExcerpts {
public:
  /// Adds the function that \p F is in, and the lines around its steps and the
  /// edits of its fixes.
  void add(const ReportedFinding &F);

  /// The added lines of \p File, in its current state.
  std::vector<Excerpt> read(llvm::StringRef File) const;

private:
  /// A range of lines, from 1; both ends are included.
  struct Lines {
    unsigned First, Last;
  };
  struct File {
    std::vector<Lines> Wanted;
    /// The lines known without reading the file.
    std::map<unsigned, std::string> KnownLines;
  };

  void add(const SourcePlace &P);

  std::map<std::string, File, std::less<>> Files;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_SOURCEEXCERPTS_H
