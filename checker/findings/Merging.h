//===- Merging.h - What makes several findings one --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings that one change of the source makes go away are one finding to a
// reader. A finding carries what a report needs to know for that.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_MERGING_H
#define PYREFCHECK_FINDINGS_MERGING_H

#include <string>

namespace pyrefcheck {

/// The macro of the project that a defect is in.
struct MacroDefect {
  /// Its name: the innermost macro in whose text the reference is made and lost
  /// or, for other defects, the code that is wrong. Empty if there is none, as
  /// where only one of both is in a macro, or where a macro is given the code.
  std::string Macro;
  /// Where in its text, and in the texts of the macros that it uses there, the
  /// cause is; equal for all uses.
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
  /// The same of several, each perhaps on a path of its own: "are not released
  /// on the paths that leave here".
  std::string FateOfSeveral;
  /// "Py_DECREF(item)".
  std::string Release;
  /// "before leaving".
  std::string When;

  /// The message about it alone.
  std::string message() const {
    return "leak of " + Name + ": " + What + " " + Fate + "; call " + Release +
           " " + When;
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_MERGING_H
