//===- CommandRunner.h - Parsing with a compile command ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs a frontend action with only those flags of a compile command that say
// how to parse. ClangTool would obey all of its flags.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_COMMANDRUNNER_H
#define PYREFCHECK_PROGRAM_COMMANDRUNNER_H

#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pyrefcheck {

/// How files are parsed.
struct CommandRunner {
  /// Has its own working directory.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  /// Receives the errors in a command and in the code.
  clang::DiagnosticConsumer &Diagnostics;
  /// Adds flags to those of the command.
  clang::tooling::ArgumentsAdjuster Adjust;

  /// Runs an action of \p Actions on the file of \p Command, whose flags must
  /// come from driverFlags(), unless the command itself has an error.
  void run(const clang::tooling::CompileCommand &Command,
           clang::tooling::FrontendActionFactory &Actions) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_COMMANDRUNNER_H
