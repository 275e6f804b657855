//===- FieldOwnership.h - Which fields own what they hold -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A declaration `PyObject *f;` does not tell whether f owns a reference to what
// it holds. Known is it, in this order, from an annotation on the field or
// static variable, a contract file, and what the functions of the file (and,
// through summaries, of other files) do with it: what is released when the
// object is taken apart was owned; what is stored without a reference and never
// released by anybody is only borrowed. Where that is mixed, nothing is known,
// and one reference is believed to be owned.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_FIELDOWNERSHIP_H
#define PYREFCHECK_FIELDS_FIELDOWNERSHIP_H

#include "SlotEvidence.h"
#include "contracts/InferredContract.h"
#include "contracts/SlotContract.h"
#include <string>
#include <vector>

namespace clang::ento {
class MemRegion;
}

namespace pyrefcheck {

/// What is known of the slots of one translation unit.
class FieldOwnership {
public:
  FieldOwnership(const TranslationUnit &TU, SourceContracts &Functions,
                 const ActiveContracts &Tables);

  /// \param Slot a field or static variable, or null.
  SlotOwnership of(const clang::ValueDecl *Slot) const;
  /// Whether it never holds anything but NULL, and text, bytes or numbers that
  /// nobody's code made: their destruction runs no code.
  bool holdsPlainValues(const clang::ValueDecl *Slot) const;
  /// Whether an annotation or a contract file says so, and not only what the
  /// code does.
  bool isStated(const clang::ValueDecl *Slot) const;
  /// The slots of known ownership that \p FD uses, as text: what was found out
  /// about \p FD depends on it.
  std::string describeUses(const clang::FunctionDecl *FD) const;
  /// What other files can know; in no order.
  std::vector<InferredContract> inferred() const;
  /// What this file uses and of which others may tell, by name.
  std::vector<AskedOfOtherFiles> askedOfOtherFiles() const;

private:
  struct Fact {
    SlotOwnership Is = SlotOwnership::Unknown;
    bool Stated = false;
  };

  Fact conclude(const clang::ValueDecl *Slot) const;
  std::optional<SlotOwnership> stated(const clang::ValueDecl *Slot) const;
  SlotOwnership combine(const clang::ValueDecl *Slot, SlotOwnership Here,
                        std::optional<SlotOwnership> Elsewhere) const;
  std::vector<SlotOwnership>
  possibleConclusions(const clang::ValueDecl *Slot) const;
  SlotOwnership learn(const clang::ValueDecl *Slot) const;
  SlotOwnership learnFromInstances(const clang::ValueDecl *Slot) const;
  bool isShown(const clang::ValueDecl *Slot) const;
  bool isWholeHere(const clang::ValueDecl *Slot) const;
  bool isBorrowedFrom(const SlotEvidence &E) const;

  const TranslationUnit &TU;
  const ActiveContracts &Tables;
  EvidenceOfFile Evidence;
  mutable llvm::DenseMap<const clang::ValueDecl *, Fact> Known;
};

/// The name by which contract files know \p RD: its tag or, if it has none, its
/// typedef, qualified in C++; empty if it has neither.
std::string structName(const clang::RecordDecl *RD);

/// The slot that \p Place is or lies in, or null: `self->f`, `self->items[i]`,
/// a static variable.
const clang::ValueDecl *slotOf(const clang::ento::MemRegion *Place);

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_FIELDOWNERSHIP_H
