//===- SourceExcerpts.cpp - The source around findings ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SourceExcerpts.h"
#include "ReportedFinding.h"
#include "contracts/RegularFile.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace pyrefcheck {

/// Lines before and after a step.
static constexpr unsigned Context = 8;

void SourceExcerpts::add(const SourcePlace &P) {
  if (P.Line == 0)
    return;
  File &F = Files[P.File];
  F.Wanted.push_back({P.Line > Context ? P.Line - Context : 1,
                      std::max(P.Line, P.EndLine) + Context});
  F.KnownLines.try_emplace(P.Line, P.SourceLine);
}

void SourceExcerpts::add(const ReportedFinding &F) {
  add(F.Where);
  if (F.FunctionBegin)
    Files[F.Where.File].Wanted.push_back({F.FunctionBegin, F.FunctionEnd});
  for (const std::vector<ReportedNote> *Notes : {&F.Path, &F.Others})
    for (const ReportedNote &N : *Notes)
      add(N.Where);
  for (const ReportedFix &Fix : F.Fixes)
    for (const ReportedEdit &E : Fix.Edits) {
      add(E.Begin);
      add(E.End);
    }
}

std::vector<Excerpt> SourceExcerpts::read(StringRef Name) const {
  std::vector<Excerpt> Result;
  auto It = Files.find(Name);
  if (It == Files.end())
    return Result;
  auto Buffer = readRegularFile(Name);
  if (!Buffer) {
    for (const auto &[Line, Text] : It->second.KnownLines)
      Result.push_back({Line, Text});
    return Result;
  }

  std::vector<Lines> Wanted = It->second.Wanted;
  llvm::sort(Wanted, [](Lines A, Lines B) { return A.First < B.First; });
  unsigned Number = 0, Last = 0; // The last line read, and the last one used.
  StringRef Rest = (*Buffer)->getBuffer();
  for (const Lines &L : Wanted) {
    while (Number < L.Last && !Rest.empty()) {
      StringRef Line;
      std::tie(Line, Rest) = Rest.split('\n');
      if (++Number < L.First)
        continue;
      if (Result.empty() || Number != Last + 1)
        Result.push_back({Number, Line.rtrim('\r').str()});
      else
        (Result.back().Text += '\n') += Line.rtrim('\r');
      Last = Number;
    }
  }
  return Result;
}

} // namespace pyrefcheck
