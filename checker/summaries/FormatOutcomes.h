//===- FormatOutcomes.h - Formats as deeds of a call ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers the format string of a call (Py_BuildValue, PyArg_ParseTuple) into
// what the call does to the arguments behind it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H
#define PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H

#include "CallOutcomes.h"
#include "CallShape.h"

namespace pyrefcheck {

/// Whether a format string says what the arguments behind it receive.
bool isParse(const Contract &Ct);

/// Whether the call may fail without anybody asking, and what it was to write
/// (PyArg_ParseTuple) is not written then.
bool mayLeaveUnset(const Contract &Ct, const CallShape &Call);

/// Adds what the format does on the outcome \p Way.
void addFormatDeeds(CallOutcome &Way, const Contract &Ct,
                    const CallShape &Call);

/// The argument that a format makes the result, and whether the reference is
/// taken over instead of added.
struct BuiltFrom {
  unsigned Arg;
  bool IsStolen;
};

/// Where a format makes an argument the result.
std::optional<BuiltFrom> builtFromArgument(const Contract &Ct,
                                           const CallShape &Call);

/// Whether a format builds a container that nobody else owns.
bool buildsContainer(const Contract &Ct, const CallShape &Call);

/// Whether the format \p Text puts the object that is the argument number \p I
/// into what is built. With NULL there, nothing is built.
bool isBuiltOfObject(const Contract &Ct, llvm::StringRef Text, unsigned I);

/// Whether a format builds the empty tuple, which cannot fail.
bool buildsEmptyTuple(const Contract &Ct, const CallShape &Call);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H
