//===- OutputOptions.h - What is reported, where and how --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H
#define PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H

#include "OptionCategories.h"
#include "llvm/Support/CommandLine.h"
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

enum class ReportFormat { Text, Sarif, GitHub, GitLab, Reviewdog, Plist, Html };

/// One form of the report, and where it goes.
struct ReportOutput {
  ReportFormat Format = ReportFormat::Text;
  /// Empty: standard output.
  std::string File = "";
  /// As on the command line.
  std::string Text = "";
};

/// When text on standard output is coloured.
enum class ColorChoice { Auto, Always, Never };

/// What the command line says about the report.
struct OutputOptions {
  /// At least one; at most one goes to standard output.
  std::vector<ReportOutput> Outputs;
  ColorChoice Color = ColorChoice::Auto;
  /// Base of the file names in all formats but text; absolute.
  std::string SourceRoot;
  /// File with the known findings; empty: none.
  std::string Baseline;
  /// File to write the findings to, as known ones; empty: none.
  std::string NewBaseline;
  /// File with the findings that somebody has judged; empty: none.
  std::string Suppressions;
  /// Git revision; only findings that changes since then touch count.
  std::optional<std::string> DiffBase;
  /// The highest level of a finding that makes the exit status ExitFindings.
  unsigned FailLevel = 2;
  /// Findings leave the exit status ExitClean.
  bool ExitZero = false;
  /// Merge findings that one change resolves; see MergedFindings.h.
  bool Merge = true;
};

/// Reads FORM or FORM:FILE.
class ReportOutputParser : public llvm::cl::parser<ReportFormat> {
public:
  using parser_data_type = ReportOutput;

  explicit ReportOutputParser(llvm::cl::Option &O)
      : llvm::cl::parser<ReportFormat>(O) {}

  /// \returns true after an error, like LLVM's parsers.
  bool parse(llvm::cl::Option &O, llvm::StringRef Name, llvm::StringRef Text,
             ReportOutput &Value);
};

/// The command line's options about the report.
class OutputOptionParser {
public:
  explicit OutputOptionParser(OptionCategories &In);

  /// Copies the given values to \p Options; false after a complaint.
  /// \param Root the source root, if none was given; empty: the working
  /// directory.
  bool fill(OutputOptions &Options, llvm::StringRef Root) const;

  /// Whether --write-baseline is given.
  bool writesBaseline() const { return NewBaseline.getNumOccurrences(); }

  /// The forms of the report, as on the command line.
  std::vector<std::string> outputs() const;

private:
  /// Determines where each form goes; false after a complaint.
  bool chooseOutputs(std::vector<ReportOutput> &Outputs) const;

  llvm::cl::list<ReportOutput, bool, ReportOutputParser> Formats;
  llvm::cl::opt<std::string> File;
  llvm::cl::opt<ColorChoice> Color;
  llvm::cl::opt<std::string> SourceRoot;
  llvm::cl::opt<std::string> Baseline;
  llvm::cl::opt<std::string> NewBaseline;
  llvm::cl::opt<std::string> Suppressions;
  llvm::cl::opt<std::string> DiffBase;
  llvm::cl::opt<unsigned> FailLevel;
  llvm::cl::opt<bool> ExitZero;
  llvm::cl::opt<bool> NoMerge;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_OUTPUTOPTIONS_H
