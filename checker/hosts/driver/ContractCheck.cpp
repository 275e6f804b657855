//===- ContractCheck.cpp - pyrefcheck --check-contracts -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractCheck.h"
#include "contracts/ContractSet.h"
#include "contracts/RegularFile.h"
#include "program/Complaint.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace pyrefcheck {

static ExitStatus checkFile(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(File);
  if (!Buffer) {
    complain() << "cannot read '" << File
               << "': " << Buffer.getError().message() << '\n';
    return ExitTrouble;
  }

  BumpPtrAllocator Arena;
  EntryCounts Counts;
  Expected<ContractFile> Read =
      parseContracts((*Buffer)->getMemBufferRef(), Arena, &Counts);
  if (Read) {
    const Message Out(outs());
    Out << File << ": " << Counts.Fine
        << (Counts.Fine == 1 ? " entry, fine" : " entries, all fine") << " ("
        << Read->Contracts.size()
        << (Read->Contracts.size() == 1 ? " function" : " functions");
    if (Read->Of)
      Out << " of " << Read->Of->Name;
    Out << ")\n";
    return ExitClean;
  }

  messages() << toString(Read.takeError()) << '\n';
  Message(outs()) << File << ": ";
  if (const unsigned All = Counts.Fine + Counts.Wrong)
    outs() << Counts.Fine << " of " << All << " entries "
           << (Counts.Fine == 1 ? "is" : "are") << " fine; ";
  outs() << "a file with mistakes is not used\n";
  return ExitFindings;
}

int checkContracts(ArrayRef<std::string> Files) {
  if (Files.empty()) {
    complain() << "nothing to check: give contract files after "
                  "--check-contracts\n";
    return ExitTrouble;
  }
  int Status = ExitClean;
  for (const std::string &File : Files)
    Status = std::max<int>(Status, checkFile(File));
  return Status;
}

} // namespace pyrefcheck
