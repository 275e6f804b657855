//===- FileNames.h - Names of files, absolute and relative ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_FILENAMES_H
#define PYREFCHECK_FINDINGS_FILENAMES_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace clang {
class SourceManager;
} // namespace clang

namespace pyrefcheck {

/// \returns the name of \p File, absolute and without dots; the compiler's name
/// for it if it is not a file on disk.
std::string absoluteName(const clang::SourceManager &SM, clang::FileID File);

/// \returns \p File relative to \p Directory, if below it. Both are absolute.
std::optional<llvm::StringRef> relativeBelow(llvm::StringRef File,
                                             llvm::StringRef Directory);

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_FILENAMES_H
