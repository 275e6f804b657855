//===- OutputOptions.h - What is reported, where and how --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H
#define PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H

#include "llvm/Support/CommandLine.h"
#include <optional>
#include <string>

namespace pyrefcheck {

enum class ReportFormat { Text, Sarif, GitHub, GitLab, Reviewdog, Html };

/// What the command line says about the report.
struct OutputOptions {
  ReportFormat Format = ReportFormat::Text;
  /// Empty: standard output.
  std::string File;
  /// Base of the file names in all formats but text; absolute.
  std::string SourceRoot;
  /// File with the known findings; empty: there is none.
  std::string Baseline;
  /// File to write the findings to, as known ones; empty: none.
  std::string NewBaseline;
  /// File with the findings that somebody has judged; empty: there is none.
  std::string Suppressions;
  /// Git revision; only what was changed since then counts.
  std::optional<std::string> DiffBase;
};

/// The command line's options about the report.
class OutputOptionParser {
public:
  explicit OutputOptionParser(llvm::cl::OptionCategory &Category);

  /// Copies what was given to \p Options; false after a complaint.
  bool fill(OutputOptions &Options) const;

private:
  llvm::cl::opt<ReportFormat> Format;
  llvm::cl::opt<std::string> File;
  llvm::cl::opt<std::string> SourceRoot;
  llvm::cl::opt<std::string> Baseline;
  llvm::cl::opt<std::string> NewBaseline;
  llvm::cl::opt<std::string> Suppressions;
  llvm::cl::opt<std::string> DiffBase;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H
