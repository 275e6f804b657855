//===- TypeFacts.cpp - What Python's headers do not say ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeFacts.h"
#include "Contract.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <iterator>
#include <utility>

namespace pyrefcheck {

using llvm::StringRef;
using llvm::StringSwitch;

Slot slotOfMember(StringRef Member) {
  return StringSwitch<Slot>(Member)
      .Case("tp_alloc", Slot::Alloc)
      .Case("tp_base", Slot::Base)
      .Case("tp_bases", Slot::Bases)
      .Case("tp_clear", Slot::Clear)
      .Case("tp_dealloc", Slot::Dealloc)
      .Case("tp_del", Slot::Del)
      .Case("tp_dictoffset", Slot::DictOffset)
      .Case("tp_finalize", Slot::Finalize)
      .Case("tp_free", Slot::Free)
      .Case("tp_init", Slot::Init)
      .Case("tp_members", Slot::Members)
      .Case("tp_new", Slot::New)
      .Case("tp_traverse", Slot::Traverse)
      .Case("tp_weaklistoffset", Slot::WeakListOffset)
      .Default(Slot::Other);
}

StringRef memberOfSlot(int64_t Number) {
  static constexpr std::pair<int64_t, llvm::StringLiteral> Members[] = {
      {3, "mp_ass_subscript"}, {39, "sq_ass_item"},  {47, "tp_alloc"},
      {48, "tp_base"},         {49, "tp_bases"},     {50, "tp_call"},
      {51, "tp_clear"},        {52, "tp_dealloc"},   {53, "tp_del"},
      {54, "tp_descr_get"},    {55, "tp_descr_set"}, {57, "tp_getattr"},
      {58, "tp_getattro"},     {59, "tp_hash"},      {60, "tp_init"},
      {62, "tp_iter"},         {63, "tp_iternext"},  {64, "tp_methods"},
      {65, "tp_new"},          {66, "tp_repr"},      {67, "tp_richcompare"},
      {68, "tp_setattr"},      {69, "tp_setattro"},  {70, "tp_str"},
      {71, "tp_traverse"},     {72, "tp_members"},   {73, "tp_getset"},
      {74, "tp_free"},         {80, "tp_finalize"},
  };
  const auto *Found =
      llvm::find_if(Members, [&](const auto &M) { return M.first == Number; });
  return Found == std::end(Members) ? StringRef() : StringRef(Found->second);
}

bool passesInstance(StringRef Member) {
  return Member.starts_with("tp_") && Member != "tp_new" &&
         Member != "tp_alloc" && Member != "tp_free" && Member != "tp_is_gc";
}

unsigned memberNeverNull(StringRef Member) {
  // The manual's chapter "Type Objects" names what may be NULL: keywords, the
  // value to set, the object or the type of tp_descr_get. A missing third
  // argument of nb_power is None (Objects/abstract.c, PyNumber_Power).
  constexpr unsigned First = 1, Two = 3, Three = 7;
  if (Member == "nb_power" || Member == "nb_inplace_power")
    return Three;
  if (Member.starts_with("nb_") || Member.starts_with("sq_") ||
      Member.starts_with("mp_"))
    return Two;
  return StringSwitch<unsigned>(Member)
      .Cases("tp_call", "tp_init", "tp_new", "tp_getattro", "tp_setattro", Two)
      .Cases("tp_descr_set", "tp_richcompare", Two)
      .Cases("get", "set", "tp_descr_get", "tp_getattr", "tp_setattr", First)
      .Cases("tp_repr", "tp_str", "tp_hash", "tp_iter", "tp_iternext", First)
      .Cases("am_await", "am_aiter", "am_anext", "am_send", First)
      .Default(0);
}

unsigned methodNeverNull(uint64_t Flags) {
  // Include/methodobject.h.
  constexpr uint64_t VarArgs = 0x1, One = 0x8, Static = 0x20;
  return ((Flags & Static) ? 0 : 1) | ((Flags & (VarArgs | One)) ? 2 : 0);
}

Slot slotOfNumber(int64_t Number) { return slotOfMember(memberOfSlot(Number)); }

ObjectKind kindOfType(StringRef Name) {
  return StringSwitch<ObjectKind>(Name)
      .Cases("PyUnicode_Type", "PyBytes_Type", "PyByteArray_Type",
             "PyLong_Type", "PyBool_Type", "PyFloat_Type", "PyComplex_Type",
             "PyCode_Type", ObjectKind::Atomic)
      // A weak reference owns only its callback, and most have none.
      .Cases("_PyWeakref_RefType", "PyCapsule_Type", ObjectKind::Atomic)
      .Cases("PyDict_Type", "PyList_Type", "PySet_Type", "PyTuple_Type",
             "PyFrozenSet_Type", ObjectKind::Container)
      .Cases("PyMethod_Type", "PyInstanceMethod_Type", "PyDictProxy_Type",
             "PyCell_Type", "PySeqIter_Type", "PyCallIter_Type",
             ObjectKind::Closure)
      .Default(ObjectKind::Unknown);
}

ObjectKind resultKind(const Contract &Ct) {
  return Ct.Result.Type.empty() ? Ct.Kind : kindOfType(Ct.Result.Type);
}

bool mayCallOther(const Contract &Ct) {
  return Ct.Result.MaySubclass || Ct.Result.Type == "_PyWeakref_RefType" ||
         Ct.Result.Type == "PyCapsule_Type";
}

ObjectKind parsedKind(char Unit) {
  switch (Unit) {
  case 'S': // bytes
  case 'U': // str
  case 'Y': // bytearray
    return ObjectKind::Atomic;
  case 'O':
    return ObjectKind::Any;
  default:
    return ObjectKind::Unknown;
  }
}

bool isHeaderStruct(StringRef Name) {
  return Name == "_object" || Name == "PyObject" || Name == "PyVarObject";
}

bool managesItself(StringRef Name) {
  return Name == "bufferinfo" || Name == "Py_buffer" || Name == "_Py_buffer";
}

ObjectKind fieldKind(StringRef Struct, StringRef Field) {
  // Include/cpython/object.h, and the comment in type_traverse: names are exact
  // str (PyType_Type checks new values), and __slots__ is a tuple of them.
  if (Struct == "_heaptypeobject" &&
      (Field == "ht_name" || Field == "ht_qualname" || Field == "ht_slots"))
    return ObjectKind::Atomic;
  return ObjectKind::Unknown;
}

bool isGeneratedSlot(StringRef Function) {
  // Cython: __pyx_tp_traverse_..., __pyx_tp_dealloc_...
  return Function.starts_with("__pyx_tp_");
}

bool isLayoutFlag(uint64_t Flag) {
  constexpr uint64_t LayoutFlags = 0xff000000;
  return (Flag & LayoutFlags) != 0 && (Flag & (Flag - 1)) == 0;
}

std::optional<uint64_t> layoutFlag(StringRef Name) {
  // Include/object.h, 3.8 to 3.14.
  return StringSwitch<std::optional<uint64_t>>(Name)
      .Cases("PyLong_Type", "PyBool_Type", 1ull << 24)
      .Case("PyList_Type", 1ull << 25)
      .Case("PyTuple_Type", 1ull << 26)
      .Case("PyBytes_Type", 1ull << 27)
      .Case("PyUnicode_Type", 1ull << 28)
      .Case("PyDict_Type", 1ull << 29)
      .Case("PyType_Type", 1ull << 31)
      .Cases("PyFloat_Type", "PyComplex_Type", "PyByteArray_Type", "PySet_Type",
             "PyFrozenSet_Type", "PyModule_Type", "PySlice_Type",
             "PyCapsule_Type", "PyMemoryView_Type", 0)
      .Cases("PyCode_Type", "PyMethod_Type", "PyCell_Type",
             "_PyWeakref_RefType", 0)
      .Default(std::nullopt);
}

bool isBuiltinSubtype(StringRef Name, StringRef Base) {
  return Name == Base || Base == "PyBaseObject_Type" ||
         (Name == "PyBool_Type" && Base == "PyLong_Type");
}

bool mayBeStatic(StringRef Name) {
  // Py_False and Py_True are ints, static types are types.
  return Name == "PyBool_Type" || Name == "PyLong_Type" ||
         Name == "PyType_Type";
}

bool holdsNumber(StringRef Name) { return Name == "PyLong_Type"; }

bool hasMethod(StringRef Name, StringRef Method) {
  // The manual's chapter "Built-in Types". No version has removed one of them.
  if (Name == "PyList_Type")
    return StringSwitch<bool>(Method)
        .Cases("append", "clear", "copy", "count", "extend", "index", true)
        .Cases("insert", "pop", "remove", "reverse", "sort", true)
        .Default(false);
  if (Name == "PyDict_Type")
    return StringSwitch<bool>(Method)
        .Cases("clear", "copy", "fromkeys", "get", "items", "keys", true)
        .Cases("pop", "popitem", "setdefault", "update", "values", true)
        .Default(false);
  if (Name == "PySet_Type" || Name == "PyFrozenSet_Type")
    return StringSwitch<bool>(Method)
        .Cases("copy", "difference", "intersection", "isdisjoint", true)
        .Cases("issubset", "issuperset", "symmetric_difference", "union", true)
        .Cases("add", "clear", "discard", "pop", "remove", "update",
               Name == "PySet_Type")
        .Default(false);
  if (Name == "PyUnicode_Type" || Name == "PyBytes_Type" ||
      Name == "PyByteArray_Type")
    return StringSwitch<bool>(Method)
        .Cases("capitalize", "center", "count", "endswith", "expandtabs", true)
        .Cases("find", "index", "join", "ljust", "lower", "lstrip", true)
        .Cases("partition", "replace", "rfind", "rindex", "rjust", true)
        .Cases("rpartition", "rsplit", "rstrip", "split", "splitlines", true)
        .Cases("startswith", "strip", "swapcase", "title", "translate", true)
        .Cases("upper", "zfill", true)
        .Cases("encode", "format", "format_map", Name == "PyUnicode_Type")
        .Case("decode", Name != "PyUnicode_Type")
        .Default(false);
  return Name == "PyTuple_Type" && (Method == "count" || Method == "index");
}

BuiltinGC builtinTypeGC(StringRef Name) {
  // PyExc_ValueError and others: all derive from BaseException.
  if (Name.starts_with("PyExc_") || Name.starts_with("_PyExc_"))
    return BuiltinGC::Yes;
  return StringSwitch<BuiltinGC>(Name)
      .Cases("PyBaseObject_Type", "PyUnicode_Type", "PyBytes_Type",
             "PyLong_Type", "PyFloat_Type", "PyComplex_Type", "PyBool_Type",
             "PyByteArray_Type", "PyCode_Type", BuiltinGC::No)
      .Cases("PyDict_Type", "PyList_Type", "PyTuple_Type", "PySet_Type",
             "PyFrozenSet_Type", "PyType_Type", "PyModule_Type",
             "PyFunction_Type", BuiltinGC::Yes)
      .Cases("PyProperty_Type", "PySuper_Type", "PyCFunction_Type",
             "PyMethod_Type", "PyStaticMethod_Type", "PyClassMethod_Type",
             BuiltinGC::Yes)
      .Default(BuiltinGC::Unknown);
}

} // namespace pyrefcheck
