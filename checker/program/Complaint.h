//===- Complaint.h - What a run says to its caller --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_COMPLAINT_H
#define PYREFCHECK_PROGRAM_COMPLAINT_H

#include "report/CleanText.h"
#include "llvm/Support/raw_ostream.h"

namespace pyrefcheck {

/// The exit status shows a build what happened.
enum ExitStatus { ExitClean = 0, ExitFindings = 1, ExitTrouble = 2 };

/// Standard error, for text from any source: it passes through cleanLines().
llvm::raw_ostream &messages();

/// Starts a message on standard error: "pyrefcheck: error: ".
Message complain();

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_COMPLAINT_H
