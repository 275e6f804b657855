//===- ContractLibrary.cpp - The library of a contract file ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractLibrary.h"
#include "Contract.h"
#include "ContractTree.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace pyrefcheck {

/// Reads a name or a list of names.
static ArrayRef<StringRef> readNames(const ContractTreeNode &N, StringRef What,
                                     function_ref<bool(StringRef)> IsValid,
                                     StringRef Expected, ContractErrors &Errors,
                                     BumpPtrAllocator &Arena) {
  SmallVector<StringRef, 4> Names;
  auto Add = [&](const ContractTreeNode &Name) {
    if (!expectScalar(Name, "the name of a " + What, Errors))
      return;
    if (!IsValid(Name.Text))
      Errors.add(Name.Loc, "'" + Name.Text + "' is not the name of a " + What +
                               ": expected " + Expected);
    Names.push_back(Name.Text);
  };
  if (N.K != ContractTreeNode::Sequence) {
    Add(N);
  } else {
    if (N.Items.empty())
      Errors.add(N.Loc, "expected at least one name of a " + What);
    for (const ContractTreeNode &Name : N.Items)
      Add(Name);
  }
  return ArrayRef<StringRef>(Names).copy(Arena);
}

/// Whether \p S is a header's name as an #include has it between its quotes.
static bool isHeaderName(StringRef S) {
  return !S.empty() && S.front() != '/' && S.back() != '/' &&
         S.find_first_of("<>\"\\") == StringRef::npos;
}

/// Reads `- library: NAME`, which says where the contracts of the file apply.
Library readLibrary(const ContractTreeNode &Entry, ContractErrors &Errors,
                    BumpPtrAllocator &Arena) {
  Library L;
  checkKeys(Entry, {"library", "headers", "macros", "generated"},
            "a library's entry", Errors);
  const ContractTreeNode &Name = *Entry.find("library");
  if (expectScalar(Name, "the name of a library", Errors))
    L.Name = Name.Text;
  const ContractTreeNode *Headers = Entry.find("headers");
  const ContractTreeNode *Macros = Entry.find("macros");
  if (!Headers && !Macros)
    Errors.add(Entry.Loc, "what tells that a file uses '" + L.Name +
                              "'? Expected 'headers: [NAME, ...]' or 'macros: "
                              "[NAME, ...]' beside 'library'");
  if (Headers)
    L.Headers = readNames(*Headers, "header", isHeaderName,
                          "it as #include has it, such as numpy/arrayobject.h",
                          Errors, Arena);
  if (Macros)
    L.Macros = readNames(*Macros, "macro", isIdentifier, "a C identifier",
                         Errors, Arena);
  if (const ContractTreeNode *Generated = Entry.find("generated"))
    L.Generated = readBool(*Generated, "generated", Errors).value_or(false);
  return L;
}

} // namespace pyrefcheck
