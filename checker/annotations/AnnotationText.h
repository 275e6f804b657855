//===- AnnotationText.h - The grammar of an annotation ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The text after "pyrefcheck:" in an annotate attribute:
//
//   text:      item {"," item}
//   item:      word ["(" argument {"," argument} ")"]
//   argument:  [key ":"] value
//
// Words, keys and values consist of letters, digits, '_', '-' and '.'. This
// file does not know what they mean.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ANNOTATIONS_ANNOTATIONTEXT_H
#define PYREFCHECK_ANNOTATIONS_ANNOTATIONTEXT_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace pyrefcheck {

/// `into: list`, or a value alone.
struct AnnotationArgument {
  llvm::StringRef Key;
  llvm::StringRef Value;
};

/// `steals(value, into: list)`
struct AnnotationItem {
  llvm::StringRef Word;
  llvm::SmallVector<AnnotationArgument, 2> Arguments;
  /// The item as it is written.
  llvm::StringRef Text;
};

struct ParsedAnnotation {
  llvm::SmallVector<AnnotationItem, 2> Items;
  /// What is wrong with the text; empty if nothing is. `Items` holds what comes
  /// before the mistake.
  std::string Error;
};

/// Parses \p Text, which must outlive the result.
ParsedAnnotation parseAnnotation(llvm::StringRef Text);

} // namespace pyrefcheck

#endif // PYREFCHECK_ANNOTATIONS_ANNOTATIONTEXT_H
