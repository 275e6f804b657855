//===- FieldContract.h - Whether a field owns what it holds -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whether fields of structs and global variables, by name, own a reference to
// what they hold. Contract files and annotations use the same words.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_FIELDCONTRACT_H
#define PYREFCHECK_CONTRACTS_FIELDCONTRACT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

class ContractErrors;
struct ContractTreeNode;

/// Whether a field or variable that outlives calls owns its reference.
enum class HeldReference : uint8_t {
  /// Not known, or not always the same.
  Unknown,
  /// It owns one reference to each object that it holds.
  Owned,
  /// Somebody else keeps the object alive.
  Borrowed,
};

/// One field, or one global variable.
struct FieldContract {
  /// The struct's name, or empty for a variable.
  std::string Struct;
  std::string Name;
  HeldReference Is = HeldReference::Unknown;
  /// It was inferred from code; nobody stated it.
  bool Inferred = false;
};

/// The word in a contract file and in an annotation.
llvm::StringRef wordOf(HeldReference Is);
std::optional<HeldReference> heldReferenceOf(llvm::StringRef Word);

/// Merges what different places show about a field.
HeldReference mergeOwnership(llvm::ArrayRef<HeldReference> Shown);

/// Whether \p Entry describes fields or a variable, not a function.
bool isFieldEntry(const ContractTreeNode &Entry);
/// Adds what an entry `- struct:` or `- variable:` says to \p Fields.
void readFieldEntry(const ContractTreeNode &Entry, ContractErrors &Errors,
                    std::vector<FieldContract> &Fields);

/// The key of a field or variable in tables and inferred entries; no function
/// has such a name.
std::string fieldName(llvm::StringRef Struct, llvm::StringRef Name);
bool isFieldName(llvm::StringRef Name);

/// Writes the entry of \p S.
void writeField(llvm::raw_ostream &OS, const FieldContract &S);
/// The inferred entry of the field or variable \p Name.
std::string inferredFieldEntry(llvm::StringRef Name, HeldReference Is);
/// The ownership in an entry that inferredFieldEntry() made.
HeldReference ownershipInEntry(llvm::StringRef Name, llvm::StringRef Entry);

/// All answers that other files can give about a field; nullopt if no file
/// mentions it.
llvm::ArrayRef<std::optional<HeldReference>> fieldAnswers();

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_FIELDCONTRACT_H
