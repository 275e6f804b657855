//===- ProjectFiles.h - The files below a directory -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_PROJECTFILES_H
#define PYREFCHECK_HOSTS_DRIVER_PROJECTFILES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// Calls \p Visit with the path and the depth of each file below \p Directory,
/// nearer ones first, each level in the order of the names. Does not follow
/// links or enter hidden directories or those of installed packages. Stops
/// after \p MostDepth levels or a great many entries.
void visitFiles(llvm::StringRef Directory, unsigned MostDepth,
                llvm::function_ref<void(llvm::StringRef, unsigned)> Visit);

/// The directories of the databases below \p Directory, the best one first: the
/// nearest; among equally near ones, that in `build`, then the newest.
std::vector<std::string> findDatabasesBelow(llvm::StringRef Directory);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_PROJECTFILES_H
