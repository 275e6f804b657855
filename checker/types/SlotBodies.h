//===- SlotBodies.h - What slot functions do to the fields ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads tp_traverse, tp_clear, tp_dealloc and similar slots, helpers included,
// as a list of effects in source order: a field is visited or released, the
// object is untracked. What cannot be seen is an effect too, so that a rule can
// distinguish "does not" from "not known".
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_SLOTBODIES_H
#define PYREFCHECK_TYPES_SLOTBODIES_H

#include "annotations/Attributes.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"

namespace pyrefcheck {

/// One thing that a function does.
struct Effect {
  enum EffectKind : uint8_t {
    /// visit(self->Field, arg).
    Visit,
    /// visit(Py_TYPE(self), arg).
    VisitType,
    /// The reference in Field is released or given away.
    Release,
    /// Field is set, to NULL or another value.
    Overwrite,
    /// Field goes to code that cannot be seen.
    Unclear,
    /// Py_INCREF of anything.
    Increment,
    /// Py_DECREF of something that is not a field.
    Decrement,
    /// Py_DECREF(Py_TYPE(self)).
    ReleaseType,
    /// self goes to code that cannot be seen.
    UnknownCall,
    /// A function of the base type gets self: tp_dealloc, tp_clear, ...
    BaseSlot,
    /// An API function with a role gets self or, where that makes no
    /// difference, anything.
    Api,
    /// A call makes a new object, as its contract says.
    MakesObject,
    /// self goes to Python code, or to a container that takes a reference.
    GivesSelf,
    /// The memory that Field points to is freed.
    Free,
    /// A variable or field other than a local one gets self: a free list.
    StoresSelf,
  };
  EffectKind Kind;
  const clang::FieldDecl *Field = nullptr;
  const clang::Stmt *At = nullptr;
  /// Where it happens or is called from, in the slot's own function.
  clang::SourceLocation Loc;
  ApiRole Role = ApiRole::None;
  Slot Which = Slot::Other;
  llvm::StringRef Callee;
  /// It happens in a function that the slot's function calls.
  bool InHelper = false;
  /// Api, Increment: whether the call gets self.
  bool OnSelf = false;
  /// Release: the call crashes if the field is NULL, and nothing has tested it.
  bool NeedsObject = false;
  /// BaseSlot: through self's own type, so the type that defines the slot is
  /// not known.
  bool OwnType = false;
  /// BaseSlot: of a built-in type, by name (`PyDict_Type.tp_dealloc(self)`).
  bool OfBuiltin = false;
};

/// What one slot function does.
class SlotBody {
public:
  const clang::FunctionDecl *Function = nullptr;
  std::vector<Effect> Effects;

  /// Whether it exists and its body could be read.
  explicit operator bool() const { return Function; }
  /// Whether it leaves the rest to the tp_dealloc of a built-in type, and to no
  /// other code. That frees the object, but does not release its heap type
  /// (Objects/typeobject.c, subtype_dealloc).
  bool endsInBuiltinDealloc() const;
  bool has(Effect::EffectKind K) const;
  bool has(Effect::EffectKind K, const clang::FieldDecl *F) const;
  const Effect *first(Effect::EffectKind K) const;
  const Effect *first(ApiRole R) const;
  /// Whether self goes to code whose effects on the fields cannot be seen.
  bool isOpaque() const;
  /// The same for the fields that a base type cannot know.
  bool hidesOwnFields() const;
  /// Whether it calls slot \p S of another type.
  bool callsBase(Slot S) const;
};

/// Reads bodies. Lives until the analysis of a translation unit ends.
class BodyReader {
public:
  BodyReader(SourceCache &Sources, SourceContracts &Contracts)
      : Sources(Sources), Contracts(Contracts) {}

  /// Reads \p FD as a slot function whose first parameter is the object, the
  /// module or, for tp_free, the memory.
  const SlotBody &read(const clang::FunctionDecl *FD);
  SourceContracts &contracts() { return Contracts; }
  SourceCache &sources() { return Sources; }

private:
  SourceCache &Sources;
  SourceContracts &Contracts;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<SlotBody>> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_SLOTBODIES_H
