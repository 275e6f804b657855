//===- TextReport.cpp - Findings as a compiler shows them -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TextReport.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;

namespace pyrefcheck {

/// Writes the source line and, below it, `~~~^~~~`.
static void writeSnippet(raw_ostream &OS, const SourcePlace &P) {
  if (P.Column == 0 || P.Column > P.SourceLine.size() + 1 ||
      P.SourceLine.empty())
    return;
  OS << P.SourceLine << '\n';

  // The range may begin on an earlier line and end on a later one.
  unsigned Begin = P.BeginLine == P.Line ? P.BeginColumn : P.Column;
  unsigned End = P.EndLine == P.Line ? P.EndColumn : P.SourceLine.size() + 1;
  std::string Marks;
  for (unsigned Column = 1; Column <= P.SourceLine.size() + 1; ++Column) {
    unsigned char C =
        Column <= P.SourceLine.size() ? P.SourceLine[Column - 1] : ' ';
    if ((C & 0xc0) == 0x80) // Inside a UTF-8 sequence: no column of its own.
      continue;
    if (Column == P.Column)
      Marks += '^';
    else if (Column >= Begin && Column < End)
      Marks += '~';
    else
      Marks += C == '\t' ? '\t' : ' ';
  }
  OS.changeColor(raw_ostream::GREEN, /*Bold=*/true);
  OS << llvm::StringRef(Marks).rtrim();
  OS.resetColor() << '\n';
}

static void writePlace(raw_ostream &OS, const SourcePlace &P,
                       const PathNames &Names) {
  OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << Names.display(P.File) << ':' << P.Line << ':' << P.Column << ": ";
  OS.resetColor();
}

void writeText(raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const PathNames &Names) {
  for (const ReportedFinding &F : Findings) {
    writePlace(OS, F.Where, Names);
    OS.changeColor(raw_ostream::MAGENTA, /*Bold=*/true) << "warning: ";
    OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true) << F.Message;
    OS.resetColor() << " [" << ruleInfo(F.ID).Name << "]\n";
    writeSnippet(OS, F.Where);
    for (const ReportedNote &N : F.Path) {
      writePlace(OS, N.Where, Names);
      OS.changeColor(raw_ostream::CYAN, /*Bold=*/true) << "note: ";
      OS.resetColor() << N.Message << '\n';
      writeSnippet(OS, N.Where);
    }
  }
}

} // namespace pyrefcheck
