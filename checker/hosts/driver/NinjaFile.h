//===- NinjaFile.h - The whole program as build actions ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_NINJAFILE_H
#define PYREFCHECK_HOSTS_DRIVER_NINJAFILE_H

#include "Options.h"
#include "llvm/ADT/ArrayRef.h"

namespace pyrefcheck {

/// Writes \p Options.NinjaFile, whose actions do what --whole-program does. One
/// action analyses one file, callees before callers where possible, and again
/// if it has not seen the final summaries of the others. An action whose output
/// did not change triggers no other action. False after a complaint.
bool writeNinjaFile(const DriverOptions &Options,
                    llvm::ArrayRef<std::string> Files);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_NINJAFILE_H
