//===- Settings.h - The options that every host offers ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each host takes options in its own way. Their names, their defaults and the
// syntax of their values are the same in all hosts.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_SETTINGS_H
#define PYREFCHECK_HOSTS_SETTINGS_H

#include "contracts/ContractSet.h"
#include "engine/Engine.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// One option of clang and clang-tidy.
struct SettingInfo {
  llvm::StringRef Name;
  llvm::StringRef Default;
  bool IsInteger;
  llvm::StringRef Description;
};

inline constexpr SettingInfo ContractFilesSetting = {
    "ContractFiles", "", false,
    "Files with contracts of your own functions, separated by ';' or ','"};
inline constexpr SettingInfo LevelSetting = {
    "Level", "1", true,
    "Report the rules up to this level: 0 practically no false alarms, 1 few, "
    "2 for audits"};
inline constexpr SettingInfo MaxNodesSetting = {
    "MaxNodes", "20000", true,
    "Exploration budget of one function, in nodes of the exploded graph"};
inline constexpr SettingInfo PythonVersionSetting = {
    "PythonVersion", "", false,
    "Python version whose rules hold, as 3.X; empty: that of the headers"};

inline constexpr SettingInfo SuppressionFileSetting = {
    "SuppressionFile", "", false,
    "File with findings that are not to be reported, and why; names of files "
    "are relative to its directory"};

inline constexpr const SettingInfo *AllSettings[] = {
    &ContractFilesSetting, &LevelSetting, &MaxNodesSetting,
    &PythonVersionSetting, &SuppressionFileSetting};

/// Reads "3.11"; 0, the version of the headers, if the text is empty.
llvm::Expected<PyVersion> parsePythonVersion(llvm::StringRef Text);

/// Reads "a.yaml;b.yaml" or "a.yaml,b.yaml".
std::vector<std::string> parseFileList(llvm::StringRef Text);

/// \returns the path of the relative \p Name in the directory of \p File or the
/// nearest one above it that has such a file; else \p Name unchanged. So a name
/// in a .clang-tidy file works wherever the host was started.
std::string findFileAbove(llvm::StringRef Name, llvm::StringRef File);

/// A text that changes when one of \p Files does: names, sizes and times.
std::string stateOfFiles(llvm::ArrayRef<std::string> Files);

/// Loads \p Files into \p Set. The error covers all of them.
llvm::Error loadContracts(llvm::ArrayRef<std::string> Files, ContractSet &Set);

/// The rules up to \p Level.
RuleSet rulesUpToLevel(unsigned Level);

/// Which rules are checked, and up to which level findings are reported.
struct RuleChoice {
  RuleSet Rules;
  unsigned MaxLevel = 1;
};

/// Reads a comma-separated list of globs of rules. "-" before a glob removes
/// its rules. An empty list, or one that begins with "-", starts from the rules
/// up to \p Level; any other starts from none. The error continues a sentence
/// that begins with the list's name.
llvm::Expected<RuleChoice> chooseRules(llvm::StringRef Checks, unsigned Level);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_SETTINGS_H
