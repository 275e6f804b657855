//===- DoctorConfiguration.cpp - Names of rules in files --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DoctorChecks.h"
#include "contracts/ContractTree.h"
#include "contracts/RegularFile.h"
#include "findings/Rules.h"
#include "hosts/Settings.h"
#include "program/Complaint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <tuple>

using namespace llvm;

namespace pyrefcheck {

/// Whether a rule's name matches \p Glob, an entry of a list of checks.
static bool namesRule(StringRef Glob) {
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
  if (!Pattern) {
    consumeError(Pattern.takeError());
    return false;
  }
  for (const RuleInfo &I : allRules())
    if (Pattern->match(I.Name))
      return true;
  return false;
}

static bool checkNames(StringRef File, const ContractTreeNode &List) {
  bool Good = true;
  for (const ContractTreeNode &Item : List.Items)
    Good &= checkNames(File, Item);
  SmallVector<StringRef, 16> Entries;
  List.Text.split(Entries, ',');
  for (StringRef Entry : Entries) {
    Entry = Entry.trim();
    Entry.consume_front("-");
    if (!Entry.starts_with("cpython") || namesRule(Entry))
      continue;
    complain() << File << ": '" << Entry
               << "' matches no rule; --list-checks names them all\n";
    Good = false;
  }
  return Good;
}

/// Whether \p Key, of the form RULE.OPTION, is an option of one of our rules,
/// or of no rule of ours.
static bool checkOptionName(StringRef File, StringRef Key) {
  if (!Key.starts_with("cpython-"))
    return true;
  StringRef Rule, Option;
  std::tie(Rule, Option) = Key.split('.');
  if (!findRule(Rule)) {
    complain() << File << ": option '" << Key << "': there is no rule '" << Rule
               << "'; --list-checks names them all\n";
    return false;
  }
  if (any_of(AllSettings,
             [&](const SettingInfo *I) { return I->Name == Option; }))
    return true;
  complain() << File << ": option '" << Key << "': there is no option '"
             << Option << "'; there are";
  for (const SettingInfo *I : AllSettings)
    messages() << ' ' << I->Name;
  messages() << '\n';
  return false;
}

/// Checks the names in CheckOptions: a mapping, or a list of mappings with the
/// keys `key` and `value`.
static bool checkOptionNames(StringRef File, const ContractTreeNode &Options) {
  bool Good = true;
  if (Options.K == ContractTreeNode::Mapping) {
    for (size_t I = 0; I + 1 < Options.Items.size(); I += 2)
      Good &= checkOptionName(File, Options.Items[I].Text);
  } else {
    for (const ContractTreeNode &Item : Options.Items)
      if (const ContractTreeNode *Key = Item.find("key"))
        Good &= checkOptionName(File, Key->Text);
  }
  return Good;
}

/// Checks one document of \p File: the values of \p Lists and CheckOptions,
/// which are in \p Section, a path of keys.
static bool checkDocument(StringRef File, StringRef Document,
                          ArrayRef<StringRef> Section,
                          ArrayRef<StringRef> Lists) {
  MemoryBufferRef Buffer(Document, File);
  ContractErrors Errors(Buffer);
  BumpPtrAllocator Arena;
  std::optional<ContractTreeNode> Root =
      readContractTree(Buffer, Errors, Arena);
  if (!Root) {
    messages() << toString(Errors.take()) << '\n';
    return false;
  }
  const ContractTreeNode *Node = &*Root;
  for (StringRef Key : Section) {
    Node = Node->find(Key);
    if (!Node)
      return true;
  }
  bool Good = true;
  for (StringRef Key : Lists)
    if (const ContractTreeNode *List = Node->find(Key))
      Good &= checkNames(File, *List);
  if (const ContractTreeNode *Options = Node->find("CheckOptions"))
    Good &= checkOptionNames(File, *Options);
  return Good;
}

/// The nearest file of that name in or above the working directory, or null.
static std::unique_ptr<MemoryBuffer> findAbove(StringRef Name) {
  SmallString<256> Directory;
  if (sys::fs::current_path(Directory))
    return nullptr;
  for (; !Directory.empty();
       Directory.resize(sys::path::parent_path(Directory).size())) {
    SmallString<256> File = Directory;
    sys::path::append(File, Name);
    if (ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(File))
      return std::move(*Buffer);
  }
  return nullptr;
}

/// Checks the nearest file of that name, if there is one, document by document.
static bool checkFile(StringRef Name, ArrayRef<StringRef> Section,
                      ArrayRef<StringRef> Lists) {
  std::unique_ptr<MemoryBuffer> Buffer = findAbove(Name);
  if (!Buffer)
    return true;
  bool Good = true;
  SmallVector<StringRef, 4> Documents;
  Buffer->getBuffer().split(Documents, "\n---\n");
  unsigned Line = 0;
  for (StringRef Document : Documents) {
    // Empty lines before it make errors name the lines of the file.
    std::string Text(Line, '\n');
    Text += Document;
    Line = StringRef(Text).count('\n') + 2;
    Good &= checkDocument(Buffer->getBufferIdentifier(), Text, Section, Lists);
  }
  if (Good)
    good() << "the rules that " << Buffer->getBufferIdentifier()
           << " names exist\n";
  return Good;
}

bool checkConfigurationFiles() {
  bool Good = checkFile(".clang-tidy", {}, {"Checks", "WarningsAsErrors"});
  Good &= checkFile(".clangd", {"Diagnostics", "ClangTidy"}, {"Add", "Remove"});
  return Good;
}

} // namespace pyrefcheck
