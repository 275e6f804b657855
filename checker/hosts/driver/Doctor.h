//===- Doctor.h - Checks of the set-up --------------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_DOCTOR_H
#define PYREFCHECK_HOSTS_DRIVER_DOCTOR_H

#include "Options.h"

namespace pyrefcheck {

/// Checks a set-up for the usual mistakes. Reports on standard output what is
/// in order, and on standard error what is wrong and what to do. \returns the
/// exit status: ExitClean, or ExitFindings if something is wrong.
int runDoctor(DriverOptions &Options);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_DOCTOR_H
