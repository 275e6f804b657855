//===- Project.h - A Python project without a database ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pyrefcheck DIR: finds what to analyse if the user names no database.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_PROJECT_H
#define PYREFCHECK_HOSTS_DRIVER_PROJECT_H

#include "Options.h"
#include "TemporaryDirectory.h"
#include "program/FileAnalysis.h"
#include "report/ReportedFinding.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <string>

namespace pyrefcheck {

/// Where the compile commands of a project come from.
struct Project {
  enum Kind {
    /// A database existed.
    Found,
    /// The project's build wrote one, or would have run these commands.
    Recorded,
    /// The flags were guessed.
    Guessed
  };
  Kind K = Found;
  /// The output of the build; needed while files are analysed.
  std::unique_ptr<TemporaryDirectory> Made = nullptr;
};

/// Finds the compile commands of \p Options.ProjectDirectory, makes the options
/// name them, and reports how on standard error. Runs the project's build, and
/// with it its code, if there is no other way and the user allows it.
/// \returns nothing after a complaint.
std::optional<Project> openProject(DriverOptions &Options);

/// Suggests what to do after a run on a project.
void writeNextSteps(llvm::raw_ostream &OS, const Project &Of,
                    llvm::ArrayRef<FileResult> Results,
                    llvm::ArrayRef<ReportedFinding> Findings);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_PROJECT_H
