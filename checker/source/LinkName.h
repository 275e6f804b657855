//===- LinkName.h - The name of a function across files ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What one file says about a function and another asks is matched by the linker
// name: the function's own in C, the mangled one in C++, which distinguishes
// overloads and namespaces.
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

/// The name by which other files can call \p FD, or nothing: functions that are
/// private to their file, templates, which every file instantiates for itself,
/// and members and operators, which no contract can describe.
std::optional<std::string> linkName(const clang::FunctionDecl *FD);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_LINKNAME_H
