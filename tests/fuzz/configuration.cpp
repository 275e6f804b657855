//===- configuration.cpp - Fuzzes configurations -------------------------- ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "hosts/ProjectConfig.h"

using namespace pyrefcheck;

void readInput(llvm::StringRef Text) {
  llvm::Expected<ProjectConfig> Config = readProjectConfig(fileWith(Text));
  if (!Config) {
    require(!llvm::toString(Config.takeError()).empty());
    return;
  }
  for (const ConfigKey &Key : ConfigKeys)
    for (const std::string &Value : Config->texts(Key.Name))
      require(Value.find('\0') == std::string::npos);
  for (llvm::StringRef Key : {"baseline", "contracts", "suppressions"})
    for (const std::string &File : Config->texts(Key))
      require(llvm::StringRef(File).starts_with(Config->Directory));
}
