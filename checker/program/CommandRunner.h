//===- CommandRunner.h - Parsing with a compile command ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs a frontend action as the commands of a database say how to parse, and in
// no other way as they say: ClangTool does all that they ask for.
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
  /// With a working directory of its own.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  /// Hears what is wrong with a command and with the code.
  clang::DiagnosticConsumer &Diagnostics;
  /// Flags on top of those of the command.
  clang::tooling::ArgumentsAdjuster Adjust;

  /// Runs an action of \p Actions on the file of \p Command, whose flags are
  /// those of driverFlags(), unless there is something wrong with the command
  /// itself.
  void run(const clang::tooling::CompileCommand &Command,
           clang::tooling::FrontendActionFactory &Actions) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_COMMANDRUNNER_H
