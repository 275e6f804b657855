//===- SourceIndex.h - The names in the text of a file ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a glance at a file shows before it is parsed: the tokens of its own
// text, without headers and macros. They predict which files ask which others,
// so that the latter can be analysed first. If the prediction is wrong, a file
// is analysed twice; no finding depends on it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_SOURCEINDEX_H
#define PYREFCHECK_PROGRAM_SOURCEINDEX_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace pyrefcheck {

/// The hash of an identifier.
using NameKey = uint64_t;

/// The key of the identifier that source files use for the function or field
/// \p Name of a contract file, without namespace, class or struct.
NameKey keyOfName(llvm::StringRef Name);

struct SourceIndex {
  /// All identifiers; sorted.
  std::vector<NameKey> Mentioned;
  /// Functions with a body that are not static; sorted.
  std::vector<NameKey> Defined;
  /// The number of tokens, without comments: an estimate of the file's cost.
  unsigned Size = 0;

  bool mentions(NameKey Name) const;
};

/// The index of a file with the contents \p Text.
SourceIndex indexSource(llvm::StringRef Text);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_SOURCEINDEX_H
