//===- TypeModel.h - The types and modules that a file defines --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description covers all types: static PyTypeObjects, whose slots come from
// their initialiser or are assigned before PyType_Ready, and heap types made
// from a PyType_Spec. Another describes a PyModuleDef.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPEMODEL_H
#define PYREFCHECK_TYPES_TYPEMODEL_H

#include "HeapTypes.h"
#include "contracts/TypeFacts.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include <vector>

namespace pyrefcheck {

/// What a slot holds, as far as the file shows.
struct SlotValue {
  const clang::Expr *Value = nullptr;
  /// The function; null if there is none or it is not a plain function.
  const clang::FunctionDecl *Function = nullptr;
  /// Several values are assigned, or one that cannot be read.
  bool Unclear = false;
};

/// A type object of the file.
struct TypeObject {
  /// The PyTypeObject or PyType_Spec.
  const clang::VarDecl *Decl = nullptr;
  /// The PyType_Slot array of a spec that is a variable, else null.
  const clang::VarDecl *Slots = nullptr;
  /// Made by PyType_FromSpec: instances own a reference to it.
  bool IsHeap = false;
  llvm::DenseMap<Slot, SlotValue> Values;
  /// tp_flags; unclear if they could not be read.
  uint64_t Flags = 0;
  bool FlagsUnclear = false;
  const clang::Expr *FlagsExpr = nullptr;
  /// The struct of the instances, or null.
  const clang::RecordDecl *Layout = nullptr;
  /// tp_base, if it is a type object or spec that the file names.
  const clang::VarDecl *Base = nullptr;
  /// The struct of the instances begins with that of another object.
  bool EmbedsBase = false;
  /// There may be an unknown base type other than object.
  bool BaseUnclear = false;
  /// A function that cannot be seen gets the type object, and may set slots.
  bool GivenAway = false;
  /// tp_weaklistoffset or the "__weaklistoffset__" member.
  const clang::FieldDecl *WeakList = nullptr;
  bool HasWeakList = false;
  /// The functions in its slots, methods and attributes that get an instance as
  /// their first argument.
  llvm::SmallVector<const clang::FunctionDecl *, 4> Methods;

  llvm::StringRef name() const { return Decl->getName(); }
  const SlotValue *slot(Slot S) const;
  bool has(Slot S) const { return slot(S) != nullptr; }
  const clang::FunctionDecl *function(Slot S) const;
  bool flag(uint64_t F) const { return Flags & F; }
};

/// A module definition of the file.
struct ModuleObject {
  const clang::VarDecl *Decl = nullptr;
  /// The struct of m_size, or null.
  const clang::RecordDecl *State = nullptr;
  const clang::FunctionDecl *Traverse = nullptr, *Clear = nullptr,
                            *Free = nullptr;
  /// One of them is not a plain function.
  bool Unclear = false;
  /// It has functions, which own it and are in its dictionary: it dies in a
  /// collection, or when that dictionary is emptied.
  bool HasMethods = false;
};

/// A field that PyMemberDef or tp_dictoffset exposes to Python.
struct ExposedField {
  bool Writable = false;
  /// The instance's __dict__.
  bool Attributes = false;
  /// T_OBJECT_EX: a heap type without tp_dealloc releases it (clear_slots in
  /// typeobject.c).
  bool Cleared = false;
};

/// All types and modules that the given declarations define.
class TypeModel {
public:
  TypeModel(clang::ASTContext &Context, llvm::ArrayRef<clang::Decl *> Roots);

  llvm::ArrayRef<TypeObject> types() const { return Types; }
  llvm::ArrayRef<ModuleObject> modules() const { return Modules; }
  bool empty() const { return Types.empty() && Modules.empty(); }
  /// The type object in the variable \p VD, or null.
  const TypeObject *find(const clang::VarDecl *VD) const;
  /// The type that \p E names, as a type object or as the holder of a type made
  /// from a spec; or null.
  const TypeObject *typeBehind(const clang::Expr *E) const;
  /// Whether code that is not read fills in the type: an assignment of a whole
  /// type object, or Python, which makes struct sequences.
  bool isFilledElsewhere(const clang::VarDecl *VD) const {
    return Filled.contains(VD->getCanonicalDecl());
  }
  /// The types whose instances are laid out like \p RD.
  llvm::SmallVector<const TypeObject *, 2>
  typesOf(const clang::RecordDecl *RD) const;
  /// The structs of the instances that \p FD gets as its first argument; empty
  /// if they are not known, or subclasses may exist.
  llvm::SmallVector<const clang::RecordDecl *, 2>
  instancesFor(const clang::FunctionDecl *FD) const;
  /// How \p F is exposed to Python, or null if it is not.
  const ExposedField *exposed(const clang::FieldDecl *F) const;

  /// Whether instances of \p T are under the garbage collector.
  BuiltinGC supportsGC(const TypeObject &T) const;
  /// Whether \p T has, or may have, a base type other than object.
  bool inherits(const TypeObject &T) const { return T.Base || T.BaseUnclear; }

private:
  friend class TypeCollector;

  HeapTypes Heap;
  /// Fills the maps from variables, layouts and methods to Types.
  void index();

  std::vector<TypeObject> Types;
  /// Indexes into Types: the type in each variable, and the types with each
  /// layout.
  llvm::DenseMap<const clang::VarDecl *, size_t> ByVariable;
  llvm::DenseMap<const clang::RecordDecl *, llvm::SmallVector<size_t, 1>>
      ByLayout;
  std::vector<ModuleObject> Modules;
  /// Indexes into Types: for each function that gets an instance first, the
  /// types whose slots and tables name it.
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<size_t, 1>>
      Methods;
  llvm::DenseMap<const clang::FieldDecl *, ExposedField> Exposed;
  llvm::DenseSet<const clang::VarDecl *> Filled;
};

/// The struct's tag or, if it has none, its typedef.
llvm::StringRef recordName(const clang::RecordDecl *RD);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPEMODEL_H
