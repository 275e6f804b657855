//===- Summary.h - What a run did, in a few lines ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_SUMMARY_H
#define PYREFCHECK_HOSTS_DRIVER_SUMMARY_H

#include "engine/PhaseTimes.h"
#include "program/FileAnalysis.h"
#include "report/PathNames.h"

namespace pyrefcheck {

/// Writes the compiler's messages about files with errors, and a line per file
/// that could not be analysed.
void writeTroubles(llvm::raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                   const PathNames &Names);

/// Writes the closing lines: files, functions, findings by rule.
void writeSummary(llvm::raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                  llvm::ArrayRef<ReportedFinding> Findings,
                  const PathNames &Names, bool Verbose);

/// Writes a table of CPU times: a row per file, and one for all.
/// \param Own the times of this process, which belong to no single file.
void writeTimings(llvm::raw_ostream &OS, llvm::ArrayRef<FileResult> Results,
                  const PhaseTimes &Own, const PathNames &Names);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_SUMMARY_H
