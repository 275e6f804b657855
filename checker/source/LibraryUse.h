//===- LibraryUse.h - Which libraries a file uses ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The contracts of a library apply only where it is used: in translation units
// that include one of its headers or define one of its macros.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_LIBRARYUSE_H
#define PYREFCHECK_SOURCE_LIBRARYUSE_H

#include "contracts/Contract.h"
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace pyrefcheck {

/// Which libraries the translation unit of a preprocessor uses.
class LibraryUse {
public:
  explicit LibraryUse(clang::Preprocessor &PP);

  bool operator()(const Library &L) const;

private:
  bool wasRead(llvm::StringRef Header) const;
  bool isInPreamble(llvm::StringRef Name) const;

  clang::Preprocessor &PP;
  /// The names in the main file's #include directives, if it has a precompiled
  /// preamble: one can only look up whether that contains a given header.
  std::vector<std::string> Included;
  bool HasPreamble;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_LIBRARYUSE_H
