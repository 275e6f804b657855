//===- SlotContract.cpp - What a contract file says of a field ------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SlotContract.h"
#include "ContractTree.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pyrefcheck {

StringRef wordOf(SlotOwnership Is) {
  switch (Is) {
  case SlotOwnership::Unknown:
    return "unknown";
  case SlotOwnership::Owned:
    return "owned";
  case SlotOwnership::Borrowed:
    return "borrowed";
  }
  llvm_unreachable("covered switch");
}

std::optional<SlotOwnership> slotOwnershipOf(StringRef Word) {
  for (SlotOwnership Is :
       {SlotOwnership::Unknown, SlotOwnership::Owned, SlotOwnership::Borrowed})
    if (wordOf(Is) == Word)
      return Is;
  return std::nullopt;
}

SlotOwnership mergeOwnership(ArrayRef<SlotOwnership> Shown) {
  const bool IsOwned = is_contained(Shown, SlotOwnership::Owned);
  const bool IsBorrowed = is_contained(Shown, SlotOwnership::Borrowed);
  // The file that takes the object apart knows best.
  if (IsOwned && !IsBorrowed)
    return SlotOwnership::Owned;
  return IsBorrowed && all_equal(Shown) ? SlotOwnership::Borrowed
                                        : SlotOwnership::Unknown;
}

bool isSlotEntry(const ContractTreeNode &Entry) {
  return Entry.find("struct") || Entry.find("variable");
}

/// Whether \p Name is `name` or `space::name`.
static bool isQualifiedName(StringRef Name) {
  auto [First, Rest] = Name.split("::");
  return isIdentifier(First) && (!Name.contains("::") || isQualifiedName(Rest));
}

/// Reads the name that an entry or a field begins with.
static bool readName(const ContractTreeNode &N, const Twine &Expected,
                     ContractErrors &Errors) {
  if (!expectScalar(N, Expected, Errors))
    return false;
  if (isQualifiedName(N.Text))
    return true;
  Errors.add(N.Loc, "'" + N.Text + "' is no name: expected " + Expected);
  return false;
}

static SlotOwnership readOwnership(const ContractTreeNode &N, const Twine &What,
                                   ContractErrors &Errors) {
  if (!expectScalar(N, "owned, borrowed or unknown for " + What, Errors))
    return SlotOwnership::Unknown;
  if (std::optional<SlotOwnership> Is = slotOwnershipOf(N.Text))
    return *Is;
  Errors.add(N.Loc, "'" + N.Text + "' does not say who owns what " + What +
                        " holds: expected owned, borrowed or unknown");
  return SlotOwnership::Unknown;
}

static bool isInferred(const ContractTreeNode &Entry, ContractErrors &Errors) {
  const ContractTreeNode *N = Entry.find("inferred");
  return N && readBool(*N, "inferred", Errors).value_or(false);
}

static std::vector<SlotContract> readVariable(const ContractTreeNode &Entry,
                                              const ContractTreeNode &Name,
                                              ContractErrors &Errors) {
  checkKeys(Entry, {"variable", "is", "inferred"}, "an entry of a variable",
            Errors);
  if (!readName(Name, "the name of a global variable", Errors))
    return {};
  const ContractTreeNode *Is = Entry.find("is");
  if (!Is) {
    Errors.add(Name.Loc, "'" + Name.Text +
                             "' has no 'is': expected owned, borrowed or "
                             "unknown");
    return {};
  }
  return {{"", Name.Text.str(),
           readOwnership(*Is, "'" + Name.Text + "'", Errors),
           isInferred(Entry, Errors)}};
}

static std::vector<SlotContract> readEntry(const ContractTreeNode &Entry,
                                           ContractErrors &Errors) {
  if (const ContractTreeNode *Name = Entry.find("variable"))
    return readVariable(Entry, *Name, Errors);
  checkKeys(Entry, {"struct", "fields", "inferred"}, "an entry of a struct",
            Errors);
  const bool Inferred = isInferred(Entry, Errors);
  const ContractTreeNode *Struct = Entry.find("struct");
  if (!readName(*Struct, "the name of a struct", Errors))
    return {};
  const ContractTreeNode *Fields = Entry.find("fields");
  if (!Fields || Fields->K != ContractTreeNode::Mapping) {
    Errors.add(Fields ? Fields->Loc : Struct->Loc,
               "expected 'fields' of '" + Struct->Text +
                   "' as '{NAME: owned}' or '{NAME: borrowed}', found " +
                   (Fields ? Fields->describe() : "nothing"));
    return {};
  }
  std::vector<SlotContract> Slots;
  for (size_t I = 0; I + 1 < Fields->Items.size(); I += 2) {
    const ContractTreeNode &Name = Fields->Items[I];
    if (!readName(Name, "the name of a field", Errors))
      continue;
    if (any_of(Slots,
               [&](const SlotContract &S) { return S.Name == Name.Text; })) {
      Errors.add(Name.Loc, "the field '" + Name.Text + "' is given twice");
      continue;
    }
    Slots.push_back({Struct->Text.str(), Name.Text.str(),
                     readOwnership(Fields->Items[I + 1],
                                   "the field '" + Name.Text + "'", Errors),
                     Inferred});
  }
  return Slots;
}

void readSlotEntry(const ContractTreeNode &Entry, ContractErrors &Errors,
                   std::vector<SlotContract> &Slots) {
  for (SlotContract &S : readEntry(Entry, Errors)) {
    if (any_of(Slots, [&](const SlotContract &Known) {
          return Known.Struct == S.Struct && Known.Name == S.Name;
        }))
      Errors.add(Entry.Loc,
                 "a second entry for " + (S.Struct.empty()
                                              ? "the variable '" + S.Name + "'"
                                              : "the field '" + S.Name +
                                                    "' of '" + S.Struct + "'"));
    else
      Slots.push_back(std::move(S));
  }
}

std::string slotName(StringRef Struct, StringRef Name) {
  return (Struct + "." + Name).str();
}

bool isSlotName(StringRef Name) { return Name.contains('.'); }

void writeSlot(raw_ostream &OS, const SlotContract &S) {
  if (S.Struct.empty())
    OS << "- variable: " << S.Name << "\n  is: " << wordOf(S.Is) << '\n';
  else
    OS << "- struct: " << S.Struct << "\n  fields: {" << S.Name << ": "
       << wordOf(S.Is) << "}\n";
  if (S.Inferred)
    OS << "  inferred: true\n";
}

std::string inferredSlotEntry(StringRef Name, SlotOwnership Is) {
  auto [Struct, Slot] = Name.rsplit('.');
  std::string Text;
  raw_string_ostream OS(Text);
  writeSlot(OS, {Struct.str(), Slot.str(), Is, /*Inferred=*/true});
  return Text;
}

SlotOwnership ownershipInEntry(StringRef Name, StringRef Entry) {
  for (SlotOwnership Is : {SlotOwnership::Owned, SlotOwnership::Borrowed})
    if (Entry == inferredSlotEntry(Name, Is))
      return Is;
  return SlotOwnership::Unknown;
}

ArrayRef<std::optional<SlotOwnership>> slotAnswers() {
  static constexpr std::optional<SlotOwnership> Answers[] = {
      std::nullopt, SlotOwnership::Unknown, SlotOwnership::Owned,
      SlotOwnership::Borrowed};
  return Answers;
}

} // namespace pyrefcheck
