//===- Project.h - A Python project, as it is -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pyrefcheck DIR: what is analysed where the user names no database.
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

/// Where the compile commands of a project are from.
struct Project {
  enum Kind {
    /// There was a database.
    Found,
    /// The project's build wrote one, or would have run these commands.
    Recorded,
    /// The flags were guessed.
    Guessed
  };
  Kind K = Found;
  /// What the build made; needed as long as files are analysed.
  std::unique_ptr<TemporaryDirectory> Made = nullptr;
};

/// Finds the compile commands of \p Options.ProjectDirectory, and makes the
/// options name them; says how on standard error. Runs the project's build, and
/// with it its code, if there is no other way and the user allows it.
/// \returns nothing after a complaint.
std::optional<Project> openProject(DriverOptions &Options);

/// Says what to do after a run over a project.
void writeNextSteps(llvm::raw_ostream &OS, const Project &Of,
                    llvm::ArrayRef<FileResult> Results,
                    llvm::ArrayRef<ReportedFinding> Findings);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_PROJECT_H
