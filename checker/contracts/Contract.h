//===- Contract.h - What one function does to references --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The data model of a contract: what one function does to the references that
// it receives and to the one that it returns. It holds facts only. The built-in
// table is an array of contracts, generated as C++ at build time from
// contracts/cpython.yaml; a user's file is parsed into the same structures at
// run time.
//
// All members are trivially destructible and refer to storage that outlives the
// table (string literals, or the arena of the ContractSet that loaded them).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACT_H
#define PYREFCHECK_CONTRACTS_CONTRACT_H

#include "ObjectFacts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace pyrefcheck {

/// Which kind of reference the function returns.
enum class ResultKind : uint8_t {
  /// Not a reference to a Python object (int, char *, void, ...).
  NotAReference,
  /// A strong reference that the caller now owns.
  New,
  /// A borrowed reference: see ContractResult::Owner.
  Borrowed,
  /// The argument ContractResult::Owner itself, with its count unchanged.
  Argument,
  /// The argument ContractResult::Owner itself, with one more strong reference
  /// that the caller now owns (Py_NewRef).
  NewReferenceToArgument,
};

/// When a pointer result can be NULL.
enum class NullWhen : uint8_t {
  /// Never NULL.
  Never,
  /// NULL only on failure, with an exception set.
  OnError,
  /// NULL only if something is absent; no exception is set (PyDict_GetItem).
  Absent,
  /// NULL on failure with an exception set, or if something is absent, without
  /// one (PyDict_GetItemWithError, PyIter_Next).
  OnErrorOrAbsent,
  /// Always NULL (PyErr_Format, PyErr_NoMemory).
  Always,
};

/// Which integer result means that the function failed.
enum class FailsWith : uint8_t {
  /// The function cannot fail, or its result does not show it.
  Nothing,
  /// -1 on failure, 0 on success (PyList_Append).
  MinusOne,
  /// 0 on failure, nonzero on success (PyArg_ParseTuple).
  Zero,
  /// Negative on failure, 0 or more on success (PyObject_IsTrue,
  /// PySequence_Size).
  Negative,
  /// -1 on failure, but -1 may also be an ordinary result (PyLong_AsLong).
  AmbiguousMinusOne,
};

/// Whether a failure comes with a Python exception.
enum class ExceptionOnFailure : uint8_t { Always, Never, Maybe };

/// On which outcomes of a call an effect happens.
enum class Outcome : uint8_t {
  Always,
  Success,
  Failure,
};

/// What the call does to one argument (or to what that argument points to).
enum class ArgEffect : uint8_t {
  /// The callee steals the caller's strong reference. `Into` names the
  /// container that holds it afterwards, if any.
  Steals,
  /// The callee keeps its own strong reference, in `Into` if that is given; the
  /// caller's is unchanged (PyList_Append).
  Keeps,
  /// Adds one strong reference that the caller owns (Py_INCREF).
  Increments,
  /// Releases one of the caller's strong references (Py_DECREF).
  Decrements,
  /// The object is destroyed or its memory freed, whatever its count
  /// (PyObject_Del, tp_free).
  Frees,
  /// The argument is a `PyObject **` whose target receives a strong reference
  /// that the caller owns.
  OutNew,
  /// The argument is a `PyObject **` whose target receives a borrowed
  /// reference, owned by `Into` (or by the interpreter).
  OutBorrowed,
  /// The argument is a `PyObject **` whose target receives NULL.
  OutNull,
  /// The argument is a `PyObject **`. Its strong reference is consumed and
  /// replaced by a new one or, on failure, by NULL (PyUnicode_Append,
  /// _PyBytes_Resize).
  Replaces,
  /// The argument is a `PyObject **` or lvalue; its strong reference, if any,
  /// is released and NULL stored (Py_CLEAR).
  Clears,
  /// The argument is a `Py_buffer *` that is filled; PyBuffer_Release releases
  /// it (PyObject_GetBuffer).
  FillsBuffer,
  /// The argument is a `Py_buffer *` that is released (PyBuffer_Release).
  ReleasesBuffer,
  /// The argument is a `T **` that receives memory to free with PyMem_Free.
  OutMemory,
  /// The argument is memory that the call frees (PyMem_Free).
  FreesMemory,
  /// The callee may keep or take the reference in a way that no contract can
  /// express (`void *` user data): stop tracking it.
  Escapes,
  /// The call may drop references that this container holds (PyDict_Clear,
  /// PyList_SetItem on its list): objects borrowed from it may be gone.
  Mutates,
  /// NULL is not allowed here: the callee dereferences without a test
  /// (Py_INCREF, PyTuple_GET_SIZE).
  NotNull,
  /// NULL makes the call fail (PyObject_GetItem): a success shows that the
  /// argument was not NULL.
  FailsIfNull,
  /// The callee runs code that may make the owner drop the object, and then
  /// uses the object again: PyObject_RichCompare also tries the other operand
  /// (Objects/object.c, do_richcompare; Objects/abstract.c, binary_op1). A
  /// borrowed reference is not enough here.
  UsedAfterCode,
};

/// True if \p Effect is a requirement on the argument, not a change to it.
constexpr bool isDemand(ArgEffect Effect) {
  return Effect == ArgEffect::NotNull || Effect == ArgEffect::FailsIfNull ||
         Effect == ArgEffect::UsedAfterCode;
}

/// Position of an argument, from 0.
using ArgIndex = uint8_t;

/// "No argument": the owner is the interpreter, the object itself, or unknown.
inline constexpr ArgIndex NoArg = 0xff;

/// ArgContract::Into: the object that the call returns.
inline constexpr ArgIndex IntoResult = 0xfe;

/// ContractResult::Keeper: the interpreter, in a table such as sys.modules.
/// Code can remove the object from that table: references borrowed from the
/// object are safe, the object itself is not.
inline constexpr ArgIndex KeptByInterpreter = 0xfd;

/// The maximum number of parameters in one contract, without `...`: their
/// positions are ArgIndex.
inline constexpr unsigned MaxParams = 250;

/// One effect on one argument. An argument may have several.
struct ArgContract {
  ArgIndex Index = NoArg;
  ArgEffect Effect = ArgEffect::Escapes;
  /// The container (Steals, Keeps, OutNew), which may be IntoResult except for
  /// OutNew, or the owner (OutBorrowed); NoArg if none.
  ArgIndex Into = NoArg;
  Outcome When = Outcome::Always;
  /// For out-parameters: whether NULL can be written even if the call succeeds
  /// (PyDict_GetItemRef's 0, PyErr_Fetch).
  bool MayBeNull = false;
  /// The effect applies to this argument and all that follow it (the varargs
  /// of PyTuple_Pack).
  bool AndRest = false;
  /// With MayBeNull: NULL is so common, or is the only sign of a failure, that
  /// a use without a test is wrong (the traceback of PyErr_Fetch).
  bool NeedsTest = false;
};

/// How a format string governs the variable arguments.
enum class FormatKind : uint8_t {
  None,
  /// Py_BuildValue: the format builds the result.
  BuildValue,
  /// PyObject_CallFunction: the format builds arguments.
  Call,
  /// PyObject_CallMethod: the same once the attribute is found; otherwise, the
  /// arguments are left alone (Objects/call.c, all versions).
  CallMethod,
  /// PyArg_ParseTuple: the varargs are out-parameters.
  Parse,
  /// PyArg_ParseTupleAndKeywords: like Parse, with a keyword list between the
  /// format and the varargs.
  ParseKeywords,
  /// PyUnicode_FromFormat, PyErr_Format: printf-like, all are borrowed.
  Print,
};

/// The result of a call.
struct ContractResult {
  ResultKind Kind = ResultKind::NotAReference;
  /// Borrowed: the argument that owns the result, or NoArg for the interpreter
  /// or another owner that outlives the call. Argument and
  /// NewReferenceToArgument: that argument. New: the argument that still owns
  /// the items of the new container (a slice), or NoArg.
  ArgIndex Owner = NoArg;
  /// New: the argument that keeps its own reference to the object (a frame to
  /// its code), KeptByInterpreter, or NoArg.
  ArgIndex Keeper = NoArg;
  NullWhen Null = NullWhen::OnError;
  FailsWith Fails = FailsWith::Nothing;
  ExceptionOnFailure Exception = ExceptionOnFailure::Always;
  /// The call created the object, so nobody else owns a reference to it. False
  /// if it may have existed before (attributes, modules, caches).
  bool Fresh = false;
  /// The built-in type of the object ("PyUnicode_Type"); empty: any. With
  /// MaySubclass, the object may be an instance of a subclass.
  llvm::StringRef Type = {};
  bool MaySubclass = false;
  /// The argument that rules NULL out if it is a number from SureLow to
  /// SureHigh (the built-in types of PyArray_DescrFromType), or NoArg.
  ArgIndex SureArg = NoArg;
  int32_t SureLow = 0, SureHigh = 0;
};

/// Side effects, as a bit set.
enum ContractEffect : uint32_t {
  /// May run arbitrary Python code (destructors included).
  EffectRunsPython = 1 << 0,
  /// Never returns to its caller.
  EffectNoReturn = 1 << 1,
  /// Releases the GIL during the call.
  EffectReleasesGIL = 1 << 2,
  /// Sets an exception whatever it returns (PyErr_SetString).
  EffectSetsException = 1 << 3,
  /// Clears the current exception.
  EffectClearsException = 1 << 4,
  /// The result is the bare memory of a new object. Its caller may free it as
  /// memory until it is initialised (PyObject_New).
  EffectAllocates = 1 << 5,
  /// Returns the same result for the same arguments (PyModule_GetState).
  EffectPure = 1 << 6,
  /// With a size of 0, the result is a static object and the call cannot fail
  /// (PyTuple_New).
  EffectStaticIfEmpty = 1 << 7,
  /// The result is a number of items (PyList_GET_SIZE) or a truth value.
  EffectNotNegative = 1 << 8,
  /// A generator writes the function and the code around it (__Pyx_DECREF):
  /// nobody edits its body or its calls.
  EffectGenerated = 1 << 9,
  /// The contract was inferred from the function's body: any other contract is
  /// stronger, and what this one does not state is unknown, as for a function
  /// without a contract.
  EffectInferred = 1 << 10,
  /// Returns NULL if and only if no exception is set (PyErr_Occurred).
  EffectTellsException = 1 << 11,
  /// The owner of the borrowed result may drop it while the owner lives: a
  /// list, a dictionary, a weak reference.
  EffectFromMutable = 1 << 12,
  /// Calls methods that any class can define, as PyObject_GetAttr does:
  /// EffectRunsPython alone covers only destructors and comparisons.
  EffectCallsObjects = 1 << 13,
  /// The borrowed result is in a table of the interpreter that any code can
  /// change: PySys_GetObject.
  EffectFromTable = 1 << 14,
  /// The argument that is the result, or that is incremented, has one reference
  /// afterwards, whatever its count was.
  EffectInitializes = 1 << 15,
  /// Tests whether an object (the first argument) is exactly of a type (the
  /// second), or an instance of it, or whether a type has a flag.
  EffectTestsType = 1 << 16,
  EffectTestsInstance = 1 << 17,
  EffectTestsFeature = 1 << 18,
  /// Returns how many references there are to its argument.
  EffectCountsReferences = 1 << 19,
  /// Returns 0 unless an exception is set (PyErr_ExceptionMatches).
  EffectMatchesException = 1 << 20,
  /// Fails if and only if an exception is set at the call: a helper that tests
  /// PyErr_Occurred.
  EffectAsksException = 1 << 21,
  /// The first number among the arguments is how many items the new container
  /// has (PyList_New).
  EffectSized = 1 << 22,
  /// Returns how many items its first argument has (PyList_GET_SIZE).
  EffectCountsItems = 1 << 23,
  /// Sets the memory at its first argument to the byte that is the second; the
  /// third is how many bytes (memset).
  EffectFillsMemory = 1 << 24,
};

/// A Python version as major * 256 + minor (0x030b for 3.11); 0: unspecified.
using PyVersion = uint16_t;

/// What one function does to references.
struct Contract {
  llvm::StringRef Name;
  ContractResult Result;
  FormatKind Format = FormatKind::None;
  /// Index of the format string when Format is not None.
  ArgIndex FormatArg = NoArg;
  uint32_t Effects = 0;
  /// First version with it, version that deprecated it, first one without it.
  PyVersion Since = 0, Deprecated = 0, Removed = 0;
  /// The version from which the result is immortal (0: never).
  PyVersion ImmortalSince = 0;
  /// Replacement that returns a strong reference, if one exists.
  llvm::StringRef StrongReplacement;
  llvm::ArrayRef<ArgContract> Args;
  /// Names of the parameters in declaration order, for messages and checks.
  llvm::ArrayRef<llvm::StringRef> Params;
  /// The call cannot fail if the argument CertainArg is exactly of one of these
  /// built-in types, or if one of these functions returned it.
  llvm::ArrayRef<llvm::StringRef> CertainTypes = {};
  ArgIndex CertainArg = NoArg;
  /// Its part in the life of an object.
  ApiRole Role = ApiRole::None;
  /// What the object that it returns can refer to or, for a test, the argument
  /// of which the test holds. A known type says more: see resultKind().
  ObjectKind Kind = ObjectKind::Unknown;
  /// Why nothing was inferred, or empty: no contract can describe what the body
  /// does, or two functions have this name. Callers assume the convention.
  llvm::StringRef Unknown = "";
  /// Only what it states is known: to memory, and to other arguments that are
  /// not objects, a call does what a call of an unknown function does.
  bool Partial = false;
  /// Part of it is annotated in the source: the body must adhere to it.
  bool Annotated = false;
  /// `FILE:LINE` of the body that it was inferred from; may be empty.
  llvm::StringRef Defined = {};

  bool has(ContractEffect E) const { return Effects & E; }
  /// Whether the result, if not NULL, holds the argument number \p I.
  bool putsIntoResult(unsigned I) const {
    if (Format == FormatKind::BuildValue && I > FormatArg)
      return true;
    for (const ArgContract &A : Args)
      if ((A.Index == I || (A.AndRest && I > A.Index)) && A.Into == IntoResult)
        return true;
    return false;
  }
  /// Whether it states \p Effect on the argument number \p I for some outcome.
  bool does(ArgEffect Effect, unsigned I) const {
    for (const ArgContract &A : Args)
      if (A.Index == I && A.Effect == Effect)
        return true;
    return false;
  }
  /// Whether a format string says which values the arguments become.
  bool buildsValues() const {
    return Format == FormatKind::BuildValue || Format == FormatKind::Call ||
           Format == FormatKind::CallMethod;
  }
  /// Whether it states what the call does to the argument number \p I.
  bool hasEffectOn(unsigned I) const {
    for (const ArgContract &A : Args)
      if ((A.Index == I || (A.AndRest && I > A.Index)) && !isDemand(A.Effect))
        return true;
    return false;
  }
};

/// The library that the contracts of a file belong to, and the signs that a
/// translation unit uses it. Any one sign is enough.
struct Library {
  llvm::StringRef Name;
  /// Headers as an #include names them: "numpy/arrayobject.h".
  llvm::ArrayRef<llvm::StringRef> Headers;
  /// Macros that are defined where the library is used, for code that a
  /// generator writes without a header (CYTHON_ABI).
  llvm::ArrayRef<llvm::StringRef> Macros;
  /// A generator writes its functions into each file that uses it.
  bool Generated = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACT_H
