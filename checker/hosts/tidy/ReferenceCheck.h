//===- ReferenceCheck.h - The rules as clang-tidy checks --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// There is one check object per rule, as clang-tidy requires, but one engine
// run per file: the object of the first enabled rule analyses the file and
// reports for all of them, each finding under the name of its own rule. clangd
// runs the same checks.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_TIDY_REFERENCECHECK_H
#define PYREFCHECK_HOSTS_TIDY_REFERENCECHECK_H

#include "ErrorWatch.h"
#include "FileCaches.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "engine/Engine.h"
#include "hosts/ProjectConfig.h"
#include <optional>

namespace pyrefcheck {

struct SettingInfo;

/// The check of one rule.
class ReferenceCheck : public clang::tidy::ClangTidyCheck {
public:
  /// \param Caches belong to all checks of the process.
  ReferenceCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                 std::shared_ptr<FileCaches> Caches);

  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

private:
  /// Whether this object belongs to the first enabled rule.
  bool isLeader() const;
  /// The value that is set for any of the enabled rules, or globally.
  std::optional<llvm::StringRef> option(const SettingInfo &Info) const;
  /// That value; else the value of \p Key in the project's configuration; else
  /// the default.
  llvm::StringRef setting(const SettingInfo &Info, llvm::StringRef Key) const;
  /// Reads the project's configuration; false after a complaint.
  bool readProject();
  /// Fills \p Engine from the settings; false after a complaint.
  bool readSettings(EngineOptions &Engine) const;
  bool readNumber(const SettingInfo &Info, llvm::StringRef Key,
                  unsigned &Value) const;
  std::string mainFile() const;
  /// The paths of the user's contract files.
  std::vector<std::string> contractFiles() const;
  /// Loads the user's contracts; false after a complaint.
  bool readContracts(ContractSet &Contracts) const;
  /// Marks what the user's file suppresses; false after a complaint.
  bool applySuppressionFile(EngineResult &Result) const;
  /// Null if the engine crashed.
  std::unique_ptr<EngineResult> analyzeFile(const ContractSet &Contracts,
                                            const EngineOptions &Engine) const;
  void complain(llvm::StringRef Message) const;
  /// \param Taken the edits of earlier findings; those of \p F are added.
  void report(const Finding &F,
              llvm::SmallVectorImpl<clang::FixItHint> &Taken) const;

  clang::tidy::ClangTidyContext *Context;
  std::shared_ptr<FileCaches> Caches;
  clang::Preprocessor *PP = nullptr;
  clang::ASTContext *AST = nullptr;
  std::optional<ErrorWatch> Watch;
  ProjectConfig Project;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_TIDY_REFERENCECHECK_H
