//===- ContractSet.cpp - Finding the contract of a function ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The built-in table is an array that the compiler lays out (generated from
// contracts/cpython.yaml), so that it costs nothing at start-up; it is searched
// by bisection.
//
//===----------------------------------------------------------------------===//

#include "ContractSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pyrefcheck {

namespace {
#include "BuiltinContracts.inc"
} // namespace

ArrayRef<Contract> builtinContracts() { return BuiltinContracts; }

const Contract *findBuiltinContract(StringRef Name) {
  ArrayRef<Contract> Table = BuiltinContracts;
  const Contract *It =
      partition_point(Table, [&](const Contract &C) { return C.Name < Name; });
  return It != Table.end() && It->Name == Name ? It : nullptr;
}

Error ContractSet::addFile(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": error: cannot read the contract file: " +
                                 Buffer.getError().message());

  Expected<std::vector<Contract>> Contracts =
      parseContracts((*Buffer)->getMemBufferRef(), Arena);
  if (!Contracts)
    return Contracts.takeError();
  for (const Contract &C : *Contracts)
    User[C.Name] = new (Arena) Contract(C);
  return Error::success();
}

const Contract *ContractSet::find(StringRef Name) const {
  if (auto It = User.find(Name); It != User.end())
    return It->second;
  return findBuiltinContract(Name);
}

} // namespace pyrefcheck
