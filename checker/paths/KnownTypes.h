//===- KnownTypes.h - The types of objects that calls return ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PyUnicode_FromString returns a str: a test of its type has one answer, and it
// is not None. The type comes from the contract or summary of the call that
// brought the object.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_KNOWNTYPES_H
#define PYREFCHECK_PATHS_KNOWNTYPES_H

#include "CallInProgress.h"
#include "PathContext.h"
#include <optional>

namespace pyrefcheck {

/// A built-in type, by the name of its static type object.
struct KnownType {
  /// "PyUnicode_Type"; empty if nothing is known.
  llvm::StringRef Name;
  /// The object may be an instance of a subclass.
  bool MaySubclass = false;
};

/// What \p State knows of the type of \p Key.
KnownType typeOf(ObjectKey Key, clang::ento::ProgramStateRef State,
                 const PathContext &Context);

/// The answer of \p Call, whose contract says that it tests the type of
/// \p Object; nothing if the answer is not known.
std::optional<bool> answerTypeTest(const CallInProgress &Call, ObjectKey Object,
                                   const PathContext &Context);

/// True if an object of the type \p T is never the global object \p Global,
/// such as Py_None.
bool isNeverGlobal(const KnownType &T, ObjectKey Global);

/// True if the contract of \p Call says that the call cannot fail for such an
/// argument.
bool isCertain(const CallInProgress &Call, const PathContext &Context);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_KNOWNTYPES_H
