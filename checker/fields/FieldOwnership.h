//===- FieldOwnership.h - Which fields own what they hold -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A declaration `PyObject *f;` does not say whether f owns a reference to its
// object. This is inferred, in this order, from an annotation on the field or
// static variable, a contract file, and what the functions of the file (and,
// through summaries, of other files) do with it. A field that is released when
// its struct is taken apart is owned. A field that is filled without references
// and never released is borrowed. If the evidence is mixed, nothing is known,
// and one reference is assumed to be owned.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_FIELDOWNERSHIP_H
#define PYREFCHECK_FIELDS_FIELDOWNERSHIP_H

#include "FieldEvidence.h"
#include "Replacements.h"
#include "contracts/FieldContract.h"
#include "contracts/InferredContract.h"
#include <string>
#include <vector>

namespace clang::ento {
class MemRegion;
}

namespace pyrefcheck {

/// What is known about the fields of one translation unit.
class FieldOwnership {
public:
  FieldOwnership(const TranslationUnit &TU, SourceContracts &Functions,
                 const ActiveContracts &Tables);

  const ActiveContracts &tables() const { return Tables; }

  /// \param Field a field or static variable, or null.
  HeldReference of(const clang::ValueDecl *Field) const;
  /// Whether \p Field only ever holds NULL, or text, bytes or numbers that no
  /// user code made: their destruction runs no code.
  bool holdsPlainValues(const clang::ValueDecl *Field) const;
  /// Whether the file sets \p Field only to NULL and never passes its address.
  bool isNeverFilled(const clang::ValueDecl *Field) const;
  /// When Python code can replace what \p Field, which may be null, holds while
  /// a function of this file uses that.
  Replacement replacement(const clang::ValueDecl *Field) const;
  /// Whether some function of the file stores objects at computed addresses,
  /// which may be those of fields.
  bool storesAnywhere() const { return Evidence.StoresAnywhere; }
  /// Whether an annotation or a contract file states its ownership.
  bool isStated(const clang::ValueDecl *Field) const;
  /// The fields of known ownership that \p FD uses, as text: the results for \p
  /// FD depend on them.
  std::string describeUses(const clang::FunctionDecl *FD) const;
  /// The facts for other files, in no particular order.
  std::vector<InferredContract> inferred() const;
  /// The fields that this file uses and that others may describe, by name.
  std::vector<AskedOfOtherFiles> askedOfOtherFiles() const;

private:
  struct Fact {
    HeldReference Is = HeldReference::Unknown;
    bool Stated = false;
  };

  Fact conclude(const clang::ValueDecl *Field) const;
  std::optional<HeldReference> stated(const clang::ValueDecl *Field) const;
  HeldReference combine(const clang::ValueDecl *Field, HeldReference Here,
                        std::optional<HeldReference> Elsewhere) const;
  std::vector<HeldReference>
  possibleConclusions(const clang::ValueDecl *Field) const;
  HeldReference learn(const clang::ValueDecl *Field) const;
  HeldReference learnFromInstances(const clang::ValueDecl *Field) const;
  bool isShown(const clang::ValueDecl *Field) const;
  bool isWholeHere(const clang::ValueDecl *Field) const;
  bool isBorrowedFrom(const FieldEvidence &E) const;

  const TranslationUnit &TU;
  const ActiveContracts &Tables;
  EvidenceOfFile Evidence;
  mutable llvm::DenseMap<const clang::ValueDecl *, Fact> Known;
};

/// The name by which contract files know \p RD: its tag or, if it has none, its
/// typedef, qualified in C++; empty if it has neither.
std::string structName(const clang::RecordDecl *RD);

/// The field that \p Place is or is part of, or null: `self->f`,
/// `self->items[i]`, a static variable.
const clang::ValueDecl *fieldOf(const clang::ento::MemRegion *Place);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_FIELDOWNERSHIP_H
