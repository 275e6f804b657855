//===- PluginVersion.cpp - Refuses a host of another version ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Part of each plugin. A plugin loads the libraries of clang that it was linked
// with. In a clang of another major version, the process then has two sets of
// them and dies at some later time, without a message about the cause. So this
// file tests the version before any other code of the plugin runs, and ends the
// process.
//
//===----------------------------------------------------------------------===//

#include "clang/Basic/Version.h"
#include "llvm/ADT/StringRef.h"
#include <cstdio>
#include <string>
#include <unistd.h>

// The symbol is looked up in the program first: this is the host's version.
__attribute__((constructor(101))) static void refuseOtherVersions() {
  const std::string Host = clang::getClangFullVersion();
  llvm::StringRef Number = llvm::StringRef(Host).split(" version ").second;
  unsigned Major;
  if (Number.consumeInteger(10, Major) || Major == CLANG_VERSION_MAJOR)
    return;
  std::fprintf(stderr,
               "pyrefcheck: error: this plugin is for clang and clang-tidy of "
               "version " CLANG_VERSION_MAJOR_STRING ", and was loaded by "
               "version %u: use clang-" CLANG_VERSION_MAJOR_STRING
               ", clang-tidy-" CLANG_VERSION_MAJOR_STRING
               ", or a plugin that was built for that version\n",
               Major);
  std::fflush(stderr);
  _exit(1); // No destructors: they would run into the other libraries.
}
