//===- AssumptionTags.h - Which way a path takes ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the code that splits a path leaves for the code that explains the path,
// where no condition is assumed that would say so.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_ASSUMPTIONTAGS_H
#define PYREFCHECK_WORDS_ASSUMPTIONTAGS_H

#include "clang/Analysis/ProgramPoint.h"

namespace pyrefcheck {

/// The tag of nodes after a call that fails, where its outcomes were split.
inline const clang::ProgramPointTag *callFails() {
  static const clang::SimpleProgramPointTag Tag("pyrefcheck", "the call fails");
  return &Tag;
}

/// The tag of nodes after a call that goes another of several ways.
inline const clang::ProgramPointTag *callGoesOn() {
  static const clang::SimpleProgramPointTag Tag("pyrefcheck",
                                                "the call goes on");
  return &Tag;
}

/// The tag of nodes after the comparison of an object with a global one, such
/// as Py_None: it is that, or it is another.
inline const clang::ProgramPointTag *isGlobal(bool Is) {
  static const clang::SimpleProgramPointTag Same("pyrefcheck", "the same");
  static const clang::SimpleProgramPointTag Other("pyrefcheck", "another");
  return Is ? &Same : &Other;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_ASSUMPTIONTAGS_H
