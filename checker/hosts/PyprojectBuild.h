//===- PyprojectBuild.h - What pyproject.toml says of a build ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_PYPROJECTBUILD_H
#define PYREFCHECK_HOSTS_PYPROJECTBUILD_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// The backend that pyproject.toml names, and its settings that decide how a
/// build is configured.
struct PyprojectBuild {
  /// Empty if none is named.
  std::string Backend = "";
  /// The project's name and version; empty if a program computes them.
  std::string Name = "", Version = "";
  /// Where CMakeLists.txt is; absolute.
  std::string SourceDirectory = "";
  /// Where the backend builds, without parts of the name that it computes;
  /// absolute, or empty for a temporary directory.
  std::string BuildDirectory = "";
  /// CMake's build type, and the arguments for CMake or Meson.
  std::string BuildType = "";
  std::vector<std::string> Arguments = {};
  /// There are settings for some systems and environments only.
  bool HasOverrides = false;
};

/// Reads pyproject.toml in the absolute \p Directory, if there is one. A
/// directory outside of the project is an error.
llvm::Expected<PyprojectBuild> readPyprojectBuild(llvm::StringRef Directory);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_PYPROJECTBUILD_H
