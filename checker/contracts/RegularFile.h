//===- RegularFile.h - Reading files, and nothing else ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A name may lead to something whose reading never ends: a named pipe that
// nobody writes to, a terminal, /dev/zero.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_REGULARFILE_H
#define PYREFCHECK_CONTRACTS_REGULARFILE_H

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace pyrefcheck {

/// \returns an error that says what \p Type is, and that it is not a regular
/// file; success for a regular file, and for what does not exist: opening it
/// reports that.
std::error_code errorUnlessRegular(llvm::sys::fs::file_type Type);

/// Reads \p Path, like llvm::MemoryBuffer::getFile(), if it is a regular file.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readRegularFile(const llvm::Twine &Path);

/// \returns the files on the disk, with a working directory of its own; only
/// regular files outside /proc can be opened.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> createRegularFileSystem();

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_REGULARFILE_H
