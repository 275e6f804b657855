//===- AssumptionTags.h - How a path was split ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tags with which the code that splits a path records how, for the notes on the
// path, where no assumed condition shows it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_ASSUMPTIONTAGS_H
#define PYREFCHECK_WORDS_ASSUMPTIONTAGS_H

#include "clang/Analysis/ProgramPoint.h"

namespace pyrefcheck {

/// The tag of nodes after a call that fails, where a path was split.
inline const clang::ProgramPointTag *callFails() {
  static const clang::SimpleProgramPointTag Tag("pyrefcheck", "the call fails");
  return &Tag;
}

/// The tag of nodes after a call that has another of several outcomes.
inline const clang::ProgramPointTag *callGoesOn() {
  static const clang::SimpleProgramPointTag Tag("pyrefcheck",
                                                "the call goes on");
  return &Tag;
}

/// The tag of nodes after the comparison of an object with a global one, such
/// as Py_None; \p Is is true if they are the same.
inline const clang::ProgramPointTag *isGlobal(bool Is) {
  static const clang::SimpleProgramPointTag Same("pyrefcheck", "the same");
  static const clang::SimpleProgramPointTag Other("pyrefcheck", "another");
  return Is ? &Same : &Other;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_ASSUMPTIONTAGS_H
