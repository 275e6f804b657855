//===- ResultArchive.cpp - Results as bytes -------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResultArchive.h"
#include "Archive.h"
#include "FileAnalysis.h"
#include "InputRecorder.h"
#include "SummaryTable.h"
#include "contracts/InferredContract.h"
#include "engine/Engine.h"
#include "engine/PhaseTimes.h"
#include "findings/Merging.h"
#include "report/ReportedFinding.h"

using namespace llvm;

namespace pyrefcheck {

template <class Archive> static void visitMembers(Archive &A, SourcePlace &P) {
  auto &[File, Line, Column, EndLine, EndColumn, BeginLine, BeginColumn,
         SourceLine] = P;
  A(File, Line, Column, EndLine, EndColumn, BeginLine, BeginColumn, SourceLine);
}

template <class Archive> static void visitMembers(Archive &A, ReportedNote &N) {
  auto &[Where, Message, InFunction] = N;
  A(Where, Message, InFunction);
}

template <class Archive> static void visitMembers(Archive &A, ReportedEdit &E) {
  auto &[Begin, End, Offset, Length, Replacement] = E;
  A(Begin, End, Offset, Length, Replacement);
}

template <class Archive> static void visitMembers(Archive &A, ReportedFix &F) {
  auto &[Title, Edits] = F;
  A(Title, Edits);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedCause &C) {
  auto &[Text, File, Line, Column, SpelledLine, SpelledColumn, SourceLine] = C;
  A(Text, File, Line, Column, SpelledLine, SpelledColumn, SourceLine);
}

template <class Archive> static void visitMembers(Archive &A, MacroDefect &D) {
  auto &[Macro, Cause, Place] = D;
  A(Macro, Cause, Place);
}

template <class Archive>
static void visitMembers(Archive &A, LostReference &R) {
  auto &[Name, What, Fate, FateOfSeveral, Release, When] = R;
  A(Name, What, Fate, FateOfSeveral, Release, When);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedFinding &F) {
  auto &[ID, Level, Where, Message, Function, FunctionBegin, FunctionEnd, Path,
         Fixes, EarlierKind, Cause, Aspect, InMacro, Lost, Suppressed,
         Fingerprint, EarlierFingerprint, References, Others] = F;
  (void)References; // Empty until a report merges findings.
  (void)Others;
  A(ID, Level, Where, Message, Function, FunctionBegin, FunctionEnd, Path,
    Fixes, EarlierKind, Cause, Aspect, InMacro, Lost, Suppressed, Fingerprint,
    EarlierFingerprint);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedSuppression &S) {
  auto &[File, Line, Column, Text, Used, Problem] = S;
  A(File, Line, Column, Text, Used, Problem);
}

template <class Archive> static void visitMembers(Archive &A, PhaseTimes &T) {
  auto &[Parse, Facts, Exploration, Types, Report] = T;
  A(Parse, Facts, Exploration, Types, Report);
}

template <class Archive>
static void visitMembers(Archive &A, EngineStatistics &S) {
  auto &[Functions, Nodes, OutOfBudget, DeadlinePassed, Skipped, Lost, Times] =
      S;
  (void)DeadlinePassed; // This program sets no deadline.
  A(Functions, Nodes, OutOfBudget, Skipped, Lost, Times);
}

template <class Archive>
static void visitMembers(Archive &A, InferredContract &C) {
  auto &[Name, Entry, Defined, LeftOut] = C;
  A(Name, Entry, Defined, LeftOut);
}

template <class Archive>
static void visitMembers(Archive &A, SummaryTable::Function &F) {
  auto &[Inferred, Source, OtherSource, Shown] = F;
  A(Inferred, Source, OtherSource, Shown);
}

template <class Archive>
static void visitMembers(Archive &A, AnalysisRequest &R) {
  auto &[File, Known] = R;
  A(File, Known);
}

template <class Archive> static void visitMembers(Archive &A, AskedName &N) {
  auto &[Name, Answer, Conclusions] = N;
  A(Name, Answer, Conclusions);
}

template <class Archive> static void visitMembers(Archive &A, InputFile &I) {
  auto &[Path, Found, Digest] = I;
  A(Path, Found, Digest);
}

template <class Archive> static void visitMembers(Archive &A, FileResult &R) {
  auto &[File, Findings, Suppressions, Statistics, Inferred, Asked, Inputs,
         Repeatable, ErrorText, Errors, MissesPythonHeader, MissingHeaders,
         Death, Output] = R;
  A(File, Findings, Suppressions, Statistics, Inferred, Asked, Inputs,
    Repeatable, ErrorText, Errors, MissesPythonHeader, MissingHeaders, Death,
    Output);
}

std::string writeResults(std::vector<FileResult> &Results) {
  ArchiveWriter Writer;
  Writer(Results);
  return Writer.bytes();
}

std::optional<std::vector<FileResult>> readResults(StringRef Bytes) {
  ArchiveReader Reader(Bytes);
  std::vector<FileResult> Results;
  Reader(Results);
  if (!Reader.readAll())
    return std::nullopt;
  return Results;
}

std::string writeRequest(AnalysisRequest &Request) {
  ArchiveWriter Writer;
  Writer(Request);
  return Writer.bytes();
}

AnalysisRequest readRequest(StringRef Bytes) {
  ArchiveReader Reader(Bytes);
  AnalysisRequest Request;
  Reader(Request);
  return Request;
}

} // namespace pyrefcheck
