//===- ContractSet.h - Finding the contract of a function -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A ContractSet answers "what does this function do to references?" in the
// order: attribute in the source, the user's contract files, the built-in
// table. What is in none of them gets no answer here; the transfer functions
// know the conservative default.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CORE_CONTRACTSET_H
#define PYREFCHECK_CORE_CONTRACTSET_H

#include "Contract.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>
#include <string>
#include <vector>

namespace pyrefcheck {

/// The built-in table, sorted by name: the CPython C API, 3.8 to 3.14.
llvm::ArrayRef<Contract> builtinContracts();

/// The built-in contract of \p Name, or null.
const Contract *findBuiltinContract(llvm::StringRef Name);

/// Parses one contract file (schema: contracts/README.md).
///
/// \param Arena keeps the strings and arrays that the contracts refer to.
/// \returns the contracts in file order, or one error whose message holds every
/// problem as `file:line:column: error: what was expected`, a line each.
llvm::Expected<std::vector<Contract>>
parseContracts(llvm::MemoryBufferRef Buffer, llvm::BumpPtrAllocator &Arena);

/// User contracts on top of the built-in table.
class ContractSet {
public:
  ContractSet() = default;
  ContractSet(const ContractSet &) = delete;
  ContractSet &operator=(const ContractSet &) = delete;

  /// Adds the contracts of the file \p Path. A function that was named by an
  /// earlier file gets the later contract.
  llvm::Error addFile(llvm::StringRef Path);

  /// The contract of the C function \p Name, or null.
  const Contract *find(llvm::StringRef Name) const;

private:
  llvm::BumpPtrAllocator Arena;
  llvm::StringMap<const Contract *> User;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_CONTRACTSET_H
