//===- OriginPlaces.h - Where an object was read from -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the place that an object was read from reveals about it. These functions
// are queries: they change no state.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_ORIGINPLACES_H
#define PYREFCHECK_PATHS_ORIGINPLACES_H

#include "ownership/RefState.h"

namespace pyrefcheck {

/// The place that \p Key was read from, or null.
const clang::ento::MemRegion *originOf(ObjectKey Key);

/// True if the place that \p Key was read from still holds it.
bool isStillThere(clang::ento::ProgramStateRef State, ObjectKey Key);

/// True for an object read from a parameter's object or a global variable, but
/// not through the result of a call: two calls may name one place.
bool isOfKnownPlace(ObjectKey Key);

/// True if another expression may name the same place by another value, such as
/// the result of a smart pointer's `->`.
bool mayHaveOtherNames(const clang::ento::MemRegion *Place);

/// True if \p Key was read from a place that may have other names.
bool isOfNamelessPlace(ObjectKey Key);

/// True for a `void *` that came from a call; \p Ref is the state of \p Key.
bool isOpaque(ObjectKey Key, const RefState &Ref);

/// True if \p Key was read from an array.
bool isArrayItem(ObjectKey Key);

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_ORIGINPLACES_H
