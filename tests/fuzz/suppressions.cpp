//===- suppressions.cpp - Fuzzes suppression files ------------------------ ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "findings/SuppressionFile.h"

using namespace pyrefcheck;

void readInput(llvm::StringRef Text) {
  llvm::Expected<SuppressionFile> File = SuppressionFile::load(fileWith(Text));
  if (!File) {
    require(!llvm::toString(File.takeError()).empty());
    return;
  }
  for (llvm::StringRef Name : {"a.c", "src/a.c", "", "x/../y.c"})
    File->suppress(Rule::RefcountLeak, Name, "f");
  File->unused([](Rule, llvm::StringRef) { return true; });
}
