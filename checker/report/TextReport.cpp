//===- TextReport.cpp - Findings in the style of a compiler -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TextReport.h"
#include "CleanText.h"
#include "MergedFindings.h"
#include "PathNames.h"
#include "ReportedFinding.h"
#include "findings/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;

namespace pyrefcheck {

/// The number of columns of the shown text: one per character.
static size_t columnsOf(llvm::StringRef Shown) {
  return llvm::count_if(Shown, [](unsigned char C) {
    return (C & 0xc0) != 0x80; // Not inside a UTF-8 sequence.
  });
}

/// Writes the source line and, below it, `~~~^~~~`.
static void writeSnippet(raw_ostream &OS, const SourcePlace &P) {
  if (P.Column == 0 || P.Column > P.SourceLine.size() + 1 ||
      P.SourceLine.empty())
    return;
  // The range may begin on an earlier line and end on a later one.
  unsigned Begin = P.BeginLine == P.Line ? P.BeginColumn : P.Column;
  unsigned End = P.EndLine == P.Line ? P.EndColumn : P.SourceLine.size() + 1;
  std::string Line, Marks;
  TextCleaner Cleaner(/*AtLineStart=*/true);
  for (unsigned Column = 1; Column <= P.SourceLine.size() + 1;) {
    // After the end there is room for a mark.
    TextCleaner::Piece Piece{1, " "};
    if (Column <= P.SourceLine.size()) {
      Piece =
          Cleaner.next(llvm::StringRef(P.SourceLine).drop_front(Column - 1));
      Line += Piece.Shown;
    }
    const bool IsMarked = Column >= Begin && Column < End;
    const char Rest = IsMarked ? '~' : Piece.Shown == "\t" ? '\t' : ' ';
    Marks +=
        Column <= P.Column && P.Column < Column + Piece.Length ? '^' : Rest;
    Marks.append(columnsOf(Piece.Shown) - 1, IsMarked ? '~' : ' ');
    Column += Piece.Length;
  }
  OS << Line << '\n';
  OS.changeColor(raw_ostream::GREEN, /*Bold=*/true);
  OS << llvm::StringRef(Marks).rtrim();
  OS.resetColor() << '\n';
}

static void writePlace(raw_ostream &OS, const SourcePlace &P,
                       const PathNames &Names) {
  OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << cleanText(Names.display(P.File) + ":", /*AtLineStart=*/true) << P.Line
     << ':' << P.Column << ": ";
  OS.resetColor();
}

static void writeNotes(raw_ostream &OS, llvm::ArrayRef<ReportedNote> Notes,
                       const PathNames &Names) {
  for (const ReportedNote &N : Notes) {
    writePlace(OS, N.Where, Names);
    OS.changeColor(raw_ostream::CYAN, /*Bold=*/true) << "note: ";
    OS.resetColor() << cleanText(N.Message) << '\n';
    writeSnippet(OS, N.Where);
  }
}

void writeText(raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const PathNames &Names) {
  for (const ReportedFinding &F : Findings) {
    writePlace(OS, F.Where, Names);
    OS.changeColor(raw_ostream::MAGENTA, /*Bold=*/true) << "warning: ";
    OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true)
        << cleanText(F.Message);
    OS.resetColor() << " [" << ruleInfo(F.ID).Name << "]\n";
    writeSnippet(OS, F.Where);
    writeNotes(OS, F.Path, Names);
    writeNotes(OS, someOthers(F), Names);
  }
}

} // namespace pyrefcheck
