//===- ConfiguredOptions.cpp - Options from a configuration ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConfiguredOptions.h"
#include "hosts/ProjectConfig.h"
#include "program/Complaint.h"
#include "report/CleanText.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pyrefcheck {

bool ConfiguredOptions::apply(const ProjectConfig &Config) {
  File = Config.File;
  Directory = Config.Directory;
  for (const auto &[Key, Value] : Config.Values) {
    cl::Option *Option = cl::getRegisteredOptions().lookup(Key);
    assert(Option && "a key that is no option");
    if (Option->getNumOccurrences())
      continue;
    Places[Key] = Config.placeOf(Key);
    for (const std::string &Text : Value.Texts)
      if (Option->addOccurrence(0, Key, Text)) {
        complain() << Places[Key] << ": '" << Text << "' is no value of '"
                   << Key << "'\n";
        return false;
      }
  }
  return true;
}

bool loadConfig(StringRef Given, StringRef Directory,
                std::optional<ProjectConfig> &Config) {
  if (!Given.empty()) {
    Expected<ProjectConfig> Read = readProjectConfig(Given);
    if (Read) {
      Config = std::move(*Read);
      return true;
    }
    messages() << toString(Read.takeError()) << '\n';
    return false;
  }
  SmallString<256> Start(Directory);
  if (sys::fs::make_absolute(Start))
    return true;
  sys::path::remove_dots(Start, /*remove_dot_dot=*/true);
  Expected<std::optional<ProjectConfig>> Found = findProjectConfig(Start);
  if (Found) {
    Config = std::move(*Found);
    return true;
  }
  messages() << toString(Found.takeError()) << '\n';
  return false;
}

/// A TOML string; JSON strings are valid TOML.
static std::string quoted(StringRef Text) {
  std::string Quoted;
  raw_string_ostream(Quoted) << json::Value(json::fixUTF8(Text));
  return Quoted;
}

void SettingsList::line(StringRef Key, StringRef Value) {
  std::string Origin = "default";
  if (const cl::Option *Option = cl::getRegisteredOptions().lookup(Key);
      Option && Option->getNumOccurrences())
    Origin = "command line";
  if (auto It = Configured.Places.find(Key.str());
      It != Configured.Places.end())
    Origin = It->second;
  Message(OS) << (Value.empty() ? "# " : "") << Key << " = " << Value << "  # "
              << Origin << '\n';
}

void SettingsList::number(StringRef Key, unsigned Value) {
  line(Key, std::to_string(Value));
}

void SettingsList::text(StringRef Key, StringRef Value) {
  line(Key, Value.empty() ? "" : quoted(Value));
}

void SettingsList::texts(StringRef Key, ArrayRef<std::string> Values) {
  std::vector<std::string> Quoted;
  for (const std::string &Value : Values)
    Quoted.push_back(quoted(Value));
  line(Key, Quoted.empty() ? "" : "[" + join(Quoted, ", ") + "]");
}

} // namespace pyrefcheck
