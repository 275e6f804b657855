//===- AttributeSpellings.h - How annotations are spelt ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H
#define PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// The prefix of an annotation's text. It is defined next to the registration
/// of the foreign spellings, so a program that reads annotations links these in
/// too.
extern const llvm::StringLiteral AnnotationPrefix;

/// Clang collects the attributes of plugins when its parser meets the first
/// unknown attribute, without a lock. A program that parses on several threads
/// calls this before it starts them.
void prepareAttributeSpellings();

} // namespace pyrefcheck

#endif // PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H
