//===- DoctorChecks.h - The checks of --doctor ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each function checks one thing. It reports on standard output that it is in
// order, or on standard error what is wrong and what to do. It returns whether
// it is in order.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H
#define PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H

#include "Inputs.h"
#include "report/CleanText.h"
#include "llvm/Support/raw_ostream.h"

namespace pyrefcheck {

/// Begins a line about something that is in order.
inline Message good() { return Message(llvm::outs() << "ok: "); }

/// Whether the source files exist, and are those of the working directory
/// rather than of another copy of the same tree.
bool checkSourceFiles(llvm::ArrayRef<std::string> Files);

/// Whether each file that includes Python.h finds CPython's, in a version whose
/// contracts are known, and all files find the same version.
bool checkPythonHeader(const Inputs &In, llvm::StringRef ResourceDirectory);

/// Whether the nearest .clang-tidy and .clangd in or above the working
/// directory name our rules and options correctly.
bool checkConfigurationFiles();

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H
