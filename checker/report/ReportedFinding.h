//===- ReportedFinding.h - A finding that outlives its AST ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings of the engine point into a SourceManager. The driver collects
// findings from many files and writes them at the end of a run, so file names,
// line numbers and the text of the lines are copied here.
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
  /// Right after the last character; the place itself if there is no range.
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
  /// The step is in the function that contains the finding, so the code between
  /// it and the next such step is part of the path.
  bool InFunction = false;
};

/// Text that replaces other text, possibly empty.
struct ReportedEdit {
  /// Where the text to be replaced begins, and right after its end. Both are
  /// places without ranges.
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

/// Where a defect originates; distinguishes it from others.
struct ReportedCause {
  /// The code there, on one line.
  std::string Text;
  /// Absolute; empty if there is no such place.
  std::string File;
  unsigned Line = 0, Column = 0;
  /// Where the code is spelled; differs from Line if it is in a macro's text.
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
  /// The level of this finding: that of its rule or higher.
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
  /// Copied from the Finding that this was made from.
  MacroDefect InMacro;
  LostReference Lost;
  /// The source suppresses it.
  bool Suppressed = false;
  /// Its identity among the findings of all runs; see Fingerprints.h.
  std::string Fingerprint;
  /// The fingerprint of version 1; empty if version 1 does not know the
  /// finding.
  std::string EarlierFingerprint;
  /// The findings that this one represents, made from the first of them; empty
  /// if it is not merged. See MergedFindings.h.
  std::vector<ReportedFinding> References;
  /// For each of References except the first: where it is made or, if the
  /// defect is in a macro, where the macro is used.
  std::vector<ReportedNote> Others;

  /// Whether both report the same defect in the same words, such as in a header
  /// that several files include.
  bool sameAs(const ReportedFinding &O) const;
};

/// The name of a rule in a suppression in the source.
struct ReportedSuppression {
  /// Absolute.
  std::string File;
  unsigned Line = 0, Column = 0;
  std::string Text;
  bool Used = false;
  /// Why it has no effect; empty if it has one.
  std::string Problem;
};

/// Copies \p F with the source text that it needs.
ReportedFinding makeReported(const Finding &F, const clang::SourceManager &SM,
                             const clang::LangOptions &LangOpts);
ReportedSuppression makeReported(const SourceSuppression &S,
                                 const clang::SourceManager &SM);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_REPORTEDFINDING_H
