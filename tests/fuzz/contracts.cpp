//===- contracts.cpp - Fuzzes contract files ------------------------------ ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "contracts/ContractSet.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace pyrefcheck;

void readInput(llvm::StringRef Text) {
  // The parser of YAML wants a NUL behind the text.
  auto Buffer = llvm::MemoryBuffer::getMemBufferCopy(Text, "contracts.yaml");
  llvm::BumpPtrAllocator Arena;
  EntryCounts Counts;
  llvm::Expected<ContractFile> File = parseContracts(*Buffer, Arena, &Counts);
  if (!File)
    require(!llvm::toString(File.takeError()).empty());
  ContractSet Inferred;
  llvm::consumeError(Inferred.setInferred(*Buffer));
}
