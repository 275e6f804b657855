//===- GitHub.cpp - Annotations of GitHub workflows -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CleanText.h"
#include "MergedFindings.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "ReviewFormats.h"
#include "findings/Rules.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;
using llvm::StringRef;

namespace pyrefcheck {

/// Writes \p Text with the characters escaped that would end the command or,
/// with \p IsProperty, the property.
static void writeEscaped(raw_ostream &OS, StringRef Text, bool IsProperty) {
  for (char C : Text) {
    if (C == '%' || C == '\r' || C == '\n' ||
        (IsProperty && (C == ':' || C == ',')))
      OS << '%' << llvm::format_hex_no_prefix(C, 2, /*Upper=*/true);
    else
      OS << C;
  }
}

static void writeText(raw_ostream &OS, StringRef Text) {
  writeEscaped(OS, cleanLines(Text), /*IsProperty=*/false);
}

static void writeProperty(raw_ostream &OS, StringRef Name, StringRef Value) {
  OS << Name << '=';
  writeEscaped(OS, cleanText(Value), /*IsProperty=*/true);
}

/// Writes the step \p N as a line of the message.
static void writeStep(raw_ostream &OS, const ReportedNote &N,
                      const ReportedRun &Run) {
  writeText(OS, ("\n" + cleanText(Run.nameOf(N.Where.File)) + ":" +
                 llvm::Twine(N.Where.Line) + ": " + N.Message)
                    .str());
}

void writeGitHub(raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
                 const ReportedRun &Run) {
  for (const ReportedRun::FileNote &N : Run.NotAnalysed) {
    OS << "::error ";
    writeProperty(OS, "file", Run.nameOf(N.File));
    OS << ",title=pyrefcheck::";
    writeText(OS, "could not be analysed: " + N.Text);
    OS << '\n';
  }
  for (const ReportedFinding &F : Findings) {
    const SourcePlace &P = F.Where;
    OS << "::warning ";
    writeProperty(OS, "file", Run.nameOf(P.File));
    OS << ",line=" << P.Line << ",col=" << P.Column;
    if (P.EndLine == P.Line && P.EndColumn > P.Column)
      OS << ",endLine=" << P.EndLine << ",endColumn=" << P.EndColumn;
    OS << ',';
    writeProperty(OS, "title", ruleInfo(F.ID).Name);
    OS << "::";
    writeText(OS, F.Message);
    for (const ReportedNote &N : F.Path)
      writeStep(OS, N, Run);
    for (const ReportedNote &N : someOthers(F))
      writeStep(OS, N, Run);
    if (!F.Fixes.empty())
      writeText(OS, "\npyrefcheck --fix can " + F.Fixes.front().Title);
    OS << '\n';
  }
}

} // namespace pyrefcheck
