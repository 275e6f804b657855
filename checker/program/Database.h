//===- Database.h - Finding compile commands --------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_DATABASE_H
#define PYREFCHECK_PROGRAM_DATABASE_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace pyrefcheck {

/// Removes "--" and the compiler flags after it from the command line.
/// \param Foreign receives those that clang does not know; see foreignFlags().
/// \returns a database of commands with these flags; null without a "--".
std::unique_ptr<clang::tooling::CompilationDatabase>
takeFixedFlags(int &ArgCount, const char **Args,
               std::vector<std::string> &Foreign);

/// Loads compile_commands.json or, if it does not exist, compile_flags.txt of
/// \p Directory, like clang::tooling::CompilationDatabase::loadFromDirectory(),
/// but opens only regular files: neither the database nor a response file that
/// it names can make the program wait.
/// \returns null if neither exists (\p Reason is then empty) or if the database
/// is broken.
std::unique_ptr<clang::tooling::CompilationDatabase>
loadDatabase(llvm::StringRef Directory, std::string &Reason);

/// Loads the databases of several directories as one: a file has the commands
/// of all of them.
/// \returns null if one cannot be loaded; \p Failed is then its directory.
std::unique_ptr<clang::tooling::CompilationDatabase>
loadDatabases(llvm::ArrayRef<std::string> Directories, std::string &Failed,
              std::string &Reason);

/// Loads the first database found in the directory of \p File and those above
/// it.
/// \returns null if none exists (\p Reason is then empty) or if it is broken.
std::unique_ptr<clang::tooling::CompilationDatabase>
findDatabase(llvm::StringRef File, std::string &Reason);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_DATABASE_H
