//===- FileOutput.h - Writing files safely ----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything that pyrefcheck writes to files is written here.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_FILEOUTPUT_H
#define PYREFCHECK_PROGRAM_FILEOUTPUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace pyrefcheck {

/// Makes \p Text the contents of \p Path. A regular file has its old contents
/// or all of the new ones, whatever happens: the new ones are written to a file
/// beside it, which is closed and renamed. The file keeps its mode and, where
/// that is allowed, its owner; symbolic links to it stay. Anything else (a
/// pipe, a device) is written in place, and so are the open files of this
/// process (/dev/stdout).
/// \returns the reason for a failure.
llvm::Error writeFile(llvm::StringRef Path, llvm::StringRef Text);

/// Replaces whatever \p Path names, even a link or a pipe, by a file with \p
/// Text; atomically, but without waiting for the disk. For files that only
/// pyrefcheck writes and that are verified when they are read.
/// \returns the reason for a failure.
llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Text);

/// Flushes standard output; false after a complaint.
bool flushOutput();

/// Makes every exit of the program report a failure to write standard output
/// through its status, not through a crash. To be called first in main().
void prepareOutput();

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_FILEOUTPUT_H
