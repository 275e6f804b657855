//===- CythonSources.h - Findings at the lines of a .pyx --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cython writes, before the C code of each statement, a comment that quotes the
// statement with its file and line:
//
//   /* "package/module.pyx":12
//    *     x = f()
//    *     y = g(x)             # <<<<<<<<<<<<<<
//    *     return y
//    */
//
// With emit_linenums it writes `#line 12 "package/module.pyx"` as well.
// Findings in such code are shown where its author wrote it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_CYTHONSOURCES_H
#define PYREFCHECK_REPORT_CYTHONSOURCES_H

#include "ReportedFinding.h"
#include <map>
#include <memory>
#include <optional>

namespace pyrefcheck {

/// Knows which lines of Cython's sources the lines of its C files come from.
/// Files are read once, when they are first asked for.
class CythonSources {
public:
  /// Sources are searched next to the C file and, if it is below \p SourceRoot,
  /// from the directories between the two.
  explicit CythonSources(llvm::StringRef SourceRoot);
  ~CythonSources();

  /// \returns \p F at its places in the Cython source, with a note at the place
  /// in the C code; none if \p F is not in Cython's output, or in a part that
  /// no statement stands for. If the source is missing or has changed since,
  /// the finding stays in the C code, and a note says so.
  std::optional<ReportedFinding> asWritten(const ReportedFinding &F);

  /// The \p Findings with those in Cython's output as written, and sorted. With
  /// \p Merge, those of one statement that say the same are one finding: Cython
  /// writes some statements several times, such as those of `finally`.
  std::vector<ReportedFinding> show(std::vector<ReportedFinding> Findings,
                                    bool Merge);

private:
  /// What a C file tells about its sources.
  struct GeneratedFile;
  /// The lines of a source; none if it cannot be read.
  struct Source;
  /// A line of a source, as the C file names it.
  struct Origin;

  /// Null if \p File is not Cython's output.
  const GeneratedFile *generated(llvm::StringRef File);
  const Source &source(llvm::StringRef File);
  /// The absolute name of the source that \p Name is in \p File; empty if there
  /// is none.
  std::string find(llvm::StringRef Name, llvm::StringRef File);
  /// The place that \p O names; none if it is not there, or not the same.
  std::optional<SourcePlace> place(const Origin &O, llvm::StringRef File);
  /// The place in the source that \p P comes from.
  std::optional<SourcePlace> asWritten(const SourcePlace &P);

  std::string SourceRoot;
  std::map<std::string, std::unique_ptr<GeneratedFile>, std::less<>> Generated;
  std::map<std::string, std::unique_ptr<Source>, std::less<>> Sources;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_CYTHONSOURCES_H
