//===- AttributeSpellings.h - How annotations are spelt --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H
#define PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// The beginning of an annotation's text. Defined beside the registration of
/// the foreign spellings, so that a program that reads annotations has these
/// linked in too.
extern const llvm::StringLiteral AnnotationPrefix;

/// Clang lists the attributes of plugins when its parser meets the first
/// unknown one, without a lock: a program that parses on several threads calls
/// this before it starts them.
void prepareAttributeSpellings();

} // namespace pyrefcheck

#endif // PYREFCHECK_ANNOTATIONS_ATTRIBUTESPELLINGS_H
