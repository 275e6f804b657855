//===- FormatOutcomes.h - Formats as deeds of a call ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers the format string of a call (Py_BuildValue, PyArg_ParseTuple) into
// what the call does to the arguments after it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H
#define PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H

#include "CallOutcomes.h"
#include "CallShape.h"

namespace pyrefcheck {

/// Whether the format string says what the arguments after it receive.
bool isParse(const Contract &Ct);

/// Whether nothing tests the call for failure, which leaves its outputs unset
/// (PyArg_ParseTuple).
bool mayLeaveUnset(const Contract &Ct, const CallShape &Call);

/// Adds to the outcome \p Way what the format does.
void addFormatDeeds(CallOutcome &Way, const Contract &Ct,
                    const CallShape &Call);

/// The argument that a format returns as the result, and whether the format
/// steals its reference instead of adding one.
struct BuiltFrom {
  unsigned Arg;
  bool IsStolen;
};

/// The argument that the format returns as the result, if it does.
std::optional<BuiltFrom> builtFromArgument(const Contract &Ct,
                                           const CallShape &Call);

/// Whether a format builds a container that nobody else owns.
bool buildsContainer(const Contract &Ct, const CallShape &Call);

/// Whether the format \p Text puts the object in the argument number \p I into
/// what it builds. If that is NULL, it builds nothing.
bool isBuiltOfObject(const Contract &Ct, llvm::StringRef Text, unsigned I);

/// Whether a format builds the empty tuple, which cannot fail.
bool buildsEmptyTuple(const Contract &Ct, const CallShape &Call);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_FORMATOUTCOMES_H
