//===- ObjectFacts.h - Functions and the life of objects --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a contract says beyond references: the part that a function plays in the
// life of an object, and what an object can refer to.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_OBJECTFACTS_H
#define PYREFCHECK_CONTRACTS_OBJECTFACTS_H

#include <cstdint>

namespace pyrefcheck {

/// The part of an API function in the life of an object, its first argument or
/// its result. Sources: the manual's chapters "Supporting Cyclic Garbage
/// Collection", "Allocating Objects on the Heap", "Type Objects", "Weak
/// Reference Objects"; for private functions, the headers of CPython.
enum class ApiRole : uint8_t {
  None,
  Untrack,
  Track,
  ClearWeakRefs,
  /// Frees an object that PyObject_New or tp_alloc made without GC.
  FreeObject,
  /// Frees an object of a type under GC.
  FreeGCObject,
  /// Frees memory that is not an object's.
  FreeMemory,
  /// Makes an object without the GC header.
  NewObject,
  /// Makes an object with it.
  NewGCObject,
  /// Runs the finalizer of the object before tp_dealloc destroys it.
  CallFinalizer,
  /// Saves the current exception, to be restored later.
  SaveException,
  /// Calls Python code, or sets a new exception.
  RunsPython,
  /// The same by calling the object.
  Calls,
  /// Only reads: neither keeps, releases nor visits its arguments.
  Harmless,
  /// Sets an object's count, for example before running a finalizer by hand.
  SetsCount,
  /// Handles an instance's managed `__dict__` or weak references.
  ManagedDict,
  /// Returns a slot of a type, by its number: PyType_GetSlot.
  GetSlot,
  /// The object's type: Py_TYPE.
  TypeOf,
  /// The state of a module or of a type's module.
  GetState,
  /// Puts an item into a mapping, reads one, removes one or all.
  PutItem,
  GetItem,
  RemoveItem,
  /// Reads an attribute: possibly a method bound to the object.
  GetAttribute,
  /// Makes a capsule around it.
  MakeCapsule,
  /// Returns a borrowed reference to a weak reference's referent.
  LendReferent,
  /// Returns a dictionary that only C code can reach: those that threads and
  /// interpreters keep for extensions.
  GetHiddenDict,
};

/// Whether a function with the role \p R calls Python code.
constexpr bool runsPython(ApiRole R) {
  return R == ApiRole::RunsPython || R == ApiRole::Calls;
}

/// What an object can refer to, as far as its type shows.
enum class ObjectKind : uint8_t {
  Unknown,
  /// Refers to nothing that could refer back: exact str, bytes, int, float,
  /// complex, bool, None, code, a static type.
  Atomic,
  /// A container that can later hold anything.
  Container,
  /// A bound method, partial or closure over an argument.
  Closure,
  /// The result of a Python callable, mostly of a known kind.
  Result,
  /// Anything that Python code can make.
  Any,
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_OBJECTFACTS_H
