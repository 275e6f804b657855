//===- ResultArchive.h - Results as bytes -----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Requests to the children that analyse files have this form, and so do the
// results that come back and those in the cache.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_RESULTARCHIVE_H
#define PYREFCHECK_PROGRAM_RESULTARCHIVE_H

#include "FileAnalysis.h"
#include "SummaryTable.h"
#include <optional>

namespace pyrefcheck {

/// \p Results, which do not change, as bytes.
std::string writeResults(std::vector<FileResult> &Results);

/// The results that writeResults() turned into \p Bytes; nothing if they are
/// damaged.
std::optional<std::vector<FileResult>> readResults(llvm::StringRef Bytes);

/// What a child must analyse.
struct AnalysisRequest {
  /// The number of the file.
  uint64_t File = 0;
  /// What the file knows about others, if that differs between files.
  SummaryTable Known;
};

std::string writeRequest(AnalysisRequest &Request);
/// The request that writeRequest() turned into \p Bytes.
AnalysisRequest readRequest(llvm::StringRef Bytes);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_RESULTARCHIVE_H
