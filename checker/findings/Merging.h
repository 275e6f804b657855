//===- Merging.h - Findings that are reported as one ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings that one change of the source removes are one finding to a reader. A
// finding carries the data by which a report merges them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_MERGING_H
#define PYREFCHECK_FINDINGS_MERGING_H

#include <string>

namespace pyrefcheck {

/// The macro of the project that a defect is in.
struct MacroDefect {
  /// Its name: the innermost macro whose text makes and loses the reference or,
  /// for other defects, contains the wrong code. Empty if there is none: only
  /// one of both is in a macro, or the code is the argument of a macro.
  std::string Macro;
  /// Where the cause is in its text, and in the texts of the macros that it
  /// uses there; equal for all uses.
  std::string Cause;
  /// The same for the place where the code goes wrong. Without Macro: where
  /// that is in any macros' texts, or empty.
  std::string Place;
};

/// The parts of the sentence about a reference that is lost: "leak of NAME:
/// WHAT FATE; call RELEASE WHEN".
struct LostReference {
  /// "'item'", in quotes.
  std::string Name;
  /// "the new reference returned by 'PyLong_FromLong'".
  std::string What;
  /// "is not released on this path".
  std::string Fate;
  /// The same for several, perhaps on different paths: "are not released on the
  /// paths that leave here".
  std::string FateOfSeveral;
  /// "Py_DECREF(item)".
  std::string Release;
  /// "before leaving".
  std::string When;

  /// The message about this reference alone.
  std::string message() const {
    return "leak of " + Name + ": " + What + " " + Fate + "; call " + Release +
           " " + When;
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_MERGING_H
