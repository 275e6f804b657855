//===- BuildBackend.cpp - What builds a project ---------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuildBackend.h"
#include "hosts/PyprojectBuild.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pyrefcheck {

static bool has(StringRef Directory, StringRef Name) {
  SmallString<256> Path(Directory);
  sys::path::append(Path, Name);
  return sys::fs::is_regular_file(Path);
}

static constexpr StringLiteral ScikitBuildCore = "scikit_build_core";

bool BuildBackend::isScikitBuild() const {
  return StringRef(Settings.Backend).starts_with(ScikitBuildCore);
}

/// The kind of the PEP 517 backend named \p Backend.
static BuildBackend::Kind kindOf(StringRef Backend) {
  if (Backend == "mesonpy")
    return BuildBackend::Meson;
  if (Backend.starts_with(ScikitBuildCore))
    return BuildBackend::CMake;
  if (Backend.starts_with("setuptools"))
    return BuildBackend::Setuptools;
  return BuildBackend::None;
}

Expected<BuildBackend> findBuildBackend(StringRef Directory) {
  Expected<PyprojectBuild> Settings = readPyprojectBuild(Directory);
  if (!Settings)
    return Settings.takeError();
  if (const BuildBackend::Kind K = kindOf(Settings->Backend);
      K != BuildBackend::None)
    return BuildBackend{
        K, "pyproject.toml (build-backend: " + Settings->Backend + ")",
        std::move(*Settings)};
  // Another backend may use one of these. If no known one is named, the files
  // decide.
  static constexpr std::pair<StringLiteral, BuildBackend::Kind> Files[] = {
      {"setup.py", BuildBackend::Setuptools},
      {"meson.build", BuildBackend::Meson},
      {"CMakeLists.txt", BuildBackend::CMake},
      {"setup.cfg", BuildBackend::Setuptools}};
  for (const auto &[Name, K] : Files)
    if (has(Directory, Name))
      return BuildBackend{K, Name.str(), std::move(*Settings)};
  return BuildBackend();
}

} // namespace pyrefcheck
