//===- ResourceDirectory.h - Clang's own headers ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tool that is not installed beside clang does not find stddef.h and the
// other headers that come with the compiler, unless it gets their directory.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_RESOURCEDIRECTORY_H
#define PYREFCHECK_HOSTS_RESOURCEDIRECTORY_H

#include "llvm/Support/Error.h"
#include <string>

namespace pyrefcheck {

/// The directory of clang's builtin headers: beside our program, beside the
/// clang library that is loaded, or where the build found them. The error says
/// what to install.
llvm::Expected<std::string> findResourceDirectory();

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_RESOURCEDIRECTORY_H
