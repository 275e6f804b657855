//===- Doctor.h - Whether pyrefcheck can work here --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_DOCTOR_H
#define PYREFCHECK_HOSTS_DRIVER_DOCTOR_H

#include "Options.h"

namespace pyrefcheck {

/// Looks for the usual mistakes in a set-up and reports on standard output what
/// is in order, on standard error what is not and what to do. \returns the exit
/// status: ExitClean, or ExitFindings if something is wrong.
int runDoctor(DriverOptions &Options);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_DOCTOR_H
