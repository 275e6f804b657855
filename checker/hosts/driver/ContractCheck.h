//===- ContractCheck.h - pyrefcheck --check-contracts -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Checks whether contract files are correct, without any code to analyse.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_CONTRACTCHECK_H
#define PYREFCHECK_HOSTS_DRIVER_CONTRACTCHECK_H

#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace pyrefcheck {

/// Writes the mistakes in \p Files to standard error and one line per file to
/// standard output.
/// \returns ExitClean, ExitFindings if a file has mistakes, or ExitTrouble if
/// one cannot be read.
int checkContracts(llvm::ArrayRef<std::string> Files);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_CONTRACTCHECK_H
