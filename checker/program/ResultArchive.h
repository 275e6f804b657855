//===- ResultArchive.h - What files gave, as bytes --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Requests go to the children that analyse files in this form, results come
// back in it, and the cache holds them in it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_RESULTARCHIVE_H
#define PYREFCHECK_PROGRAM_RESULTARCHIVE_H

#include "FileAnalysis.h"
#include "SummaryTable.h"
#include <optional>

namespace pyrefcheck {

/// \p Results, which stay as they are, as bytes.
std::string writeResults(std::vector<FileResult> &Results);

/// The results that writeResults() turned into \p Bytes; nothing if they are
/// damaged.
std::optional<std::vector<FileResult>> readResults(llvm::StringRef Bytes);

/// What a child is to analyse.
struct AnalysisRequest {
  /// Its number.
  uint64_t File = 0;
  /// What it knows about other files, if that differs from file to file.
  SummaryTable Known;
};

std::string writeRequest(AnalysisRequest &Request);
/// The request that writeRequest() turned into \p Bytes.
AnalysisRequest readRequest(llvm::StringRef Bytes);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_RESULTARCHIVE_H
