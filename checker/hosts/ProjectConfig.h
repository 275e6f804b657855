//===- ProjectConfig.h - The project's configuration file -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pyrefcheck.toml, or the table [tool.pyrefcheck] of pyproject.toml. Its keys
// are named like the driver's options. It comes with the code, so it is not
// trusted: it can name only files of its own project.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_PROJECTCONFIG_H
#define PYREFCHECK_HOSTS_PROJECTCONFIG_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

/// What a key of the configuration can hold.
enum class ConfigKind {
  /// 0, 1 or 2.
  Level,
  /// A comma-separated text, or a list of texts.
  Checks,
  /// A text or a list of texts.
  Globs,
  /// "3.11", or a list of versions.
  PythonVersions,
  /// The name of a file that is read.
  File,
  /// The same, or a list of them.
  Files,
  /// "FORM" or "FORM:FILE", where the file is written, or a list of these.
  Outputs
};

/// A key of the configuration.
struct ConfigKey {
  /// The name of the driver's option.
  llvm::StringLiteral Name;
  ConfigKind Kind;
};

inline constexpr ConfigKey ConfigKeys[] = {
    {"baseline", ConfigKind::File},
    {"checks", ConfigKind::Checks},
    {"contracts", ConfigKind::Files},
    {"exclude", ConfigKind::Globs},
    {"fail-level", ConfigKind::Level},
    {"format", ConfigKind::Outputs},
    {"level", ConfigKind::Level},
    {"python-version", ConfigKind::PythonVersions},
    {"suppressions", ConfigKind::File},
};

/// The value of a key.
struct ConfigValue {
  /// As on the command line; names of files are absolute.
  std::vector<std::string> Texts;
  /// The line of the key.
  unsigned Line = 0;
};

/// A configuration without mistakes.
struct ProjectConfig {
  /// Both absolute.
  std::string File, Directory;
  /// The keys that are set.
  std::map<std::string, ConfigValue> Values;

  /// "FILE:LINE" of a key that is set.
  std::string placeOf(llvm::StringRef Key) const;
  /// The values of a key; none if it is not set.
  llvm::ArrayRef<std::string> texts(llvm::StringRef Key) const;
  /// The first of them.
  std::optional<llvm::StringRef> text(llvm::StringRef Key) const;
};

/// Reads \p File: as pyproject.toml if that is its name, else as
/// pyrefcheck.toml. The error names all mistakes, with file and line.
llvm::Expected<ProjectConfig> readProjectConfig(llvm::StringRef File);

/// Finds the configuration in the absolute \p Directory or the nearest one
/// above it that has one. Does not search above the root of a git repository,
/// nor in parent directories that everybody can write to.
/// \returns nothing if there is none.
llvm::Expected<std::optional<ProjectConfig>>
findProjectConfig(llvm::StringRef Directory);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_PROJECTCONFIG_H
