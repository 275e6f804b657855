//===- Suppressions.cpp - Findings that somebody has judged -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Suppressions.h"
#include "core/ContractTree.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

/// The text of \p Key in \p Entry; empty, with or without an error, if there
/// is none.
static StringRef readText(const ContractTreeNode &Entry, StringRef Key,
                          ContractErrors &Errors) {
  const ContractTreeNode *Value = Entry.find(Key);
  if (!Value || !expectScalar(*Value, "text for '" + Key + "'", Errors))
    return "";
  if (Value->Text.trim().empty())
    Errors.add(Value->Loc, "'" + Key + "' is empty");
  return Value->Text.trim();
}

static void readRule(const ContractTreeNode &Entry, Suppression &Result,
                     ContractErrors &Errors) {
  StringRef Name = readText(Entry, "rule", Errors);
  if (Name.empty())
    return;
  if (std::optional<Rule> R = findRule(Name))
    Result.ID = *R;
  else
    Errors.add(Entry.find("rule")->Loc,
               "there is no rule '" + Name +
                   "'; pyrefcheck --list-checks names them all");
}

static void readFile(const ContractTreeNode &Entry, Suppression &Result,
                     ContractErrors &Errors) {
  Result.FileGlob = readText(Entry, "file", Errors).str();
  if (Result.FileGlob.empty())
    return;
  Expected<GlobPattern> Glob = GlobPattern::create(Result.FileGlob);
  if (!Glob)
    Errors.add(Entry.find("file")->Loc,
               "'" + Result.FileGlob +
                   "' is no pattern: " + toString(Glob.takeError()));
}

static Suppression readEntry(const ContractTreeNode &Entry,
                             ContractErrors &Errors) {
  Suppression Result{};
  if (Entry.K != ContractTreeNode::Mapping) {
    Errors.add(Entry.Loc, "expected a mapping with rule, file, function and "
                          "reason, found " +
                              Entry.describe());
    return Result;
  }
  checkKeys(Entry, {"rule", "file", "function", "reason"}, "a suppression",
            Errors);
  for (StringRef Required : {"rule", "reason"})
    if (!Entry.find(Required))
      Errors.add(Entry.Loc, "a suppression needs a '" + Required + "'");
  if (!Entry.find("file") && !Entry.find("function"))
    Errors.add(Entry.Loc, "a suppression needs a 'file' or a 'function'; "
                          "--checks takes a rule away altogether");
  readRule(Entry, Result, Errors);
  readFile(Entry, Result, Errors);
  Result.Function = readText(Entry, "function", Errors).str();
  readText(Entry, "reason", Errors);
  Result.Line = Errors.line(Entry.Loc);
  return Result;
}

Expected<Suppressions> Suppressions::load(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             File + ": error: cannot read the suppressions: " +
                                 Buffer.getError().message());
  ContractErrors Errors(**Buffer);
  BumpPtrAllocator Arena;
  std::optional<ContractTreeNode> Root =
      readContractTree(**Buffer, Errors, Arena);
  Suppressions Result;
  Result.Name = File.str();
  if (Root && Root->K == ContractTreeNode::Sequence)
    for (const ContractTreeNode &Entry : Root->Items)
      Result.Entries.push_back(readEntry(Entry, Errors));
  else if (Root && Root->K != ContractTreeNode::Null)
    Errors.add(Root->Loc,
               "expected a list of suppressions, found " + Root->describe());
  if (!Errors.empty())
    return Errors.take();
  return Result;
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

static bool matchesFile(StringRef Glob, StringRef File) {
  return Glob.empty() || cantFail(GlobPattern::create(Glob)).match(File);
}

bool Suppression::matches(const ReportedFinding &F,
                          const ReportedRun &Run) const {
  return ID == F.ID && (Function.empty() || Function == F.Function) &&
         matchesFile(FileGlob, Run.nameOf(F.Where.File));
}

bool Suppressions::suppress(const ReportedFinding &F, const ReportedRun &Run) {
  bool Any = false;
  for (Suppression &S : Entries)
    if (S.matches(F, Run))
      S.Used = Any = true;
  return Any;
}

std::vector<std::string>
Suppressions::unused(const RunCoverage &Coverage) const {
  std::vector<std::string> Lines;
  for (const Suppression &S : Entries) {
    // A pattern may match files that were not analysed: only a run of all of
    // them can tell.
    if (S.Used || !Coverage.covers(S.ID, S.FileGlob))
      continue;
    std::string Line = Name + ":" + std::to_string(S.Line) +
                       ": warning: unused suppression of " +
                       ruleInfo(S.ID).Name.str();
    if (!S.FileGlob.empty())
      Line += " in '" + S.FileGlob + "'";
    if (!S.Function.empty())
      Line += ", function '" + S.Function + "'";
    Lines.push_back(Line + ": nothing is found there any more");
  }
  return Lines;
}

} // namespace pyrefcheck
