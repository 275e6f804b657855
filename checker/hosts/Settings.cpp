//===- Settings.cpp - The options that every host offers --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Settings.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "findings/Rules.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace pyrefcheck {

llvm::Expected<PyVersion> parsePythonVersion(llvm::StringRef Text) {
  if (Text.empty())
    return 0;
  unsigned Minor;
  llvm::StringRef Rest = Text;
  if (!Rest.consume_front("3.") || Rest.getAsInteger(10, Minor) || Minor > 255)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "Python version '" + Text +
                                       "' is not of the form 3.X");
  return static_cast<PyVersion>(0x300 | Minor);
}

std::vector<std::string> parseFileList(llvm::StringRef Text) {
  std::vector<std::string> Files;
  while (!Text.empty()) {
    size_t End = Text.find_first_of(";,");
    llvm::StringRef File = Text.substr(0, End).trim();
    if (!File.empty())
      Files.push_back(File.str());
    Text = End == llvm::StringRef::npos ? "" : Text.substr(End + 1);
  }
  return Files;
}

std::string findFileAbove(llvm::StringRef Name, llvm::StringRef File) {
  namespace path = llvm::sys::path;
  if (path::is_absolute(Name))
    return Name.str();
  for (llvm::StringRef Directory = path::parent_path(File); !Directory.empty();
       Directory = path::parent_path(Directory)) {
    llvm::SmallString<256> Candidate = Directory;
    path::append(Candidate, Name);
    if (llvm::sys::fs::exists(Candidate))
      return std::string(Candidate);
  }
  return Name.str();
}

std::string stateOfFiles(llvm::ArrayRef<std::string> Files) {
  std::string State;
  llvm::raw_string_ostream Out(State);
  for (const std::string &File : Files) {
    llvm::sys::fs::file_status Status;
    (void)llvm::sys::fs::status(File, Status);
    Out << File << ' ' << Status.getSize() << ' '
        << Status.getLastModificationTime().time_since_epoch().count() << '\n';
  }
  return State;
}

llvm::Error loadContracts(llvm::ArrayRef<std::string> Files, ContractSet &Set) {
  llvm::Error Problems = llvm::Error::success();
  for (const std::string &File : Files)
    Problems = llvm::joinErrors(std::move(Problems), Set.addFile(File));
  return Problems;
}

RuleSet rulesUpToLevel(unsigned Level) {
  RuleSet Set;
  for (const RuleInfo &I : allRules())
    if (I.Level <= Level)
      Set.insert(I.ID);
  return Set;
}

/// Applies one entry of a list of checks; false if it matches no rule.
static bool applyGlob(llvm::StringRef Entry, RuleSet &Set) {
  bool Remove = Entry.consume_front("-");
  llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(Entry);
  if (!Glob) {
    llvm::consumeError(Glob.takeError());
    return false;
  }
  bool Matched = false;
  for (const RuleInfo &I : allRules()) {
    if (!Glob->match(I.Name))
      continue;
    Matched = true;
    if (Remove)
      Set.erase(I.ID);
    else
      Set.insert(I.ID);
  }
  return Matched;
}

llvm::Expected<RuleChoice> chooseRules(llvm::StringRef Checks, unsigned Level) {
  RuleChoice Choice{rulesUpToLevel(Level), Level};
  if (Checks.empty())
    return Choice;
  llvm::SmallVector<llvm::StringRef, 8> Entries;
  Checks.split(Entries, ',');
  if (!Entries.front().trim().starts_with("-"))
    Choice.Rules = RuleSet();
  for (llvm::StringRef Entry : Entries)
    if (!applyGlob(Entry.trim(), Choice.Rules))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          ": '" + Entry.trim() +
              "' matches no rule; --list-checks names them all");
  if (Choice.Rules.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   " leaves no rule to check");
  // A rule that is named is reported whatever its level.
  for (const RuleInfo &I : allRules())
    if (Choice.Rules.contains(I.ID))
      Choice.MaxLevel = std::max(Choice.MaxLevel, I.Level);
  return Choice;
}

} // namespace pyrefcheck
