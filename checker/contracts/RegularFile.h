//===- RegularFile.h - Reading files, and nothing else ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A name may lead to something that is opened and then read for ever: a named
// pipe that nobody writes to, a terminal, /dev/zero.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_REGULARFILE_H
#define PYREFCHECK_CONTRACTS_REGULARFILE_H

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace pyrefcheck {

/// \returns an error that says what \p Type is, and that it is no regular file;
/// success for a regular file, and for what does not exist: opening it tells.
std::error_code errorUnlessRegular(llvm::sys::fs::file_type Type);

/// Reads \p Path, like llvm::MemoryBuffer::getFile(), if it is a regular file.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readRegularFile(const llvm::Twine &Path);

/// \returns the files of the disk, with a working directory of its own; others
/// than regular files, and those of /proc, cannot be opened.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> createRegularFileSystem();

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_REGULARFILE_H
