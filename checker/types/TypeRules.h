//===- TypeRules.h - The rules about types and modules ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// cpython-gc-support, cpython-dealloc and cpython-reference-cycle: one entry
// for the engine, and what the rules share.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPERULES_H
#define PYREFCHECK_TYPES_TYPERULES_H

#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeMessages.h"
#include "TypeModel.h"

namespace pyrefcheck {

/// Checks the types and modules that \p Declarations define.
/// \param Python the version whose rules hold.
void findTypeMistakes(clang::ASTContext &Context, const TranslationUnit &TU,
                      const FieldOwnership &Slots, SourceContracts &Contracts,
                      PyVersion Python, std::vector<Finding> &Findings);

/// What all rules look at.
struct TypeCheck {
  const TranslationUnit &TU;
  const TypeModel &Types;
  const FieldModel &Fields;
  BodyReader &Bodies;
  PyVersion Python;
  std::vector<Finding> &Findings;

  void report(MistakeReport R) { Findings.push_back(describe(std::move(R))); }
  /// The body of a slot function; without one, an empty body.
  const SlotBody &body(const TypeObject &T, Slot S);
};

/// A member of an instance and what its type's slots do to it.
struct OwnedField {
  FieldPath Path;
  FieldModel::CyclePath Cycle;
  /// Some slot gives the field's reference up: tp_clear, tp_dealloc, ...
  const Effect *ReleasedBy = nullptr;
  bool InClear = false, InDealloc = false;
  /// Python code can change it after the object was made.
  bool Mutable = false;
};

/// The fields that instances of \p T own, beyond doubt.
std::vector<OwnedField> ownedFields(TypeCheck &C, const TypeObject &T);
/// Whether \p B does something of kind \p K to the field, or nobody can tell.
bool mayTouch(const TypeCheck &C, const SlotBody &B, Effect::EffectKind K,
              const FieldPath &P);
/// Notes that explain why the field can be part of a cycle.
void explain(const OwnedField &F, MistakeReport &R);

void checkGCSupport(TypeCheck &C, const TypeObject &T);
void checkDealloc(TypeCheck &C, const TypeObject &T);
void checkModuleState(TypeCheck &C, const ModuleObject &M);
/// What functions do to objects of the file's types: how they make them, and
/// what they store into them.
void checkCreation(TypeCheck &C, const clang::FunctionDecl *FD);
void checkCycles(TypeCheck &C, const clang::FunctionDecl *FD);
void checkMutualOwners(TypeCheck &C, const TypeObject &T);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPERULES_H
