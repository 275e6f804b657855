//===- OutputOptions.cpp - What is reported, where and how ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputOptions.h"
#include "program/Complaint.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

OutputOptionParser::OutputOptionParser(cl::OptionCategory &Category)
    : Format(
          "format", cl::desc("Format of the findings"),
          cl::values(
              clEnumValN(ReportFormat::Text, "text", "as a compiler's"),
              clEnumValN(ReportFormat::Sarif, "sarif", "SARIF 2.1.0"),
              clEnumValN(ReportFormat::GitHub, "github",
                         "annotations of GitHub workflows"),
              clEnumValN(ReportFormat::GitLab, "gitlab",
                         "code quality report of GitLab"),
              clEnumValN(ReportFormat::Reviewdog, "rdjsonl", "for reviewdog"),
              clEnumValN(ReportFormat::Html, "html",
                         "one page, with the source around each path")),
          cl::init(ReportFormat::Text), cl::cat(Category)),
      File("o", cl::desc("Write the findings there, not to standard output"),
           cl::value_desc("FILE"), cl::cat(Category)),
      SourceRoot(
          "source-root",
          cl::desc("Name files relative to this directory in all formats but "
                   "text (default: the working directory)"),
          cl::value_desc("DIR"), cl::cat(Category)),
      Baseline("baseline",
               cl::desc("Report only findings that are not in this file"),
               cl::value_desc("FILE"), cl::cat(Category)),
      NewBaseline("write-baseline",
                  cl::desc("Write the findings there, as known ones, instead "
                           "of reporting them"),
                  cl::value_desc("FILE"), cl::cat(Category)),
      Suppressions("suppressions",
                   cl::desc("File with findings that must not be reported, "
                            "and why"),
                   cl::value_desc("FILE"), cl::cat(Category)),
      DiffBase("diff-base",
               cl::desc("Report only findings whose path touches lines that "
                        "were changed since this git revision"),
               cl::value_desc("REV"), cl::cat(Category)) {}

/// The absolute form of --source-root in \p Root; false after a complaint.
static bool findSourceRoot(StringRef Given, std::string &Root) {
  SmallString<256> Path(Given);
  if (std::error_code EC = sys::fs::make_absolute(Path)) {
    complain() << "cannot find the working directory: " << EC.message() << '\n';
    return false;
  }
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  if (!sys::fs::is_directory(Path)) {
    complain() << "--source-root: '" << Path << "' is not a directory\n";
    return false;
  }
  Root = std::string(Path);
  return true;
}

bool OutputOptionParser::fill(OutputOptions &Options) const {
  Options.Format = Format;
  Options.File = File;
  Options.Baseline = Baseline;
  Options.NewBaseline = NewBaseline;
  Options.Suppressions = Suppressions;
  if (DiffBase.getNumOccurrences())
    Options.DiffBase = DiffBase;
  return findSourceRoot(SourceRoot, Options.SourceRoot);
}

} // namespace pyrefcheck
