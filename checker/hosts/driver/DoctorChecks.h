//===- DoctorChecks.h - What --doctor looks at ------------------- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each checks one thing, reports on standard output that it is in order, or on
// standard error that it is not and what to do, and returns whether it is.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H
#define PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H

#include "Inputs.h"
#include "report/CleanText.h"
#include "llvm/Support/raw_ostream.h"

namespace pyrefcheck {

/// Starts a line about something that is in order.
inline Message good() { return Message(llvm::outs() << "ok: "); }

/// Whether the source files exist, and are those of the working directory
/// rather than of another copy of the same tree.
bool checkSourceFiles(llvm::ArrayRef<std::string> Files);

/// Whether each file that includes Python.h finds it, CPython's, of a version
/// whose contracts are known, and all of them the same.
bool checkPythonHeader(const Inputs &In, llvm::StringRef ResourceDirectory);

/// Whether the nearest .clang-tidy and the nearest .clangd above the working
/// directory are right about our rules.
bool checkConfigurationFiles();

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_DOCTORCHECKS_H
