//===- DependencyFile.h - The inputs of the output files --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_DEPENDENCYFILE_H
#define PYREFCHECK_HOSTS_DRIVER_DEPENDENCYFILE_H

#include "Options.h"
#include "program/FileAnalysis.h"

namespace pyrefcheck {

/// Writes which files the output was made from, as a rule for make and Ninja;
/// false after a complaint.
bool writeDependencies(const DriverOptions &Options,
                       llvm::ArrayRef<FileResult> Results);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_DEPENDENCYFILE_H
