//===- ReportedFinding.cpp - A finding that outlives its AST ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportedFinding.h"
#include "findings/FileNames.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "findings/SourceSuppressions.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/ConvertUTF.h"

using namespace clang;

namespace pyrefcheck {

static std::string lineText(const SourceManager &SM, FileID File,
                            unsigned Offset) {
  llvm::StringRef Text = SM.getBufferData(File);
  // Clang ends a line at either character.
  size_t Begin = Text.find_last_of("\r\n", Offset); // The last before Offset.
  Begin = Begin == llvm::StringRef::npos ? 0 : Begin + 1;
  return Text.slice(Begin, Text.find_first_of("\r\n", Offset)).str();
}

static SourcePlace makePlace(SourceLocation Loc, CharSourceRange Range,
                             const SourceManager &SM,
                             const LangOptions &LangOpts) {
  SourcePlace P;
  Loc = SM.getFileLoc(Loc);
  if (Loc.isInvalid())
    return P;
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  P.File = absoluteName(SM, File);
  P.Line = SM.getLineNumber(File, Offset);
  P.Column = SM.getColumnNumber(File, Offset);
  P.SourceLine = lineText(SM, File, Offset);
  P.BeginLine = P.EndLine = P.Line;
  P.BeginColumn = P.EndColumn = P.Column;

  Range = Lexer::makeFileCharRange(Range, SM, LangOpts);
  if (Range.isInvalid())
    return P;
  auto [BeginFile, Begin] = SM.getDecomposedLoc(Range.getBegin());
  auto [EndFile, End] = SM.getDecomposedLoc(Range.getEnd());
  if (BeginFile != File || EndFile != File || Begin > Offset || End < Offset)
    return P;
  P.BeginLine = SM.getLineNumber(File, Begin);
  P.BeginColumn = SM.getColumnNumber(File, Begin);
  P.EndLine = SM.getLineNumber(File, End);
  P.EndColumn = SM.getColumnNumber(File, End);
  return P;
}

static ReportedFix makeReportedFix(const Fix &F, const SourceManager &SM,
                                   const LangOptions &LangOpts) {
  ReportedFix R;
  R.Title = F.Title;
  for (const FixItHint &Hint : F.Edits) {
    CharSourceRange Removed =
        Lexer::makeFileCharRange(Hint.RemoveRange, SM, LangOpts);
    ReportedEdit &E = R.Edits.emplace_back();
    E.Begin = makePlace(Removed.getBegin(), {}, SM, LangOpts);
    E.End = makePlace(Removed.getEnd(), {}, SM, LangOpts);
    E.Offset = SM.getFileOffset(Removed.getBegin());
    E.Length = SM.getFileOffset(Removed.getEnd()) - E.Offset;
    E.Replacement = Hint.CodeToInsert;
  }
  return R;
}

unsigned utf16Column(llvm::StringRef Line, unsigned Column) {
  llvm::StringRef Before = Line.take_front(Column - 1);
  llvm::SmallVector<llvm::UTF16, 128> Units;
  if (!llvm::convertUTF8ToUTF16String(Before, Units))
    return Column; // Some other encoding, one byte per character.
  return Units.size() + 1;
}

/// The beginning of the line that `FILE:LINE` names; its text is not available.
static SourcePlace placeElsewhere(llvm::StringRef FileAndLine,
                                  const SourceManager &SM) {
  SourcePlace P;
  auto [File, Line] = FileAndLine.rsplit(':');
  llvm::SmallString<256> Path = File;
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  P.File = std::string(Path);
  Line.getAsInteger(10, P.Line);
  P.BeginLine = P.EndLine = P.Line;
  P.Column = P.BeginColumn = P.EndColumn = 1;
  return P;
}

/// Whether \p Loc is in the text of \p Holder, including files included there.
static bool isIn(const Decl *Holder, SourceLocation Loc,
                 const SourceManager &SM) {
  return Holder && Loc.isValid() &&
         SM.isPointWithin(SM.getExpansionLoc(Loc),
                          SM.getExpansionLoc(Holder->getBeginLoc()),
                          SM.getExpansionRange(Holder->getEndLoc()).getEnd());
}

static ReportedCause makeCause(const Finding &F, const SourceManager &SM) {
  ReportedCause C;
  C.Text = F.CauseText;
  if (F.Cause.isInvalid())
    return C;
  const SourceLocation Loc = SM.getExpansionLoc(F.Cause);
  C.File = absoluteName(SM, SM.getFileID(Loc));
  C.Line = SM.getExpansionLineNumber(Loc);
  C.Column = SM.getExpansionColumnNumber(Loc);
  C.SpelledLine = SM.getSpellingLineNumber(F.Cause);
  C.SpelledColumn = SM.getSpellingColumnNumber(F.Cause);
  const auto [File, Offset] = SM.getDecomposedLoc(Loc);
  C.SourceLine = lineText(SM, File, Offset);
  return C;
}

bool ReportedFinding::sameAs(const ReportedFinding &O) const {
  return ID == O.ID && Where.Line == O.Where.Line &&
         Where.Column == O.Where.Column && Where.File == O.Where.File &&
         Function == O.Function && Message == O.Message && Cause == O.Cause;
}

ReportedFinding makeReported(const Finding &F, const SourceManager &SM,
                             const LangOptions &LangOpts) {
  ReportedFinding R;
  R.ID = F.ID;
  R.Level = std::max(ruleInfo(F.ID).Level, F.Level);
  R.Where = makePlace(F.Loc, F.Range, SM, LangOpts);
  R.Message = F.Message;
  R.Function = F.Function;
  R.EarlierKind = F.Fingerprint;
  R.Cause = makeCause(F, SM);
  R.Aspect = F.Aspect;
  R.InMacro = F.InMacro;
  R.Lost = F.Lost;
  R.Suppressed = F.Suppressed;
  if (F.Holder) {
    auto [File, Begin] =
        SM.getDecomposedLoc(SM.getExpansionLoc(F.Holder->getBeginLoc()));
    auto [EndFile, End] = SM.getDecomposedLoc(
        SM.getExpansionRange(F.Holder->getEndLoc()).getEnd());
    if (File == EndFile && File == SM.getFileID(SM.getFileLoc(F.Loc))) {
      R.FunctionBegin = SM.getLineNumber(File, Begin);
      R.FunctionEnd = SM.getLineNumber(File, End);
    }
  }
  R.Path.reserve(F.Path.size());
  for (const PathNote &N : F.Path)
    R.Path.push_back({N.Loc.isValid() ? makePlace(N.Loc, N.Range, SM, LangOpts)
                                      : placeElsewhere(N.Elsewhere, SM),
                      N.Message, isIn(F.Holder, N.Loc, SM)});
  for (const Fix &Known : F.Fixes)
    R.Fixes.push_back(makeReportedFix(Known, SM, LangOpts));
  return R;
}

ReportedSuppression makeReported(const SourceSuppression &S,
                                 const SourceManager &SM) {
  auto [File, Offset] = SM.getDecomposedLoc(S.Loc);
  return {absoluteName(SM, File),
          SM.getLineNumber(File, Offset),
          SM.getColumnNumber(File, Offset),
          S.Text,
          S.Used,
          S.Problem};
}

} // namespace pyrefcheck
