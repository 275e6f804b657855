//===- SlotContract.h - What a contract file says of a field ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Fields of structs and global variables, by name: whether they own a reference
// to what they hold. Contract files and annotations use the same words.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_SLOTCONTRACT_H
#define PYREFCHECK_CONTRACTS_SLOTCONTRACT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

class ContractErrors;
struct ContractTreeNode;

/// Whether a place that outlives calls has a reference of its own.
enum class SlotOwnership : uint8_t {
  /// Not known, or different from time to time.
  Unknown,
  /// It owns one reference to each object that it holds.
  Owned,
  /// Somebody else keeps the object alive.
  Borrowed,
};

/// One field, or one global variable.
struct SlotContract {
  /// The struct's name, or empty for a variable.
  std::string Struct;
  std::string Name;
  SlotOwnership Is = SlotOwnership::Unknown;
  /// Code shows it; nobody wrote it down.
  bool Inferred = false;
};

/// The word of a contract file and of an annotation.
llvm::StringRef wordOf(SlotOwnership Is);
std::optional<SlotOwnership> slotOwnershipOf(llvm::StringRef Word);

/// What follows from all that is shown of a slot at different places.
SlotOwnership mergeOwnership(llvm::ArrayRef<SlotOwnership> Shown);

/// Whether \p Entry is about fields or a variable, not about a function.
bool isSlotEntry(const ContractTreeNode &Entry);
/// Adds what an entry `- struct:` or `- variable:` says to \p Slots.
void readSlotEntry(const ContractTreeNode &Entry, ContractErrors &Errors,
                   std::vector<SlotContract> &Slots);

/// The name under which inferred entries are known; no function has such a one.
std::string slotName(llvm::StringRef Struct, llvm::StringRef Name);
bool isSlotName(llvm::StringRef Name);

/// Writes the entry of \p S.
void writeSlot(llvm::raw_ostream &OS, const SlotContract &S);
/// The entry of the slot \p Name that was inferred.
std::string inferredSlotEntry(llvm::StringRef Name, SlotOwnership Is);
/// What is said by an entry that inferredSlotEntry() made.
SlotOwnership ownershipInEntry(llvm::StringRef Name, llvm::StringRef Entry);

/// What is known of a slot in other files can be one of these; nothing: no
/// file tells of it.
llvm::ArrayRef<std::optional<SlotOwnership>> slotAnswers();

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_SLOTCONTRACT_H
