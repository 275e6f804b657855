//===- Inputs.h - Which files to analyse, and their flags -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_INPUTS_H
#define PYREFCHECK_HOSTS_DRIVER_INPUTS_H

#include "Options.h"
#include "report/PathNames.h"

namespace pyrefcheck {

/// Whether \p File can be analysed: C and C++, not assembler, Fortran or
/// objects to be linked.
bool isSourceFile(llvm::StringRef File);

/// The files of a run.
struct Inputs {
  /// Absolute, without dots, each once: in the order of the command line, or
  /// sorted when they come from the database.
  std::vector<std::string> Files;
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
};

/// Finds the files and their compile commands. Takes \p Options.FixedFlags.
/// Adds the names that the user gave to \p Names. Complains on standard error
/// and returns nothing if there is an error in any of them.
std::optional<Inputs> collectInputs(DriverOptions &Options, PathNames &Names);

/// Reports, in one line per run, the flags that clang does not know and that
/// are left out. \param AfterDashes such flags on the command line.
void sayForeignFlags(const Inputs &In, llvm::ArrayRef<std::string> AfterDashes);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_INPUTS_H
