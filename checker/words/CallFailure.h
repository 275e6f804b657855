//===- CallFailure.h - Which of a call's outcomes a path takes --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the code that splits a path into a call's outcomes leaves for the code
// that explains the path.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_CALLFAILURE_H
#define PYREFCHECK_WORDS_CALLFAILURE_H

#include "clang/Analysis/ProgramPoint.h"

namespace pyrefcheck {

/// The tag of nodes after a call that fails, where its outcomes were split: no
/// condition after it is assumed, so none says so.
inline const clang::ProgramPointTag *callFails() {
  static const clang::SimpleProgramPointTag Tag("pyrefcheck", "the call fails");
  return &Tag;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_CALLFAILURE_H
