//===- ReportedFinding.h - A finding that outlives its AST ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings of the engine point into a SourceManager. What the driver collects
// from many files and writes at the end of a run is copied out of it here: file
// names, line numbers and the text of the lines.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_REPORTEDFINDING_H
#define PYREFCHECK_REPORT_REPORTEDFINDING_H

#include "findings/Merging.h"
#include "findings/SourceSuppressions.h"
#include <string>
#include <vector>

namespace clang {
class LangOptions;
class SourceManager;
} // namespace clang

namespace pyrefcheck {

/// A place in a file. Lines and columns count from 1, columns in bytes.
struct SourcePlace {
  /// Absolute, without dots.
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  /// Just after the last character; the place itself if there is no range.
  unsigned EndLine = 0;
  unsigned EndColumn = 0;
  /// Where the underlined range begins; at or before Line:Column.
  unsigned BeginLine = 0;
  unsigned BeginColumn = 0;
  /// The text of Line without its line break.
  std::string SourceLine;
};

/// \returns the \p Column of \p Line, given in bytes, in UTF-16 code units.
unsigned utf16Column(llvm::StringRef Line, unsigned Column);

/// One step of the path.
struct ReportedNote {
  SourcePlace Where;
  std::string Message;
  /// It is in the function that holds the finding, so what the function does
  /// between it and the next such step is part of the path.
  bool InFunction = false;
};

/// Text that replaces other text, possibly empty.
struct ReportedEdit {
  /// Where the text to be replaced begins, and just after its end; without
  /// ranges of their own.
  SourcePlace Begin, End;
  /// The same in bytes from the beginning of the file.
  unsigned Offset = 0, Length = 0;
  std::string Replacement;
};

/// All edits or none.
struct ReportedFix {
  std::string Title;
  std::vector<ReportedEdit> Edits;
};

/// Where a defect originates, to distinguish it from others.
struct ReportedCause {
  /// The code there, on one line.
  std::string Text;
  /// Absolute; empty if there is no such place.
  std::string File;
  unsigned Line = 0, Column = 0;
  /// Where that is spelled; another place if it is in a macro's text.
  unsigned SpelledLine = 0, SpelledColumn = 0;
  /// The text of Line without its line break.
  std::string SourceLine;

  bool operator==(const ReportedCause &O) const {
    return Line == O.Line && Column == O.Column &&
           SpelledLine == O.SpelledLine && SpelledColumn == O.SpelledColumn &&
           File == O.File && Text == O.Text;
  }
};

/// One defect.
struct ReportedFinding {
  Rule ID;
  /// The level of this finding: its rule's or above.
  unsigned Level = 0;
  SourcePlace Where;
  std::string Message;
  std::string Function;
  /// The lines of the function in Where.File; 0 if there is none.
  unsigned FunctionBegin = 0, FunctionEnd = 0;
  std::vector<ReportedNote> Path;
  /// Alternatives, the best one first.
  std::vector<ReportedFix> Fixes;
  /// What distinguishes it from others of its rule and function in version 1 of
  /// the fingerprints, without lines.
  std::string EarlierKind;
  ReportedCause Cause;
  /// What is wrong there; see Finding::Aspect.
  std::string Aspect;
  /// Of the finding that it was made of.
  MacroDefect InMacro;
  LostReference Lost;
  /// The source suppresses it.
  bool Suppressed = false;
  /// Its identity among the findings of all runs; see Fingerprints.h.
  std::string Fingerprint;
  /// The fingerprint of version 1; empty if version 1 does not know the
  /// finding.
  std::string EarlierFingerprint;
  /// The findings that this one stands for, the first of which it was made of;
  /// empty if it stands for itself. See MergedFindings.h.
  std::vector<ReportedFinding> References;
  /// About each of References but the first: where it is made or, if the defect
  /// is a macro's, where the macro is used.
  std::vector<ReportedNote> Others;

  /// Whether both say the same about the same defect (in a header that several
  /// files include).
  bool sameAs(const ReportedFinding &O) const;
};

/// A name of a rule in a suppression in the source.
struct ReportedSuppression {
  /// Absolute.
  std::string File;
  unsigned Line = 0, Column = 0;
  std::string Text;
  bool Used = false;
  /// Why it is void; empty if it is not.
  std::string Problem;
};

/// Copies \p F out of the sources in which it was found.
ReportedFinding makeReported(const Finding &F, const clang::SourceManager &SM,
                             const clang::LangOptions &LangOpts);
ReportedSuppression makeReported(const SourceSuppression &S,
                                 const clang::SourceManager &SM);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_REPORTEDFINDING_H
