//===- Complaint.cpp - Where errors of a run are said ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Complaint.h"

namespace pyrefcheck {

llvm::raw_ostream &complain() { return llvm::errs() << "pyrefcheck: error: "; }

} // namespace pyrefcheck
