//===- ParsingFlags.h - Which flags of a command are used -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compile command may be untrusted: flags make a compiler write files, load
// libraries and run programs. Only the flags that determine how the code is
// parsed are used. They are selected twice, both times by an allow list, so
// that an unforeseen flag does nothing: before clang's driver, because some
// flags act there at once, and after all spellings (-Xclang, -Wp, response and
// configuration files) have become one invocation.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_PARSINGFLAGS_H
#define PYREFCHECK_PROGRAM_PARSINGFLAGS_H

#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <string>
#include <vector>

namespace pyrefcheck {

/// \returns the arguments of \p Command for clang's driver, without those that
/// do not matter for parsing. Flags in configuration files that it names by a
/// path are read through \p Files and come before the others.
std::vector<std::string>
driverFlags(const clang::tooling::CompileCommand &Command,
            llvm::vfs::FileSystem &Files);

/// \returns the flags of \p Command that clang does not know, as written: those
/// of gcc and nvcc. driverFlags() omits them.
std::vector<std::string>
foreignFlags(const clang::tooling::CompileCommand &Command);

/// \returns an invocation that only parses what \p Arguments would compile in
/// the working directory of \p Files, or null after an error was reported to
/// \p Diagnostics. \p Arguments must come from driverFlags().
std::unique_ptr<clang::CompilerInvocation>
parsingInvocation(llvm::ArrayRef<std::string> Arguments,
                  clang::DiagnosticsEngine &Diagnostics,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_PARSINGFLAGS_H
