//===- HeaderApi.h - What Python's headers declare --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions and function-like macros that a directory of Python headers
// declares, read with the compiler: the same header declares different things
// for an extension, a debug build, the limited API and CPython itself, so it is
// read once for each of them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_CONTRACTS_CHECK_HEADERAPI_H
#define PYREFCHECK_TOOLS_CONTRACTS_CHECK_HEADERAPI_H

#include "contracts/Contract.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// What a C type means to a contract.
enum class TypeShape : uint8_t {
  Void,
  /// An integer that can be negative, or an enumeration.
  SignedInteger,
  /// Another arithmetic type, including bool and floating point.
  Arithmetic,
  /// `PyObject *`, or a pointer to a structure that begins with one.
  Object,
  /// `PyObject **`: somewhere to write an object to.
  ObjectSlot,
  /// `PyObject *const *`: objects to read.
  ObjectArray,
  /// `Py_buffer *`.
  Buffer,
  /// `T **` of another type.
  PointerSlot,
  /// `char *`, const or not.
  String,
  /// Any other pointer, including `void *` and pointers to functions.
  Pointer,
  /// Everything else: va_list, structures.
  Other,
};

/// The type in words, for a message.
llvm::StringRef describe(TypeShape Shape);

inline bool isPointer(TypeShape S) {
  return S >= TypeShape::Object && S <= TypeShape::Pointer;
}

/// One declaration of a function, or one definition of a macro.
struct ApiDeclaration {
  std::string Name;
  /// `header.h:12`, relative to the directory of the headers.
  std::string Place;
  bool IsMacro = false;
  /// A macro without parentheses: a constant, or another name of a function.
  bool IsObjectLike = false;
  /// Takes variable arguments after Params (or __VA_ARGS__).
  bool IsVariadic = false;
  bool NeverReturns = false;
  bool IsDeprecated = false;
  /// The result and the parameters of a macro are Other.
  TypeShape Result = TypeShape::Other;
  llvm::SmallVector<TypeShape, 6> Params;
  /// For a macro: the identifiers that its replacement mentions.
  std::vector<std::string> Mentions;

  /// Whether it takes or returns an object.
  bool mentionsObject() const;
};

/// The distinct declarations of one name.
struct ApiEntity {
  llvm::SmallVector<ApiDeclaration, 1> Declarations;
  /// Declared for extensions, not only for CPython's own files.
  bool IsPublic = false;

  /// Whether some declaration takes or returns an object.
  bool mentionsObject() const;
  /// Whether all declarations are macros.
  bool isMacro() const;
  /// Whether all are macros without parentheses, which are no calls themselves.
  bool isObjectLike() const;
};

/// What one directory of headers declares.
struct HeaderApi {
  PyVersion Version = 0;
  llvm::StringMap<ApiEntity> Entities;
  /// Types of pointers to functions, such as `richcmpfunc`.
  llvm::StringSet<> PointerTypes;
};

/// How headers are read.
struct HeaderOptions {
  /// Where Python.h is.
  std::string Directory;
  /// Further compiler flags.
  std::vector<std::string> Flags;
  /// Where the compiler's own headers are.
  std::string ResourceDirectory;
};

/// Reads Python.h and the other headers in its directory. The error contains
/// the compiler's messages.
llvm::Expected<HeaderApi> readHeaders(const HeaderOptions &Options);

/// `3.11`.
std::string versionText(PyVersion V);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_CONTRACTS_CHECK_HEADERAPI_H
