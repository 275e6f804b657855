//===- GuessedFlags.h - Flags without a build -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_GUESSEDFLAGS_H
#define PYREFCHECK_HOSTS_DRIVER_GUESSEDFLAGS_H

#include "Options.h"
#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// Sets the files of \p Options to the sources below the absolute \p Directory
/// that use the Python/C API. Guesses their flags: the headers of the Python
/// that findPython() finds, and the usual directories of a project's headers.
/// Reports the guess. \param OfProject true if a Python in the project may run.
/// \returns false after a complaint.
bool guessFlags(DriverOptions &Options, llvm::StringRef Directory,
                bool OfProject);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_GUESSEDFLAGS_H
