//===- LinkName.h - The name of a function across files ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts about a function that one file states and another uses are matched by
// the linker name: the function's own in C, the mangled one in C++, which
// distinguishes overloads and namespaces.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_LINKNAME_H
#define PYREFCHECK_SOURCE_LINKNAME_H

#include <optional>
#include <string>

namespace clang {
class FunctionDecl;
}

namespace pyrefcheck {

/// The name by which other files can call \p FD. There is none for functions
/// private to their file, for templates, which every file instantiates itself,
/// and for members and operators, which no contract can describe.
std::optional<std::string> linkName(const clang::FunctionDecl *FD);

/// True for `PyInit_*`: the interpreter keeps the module that it returns.
bool isModuleInit(const clang::FunctionDecl *FD);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_LINKNAME_H
