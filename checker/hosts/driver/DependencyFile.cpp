//===- DependencyFile.cpp - The inputs of the output files ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DependencyFile.h"
#include "Options.h"
#include "OutputOptions.h"
#include "program/Complaint.h"
#include "program/FileAnalysis.h"
#include "program/InputRecorder.h"
#include "program/SummaryTable.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace llvm;

namespace pyrefcheck {

static std::string escaped(StringRef Path) {
  std::string Text;
  for (char C : Path) {
    if (C == ' ' || C == '#')
      Text += '\\';
    Text += C;
    if (C == '$')
      Text += C;
  }
  return Text;
}

bool writeDependencies(const DriverOptions &Options,
                       ArrayRef<FileResult> Results) {
  std::set<StringRef> Files;
  for (const FileResult &R : Results)
    for (const InputFile &I : R.Inputs)
      if (I.Found == InputFile::Read)
        Files.insert(I.Path);
  std::string Text;
  for (const ReportOutput &To : Options.Output.Outputs)
    if (!To.File.empty())
      Text += escaped(To.File) + " ";
  if (Text.empty())
    Text = escaped(Options.SummariesOut) + " ";
  Text.back() = ':';
  for (StringRef File : Files) {
    if (File.contains('\n')) {
      complain() << "--depfile: a rule for make cannot name '" << File << "'\n";
      return false;
    }
    Text += " \\\n  " + escaped(File);
  }
  return writeIfChanged(Options.DepFile, Text + "\n");
}

} // namespace pyrefcheck
