//===- ReferenceCheck.cpp - The rules as clang-tidy checks ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceCheck.h"
#include "FileCaches.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "engine/Engine.h"
#include "engine/EngineOptions.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "findings/SuppressionFile.h"
#include "fixes/SourceEdits.h"
#include "hosts/EngineGuard.h"
#include "hosts/ProjectConfig.h"
#include "hosts/Settings.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::ast_matchers;
using llvm::StringRef;

namespace pyrefcheck {

ReferenceCheck::ReferenceCheck(StringRef Name, tidy::ClangTidyContext *Context,
                               std::shared_ptr<FileCaches> Caches)
    : ClangTidyCheck(Name, Context), Context(Context),
      Caches(std::move(Caches)) {
  // --verify-config knows the options that a constructor reads.
  for (const SettingInfo *Info : AllSettings)
    (void)Options.getLocalOrGlobal(Info->Name);
}

bool ReferenceCheck::isLeader() const {
  for (const RuleInfo &I : allRules())
    if (Context->isCheckEnabled(I.Name))
      return I.Name == getID();
  return false;
}

void ReferenceCheck::registerPPCallbacks(const SourceManager &SM,
                                         Preprocessor *PP,
                                         Preprocessor *ModuleExpanderPP) {
  this->PP = PP;
  if (isLeader())
    Watch.emplace(PP->getDiagnostics());
}

void ReferenceCheck::registerMatchers(MatchFinder *Finder) {
  // Matches only serve to get the AST. (The translation unit would not match:
  // clangd visits only the declarations of the main file.)
  if (isLeader())
    Finder->addMatcher(functionDecl(), this);
}

void ReferenceCheck::check(const MatchFinder::MatchResult &Result) {
  AST = Result.Context;
}

std::optional<StringRef> ReferenceCheck::option(const SettingInfo &Info) const {
  for (const RuleInfo &I : allRules()) {
    if (!Context->isCheckEnabled(I.Name))
      continue;
    OptionsView View(I.Name, Context->getOptions().CheckOptions, Context);
    if (std::optional<StringRef> Value = View.getLocalOrGlobal(Info.Name))
      return Value;
  }
  return std::nullopt;
}

StringRef ReferenceCheck::setting(const SettingInfo &Info,
                                  StringRef Key) const {
  if (std::optional<StringRef> Value = option(Info))
    return *Value;
  return Project.text(Key).value_or(Info.Default);
}

void ReferenceCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const SettingInfo *Info : AllSettings)
    Options.store(Opts, Info->Name, option(*Info).value_or(Info->Default));
}

bool ReferenceCheck::readProject() {
  llvm::Expected<std::optional<ProjectConfig>> Found =
      findProjectConfig(llvm::sys::path::parent_path(mainFile()));
  if (!Found) {
    complain("configuration: " + llvm::toString(Found.takeError()));
    return false;
  }
  Project = std::move(*Found).value_or(ProjectConfig());
  return true;
}

void ReferenceCheck::complain(StringRef Message) const {
  // At the top of the file: clangd shows only what has a location.
  const SourceManager &SM = AST->getSourceManager();
  Context->diag(getID(), SM.getLocForStartOfFile(SM.getMainFileID()), "%0",
                DiagnosticIDs::Error)
      << Message;
}

bool ReferenceCheck::readNumber(const SettingInfo &Info, StringRef Key,
                                unsigned &Value) const {
  StringRef Text = setting(Info, Key);
  if (!Text.getAsInteger(10, Value))
    return true;
  complain(
      ("option '" + Info.Name + "': '" + Text + "' is not a number").str());
  return false;
}

bool ReferenceCheck::readSettings(EngineOptions &Engine) const {
  Engine.HonourComments = false; // clang-tidy honours and counts them itself.
  Engine.Rules = RuleSet();
  for (const RuleInfo &I : allRules())
    if (Context->isCheckEnabled(I.Name))
      Engine.Rules.insert(I.ID);

  llvm::Expected<PyVersion> Python =
      parsePythonVersion(setting(PythonVersionSetting, "python-version"));
  if (!Python) {
    complain(llvm::toString(Python.takeError()));
    return false;
  }
  Engine.Python = *Python;
  return readNumber(LevelSetting, "level", Engine.MaxLevel) &&
         readNumber(MaxNodesSetting, "", Engine.MaxNodes);
}

std::string ReferenceCheck::mainFile() const {
  const SourceManager &SM = AST->getSourceManager();
  llvm::SmallString<256> Name;
  if (OptionalFileEntryRef Entry =
          SM.getFileEntryRefForID(SM.getMainFileID())) {
    Name = Entry->getName();
    SM.getFileManager().makeAbsolutePath(Name);
  }
  return std::string(Name);
}

std::vector<std::string> ReferenceCheck::contractFiles() const {
  const std::optional<StringRef> Given = option(ContractFilesSetting);
  if (!Given)
    return Project.texts("contracts").vec();
  std::vector<std::string> Files = parseFileList(*Given);
  for (std::string &File : Files)
    File = findFileAbove(File, mainFile());
  return Files;
}

bool ReferenceCheck::readContracts(ContractSet &Contracts) const {
  llvm::Error Problems = loadContracts(contractFiles(), Contracts);
  if (!Problems)
    return true;
  complain("contracts: " + llvm::toString(std::move(Problems)));
  return false;
}

bool ReferenceCheck::applySuppressionFile(EngineResult &Result) const {
  StringRef Name = setting(SuppressionFileSetting, "suppressions");
  if (Name.empty())
    return true;
  llvm::Expected<SuppressionFile> File =
      SuppressionFile::load(findFileAbove(Name, mainFile()));
  if (!File) {
    complain("suppressions: " + llvm::toString(File.takeError()));
    return false;
  }
  File->mark(Result.Findings, AST->getSourceManager());
  return true;
}

std::unique_ptr<EngineResult>
ReferenceCheck::analyzeFile(const ContractSet &Contracts,
                            const EngineOptions &Engine) const {
  // clangd limits the traversal to what is in the main file.
  llvm::ArrayRef<Decl *> Roots;
  std::vector<Decl *> Scope = AST->getTraversalScope();
  if (Scope.size() != 1 || !isa<TranslationUnitDecl>(Scope.front()))
    Roots = Scope;
  // Only an editor analyses the same file again.
  const bool InEditor = Context->areDiagsSelfContained();
  const std::string Name = mainFile();
  const std::string Key = Name + '\n' + stateOfFiles(contractFiles());
  std::unique_ptr<FunctionCache> Cache = InEditor ? Caches->take(Key) : nullptr;
  GuardedResult Result = analyzeGuarded(
      *AST, *PP, Contracts, Engine, InEditor ? LongestInEditor : LongestInBuild,
      Roots, Name, Caches->crashed(), Cache);
  if (Cache)
    Caches->putBack(Key, std::move(Cache));
  if (InEditor && !Result.Trouble.empty())
    llvm::errs() << "pyrefcheck: " + Result.Trouble + "\n"; // To its log.
  else if (!Result.Trouble.empty())
    complain(Result.Trouble);
  return std::move(Result.Engine);
}

void ReferenceCheck::onEndOfTranslationUnit() {
  if (!AST || !Watch)
    return;
  Watch->stop();
  EngineOptions Engine;
  ContractSet Contracts;
  if (!readProject() || !readSettings(Engine) || !readContracts(Contracts))
    return;
  const std::unique_ptr<EngineResult> Result = analyzeFile(Contracts, Engine);
  if (!Result || !applySuppressionFile(*Result))
    return;
  llvm::SmallVector<FixItHint, 0> Taken;
  for (const Finding &F : Result->Findings)
    if (!F.Suppressed &&
        !Watch->errors().areIn(F.Holder, AST->getSourceManager()))
      report(F, Taken);
}

static bool isSame(const FixItHint &A, const FixItHint &B) {
  return A.RemoveRange.getBegin() != A.RemoveRange.getEnd() &&
         A.RemoveRange.getAsRange() == B.RemoveRange.getAsRange() &&
         A.CodeToInsert == B.CodeToInsert;
}

/// The edits of \p Known that are not in \p Taken; none if others change the
/// same place: clang-tidy would mix them, or make neither.
static Edits stillToMake(const Fix &Known,
                         llvm::SmallVectorImpl<FixItHint> &Taken,
                         const SourceManager &SM) {
  Edits New;
  // Two findings with the same cause have the same fix.
  if (llvm::all_of(Known.Edits, [&](const FixItHint &Edit) {
        return llvm::any_of(Taken, [&](const FixItHint &T) {
          return T.RemoveRange.getAsRange() == Edit.RemoveRange.getAsRange() &&
                 T.CodeToInsert == Edit.CodeToInsert;
        });
      }))
    return {};
  for (const FixItHint &Edit : Known.Edits) {
    if (llvm::any_of(Taken,
                     [&](const FixItHint &T) { return isSame(Edit, T); }))
      continue;
    if (llvm::any_of(
            Taken, [&](const FixItHint &T) { return inConflict(Edit, T, SM); }))
      return {};
    New.push_back(Edit);
  }
  Taken.append(New.begin(), New.end());
  return New;
}

/// Where the main file includes the part of a function body that contains \p F
/// and its whole path; invalid if some of it is in the main file itself.
static SourceLocation includeOf(const Finding &F, const SourceManager &SM) {
  if (!F.Holder || SM.isWrittenInMainFile(F.Loc) ||
      llvm::any_of(F.Path, [&](const PathNote &N) {
        return N.Loc.isValid() && SM.isWrittenInMainFile(N.Loc);
      }))
    return SourceLocation();
  SourceLocation Loc = F.Loc;
  while (Loc.isValid() && !SM.isWrittenInMainFile(Loc))
    Loc = SM.getIncludeLoc(SM.getFileID(Loc));
  // The include must be in the function: a header may contain all of it.
  const bool InFunction =
      Loc.isValid() &&
      SM.isPointWithin(Loc, SM.getExpansionLoc(F.Holder->getBeginLoc()),
                       SM.getExpansionLoc(F.Holder->getEndLoc()));
  return InFunction ? Loc : SourceLocation();
}

void ReferenceCheck::report(const Finding &F,
                            llvm::SmallVectorImpl<FixItHint> &Taken) const {
  StringRef Name = ruleInfo(F.ID).Name;
  // An editor lists fixes by the text of the note that they belong to.
  // clang-tidy --fix applies the one of the warning itself.
  const bool Listed = Context->areDiagsSelfContained();
  {
    DiagnosticBuilder Warning = Context->diag(Name, F.Loc, "%0");
    Warning << F.Message << F.Range;
    if (!Listed && !F.Fixes.empty())
      for (const FixItHint &Edit :
           stillToMake(F.Fixes.front(), Taken, AST->getSourceManager()))
        Warning << Edit;
  }
  for (const PathNote &N : F.Path)
    // A step in a file that this one does not include has no location.
    if (N.Loc.isValid())
      Context->diag(Name, N.Loc, "%0", DiagnosticIDs::Note)
          << N.Message << N.Range;
  // clangd shows only diagnostics with a location in the open file.
  if (Listed)
    if (SourceLocation Include = includeOf(F, AST->getSourceManager());
        Include.isValid())
      Context->diag(Name, Include, "a part of the function is included here",
                    DiagnosticIDs::Note);
  for (const Fix &Known :
       ArrayRef<Fix>(F.Fixes).drop_front(Listed || F.Fixes.empty() ? 0 : 1)) {
    DiagnosticBuilder Note =
        Context->diag(Name, F.Loc, "%0", DiagnosticIDs::Note);
    Note << Known.Title;
    for (const FixItHint &Edit : Known.Edits)
      Note << Edit;
  }
}

} // namespace pyrefcheck
