//===- Module.cpp - The clang-tidy module "cpython" -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy loads it as a plugin (--load); pyrefcheck-clangd links it.
//
//===----------------------------------------------------------------------===//

#include "FileCaches.h"
#include "ReferenceCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "findings/Rules.h"

using namespace clang::tidy;

namespace pyrefcheck {
namespace {

class CPythonModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    // clangd keeps the factories while it runs.
    auto Caches = std::make_shared<FileCaches>();
    for (const RuleInfo &I : allRules())
      Factories.registerCheckFactory(
          I.Name, [Caches](llvm::StringRef Name, ClangTidyContext *Context) {
            return std::make_unique<ReferenceCheck>(Name, Context, Caches);
          });
  }
};

ClangTidyModuleRegistry::Add<CPythonModule>
    Registration("cpython-module",
                 "Reference counting of code that uses the Python/C API");

} // namespace
} // namespace pyrefcheck
