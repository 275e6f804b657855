//===- SummaryTable.cpp - What was inferred in many files -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SummaryTable.h"
#include "Options.h"
#include "core/ContractSet.h"
#include "core/ContractWriter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pyrefcheck {

void SummaryTable::add(const InferredContract &Inferred, StringRef Source) {
  auto [It, IsNew] = Functions.try_emplace(
      Inferred.Name, Function{Inferred, Source.str(), ""});
  Function &Known = It->second;
  // The reasons for having no entry may differ.
  if (IsNew || Known.Inferred.Entry == Inferred.Entry)
    return;
  if (Known.OtherSource.empty())
    Known.OtherSource = Source.str();
}

Error SummaryTable::addFile(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": error: cannot read the summary file: " +
                                 Buffer.getError().message());
  BumpPtrAllocator Arena;
  Expected<ContractFile> File =
      parseContracts((*Buffer)->getMemBufferRef(), Arena);
  if (!File)
    return File.takeError();
  for (Contract C : File->Contracts) {
    C.Effects |= EffectInferred;
    InferredContract Inferred;
    Inferred.Name = C.Name.str();
    raw_string_ostream OS(Inferred.Entry);
    writeContract(OS, C);
    add(Inferred, Path);
  }
  return Error::success();
}

void SummaryTable::warnOfConflicts(raw_ostream &OS) const {
  for (const auto &[Name, F] : Functions)
    if (!F.OtherSource.empty())
      OS << "pyrefcheck: warning: '" << Name << "' is defined differently in "
         << F.Source << " and in " << F.OtherSource
         << ": its summary is not used\n";
}

std::string SummaryTable::text() const {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << "# Inferred by pyrefcheck.\n";
  bool Any = false;
  for (const auto &[Name, F] : Functions) {
    if (F.isUsable()) {
      OS << F.Inferred.Entry;
      Any = true;
    } else {
      OS << "# " << Name << ": "
         << (F.OtherSource.empty() ? F.Inferred.LeftOut
                                   : "defined in two different ways")
         << '\n';
    }
  }
  if (!Any)
    OS << "[]\n";
  return Text;
}

bool SummaryTable::hasEntry(StringRef Name) const {
  auto It = Functions.find(Name);
  return It != Functions.end() && It->second.isUsable();
}

bool writeIfChanged(StringRef Path, StringRef Text) {
  if (ErrorOr<std::unique_ptr<MemoryBuffer>> Old = MemoryBuffer::getFile(Path);
      Old && (*Old)->getBuffer() == Text)
    return true;
  Error Problem = writeToOutput(Path, [&](raw_ostream &OS) {
    OS << Text;
    return Error::success();
  });
  if (!Problem)
    return true;
  complain() << "cannot write '" << Path
             << "': " << toString(std::move(Problem)) << '\n';
  return false;
}

int mergeSummaries(StringRef Output, ArrayRef<std::string> Inputs) {
  if (Inputs.empty()) {
    complain() << "nothing to merge: give summary files behind "
                  "--merge-summaries\n";
    return ExitTrouble;
  }
  SummaryTable Table;
  Error Problems = Error::success();
  for (const std::string &Input : Inputs)
    Problems = joinErrors(std::move(Problems), Table.addFile(Input));
  if (Problems) {
    errs() << toString(std::move(Problems)) << '\n';
    return ExitTrouble;
  }
  Table.warnOfConflicts(errs());
  return writeIfChanged(Output, Table.text()) ? ExitClean : ExitTrouble;
}

} // namespace pyrefcheck
