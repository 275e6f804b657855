//===- Complaint.cpp - What a run says to its caller ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Complaint.h"
#include "report/CleanText.h"

namespace pyrefcheck {

llvm::raw_ostream &messages() {
  static CleanStream Stream(llvm::errs());
  return Stream;
}

Message complain() { return Message(messages() << "pyrefcheck: error: "); }

} // namespace pyrefcheck
