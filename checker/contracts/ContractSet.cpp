//===- ContractSet.cpp - Finding the contract of a function ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The built-in tables are constexpr arrays, generated from contracts/*.yaml.
// They cost nothing at start-up and are searched by bisection.
//
//===----------------------------------------------------------------------===//

#include "ContractSet.h"
#include "Contract.h"
#include "FieldContract.h"
#include "RegularFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pyrefcheck {

namespace {
#include "BuiltinContracts.inc"
} // namespace

ArrayRef<Contract> builtinContracts() { return BuiltinContracts; }

ArrayRef<LibraryContracts> builtinLibraries() { return BuiltinLibraries; }

static const Contract *findInTable(ArrayRef<Contract> Table, StringRef Name) {
  const Contract *It =
      partition_point(Table, [&](const Contract &C) { return C.Name < Name; });
  return It != Table.end() && It->Name == Name ? It : nullptr;
}

const Contract *findBuiltinContract(StringRef Name) {
  return findInTable(BuiltinContracts, Name);
}

Error ContractSet::addFile(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(Path);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": error: cannot read the contract file: " +
                                 Buffer.getError().message());

  Expected<UserFile> File =
      read((*Buffer)->getMemBufferRef(), /*Inferred=*/false);
  if (!File)
    return File.takeError();
  Files.push_back(std::make_shared<const UserFile>(std::move(*File)));
  return Error::success();
}

Error ContractSet::setInferred(MemoryBufferRef Buffer) {
  Expected<UserFile> File = read(Buffer, /*Inferred=*/true);
  if (!File)
    return File.takeError();
  Inferred = std::move(*File);
  return Error::success();
}

Expected<ContractSet::UserFile> ContractSet::read(MemoryBufferRef Buffer,
                                                  bool Inferred) {
  Expected<ContractFile> File = parseContracts(Buffer, Arena);
  if (!File)
    return File.takeError();
  UserFile Read;
  Read.Of = File->Of;
  for (const Contract &C : File->Contracts) {
    if (!C.Unknown.empty())
      continue;
    auto *Kept = new (Arena) Contract(C);
    if (Inferred)
      Kept->Effects |= EffectInferred;
    Kept->Partial = Kept->has(EffectInferred);
    Read.Contracts[C.Name] = Kept;
  }
  for (FieldContract &S : File->Fields) {
    S.Inferred |= Inferred;
    Read.Fields[fieldName(S.Struct, S.Name)] = std::move(S);
  }
  return Read;
}

ActiveContracts::ActiveContracts(const ContractSet &Set,
                                 function_ref<bool(const Library &)> Uses) {
  for (const auto &File : reverse(Set.Files))
    if (!File->Of || Uses(*File->Of))
      User.push_back(File.get());
  User.push_back(&Set.Inferred);
  for (const LibraryContracts &L : builtinLibraries())
    if (Uses(L.Of)) {
      Libraries.push_back(L.Contracts);
      Generated |=
          !L.Contracts.empty() && L.Contracts.front().has(EffectGenerated);
    }
}

const Contract *ActiveContracts::find(StringRef Name) const {
  const Contract *Inferred = nullptr;
  for (const ContractSet::UserFile *File : User)
    if (const Contract *Ct = File->Contracts.lookup(Name)) {
      if (!Ct->has(EffectInferred))
        return Ct;
      if (!Inferred)
        Inferred = Ct;
    }
  for (ArrayRef<Contract> Table : Libraries)
    if (const Contract *Ct = findInTable(Table, Name))
      return Ct;
  if (const Contract *Ct = findBuiltinContract(Name))
    return Ct;
  return Inferred;
}

const FieldContract *ActiveContracts::findField(StringRef Struct,
                                                StringRef Name,
                                                bool Inferred) const {
  for (const ContractSet::UserFile *File : User) {
    auto It = File->Fields.find(fieldName(Struct, Name));
    if (It != File->Fields.end() && It->second.Inferred == Inferred)
      return &It->second;
  }
  return nullptr;
}

} // namespace pyrefcheck
