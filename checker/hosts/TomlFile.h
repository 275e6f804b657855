//===- TomlFile.h - The TOML files of a project -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// They come with the code, so they are not trusted.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_TOMLFILE_H
#define PYREFCHECK_HOSTS_TOMLFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <string>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts, or has the optimizer assume, that a key begins with a
// valid character, before it reports that one does not.
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT_ASSUME(Condition) static_assert(true)
#include <toml++/toml.h>

namespace pyrefcheck {

/// An error that a user reads as it is.
llvm::Error tomlProblem(const llvm::Twine &Text);

/// Reads the text of \p File, which must be a regular file of limited size.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readTomlText(llvm::StringRef File);

llvm::Expected<toml::table> parseToml(llvm::StringRef File,
                                      llvm::StringRef Text);

/// The real name of the longest leading part of \p Path that exists.
std::string realNameOfExisting(llvm::StringRef Path);

/// Whether \p Path is \p Directory or below it.
bool isInside(llvm::StringRef Path, llvm::StringRef Directory);

/// Makes \p Name, which is relative to \p Directory, absolute in \p Result.
/// \returns why it may not be named, or "".
std::string resolveInProject(llvm::StringRef Directory, llvm::StringRef Name,
                             bool IsWritten, std::string &Result);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_TOMLFILE_H
