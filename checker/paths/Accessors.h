//===- Accessors.h - Functions that read a place ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of the file that do nothing but return what some place holds, such
// as `return self->list->head;`. Calls of them are read as if that were written
// out: the same place holds the same object each time. So are small functions
// with conditions, where what they ask is asked again.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ACCESSORS_H
#define PYREFCHECK_PATHS_ACCESSORS_H

#include "CallInProgress.h"
#include "SmallBody.h"

namespace pyrefcheck {

/// The accessors that one function calls.
class Accessors {
public:
  Accessors(PathContext &Context, RecentResults &Recent)
      : Context(Context), Recent(Recent) {}

  /// What a call of an accessor reads; nothing for other calls, and where a
  /// pointer on the way is NULL or not known.
  SmallBody::Ways read(const CallInProgress &Call);

  /// Whether \p Call has its value from read().
  bool wasRead(const CallInProgress &Call) const;

private:
  bool isWorthReading(const clang::FunctionDecl *FD);

  PathContext &Context;
  RecentResults &Recent;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ACCESSORS_H
