//===- TypeFacts.h - What Python's headers do not say -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts about slots, flags, structs and built-in types for the rules about type
// objects: tables and their lookup, no logic. Those about functions are in the
// contract files.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_TYPEFACTS_H
#define PYREFCHECK_CONTRACTS_TYPEFACTS_H

#include "ObjectFacts.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace pyrefcheck {

struct Contract;

/// The members of a type object that the rules use.
enum class Slot : uint8_t {
  Alloc,
  Base,
  Bases,
  Clear,
  Dealloc,
  Del,
  DictOffset,
  Finalize,
  Free,
  Init,
  Members,
  New,
  Traverse,
  WeakListOffset,
  /// Any other.
  Other,
};

/// The slot with the member name \p Member ("tp_dealloc").
Slot slotOfMember(llvm::StringRef Member);
/// The member for the number of a PyType_Slot: "tp_dealloc" for Py_tp_dealloc.
/// Empty for members that no rule uses. The numbers are those of the stable ABI
/// (Include/typeslots.h, unchanged since 3.5).
llvm::StringRef memberOfSlot(int64_t Number);
/// Whether the function in the member \p Member receives an instance of the
/// type as its first argument.
bool passesInstance(llvm::StringRef Member);
/// The parameters of a function in the member \p Member ("nb_power", "set" of a
/// PyGetSetDef) for which the interpreter never passes NULL, one bit per
/// position. Those of a method depend on its flags: see methodNeverNull().
unsigned memberNeverNull(llvm::StringRef Member);
/// The same for a function in a PyMethodDef with the flags \p Flags.
unsigned methodNeverNull(uint64_t Flags);
/// The slot for the number of a PyType_Slot.
Slot slotOfNumber(int64_t Number);

/// Bits of tp_flags (Include/object.h; the stable ABI fixes them).
inline constexpr uint64_t FlagHeapType = 1ull << 9;
inline constexpr uint64_t FlagBaseType = 1ull << 10;
inline constexpr uint64_t FlagHaveGC = 1ull << 14;
inline constexpr uint64_t FlagDisallowInstantiation = 1ull << 7;
inline constexpr uint64_t FlagImmutableType = 1ull << 8;

/// The first versions in which instances own their heap type (3.8: What's New,
/// "Changes in the C API") and must visit it (3.9: likewise).
inline constexpr unsigned OwnsHeapTypeSince = 0x0308;
/// Before that, the tp_traverse of classes derived in Python visits the type;
/// that of the base type does not (bpo-40217).
inline constexpr unsigned VisitsHeapTypeSince = 0x0309;

/// The kind of an object that is exactly of the built-in type \p Name.
ObjectKind kindOfType(llvm::StringRef Name);
/// The kind of object that a function with the contract \p Ct returns.
ObjectKind resultKind(const Contract &Ct);
/// Whether the result of a function with the contract \p Ct may be of a
/// subclass of the stated type, or may call other code when it is destroyed.
bool mayCallOther(const Contract &Ct);
/// The kind of what PyArg_Parse* stores for the format unit \p Unit.
ObjectKind parsedKind(char Unit);

/// Whether the struct \p Name is only an object header.
bool isHeaderStruct(llvm::StringRef Name);
/// Whether the struct \p Name manages its references itself: a Py_buffer is
/// released with PyBuffer_Release.
bool managesItself(llvm::StringRef Name);
/// The kind of object in a field of one of CPython's own structs, if CPython's
/// comments state it.
ObjectKind fieldKind(llvm::StringRef Struct, llvm::StringRef Field);
/// Whether \p Function is a slot written by a generator that knows the types of
/// the fields exactly.
bool isGeneratedSlot(llvm::StringRef Function);

/// Whether the built-in static type \p Name (PyDict_Type) supports GC.
enum class BuiltinGC : uint8_t { Unknown, No, Yes };
BuiltinGC builtinTypeGC(llvm::StringRef Name);

/// Whether \p Flag is one of the flags of which a type has at most one, because
/// their memory layouts differ: Py_TPFLAGS_LONG_SUBCLASS to
/// Py_TPFLAGS_TYPE_SUBCLASS (Include/object.h).
bool isLayoutFlag(uint64_t Flag);
/// The layout flag of the built-in type \p Name, 0 if it has none; nothing if
/// that is unknown.
std::optional<uint64_t> layoutFlag(llvm::StringRef Name);
/// Whether the built-in type \p Name is the built-in type \p Base or derives
/// from it.
bool isBuiltinSubtype(llvm::StringRef Name, llvm::StringRef Base);
/// Whether global objects of the built-in type \p Name or of a derived type
/// exist, such as Py_True.
bool mayBeStatic(llvm::StringRef Name);

/// Whether an object of the built-in type \p Name stands for an integer, and
/// any integer has such an object.
bool holdsNumber(llvm::StringRef Name);

/// Whether instances of the built-in type \p Name have a method \p Method.
bool hasMethod(llvm::StringRef Name, llvm::StringRef Method);

/// PyMemberDef types: T_OBJECT, T_OBJECT_EX; flag READONLY (structmember.h).
inline constexpr int64_t MemberObject = 6, MemberObjectEx = 16;
inline constexpr int64_t MemberReadOnly = 1;

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_TYPEFACTS_H
