//===- TypeCheck.h - What the rules about types share ----------*- C++ -*-===//
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
  /// The types whose instances only functions of the file make, with
  /// PyObject_GC_New, and nothing tracks: the collector never sees them.
  llvm::DenseSet<const TypeObject *> Untracked = {};

  void report(MistakeReport R);
  /// The body of a slot function; without one, an empty body.
  const SlotBody &body(const TypeObject &T, Slot S);
};

/// A member of an instance and what its type's slots do to it.
struct OwnedField {
  FieldPath Path;
  FieldModel::CyclePath Cycle;
  /// A slot gives the field's reference up: tp_clear, tp_dealloc, ...
  const Effect *ReleasedBy = nullptr;
  bool InClear = false, InDealloc = false;
  /// Python code can change it after the object was made.
  bool Mutable = false;
  /// Functions that are not slots release it too: it is not known whether
  /// tp_dealloc must.
  bool ByHelper = false;

  /// Whether it is certainly owned, and can come to hold anything.
  bool isCertain() const {
    return ReleasedBy && (Cycle.Exposed || Cycle.Closed ||
                          (Cycle.Entry && Cycle.Entry->What.Any));
  }
};

/// The fields that instances of \p T certainly own.
std::vector<OwnedField> ownedFields(TypeCheck &C, const TypeObject &T);
/// Whether \p B does something of kind \p K to the field, or may do so.
bool mayTouch(const TypeCheck &C, const SlotBody &B, Effect::EffectKind K,
              const FieldPath &P);
/// Whether \p B may do something unseen to the field: it gives self to code in
/// another file, or to the base type that the field belongs to.
bool hides(const TypeObject &T, const SlotBody &B, const FieldPath &P);
/// Whether the field is in the struct of the base type, whose own slot \p S
/// does not do \p K to it either: then it is not reported for this type.
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
/// What functions do to objects of the file's types: how they make them, and
/// what they store into them.
void checkCreation(TypeCheck &C, const FunctionBody &Body,
                   llvm::ArrayRef<FunctionBody> Functions);
/// Objects that a function gives up before they are whole.
void checkHalfBuilt(TypeCheck &C, const FunctionBody &Body,
                    llvm::ArrayRef<FunctionBody> Functions);
void checkCycles(TypeCheck &C, HoldingCalls &Holders, const FunctionBody &Body);
/// Containers that a function makes and puts into themselves.
void checkContainers(HoldingCalls &Holders, const FunctionBody &Body,
                     std::vector<Finding> &Findings);
/// Global containers that never release instances of the file's types.
void checkCaches(TypeCheck &C, llvm::ArrayRef<FunctionBody> Bodies);
/// Referents of weak references that are used when they may have died.
void checkWeakReferences(SourceContracts &Contracts, const FunctionBody &Body,
                         std::vector<Finding> &Findings);
/// Static variables that go on pointing to a dead instance.
void checkStaticPointers(TypeCheck &C, HoldingCalls &Holders,
                         const FunctionBody &Body,
                         llvm::ArrayRef<FunctionBody> Functions);
void checkMutualOwners(TypeCheck &C, const TypeObject &T);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPECHECK_H
