//===- Accessors.h - Functions that read a place ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of the file that only return the contents of a place, such as
// `return self->list->head;`. Calls of them are read as if they were written
// out: the same place holds the same object each time. So are calls of small
// functions with conditions, if these or their callees are called again.
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

  /// The values that a call of an accessor reads; none for other calls, or if a
  /// pointer on the way is NULL or unknown.
  SmallBody::Ways read(const CallInProgress &Call);

  /// Whether the value of \p Call comes from read().
  bool wasRead(const CallInProgress &Call) const;

private:
  bool isWorthReading(const clang::FunctionDecl *FD);

  PathContext &Context;
  RecentResults &Recent;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ACCESSORS_H
