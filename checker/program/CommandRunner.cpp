//===- CommandRunner.cpp - Parsing with a compile command -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandRunner.h"
#include "ParsingFlags.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/PCHContainerOperations.h"

using namespace clang;
using namespace clang::tooling;

namespace pyrefcheck {

void CommandRunner::run(const CompileCommand &Command,
                        FrontendActionFactory &Actions) const {
  // Each command may have its own directory.
  auto Manager =
      llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), Files);
  const llvm::IntrusiveRefCntPtr<DiagnosticsEngine> Engine =
      CompilerInstance::createDiagnostics(new DiagnosticOptions, &Diagnostics,
                                          /*ShouldOwnClient=*/false);
  SourceManager Sources(*Engine, *Manager);
  Engine->setSourceManager(&Sources);

  if (std::error_code EC =
          Files->setCurrentWorkingDirectory(Command.Directory)) {
    Engine->Report(Engine->getCustomDiagID(
        DiagnosticsEngine::Error,
        "the compile command's directory '%0' cannot be entered: %1"))
        << Command.Directory << EC.message();
    return;
  }
  if (Command.CommandLine.empty()) {
    Engine->Report(Engine->getCustomDiagID(DiagnosticsEngine::Error,
                                           "the compile command is empty"));
    return;
  }
  std::unique_ptr<CompilerInvocation> Invocation = parsingInvocation(
      Adjust(Command.CommandLine, Command.Filename), *Engine, Files);
  if (Invocation)
    Actions.runInvocation(std::move(Invocation), Manager.get(),
                          std::make_shared<PCHContainerOperations>(),
                          &Diagnostics);
}

} // namespace pyrefcheck
