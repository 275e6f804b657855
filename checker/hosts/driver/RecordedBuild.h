//===- RecordedBuild.h - A build that compiles nothing ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_RECORDEDBUILD_H
#define PYREFCHECK_HOSTS_DRIVER_RECORDEDBUILD_H

#include "BuildBackend.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace pyrefcheck {

/// The interpreter of VIRTUAL_ENV; else, with \p OfProject, that in the
/// project's .venv, which is a program of the project; else python3 in PATH.
/// Empty if there is none.
std::string findPython(llvm::StringRef Directory, bool OfProject);

/// Makes \p Backend, which is not None, write the compile commands of the
/// project in \p Directory to \p Out; both are absolute. It runs the project's
/// code, which may do anything. Reports on standard error what it runs. False
/// after a complaint.
bool recordBuild(const BuildBackend &Backend, llvm::StringRef Directory,
                 llvm::StringRef Out);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_RECORDEDBUILD_H
