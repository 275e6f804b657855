//===- RegularFile.h - Reading files, and nothing else ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads regular files only. Reading anything else may never end: a named pipe
// that nobody writes to, a terminal, /dev/zero.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_REGULARFILE_H
#define PYREFCHECK_CONTRACTS_REGULARFILE_H

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace pyrefcheck {

/// \returns an error that names \p Type, unless it is a regular file. A file
/// that does not exist is no error: opening it reports that.
std::error_code errorUnlessRegular(llvm::sys::fs::file_type Type);

/// Reads \p Path, like llvm::MemoryBuffer::getFile(), if it is a regular file.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readRegularFile(const llvm::Twine &Path);

/// \returns the files on the disk, with a separate working directory; only
/// regular files outside /proc can be opened.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> createRegularFileSystem();

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_REGULARFILE_H
