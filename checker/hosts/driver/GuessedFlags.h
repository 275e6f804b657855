//===- GuessedFlags.h - Flags where no build says them ----------*- C++ -*-===//
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

/// Makes the sources below the absolute \p Directory that use the Python/C API
/// the files of \p Options, with guessed flags: the headers of the running
/// Python, and the directories where projects keep their own. Says what was
/// guessed. \param OfProject a Python that is in the project may be asked.
/// \returns false after a complaint.
bool guessFlags(DriverOptions &Options, llvm::StringRef Directory,
                bool OfProject);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_GUESSEDFLAGS_H
