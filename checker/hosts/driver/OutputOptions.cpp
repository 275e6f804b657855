//===- OutputOptions.cpp - What is reported, where and how ----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputOptions.h"
#include "OptionCategories.h"
#include "program/Complaint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

bool ReportOutputParser::parse(cl::Option &O, StringRef Name, StringRef Text,
                               ReportOutput &Value) {
  const auto [Format, File] = Text.split(':');
  if (Text.contains(':') && File.empty())
    return O.error("'" + Text + "': a file is missing after the ':'");
  Value.File = File == "-" ? "" : File.str();
  Value.Text = Text.str();
  return cl::parser<ReportFormat>::parse(O, Name, Format, Value.Format);
}

OutputOptionParser::OutputOptionParser(OptionCategories &In)
    : Formats(
          "format",
          cl::desc("Format of the findings; FORM:FILE writes it to a file. May "
                   "be repeated, with a file for all but one"),
          cl::values(
              clEnumValN(ReportFormat::Text, "text", "like a compiler's"),
              clEnumValN(ReportFormat::Sarif, "sarif", "SARIF 2.1.0"),
              clEnumValN(ReportFormat::GitHub, "github",
                         "annotations of GitHub workflows"),
              clEnumValN(ReportFormat::GitLab, "gitlab",
                         "code quality report of GitLab"),
              clEnumValN(ReportFormat::Reviewdog, "rdjsonl", "for reviewdog"),
              clEnumValN(ReportFormat::Plist, "plist", "for CodeChecker"),
              clEnumValN(ReportFormat::Html, "html",
                         "one page, with the source around each path")),
          cl::cat(In.Everyday)),
      File("o", cl::desc("Write the findings there, not to standard output"),
           cl::value_desc("FILE"), cl::cat(In.Everyday)),
      Color("color",
            cl::desc("Colours in text on standard output (default: auto)"),
            cl::values(clEnumValN(ColorChoice::Auto, "auto",
                                  "on a terminal, unless NO_COLOR or "
                                  "CLICOLOR_FORCE says otherwise"),
                       clEnumValN(ColorChoice::Always, "always", "always"),
                       clEnumValN(ColorChoice::Never, "never", "never")),
            cl::init(ColorChoice::Auto), cl::cat(In.Everyday)),
      SourceRoot(
          "source-root",
          cl::desc("Name files relative to this directory in all formats but "
                   "text (default: that of the configuration, or the working "
                   "directory)"),
          cl::value_desc("DIR"), cl::cat(In.More)),
      Baseline("baseline",
               cl::desc("Report only findings that are not in this file"),
               cl::value_desc("FILE"), cl::cat(In.Everyday)),
      NewBaseline("write-baseline",
                  cl::desc("Write the findings there, as known ones, instead "
                           "of reporting them"),
                  cl::value_desc("FILE"), cl::cat(In.Everyday)),
      Suppressions("suppressions",
                   cl::desc("File with findings that must not be reported, "
                            "and why"),
                   cl::value_desc("FILE"), cl::cat(In.Everyday)),
      DiffBase("diff-base",
               cl::desc("Report only findings whose path touches lines that "
                        "were changed since this git revision"),
               cl::value_desc("REV"), cl::cat(In.Everyday)),
      FailLevel("fail-level",
                cl::desc("Findings above this level are reported, but leave "
                         "the exit status as it is"),
                cl::value_desc("N"), cl::init(2), cl::cat(In.Everyday)),
      ExitZero("exit-zero",
               cl::desc("Findings are reported, but leave the exit status as "
                        "it is"),
               cl::cat(In.Everyday)),
      NoMerge("no-merge",
              cl::desc("Report every reference by itself, also those lost at "
                       "one exit and those of the uses of one macro"),
              cl::cat(In.More)) {}

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

bool OutputOptionParser::chooseOutputs(
    std::vector<ReportOutput> &Outputs) const {
  Outputs.assign(Formats.begin(), Formats.end());
  if (Outputs.empty())
    Outputs.emplace_back();
  auto HasNoFile = [](const ReportOutput &O) { return O.File.empty(); };
  if (count_if(Outputs, HasNoFile) > 1) {
    complain() << "--format: one format at most can do without a file; name "
                  "one for the others: --format=sarif:FILE\n";
    return false;
  }
  const auto Main = find_if(Outputs, HasNoFile);
  if (File.getNumOccurrences()) {
    if (Main == Outputs.end()) {
      complain() << "-o " << File
                 << ": every --format has a file of its own already\n";
      return false;
    }
    Main->File = File == "-" ? "" : File.getValue();
  }
  for (const ReportOutput &O : Outputs)
    if (!O.File.empty() && count_if(Outputs, [&](const ReportOutput &Other) {
                             return Other.File == O.File;
                           }) > 1) {
      complain() << "--format: two formats would write '" << O.File << "'\n";
      return false;
    }
  return true;
}

std::vector<std::string> OutputOptionParser::outputs() const {
  std::vector<std::string> Texts;
  for (const ReportOutput &O : Formats)
    Texts.push_back(O.Text);
  return Texts;
}

bool OutputOptionParser::fill(OutputOptions &Options, StringRef Root) const {
  if (!chooseOutputs(Options.Outputs))
    return false;
  Options.Color = Color;
  Options.Baseline = Baseline;
  Options.NewBaseline = NewBaseline;
  Options.Suppressions = Suppressions;
  if (DiffBase.getNumOccurrences())
    Options.DiffBase = DiffBase;
  Options.FailLevel = FailLevel;
  if (Options.FailLevel > 2) {
    complain() << "--fail-level is 0, 1 or 2\n";
    return false;
  }
  Options.ExitZero = ExitZero;
  Options.Merge = !NoMerge;
  return findSourceRoot(SourceRoot.getNumOccurrences() ? StringRef(SourceRoot)
                                                       : Root,
                        Options.SourceRoot);
}

} // namespace pyrefcheck
