//===- ConfiguredOptions.h - Options from a configuration -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_CONFIGUREDOPTIONS_H
#define PYREFCHECK_HOSTS_DRIVER_CONFIGUREDOPTIONS_H

#include "hosts/ProjectConfig.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <optional>
#include <string>

namespace pyrefcheck {

/// The options of the driver that a configuration has set.
struct ConfiguredOptions {
  /// The configuration file; both are empty if there is none.
  std::string File, Directory;
  /// The place of each option that it sets and the command line does not.
  std::map<std::string, std::string> Places;

  bool has(llvm::StringRef Key) const { return Places.count(Key.str()); }

  /// Sets the options that the command line does not; false after a complaint.
  bool apply(const ProjectConfig &Config);
};

/// Reads the configuration: \p Given or, if that is empty, the nearest one in
/// or above \p Directory. False after a complaint.
bool loadConfig(llvm::StringRef Given, llvm::StringRef Directory,
                std::optional<ProjectConfig> &Config);

/// Writes options as lines of a configuration, each with a comment that says
/// where the value comes from.
class SettingsList {
public:
  SettingsList(llvm::raw_ostream &OS, const ConfiguredOptions &Configured)
      : OS(OS), Configured(Configured) {}

  void number(llvm::StringRef Key, unsigned Value);
  /// An empty text means that the option is not set.
  void text(llvm::StringRef Key, llvm::StringRef Value);
  void texts(llvm::StringRef Key, llvm::ArrayRef<std::string> Values);

private:
  void line(llvm::StringRef Key, llvm::StringRef Value);

  llvm::raw_ostream &OS;
  const ConfiguredOptions &Configured;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_CONFIGUREDOPTIONS_H
