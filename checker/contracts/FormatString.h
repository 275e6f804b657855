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
// argument; they do not know calls or types.
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

  /// An object to which the new value gets its own reference (`O`, `S`).
  /// `U` builds from a `const char *`, so it is Other.
  Borrowed,
  /// An object whose strong reference the new value steals (`N`).
  Stolen,
  /// The function of an `O&` pair, which makes an object from the next
  /// argument.
  BuildConverter,
  /// The `void *` of an `O&` pair: the converter's effect on it is unknown.
  BuildConverterInput,

  // In formats that parse arguments.

  /// A `PyObject **` that receives a borrowed reference (`O`, `S`, `U`, `Y`).
  OutBorrowed,
  /// The type object of an `O!` pair; the next argument is OutBorrowed.
  TypeArgument,
  /// The function of an `O&` pair.
  ParseConverter,
  /// The `void *` of an `O&` pair. The converter's contract says what it stores
  /// there and whether somebody must release that.
  ParseConverterOutput,
  /// A `Py_buffer *` to release with PyBuffer_Release (`s*`, `z*`, `y*`, `w*`).
  OutBuffer,
  /// A `char **` that receives memory to free with PyMem_Free (`es`, `et`,
  /// `es#`, `et#`). With `#`, the caller may have provided the memory itself.
  OutMemory,
  /// A pointer to something that is not a reference (`i`, `d`, `s`, ...).
  OutOther,

  /// Only read, unrelated to references: numbers and strings of values to
  /// build, the encoding of `es`, lengths.
  Other,
};

/// The description of one variable argument.
struct VarArg {
  VarArgRole Role;
  /// Parsing: the caller may omit it (after `|`), and then the variable keeps
  /// its value.
  bool Optional = false;
  /// The format unit that it belongs to, for messages: "O!", "es#".
  llvm::StringRef Unit;
};

/// What a format that builds values returns.
enum class BuiltValue : uint8_t {
  /// Py_None: the format is empty.
  None,
  /// The first variable argument itself, with one more reference (`O`, `S`) or
  /// with the stolen one (`N`).
  FirstArgument,
  /// A tuple, list or dictionary that nobody else owns.
  Container,
  /// Another new reference: a number, a string, the result of a converter.
  NewObject,
};

/// The description of a format string.
struct FormatString {
  /// The variable arguments that the format consumes, in order.
  llvm::SmallVector<VarArg, 8> Args;
  /// Valid building formats: what the result is.
  BuiltValue Value = BuiltValue::None;
  /// Parsing formats: the function's name after `:`, or the whole message after
  /// `;`.
  llvm::StringRef FunctionName, Message;
  /// The error in the format, or empty. The arguments before the error are
  /// still described.
  std::string Error;

  bool isValid() const { return Error.empty(); }
};

/// Reads a format of Py_BuildValue, PyObject_CallFunction or
/// PyObject_CallMethod. The result refers to the text of \p Format.
///
/// Formats of calls use the same language. For them, Value says whether the
/// arguments are one object (which, if it is a tuple, is the whole argument
/// list) or several.
FormatString readBuildFormat(llvm::StringRef Format);

/// Reads a format of PyArg_Parse, PyArg_ParseTuple or, with \p Keywords, of
/// PyArg_ParseTupleAndKeywords. The result refers to the text of \p Format.
FormatString readParseFormat(llvm::StringRef Format, bool Keywords = false);

/// Reads a format of PyErr_Format or PyUnicode_FromFormat. \returns for each
/// variable argument whether it is an object whose own code produces its text
/// (`%S`, `%R`, `%A`).
llvm::SmallVector<bool, 8> readPrintFormat(llvm::StringRef Format);

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_FORMATSTRING_H
