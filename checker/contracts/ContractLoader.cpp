//===- ContractLoader.cpp - Reading a contract file -----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns the tree of a contract file (schema: contracts/README.md) into Contract
// structures, entry by entry.
//
//===----------------------------------------------------------------------===//

#include "Contract.h"
#include "ContractEntry.h"
#include "ContractLibrary.h"
#include "ContractSet.h"
#include "ContractTree.h"
#include "FieldContract.h"

using namespace llvm;

namespace pyrefcheck {

/// Adds the contracts of one entry.
/// \param FirstLoc where each function had its first contract.
static void addContracts(EntryReader &Reader, StringMap<SMLoc> &FirstLoc,
                         ContractErrors &Errors, ContractFile &File) {
  Reader.read();
  for (const EntryReader::NamedFunction &F : Reader.functions()) {
    auto [It, IsNew] = FirstLoc.try_emplace(F.Name, F.Loc);
    if (!IsNew) {
      Errors.add(F.Loc, "a second contract for '" + F.Name +
                            "': the first is at line " +
                            Twine(Errors.line(It->second)));
      continue;
    }
    File.Contracts.push_back(Reader.contract(F));
    if (File.Of && File.Of->Generated)
      File.Contracts.back().Effects |= EffectGenerated;
  }
}

Expected<ContractFile> parseContracts(MemoryBufferRef Buffer,
                                      BumpPtrAllocator &Arena,
                                      EntryCounts *Counts) {
  ContractErrors Errors(Buffer);
  ContractFile File;

  std::optional<ContractTreeNode> Root =
      readContractTree(Buffer, Errors, Arena);
  if (!Root)
    return Errors.take();
  if (Root->K == ContractTreeNode::Null) {
    Errors.add(Root->Loc,
               "the file has no contracts: expected a list of entries "
               "'- function: NAME'");
    return Errors.take();
  }
  if (Root->K != ContractTreeNode::Sequence) {
    Errors.add(Root->Loc,
               "expected a list of entries '- function: NAME', found " +
                   Root->describe());
    return Errors.take();
  }

  StringMap<SMLoc> FirstLoc;
  for (const ContractTreeNode &Entry : Root->Items) {
    if (Entry.find("library")) {
      if (&Entry == &Root->Items.front())
        File.Of = readLibrary(Entry, Errors, Arena);
      else
        Errors.add(Entry.Loc, "the library's entry must be the first of a file "
                              "and the only one");
      continue;
    }
    const size_t ErrorsBefore = Errors.size();
    if (isFieldEntry(Entry)) {
      readFieldEntry(Entry, Errors, File.Fields);
      if (Counts)
        ++(Errors.size() == ErrorsBefore ? Counts->Fine : Counts->Wrong);
      continue;
    }
    EntryReader Reader(Entry, Errors, Arena);
    addContracts(Reader, FirstLoc, Errors, File);
    if (Counts)
      ++(Errors.size() == ErrorsBefore ? Counts->Fine : Counts->Wrong);
  }
  if (!Errors.empty())
    return Errors.take();
  return File;
}

} // namespace pyrefcheck
