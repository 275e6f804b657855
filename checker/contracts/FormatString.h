//===- FormatString.h - Ownership in format strings -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the format strings of Py_BuildValue, PyObject_CallFunction and the
// PyArg_Parse family say about the variable arguments: which of them are
// borrowed, stolen or written, and which have nothing to do with references.
// These are pure functions from the text to a description of each variable
// argument; they know neither calls nor types.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_FORMATSTRING_H
#define PYREFCHECK_CONTRACTS_FORMATSTRING_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace pyrefcheck {

/// What a format string does with one variable argument.
enum class VarArgRole : uint8_t {
  // In formats that build values.

  /// An object to which the new value gets a reference of its own (`O`, `S`).
  /// `U` builds from a `const char *`, so it is Other.
  Borrowed,
  /// An object whose strong reference the new value takes over (`N`).
  Stolen,
  /// The function of an `O&` pair, which makes an object from the next
  /// argument.
  BuildConverter,
  /// The `void *` of an `O&` pair: what the converter does with it is not
  /// known.
  BuildConverterInput,

  // In formats that parse arguments.

  /// A `PyObject **` that receives a borrowed reference (`O`, `S`, `U`, `Y`).
  OutBorrowed,
  /// The type object of an `O!` pair; the next argument is OutBorrowed.
  TypeArgument,
  /// The function of an `O&` pair.
  ParseConverter,
  /// The `void *` of an `O&` pair: what the converter puts there, and whether
  /// somebody must release it, is the converter's contract.
  ParseConverterOutput,
  /// A `Py_buffer *` that PyBuffer_Release must give back (`s*`, `z*`, `y*`,
  /// `w*`).
  OutBuffer,
  /// A `char **` that receives memory which PyMem_Free must free (`es`, `et`,
  /// `es#`, `et#`). With `#` the caller may have provided the memory itself.
  OutMemory,
  /// A pointer to something that is not a reference (`i`, `d`, `s`, ...).
  OutOther,

  /// Read only, unrelated to references: numbers and strings of values to
  /// build, the encoding of `es`, lengths.
  Other,
};

/// One variable argument, described.
struct VarArg {
  VarArgRole Role;
  /// Parsing: the caller may leave it out (after `|`), so the variable keeps
  /// what was in it before.
  bool Optional = false;
  /// The format unit that it belongs to, for messages: "O!", "es#".
  llvm::StringRef Unit;
};

/// What a building format makes.
enum class BuiltValue : uint8_t {
  /// Py_None: the format is empty.
  None,
  /// The first variable argument itself, with one more reference (`O`, `S`) or
  /// with the reference that was handed over (`N`).
  FirstArgument,
  /// A tuple, list or dictionary that nobody else owns.
  Container,
  /// Another new reference: a number, a string, what a converter made.
  NewObject,
};

/// A format string, understood.
struct FormatString {
  /// The variable arguments that the format consumes, in their order.
  llvm::SmallVector<VarArg, 8> Args;
  /// Valid building formats: what the result is.
  BuiltValue Value = BuiltValue::None;
  /// Parsing formats: the function's name after `:`, or the whole message after
  /// `;`.
  llvm::StringRef FunctionName, Message;
  /// What is wrong with the format; empty if nothing is. The arguments before
  /// the place of the error are still described.
  std::string Error;

  bool isValid() const { return Error.empty(); }
};

/// Reads a format of Py_BuildValue, PyObject_CallFunction or
/// PyObject_CallMethod. The result refers to the text of \p Format.
///
/// The call formats are the same language; Value tells there whether the
/// arguments are one object (which, if it is a tuple, is the whole argument
/// list) or several.
FormatString readBuildFormat(llvm::StringRef Format);

/// Reads a format of PyArg_Parse, PyArg_ParseTuple or, with \p Keywords, of
/// PyArg_ParseTupleAndKeywords. The result refers to the text of \p Format.
FormatString readParseFormat(llvm::StringRef Format, bool Keywords = false);

/// Reads a format of PyErr_Format or PyUnicode_FromFormat. \returns for each
/// variable argument whether it is an object whose own code makes its text
/// (`%S`, `%R`, `%A`).
llvm::SmallVector<bool, 8> readPrintFormat(llvm::StringRef Format);

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_FORMATSTRING_H
