//===- BuildBackend.h - What builds a project -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_BUILDBACKEND_H
#define PYREFCHECK_HOSTS_DRIVER_BUILDBACKEND_H

#include "hosts/PyprojectBuild.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace pyrefcheck {

/// What compiles the extensions of a Python project.
struct BuildBackend {
  enum Kind {
    /// Unknown.
    None,
    /// Also distutils.
    Setuptools,
    Meson,
    CMake
  };
  Kind K = None;
  /// The evidence: "pyproject.toml (build-backend: mesonpy)", "setup.py"; empty
  /// if there is none.
  std::string Because = "";
  PyprojectBuild Settings = {};

  /// Whether scikit-build-core runs CMake.
  bool isScikitBuild() const;
};

/// Examines pyproject.toml, setup.py and others in \p Directory. Runs nothing.
llvm::Expected<BuildBackend> findBuildBackend(llvm::StringRef Directory);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_BUILDBACKEND_H
