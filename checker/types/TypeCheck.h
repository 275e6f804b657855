//===- TypeCheck.h - What the rules about types share -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPECHECK_H
#define PYREFCHECK_TYPES_TYPECHECK_H

#include "FieldModel.h"
#include "HoldingCalls.h"
#include "SlotBodies.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "fixes/GeneratedCode.h"
#include "source/FunctionBody.h"

namespace pyrefcheck {

/// What all rules use.
struct TypeCheck {
  const TranslationUnit &TU;
  const TypeModel &Types;
  const FieldModel &Fields;
  BodyReader &Bodies;
  const GeneratedCode &Generated;
  PyVersion Python, Headers;
  std::vector<Finding> &Findings;
  /// The types whose instances the collector never sees: only functions of the
  /// file make them, with PyObject_GC_New, and nothing tracks them.
  llvm::DenseSet<const TypeObject *> Untracked = {};

  void report(MistakeReport R);
  /// The body of a slot function; without one, an empty body.
  const SlotBody &body(const TypeObject &T, Slot S);
};

/// A member of an instance, and what its type's slots do to it.
struct OwnedField {
  FieldPath Path;
  FieldModel::CyclePath Cycle;
  /// The release of the field in a slot (tp_clear, tp_dealloc, ...), or null.
  const Effect *ReleasedBy = nullptr;
  bool InClear = false, InDealloc = false;
  /// Python code can change it after the object is made.
  bool Mutable = false;
  /// Helpers release it, and no slot does: tp_dealloc may not have to.
  bool ByHelper = false;

  /// Whether it is certainly owned, and certainly able to lead back.
  bool isCertain() const {
    return ReleasedBy && (Cycle.Exposed || Cycle.Closed ||
                          (Cycle.Entry && Cycle.Entry->What.Any));
  }
};

/// The fields that instances of \p T own, as far as the file shows.
std::vector<OwnedField> ownedFields(TypeCheck &C, const TypeObject &T);
/// Whether \p B does or may do \p K to the field.
bool mayTouch(const TypeCheck &C, const SlotBody &B, Effect::EffectKind K,
              const FieldPath &P);
/// Whether \p B may do something unseen to the field: it gives self to code in
/// another file, or to the base type that the field belongs to.
bool hides(const TypeObject &T, const SlotBody &B, const FieldPath &P);
/// Whether the field is in the struct of the base type, and that type is in
/// another file or its slot \p S does not do \p K: no finding for this type.
bool belongsToBase(TypeCheck &C, const TypeObject &T, Slot S,
                   Effect::EffectKind K, const FieldPath &P);
/// Notes that explain why the field can be part of a cycle.
void explain(const OwnedField &F, MistakeReport &R);

void checkGCSupport(TypeCheck &C, const TypeObject &T);
void checkDealloc(TypeCheck &C, const TypeObject &T);
/// What a type inherits, and what its slots must do for the base type.
void checkInheritance(TypeCheck &C, const TypeObject &T);
void checkModuleState(TypeCheck &C, const ModuleObject &M);
/// References that tp_dealloc leaves in the user data of a library's object.
void checkLibraryData(TypeCheck &C, llvm::ArrayRef<FunctionBody> Functions);
/// Fills TypeCheck::Untracked.
void findUntracked(TypeCheck &C, llvm::ArrayRef<FunctionBody> Functions);
/// How functions make objects of the file's types, and when they track them.
void checkCreation(TypeCheck &C, const FunctionBody &Body,
                   llvm::ArrayRef<FunctionBody> Functions);
/// Objects that a function releases before they are complete.
void checkHalfBuilt(TypeCheck &C, const FunctionBody &Body,
                    llvm::ArrayRef<FunctionBody> Functions);
void checkCycles(TypeCheck &C, HoldingCalls &Holders, const FunctionBody &Body);
/// Containers that a function makes and puts into themselves.
void checkContainers(HoldingCalls &Holders, const FunctionBody &Body,
                     std::vector<Finding> &Findings);
/// Dictionaries in global variables or module state that keep instances alive.
void checkCaches(TypeCheck &C, llvm::ArrayRef<FunctionBody> Bodies);
/// Referents of weak references that are used when they may have died.
void checkWeakReferences(SourceContracts &Contracts, const FunctionBody &Body,
                         std::vector<Finding> &Findings);
/// Static variables that keep pointing to a dead instance.
void checkStaticPointers(TypeCheck &C, HoldingCalls &Holders,
                         const FunctionBody &Body,
                         llvm::ArrayRef<FunctionBody> Functions);
void checkMutualOwners(TypeCheck &C, const TypeObject &T);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPECHECK_H
