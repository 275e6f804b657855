//===- FileIndex.h - A glance at all files of a program ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_FILEINDEX_H
#define PYREFCHECK_PROGRAM_FILEINDEX_H

#include "AnalysisOrder.h"
#include "SourceIndex.h"
#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace pyrefcheck {

/// What is known about the files of a program before any is parsed.
struct FileIndex {
  std::vector<SourceIndex> Sources;
  /// The cost of the analysis of each file, in any unit.
  std::vector<uint64_t> Costs;

  /// For each file, the files to analyse before it; without cycles.
  FileGraph order() const;
};

/// Reads \p Files, which are absolute paths, \p Jobs at the same time; 0: one
/// per core. A file that cannot be read has no names.
FileIndex indexFiles(llvm::ArrayRef<std::string> Files, unsigned Jobs);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_FILEINDEX_H
