//===- ContractSet.h - Finding the contract of a function -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The contract of a function comes from the first of these that has one: the
// user's contract files, the built-in contracts of libraries, the built-in
// table of the CPython C API, and what was inferred from bodies in other files.
// A file that belongs to a library applies only to translation units that use
// it. For a function without a contract, the users of this class apply the
// conservative default.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTSET_H
#define PYREFCHECK_CONTRACTS_CONTRACTSET_H

#include "Contract.h"
#include "FieldContract.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

/// The built-in table, sorted by name: the CPython C API, 3.8 to 3.14.
llvm::ArrayRef<Contract> builtinContracts();

/// The built-in contract of \p Name, or null.
const Contract *findBuiltinContract(llvm::StringRef Name);

/// The contracts of one library.
struct LibraryContracts {
  Library Of;
  /// Sorted by name.
  llvm::ArrayRef<Contract> Contracts;
};

/// The libraries with built-in contracts: numpy, ...
llvm::ArrayRef<LibraryContracts> builtinLibraries();

/// A contract file that was read.
struct ContractFile {
  /// The library that it belongs to, if it names one.
  std::optional<Library> Of;
  /// In the order of the file.
  std::vector<Contract> Contracts;
  /// Fields and variables, in the same order.
  std::vector<FieldContract> Fields;
};

/// How many entries of a contract file are fine, and how many are wrong.
struct EntryCounts {
  unsigned Fine = 0, Wrong = 0;
};

/// Parses one contract file (schema: contracts/README.md).
///
/// \param Arena keeps the strings and arrays that the contracts refer to.
/// \param Counts receives the numbers of fine and wrong entries, if not null;
/// it is left alone if the file is not a list of entries.
/// \returns the contracts, or one error whose message lists every problem as
/// `file:line:column: error: what was expected`, one per line.
llvm::Expected<ContractFile> parseContracts(llvm::MemoryBufferRef Buffer,
                                            llvm::BumpPtrAllocator &Arena,
                                            EntryCounts *Counts = nullptr);

/// User contracts on top of the built-in ones, for any translation unit.
class ContractSet {
public:
  ContractSet() = default;
  /// Has the files of \p Base, which must outlive this, and nothing inferred.
  explicit ContractSet(const ContractSet *Base) : Files(Base->Files) {}
  ContractSet(const ContractSet &) = delete;
  ContractSet &operator=(const ContractSet &) = delete;

  /// Adds the contracts of the file \p Path. They override those of earlier
  /// files.
  llvm::Error addFile(llvm::StringRef Path);
  /// Reads the contracts inferred from bodies, in place of those of an earlier
  /// call. They are weaker than all others, even if no entry says so.
  llvm::Error setInferred(llvm::MemoryBufferRef Buffer);

private:
  friend class ActiveContracts;
  struct UserFile {
    std::optional<Library> Of;
    llvm::StringMap<const Contract *> Contracts;
    /// Keyed by fieldName().
    llvm::StringMap<FieldContract> Fields;
  };

  llvm::Expected<UserFile> read(llvm::MemoryBufferRef Buffer, bool Inferred);

  llvm::BumpPtrAllocator Arena;
  std::vector<std::shared_ptr<const UserFile>> Files;
  /// From setInferred().
  UserFile Inferred;
};

/// The contracts that apply to one translation unit.
class ActiveContracts {
public:
  /// \param Uses whether the translation unit uses a library.
  ActiveContracts(const ContractSet &Set,
                  llvm::function_ref<bool(const Library &)> Uses);

  /// The contract of \p Name, or null.
  const Contract *find(llvm::StringRef Name) const;

  /// The contract of the field \p Name of \p Struct or, if that is empty, of
  /// the variable \p Name; or null. \param Inferred selects what was inferred
  /// from code, not what somebody wrote.
  const FieldContract *findField(llvm::StringRef Struct, llvm::StringRef Name,
                                 bool Inferred) const;

  /// Whether a generator wrote the translation unit: it uses a library whose
  /// functions a generator emits.
  bool areGenerated() const { return Generated; }

private:
  /// The user's files, the last one first, and then the inferred contracts.
  llvm::SmallVector<const ContractSet::UserFile *, 2> User;
  llvm::SmallVector<llvm::ArrayRef<Contract>, 4> Libraries;
  bool Generated = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTSET_H
