//===- FieldContract.cpp - Whether a field owns what it holds -------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldContract.h"
#include "ContractTree.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pyrefcheck {

StringRef wordOf(HeldReference Is) {
  switch (Is) {
  case HeldReference::Unknown:
    return "unknown";
  case HeldReference::Owned:
    return "owned";
  case HeldReference::Borrowed:
    return "borrowed";
  }
  llvm_unreachable("covered switch");
}

std::optional<HeldReference> heldReferenceOf(StringRef Word) {
  for (HeldReference Is :
       {HeldReference::Unknown, HeldReference::Owned, HeldReference::Borrowed})
    if (wordOf(Is) == Word)
      return Is;
  return std::nullopt;
}

HeldReference mergeOwnership(ArrayRef<HeldReference> Shown) {
  const bool IsOwned = is_contained(Shown, HeldReference::Owned);
  const bool IsBorrowed = is_contained(Shown, HeldReference::Borrowed);
  // Owned outweighs Unknown: the file that destroys the object knows best.
  if (IsOwned && !IsBorrowed)
    return HeldReference::Owned;
  return IsBorrowed && all_equal(Shown) ? HeldReference::Borrowed
                                        : HeldReference::Unknown;
}

bool isFieldEntry(const ContractTreeNode &Entry) {
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

static HeldReference readOwnership(const ContractTreeNode &N, const Twine &What,
                                   ContractErrors &Errors) {
  if (!expectScalar(N, "owned, borrowed or unknown for " + What, Errors))
    return HeldReference::Unknown;
  if (std::optional<HeldReference> Is = heldReferenceOf(N.Text))
    return *Is;
  Errors.add(N.Loc, "'" + N.Text + "' does not say who owns what " + What +
                        " holds: expected owned, borrowed or unknown");
  return HeldReference::Unknown;
}

static bool isInferred(const ContractTreeNode &Entry, ContractErrors &Errors) {
  const ContractTreeNode *N = Entry.find("inferred");
  return N && readBool(*N, "inferred", Errors).value_or(false);
}

static std::vector<FieldContract> readVariable(const ContractTreeNode &Entry,
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

static std::vector<FieldContract> readEntry(const ContractTreeNode &Entry,
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
  std::vector<FieldContract> Read;
  for (size_t I = 0; I + 1 < Fields->Items.size(); I += 2) {
    const ContractTreeNode &Name = Fields->Items[I];
    if (!readName(Name, "the name of a field", Errors))
      continue;
    if (any_of(Read,
               [&](const FieldContract &S) { return S.Name == Name.Text; })) {
      Errors.add(Name.Loc, "the field '" + Name.Text + "' is given twice");
      continue;
    }
    Read.push_back({Struct->Text.str(), Name.Text.str(),
                    readOwnership(Fields->Items[I + 1],
                                  "the field '" + Name.Text + "'", Errors),
                    Inferred});
  }
  return Read;
}

void readFieldEntry(const ContractTreeNode &Entry, ContractErrors &Errors,
                    std::vector<FieldContract> &Fields) {
  for (FieldContract &S : readEntry(Entry, Errors)) {
    if (any_of(Fields, [&](const FieldContract &Known) {
          return Known.Struct == S.Struct && Known.Name == S.Name;
        }))
      Errors.add(Entry.Loc,
                 "a second entry for " + (S.Struct.empty()
                                              ? "the variable '" + S.Name + "'"
                                              : "the field '" + S.Name +
                                                    "' of '" + S.Struct + "'"));
    else
      Fields.push_back(std::move(S));
  }
}

std::string fieldName(StringRef Struct, StringRef Name) {
  return (Struct + "." + Name).str();
}

bool isFieldName(StringRef Name) { return Name.contains('.'); }

void writeField(raw_ostream &OS, const FieldContract &S) {
  if (S.Struct.empty())
    OS << "- variable: " << S.Name << "\n  is: " << wordOf(S.Is) << '\n';
  else
    OS << "- struct: " << S.Struct << "\n  fields: {" << S.Name << ": "
       << wordOf(S.Is) << "}\n";
  if (S.Inferred)
    OS << "  inferred: true\n";
}

std::string inferredFieldEntry(StringRef Name, HeldReference Is) {
  auto [Struct, Field] = Name.rsplit('.');
  std::string Text;
  raw_string_ostream OS(Text);
  writeField(OS, {Struct.str(), Field.str(), Is, /*Inferred=*/true});
  return Text;
}

HeldReference ownershipInEntry(StringRef Name, StringRef Entry) {
  for (HeldReference Is : {HeldReference::Owned, HeldReference::Borrowed})
    if (Entry == inferredFieldEntry(Name, Is))
      return Is;
  return HeldReference::Unknown;
}

ArrayRef<std::optional<HeldReference>> fieldAnswers() {
  static constexpr std::optional<HeldReference> Answers[] = {
      std::nullopt, HeldReference::Unknown, HeldReference::Owned,
      HeldReference::Borrowed};
  return Answers;
}

} // namespace pyrefcheck
