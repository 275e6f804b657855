//===- LLVMCompat.h - Differences between versions of LLVM ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only this file knows which version of LLVM it is compiled with.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_COMPAT_LLVMCOMPAT_H
#define PYREFCHECK_COMPAT_LLVMCOMPAT_H

#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/Version.h"

#if CLANG_VERSION_MAJOR < 19
#error "pyrefcheck needs LLVM 19 or newer"
#endif

namespace pyrefcheck {

/// A path diagnostic without its path. Since LLVM 19, it also names the
/// function where the path begins.
inline std::unique_ptr<clang::ento::PathDiagnostic>
makePathDiagnostic(llvm::StringRef Checker, const clang::Decl *Function,
                   llvm::StringRef BugType, llvm::StringRef Message,
                   llvm::StringRef Category,
                   clang::ento::PathDiagnosticLocation Location) {
  return std::make_unique<clang::ento::PathDiagnostic>(
      Checker, Function, BugType, Message, Message, Category, Location,
      Function, /*AnalysisEntryPoint=*/Function,
      std::make_unique<clang::ento::FilesToLineNumsMap>());
}

} // namespace pyrefcheck

#endif // PYREFCHECK_COMPAT_LLVMCOMPAT_H
