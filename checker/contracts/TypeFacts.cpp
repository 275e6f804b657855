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

ApiRole apiRole(StringRef Function) {
  // Sources: the manual's chapters "Supporting Cyclic Garbage Collection",
  // "Allocating Objects on the Heap", "Type Objects", "Weak Reference Objects";
  // the names with an underscore are those of CPython's own headers.
  return StringSwitch<ApiRole>(Function)
      .Cases("PyObject_GC_UnTrack", "_PyObject_GC_UNTRACK",
             "_PyObject_GC_UNTRACK_impl", ApiRole::Untrack)
      .Cases("PyObject_GC_Track", "_PyObject_GC_TRACK",
             "_PyObject_GC_TRACK_impl", ApiRole::Track)
      .Cases("PyObject_ClearWeakRefs", "_PyWeakref_ClearWeakRefsNoCallbacks",
             "_PyWeakref_ClearRef", "_PyWeakref_ClearWeakRefsExceptCallbacks",
             "FT_CLEAR_WEAKREFS", ApiRole::ClearWeakRefs)
      .Cases("PyObject_Free", "PyObject_FREE", "PyObject_Del", "PyObject_DEL",
             ApiRole::FreeObject)
      .Case("PyObject_GC_Del", ApiRole::FreeGCObject)
      .Cases("PyMem_Free", "PyMem_Del", "PyMem_FREE", "PyMem_DEL",
             "PyMem_RawFree", "free", ApiRole::FreeMemory)
      .Cases("_PyObject_New", "_PyObject_NewVar", ApiRole::NewObject)
      .Cases("_PyObject_GC_New", "_PyObject_GC_NewVar", ApiRole::NewGCObject)
      .Cases("PyObject_CallFinalizerFromDealloc", "PyObject_CallFinalizer",
             ApiRole::CallFinalizer)
      .Cases("PyErr_Fetch", "PyErr_GetRaisedException", "_PyErr_Fetch",
             "_PyErr_GetRaisedException", "_PyErr_StackItemToExcInfoTuple",
             ApiRole::SaveException)
      .Cases("PyObject_Call", "PyObject_CallObject", "PyObject_CallNoArgs",
             "PyObject_CallOneArg", "PyObject_CallFunction",
             "PyObject_CallFunctionObjArgs", "PyObject_CallMethod",
             "PyObject_CallMethodObjArgs", ApiRole::RunsPython)
      .Cases("PyObject_CallMethodNoArgs", "PyObject_CallMethodOneArg",
             "PyObject_Vectorcall", "_PyObject_CallNoArg",
             "_PyObject_CallNoArgs", "_PyObject_CallMethodId",
             "PyErr_WarnFormat", "PyErr_ResourceWarning", "PyErr_WarnEx",
             ApiRole::RunsPython)
      .Cases("_PyObject_CallMethodIdNoArgs", "_PyObject_CallMethodIdObjArgs",
             "PyRun_String", "PyEval_CallObjectWithKeywords",
             ApiRole::RunsPython)
      .Cases("_PyObject_VisitManagedDict", "_PyObject_ClearManagedDict",
             "PyObject_VisitManagedDict", "PyObject_ClearManagedDict",
             "_PyObject_FreeInstanceAttributes",
             "_PyObject_VisitInstanceAttributes", ApiRole::ManagedDict)
      .Cases("Py_SET_REFCNT", "_Py_SET_REFCNT", "_Py_SetRefcnt",
             "_Py_NewReference", "_Py_NewReferenceNoTotal",
             "_Py_ResurrectReference", ApiRole::SetsCount)
      .Case("PyType_GetSlot", ApiRole::GetSlot)
      .Cases("PyType_FromSpec", "PyType_FromSpecWithBases",
             "PyType_FromModuleAndSpec", "PyType_FromMetaclass",
             "_PyType_FromMetaclass_impl", ApiRole::FromSpec)
      .Cases("Py_TYPE", "_Py_TYPE", "PyObject_Type", ApiRole::TypeOf)
      .Cases("PyModule_GetState", "_PyModule_GetState", "PyType_GetModuleState",
             "_PyType_GetModuleState", ApiRole::GetState)
      .Cases("Py_SIZE", "Py_REFCNT", "Py_IS_TYPE", "Py_SET_SIZE",
             "PyType_HasFeature", "PyObject_TypeCheck", "PyType_IS_GC",
             "PyObject_IS_GC", "_PyObject_IS_GC", ApiRole::Harmless)
      .Cases("PyType_IsSubtype", "PyType_FastSubclass", "PyObject_GC_IsTracked",
             "PyObject_GC_IsFinalized", "_PyObject_GC_IS_TRACKED",
             "_PyGC_FINALIZED", "_PyTrash_begin", "_PyTrash_end",
             "_PyTrash_cond", ApiRole::Harmless)
      .Cases("_PyTrash_thread_deposit_object", "_PyTrash_thread_destroy_chain",
             "_PyObject_ASSERT_FAILED_MSG", "_PyObject_AssertFailed",
             "__assert_fail", "PySys_Audit", ApiRole::Harmless)
      .Default(ApiRole::None);
}

unsigned specArgument(StringRef Function) {
  return StringSwitch<unsigned>(Function)
      .Cases("PyType_FromModuleAndSpec", "_PyType_FromModuleAndSpec", 1)
      .Cases("PyType_FromMetaclass", "_PyType_FromMetaclass_impl", 2)
      .Default(0);
}

bool isReleaseMacro(StringRef Macro) { return Macro == "Py_DECREF"; }

/// The kind of an object of the built-in type \p Name.
static ObjectKind kindOfType(StringRef Name) {
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

ObjectKind resultKind(StringRef Function, const Contract *Ct) {
  if (Ct && !Ct->Result.Type.empty())
    return kindOfType(Ct->Result.Type);
  return StringSwitch<ObjectKind>(Function)
      // A struct sequence of numbers and strings.
      .Case("PyThread_GetInfo", ObjectKind::Atomic)
      .Cases("Py_BuildValue", "PySequence_Fast", ObjectKind::Container)
      .Cases("PyCFunction_New", "PyCFunction_NewEx", "PyCMethod_New",
             ObjectKind::Closure)
      .Cases("PyObject_Call", "PyObject_CallObject", "PyObject_CallNoArgs",
             "PyObject_CallOneArg", "PyObject_CallFunction",
             "PyObject_CallFunctionObjArgs", "PyObject_CallMethod",
             "PyObject_CallMethodObjArgs", ObjectKind::Result)
      .Cases("PyObject_Vectorcall", "PyObject_CallMethodNoArgs",
             "PyObject_CallMethodOneArg", "_PyObject_CallNoArgs",
             "_PyObject_CallNoArg", "_PyObject_CallMethodId",
             "PyImport_ImportModule", ObjectKind::Result)
      .Cases("PyObject_GetAttr", "PyObject_GetAttrString", "PyObject_GetItem",
             "PyObject_GetIter", "PyDict_GetItem", "PyDict_GetItemString",
             "PyDict_GetItemWithError", "PySequence_GetItem", ObjectKind::Any)
      .Cases("PyTuple_GetItem", "PyList_GetItem", "PyIter_Next",
             "_PyObject_GetAttrId", ObjectKind::Any)
      .Cases("PyTuple_GET_ITEM", "PyList_GET_ITEM", "PySequence_Fast_GET_ITEM",
             "PyList_GetItemRef", ObjectKind::Any)
      .Default(ObjectKind::Unknown);
}

bool mayCallOther(const Contract &Ct) {
  return Ct.Result.MaySubclass || Ct.Result.Type == "_PyWeakref_RefType" ||
         Ct.Result.Type == "PyCapsule_Type";
}

StringRef publicName(StringRef Function) {
  return StringSwitch<StringRef>(Function)
      .Cases("PyCFunction_NewEx", "PyCMethod_New", "PyCFunction_New")
      .Default(Function);
}

ObjectKind checkedKind(StringRef Macro) {
  // A subclass of str or bytes can have attributes; these rules do not consider
  // cycles through one.
  return StringSwitch<ObjectKind>(Macro)
      .Cases("PyUnicode_Check", "PyUnicode_CheckExact", "PyBytes_Check",
             "PyBytes_CheckExact", "PyLong_Check", "PyLong_CheckExact",
             "PyFloat_Check", "PyFloat_CheckExact", ObjectKind::Atomic)
      .Cases("PyTuple_Check", "PyTuple_CheckExact", "PyList_Check",
             "PyList_CheckExact", "PyDict_Check", "PyDict_CheckExact",
             "PySet_Check", "PyAnySet_Check", ObjectKind::Container)
      .Cases("PyBool_Check", "PyComplex_Check", "PyCode_Check",
             "PyByteArray_Check", "PyByteArray_CheckExact", "PyIndex_Check",
             "PyNumber_Check", ObjectKind::Atomic)
      .Default(ObjectKind::Unknown);
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

bool lendsReferent(StringRef Function) {
  return Function == "PyWeakref_GetObject" ||
         Function == "PyWeakref_GET_OBJECT" ||
         Function == "_PyWeakref_GET_OBJECT";
}

CacheUse cacheUse(StringRef Function) {
  return StringSwitch<CacheUse>(Function)
      .Cases("PyDict_SetItem", "PyDict_SetItemString", "PyObject_SetItem",
             "PyMapping_SetItemString", "PyDict_SetDefault",
             "_PyDict_SetItem_KnownHash", CacheUse::Put)
      .Cases(
          "PyDict_GetItem", "PyDict_GetItemString", "PyDict_GetItemWithError",
          "PyDict_GetItemRef", "PyDict_GetItemStringRef", "PyObject_GetItem",
          "_PyDict_GetItem_KnownHash", "PyMapping_GetItemString", CacheUse::Get)
      .Cases("PyDict_DelItem", "PyDict_DelItemString", "PyDict_Clear",
             "PyObject_DelItem", "PyDict_Pop", "PyDict_PopString",
             "_PyDict_Pop", "PyMapping_DelItem", CacheUse::Remove)
      .Default(CacheUse::None);
}

bool readsAttribute(StringRef Function) {
  return StringSwitch<bool>(Function)
      .Cases("PyObject_GetAttr", "PyObject_GetAttrString",
             "_PyObject_GetAttrId", "_PyObject_LookupAttr",
             "_PyObject_LookupAttrId", "PyObject_GetOptionalAttr",
             "PyObject_GetOptionalAttrString", true)
      .Default(false);
}

bool makesCapsule(StringRef Function) { return Function == "PyCapsule_New"; }

bool callsArgument(StringRef Function, unsigned Index) {
  return Index == 0 &&
         StringSwitch<bool>(Function)
             .Cases("PyObject_Call", "PyObject_CallObject",
                    "PyObject_CallNoArgs", "PyObject_CallOneArg",
                    "PyObject_CallFunction", "PyObject_CallFunctionObjArgs",
                    "PyObject_Vectorcall", "_PyObject_Vectorcall", true)
             .Cases("_PyObject_CallNoArg", "_PyObject_CallNoArgs",
                    "_PyObject_CallOneArg", "PyEval_CallObject",
                    "PyEval_CallObjectWithKeywords", "_PyObject_FastCall",
                    "_PyObject_FastCallDict", true)
             .Default(false);
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

bool returnsHiddenDict(StringRef Function) {
  return Function == "PyThreadState_GetDict" ||
         Function == "_PyThreadState_GetDict" ||
         Function == "PyInterpreterState_GetDict";
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
