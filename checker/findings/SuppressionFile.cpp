//===- SuppressionFile.cpp - Findings not to be reported --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SuppressionFile.h"
#include "FileNames.h"
#include "Finding.h"
#include "Rules.h"
#include "contracts/ContractTree.h"
#include "contracts/RegularFile.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

/// Reads the entries of a file.
struct SuppressionReader {
  ContractErrors &Errors;

  /// The text of \p Key in \p Entry; empty, with or without an error, if there
  /// is none.
  StringRef readText(const ContractTreeNode &Entry, StringRef Key) {
    const ContractTreeNode *Value = Entry.find(Key);
    if (!Value || !expectScalar(*Value, "text for '" + Key + "'", Errors))
      return "";
    if (Value->Text.trim().empty())
      Errors.add(Value->Loc, "'" + Key + "' is empty");
    return Value->Text.trim();
  }

  void readRule(const ContractTreeNode &Entry, SuppressionFile::Entry &Result) {
    StringRef Name = readText(Entry, "rule");
    if (Name.empty())
      return;
    if (std::optional<Rule> R = findRule(Name))
      Result.ID = *R;
    else
      Errors.add(Entry.find("rule")->Loc,
                 "there is no rule '" + Name +
                     "'; pyrefcheck --list-checks names them all");
  }

  void readFile(const ContractTreeNode &Entry, SuppressionFile::Entry &Result) {
    Result.FileGlob = readText(Entry, "file").str();
    if (Result.FileGlob.empty())
      return;
    Expected<GlobPattern> Glob = GlobPattern::create(Result.FileGlob);
    if (!Glob)
      Errors.add(Entry.find("file")->Loc,
                 "'" + Result.FileGlob +
                     "' is no pattern: " + toString(Glob.takeError()));
  }

  SuppressionFile::Entry readEntry(const ContractTreeNode &Entry) {
    SuppressionFile::Entry Result{};
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
    readRule(Entry, Result);
    readFile(Entry, Result);
    Result.Function = readText(Entry, "function").str();
    readText(Entry, "reason");
    Result.Line = Errors.line(Entry.Loc);
    return Result;
  }
};

Expected<SuppressionFile> SuppressionFile::load(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(File);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             File + ": error: cannot read the suppressions: " +
                                 Buffer.getError().message());
  ContractErrors Errors(**Buffer);
  BumpPtrAllocator Arena;
  std::optional<ContractTreeNode> Root =
      readContractTree(**Buffer, Errors, Arena);
  SuppressionFile Result;
  Result.Name = File.str();
  if (Root && Root->K == ContractTreeNode::Sequence)
    for (const ContractTreeNode &Entry : Root->Items)
      Result.Entries.push_back(SuppressionReader{Errors}.readEntry(Entry));
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

bool SuppressionFile::Entry::matches(Rule R, StringRef File,
                                     StringRef InFunction) const {
  return ID == R && (Function.empty() || Function == InFunction) &&
         matchesFile(FileGlob, File);
}

bool SuppressionFile::suppress(Rule R, StringRef File, StringRef Function) {
  bool Any = false;
  for (Entry &E : Entries)
    if (E.matches(R, File, Function))
      E.Used = Any = true;
  return Any;
}

void SuppressionFile::mark(MutableArrayRef<Finding> Findings,
                           const clang::SourceManager &SM) {
  SmallString<256> Directory(Name);
  if (Findings.empty() || sys::fs::make_absolute(Directory))
    return;
  sys::path::remove_dots(Directory, /*remove_dot_dot=*/true);
  sys::path::remove_filename(Directory);
  for (Finding &F : Findings) {
    std::string File = absoluteName(SM, SM.getFileID(F.Loc));
    F.Suppressed |= suppress(
        F.ID, relativeBelow(File, Directory).value_or(File), F.Function);
  }
}

std::vector<std::string>
SuppressionFile::unused(function_ref<bool(Rule, StringRef)> Covers) const {
  std::vector<std::string> Lines;
  for (const Entry &E : Entries) {
    // A pattern may match files that were not analysed: only a run over all of
    // them can tell.
    if (E.Used || !Covers(E.ID, E.FileGlob))
      continue;
    std::string Line = Name + ":" + std::to_string(E.Line) +
                       ": warning: unused suppression of " +
                       ruleInfo(E.ID).Name.str();
    if (!E.FileGlob.empty())
      Line += " in '" + E.FileGlob + "'";
    if (!E.Function.empty())
      Line += ", function '" + E.Function + "'";
    Lines.push_back(Line + ": nothing is found there any more");
  }
  return Lines;
}

} // namespace pyrefcheck
