//===- Contract.h - What one function does to references --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The data model of a contract: what one function does to the references that
// it gets and to the one that it returns. It holds facts only. The built-in
// table is an array of these, written as C++ at build time from
// contracts/cpython.yaml; a user's file is parsed into the same structures at
// run time.
//
// All members are trivially destructible and refer to storage that outlives the
// table (string literals, or the arena of the ContractSet that loaded them).
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACT_H
#define PYREFCHECK_CONTRACTS_CONTRACT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace pyrefcheck {

/// What the function's result is, seen as a reference.
enum class ResultKind : uint8_t {
  /// Not a reference to a Python object (int, char *, void, ...).
  NotAReference,
  /// A strong reference that the caller now owns.
  New,
  /// A reference that somebody else owns: see ContractResult::Owner.
  Borrowed,
  /// The argument ContractResult::Owner itself; its count did not change.
  Argument,
  /// The argument ContractResult::Owner itself, with one more strong reference
  /// that the caller now owns (Py_NewRef).
  NewReferenceToArgument,
};

/// When a pointer result, or a pointer written through an out-parameter, can be
/// NULL.
enum class NullWhen : uint8_t {
  /// Never NULL.
  Never,
  /// NULL only on failure, with an exception set.
  OnError,
  /// NULL only to say "absent"; no exception is set (PyDict_GetItem).
  Absent,
  /// NULL on failure with an exception set, or to say "absent" without one
  /// (PyDict_GetItemWithError, PyIter_Next).
  OnErrorOrAbsent,
  /// Always NULL (PyErr_Format, PyErr_NoMemory).
  Always,
};

/// Which value of an integer result means that the function failed.
enum class FailsWith : uint8_t {
  /// The function cannot fail, or its result does not show it.
  Nothing,
  /// -1 on failure, 0 on success (PyList_Append).
  MinusOne,
  /// 0 on failure, nonzero on success (PyArg_ParseTuple).
  Zero,
  /// Negative on failure; success may be any value from 0 on (PyObject_IsTrue,
  /// PySequence_Size).
  Negative,
  /// -1 on failure, but -1 may be an ordinary result too (PyLong_AsLong).
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
  /// The callee takes over the caller's strong reference. `Into` names the
  /// container that holds it afterwards, if any.
  Steals,
  /// The callee keeps a strong reference of its own, in `Into` if that is
  /// given; the caller's is untouched (PyList_Append).
  Keeps,
  /// Adds one strong reference that the caller owns (Py_INCREF).
  Increments,
  /// Gives up one of the caller's strong references (Py_DECREF).
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
  /// The argument is a `PyObject **`; the strong reference in it is consumed
  /// and replaced by a new strong one; on failure it becomes NULL
  /// (PyUnicode_Append, _PyBytes_Resize).
  Replaces,
  /// The argument is a `PyObject **` or lvalue; its strong reference, if any,
  /// is released and NULL stored (Py_CLEAR).
  Clears,
  /// The argument is a `Py_buffer *` that is filled; PyBuffer_Release gives it
  /// back (PyObject_GetBuffer).
  FillsBuffer,
  /// The argument is a `Py_buffer *` that is given back (PyBuffer_Release).
  ReleasesBuffer,
  /// The argument is a `T **` that receives memory which PyMem_Free must free.
  OutMemory,
  /// The argument is memory that the call frees (PyMem_Free).
  FreesMemory,
  /// The callee may keep or take the reference in a way that no contract can
  /// express (`void *` user data): stop tracking it.
  Escapes,
  /// The call may drop references that this container holds (PyDict_Clear,
  /// PyList_SetItem on its list): what was borrowed from it may be gone.
  Mutates,
  /// NULL is not allowed here: the callee dereferences without a test
  /// (Py_INCREF, PyTuple_GET_SIZE).
  NotNull,
  /// NULL makes the call fail (PyObject_GetItem): one that succeeds shows that
  /// it was none.
  FailsIfNull,
  /// The callee runs code that may take the object from its owner, and uses it
  /// again: PyObject_RichCompare asks the other operand too (Objects/object.c,
  /// do_richcompare; Objects/abstract.c, binary_op1). A borrowed reference is
  /// not enough here.
  UsedAfterCode,
};

/// True for what a call asks of its argument, as opposed to what becomes of it.
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
/// Code can remove the object there: what is borrowed from it is safe, it
/// itself is not.
inline constexpr ArgIndex KeptByInterpreter = 0xfd;

/// The limit of parameters in one contract, without `...`: their positions are
/// ArgIndex.
inline constexpr unsigned MaxParams = 250;

/// One effect on one argument. An argument may have several.
struct ArgContract {
  ArgIndex Index = NoArg;
  ArgEffect Effect = ArgEffect::Escapes;
  /// The container (Steals, Keeps), which may be IntoResult, or the owner
  /// (OutBorrowed); NoArg if none.
  ArgIndex Into = NoArg;
  Outcome When = Outcome::Always;
  /// For out-parameters: whether NULL can be written although the call
  /// succeeded (PyDict_GetItemRef's 0, PyErr_Fetch).
  bool MayBeNull = false;
  /// The effect applies to this argument and all that follow it (the varargs
  /// of PyTuple_Pack).
  bool AndRest = false;
  /// Beside MayBeNull: so often NULL, or NULL as the only sign of a failure,
  /// that a use without a test is wrong (the traceback of PyErr_Fetch).
  bool NeedsTest = false;
};

/// How the variable arguments are governed by a format string.
enum class FormatKind : uint8_t {
  None,
  /// Py_BuildValue: the format builds the result.
  BuildValue,
  /// PyObject_CallFunction: the format builds arguments.
  Call,
  /// PyObject_CallMethod: the same once the attribute is found; without one,
  /// the arguments stay as they are (Objects/call.c, all versions).
  CallMethod,
  /// PyArg_ParseTuple: the varargs are out-parameters.
  Parse,
  /// PyArg_ParseTupleAndKeywords: like Parse, with a keyword list between the
  /// format and the varargs.
  ParseKeywords,
  /// PyUnicode_FromFormat, PyErr_Format: printf-like, everything borrowed.
  Print,
};

/// The result of a call.
struct ContractResult {
  ResultKind Kind = ResultKind::NotAReference;
  /// Borrowed: the argument that owns it, or NoArg for the interpreter or some
  /// other owner that outlives the call. Argument*: which one. New: the
  /// argument that goes on owning the items of the new container (a slice's),
  /// or NoArg.
  ArgIndex Owner = NoArg;
  /// New: the argument that goes on holding a reference of its own to the
  /// object (a frame to its code), KeptByInterpreter, or NoArg.
  ArgIndex Keeper = NoArg;
  NullWhen Null = NullWhen::OnError;
  FailsWith Fails = FailsWith::Nothing;
  ExceptionOnFailure Exception = ExceptionOnFailure::Always;
  /// The object was created by this call: nobody else owns a reference to it.
  /// False where it may have existed before (attributes, modules, caches).
  bool Fresh = false;
  /// The built-in type of the object ("PyUnicode_Type"); empty: any. The object
  /// may be an instance of a subclass if MaySubclass says so.
  llvm::StringRef Type = {};
  bool MaySubclass = false;
  /// The argument that makes NULL impossible where it is a number from SureLow
  /// to SureHigh (the built-in types of PyArray_DescrFromType), or NoArg.
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
  /// The result is the bare memory of a new object, which its caller may free
  /// as memory as long as it is not initialised (PyObject_New).
  EffectAllocates = 1 << 5,
  /// Returns the same for the same arguments (PyModule_GetState).
  EffectPure = 1 << 6,
  /// With a size of 0, the result is a static object and the call cannot fail
  /// (PyTuple_New).
  EffectStaticIfEmpty = 1 << 7,
  /// The result is a number of items (PyList_GET_SIZE).
  EffectNotNegative = 1 << 8,
  /// A generator writes it, and the code around it (__Pyx_DECREF): nobody edits
  /// its body or its calls.
  EffectGenerated = 1 << 9,
  /// It was inferred from the function's body: any other contract is stronger,
  /// and no more is known about what it does not say than about an unknown
  /// function.
  EffectInferred = 1 << 10,
  /// Its result is NULL exactly if no exception is set (PyErr_Occurred).
  EffectTellsException = 1 << 11,
  /// The owner of the borrowed result may drop it while the owner lives: a
  /// list, a dictionary, a weak reference.
  EffectFromMutable = 1 << 12,
  /// Calls what any class can define, as PyObject_GetAttr does: more than the
  /// destructors and comparisons that EffectRunsPython allows for.
  EffectCallsObjects = 1 << 13,
  /// The borrowed result stands in a table of the interpreter's that any code
  /// can change: PySys_GetObject.
  EffectFromTable = 1 << 14,
  /// The argument that is the result, or that is incremented, has one reference
  /// afterwards, whatever its count was.
  EffectInitializes = 1 << 15,
  /// Tells whether an object (the first argument) is exactly of a type (the
  /// second), or an instance of it; whether a type has a flag.
  EffectTestsType = 1 << 16,
  EffectTestsInstance = 1 << 17,
  EffectTestsFeature = 1 << 18,
  /// Returns how many references there are to its argument.
  EffectCountsReferences = 1 << 19,
  /// Its result is zero unless an exception is set (PyErr_ExceptionMatches).
  EffectMatchesException = 1 << 20,
  /// It fails exactly if an exception is set when it is called: a helper that
  /// asks PyErr_Occurred.
  EffectAsksException = 1 << 21,
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
  /// First version that has it, version that deprecated it, first without it.
  PyVersion Since = 0, Deprecated = 0, Removed = 0;
  /// The version from which the result is immortal (0: never).
  PyVersion ImmortalSince = 0;
  /// Replacement that returns a strong reference, if there is one.
  llvm::StringRef StrongReplacement;
  llvm::ArrayRef<ArgContract> Args;
  /// Names of the parameters in declaration order, for messages and checks.
  llvm::ArrayRef<llvm::StringRef> Params;
  /// The call cannot fail if the argument CertainArg is of one of these
  /// built-in types, or was returned by one of these functions.
  llvm::ArrayRef<llvm::StringRef> CertainTypes = {};
  ArgIndex CertainArg = NoArg;
  /// Why nothing was inferred, if this only says so: no contract can describe
  /// what the body does, or there are two functions of that name. Callers see
  /// the convention.
  llvm::StringRef Unknown = "";
  /// Only what it says is known: to the other arguments that are not objects,
  /// and to memory, a call does what that of an unknown function does.
  bool Partial = false;
  /// Some of it is in the source: the function's body must keep to it.
  bool Annotated = false;
  /// `FILE:LINE` of the body that it was inferred from; may be empty.
  llvm::StringRef Defined = {};

  bool has(ContractEffect E) const { return Effects & E; }
  /// Whether the argument number \p I is held by the result, if that is not
  /// NULL.
  bool putsIntoResult(unsigned I) const {
    if (Format == FormatKind::BuildValue && I > FormatArg)
      return true;
    for (const ArgContract &A : Args)
      if ((A.Index == I || (A.AndRest && I > A.Index)) && A.Into == IntoResult)
        return true;
    return false;
  }
  /// Whether it says \p Effect of the argument number \p I, on some outcome.
  bool does(ArgEffect Effect, unsigned I) const {
    for (const ArgContract &A : Args)
      if (A.Index == I && A.Effect == Effect)
        return true;
    return false;
  }
  /// Whether a format says which values it makes of the arguments.
  bool buildsValues() const {
    return Format == FormatKind::BuildValue || Format == FormatKind::Call ||
           Format == FormatKind::CallMethod;
  }
  /// Whether it says what becomes of the argument number \p I.
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
  /// Macros that are defined where it is used, for code that a generator writes
  /// without a header (CYTHON_ABI).
  llvm::ArrayRef<llvm::StringRef> Macros;
  /// A generator writes its functions into each file that uses it.
  bool Generated = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACT_H
