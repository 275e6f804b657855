//===- baseline.cpp - Fuzzes baselines ------------------------------------ ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Baseline.h"
#include "FuzzTarget.h"

using namespace pyrefcheck;

void readInput(llvm::StringRef Text) {
  llvm::Expected<Baseline> Known = Baseline::load(fileWith(Text));
  if (!Known) {
    require(!llvm::toString(Known.takeError()).empty());
    return;
  }
  ReportedFinding Unknown;
  Known->contains(Unknown);
}
