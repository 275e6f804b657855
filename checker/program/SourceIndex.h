//===- SourceIndex.h - The names in the text of a file ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a glance at a file shows before it is parsed: the tokens of its own
// text, without headers and macros. It shows which files are likely to ask
// which others, so that the latter can be analysed first. If the glance is
// wrong, a file is analysed twice; no finding depends on it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_SOURCEINDEX_H
#define PYREFCHECK_PROGRAM_SOURCEINDEX_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace pyrefcheck {

/// Stands for an identifier.
using NameKey = uint64_t;

/// The key of the name that a source file has for the function or field that a
/// contract file calls \p Name, without namespace, class or struct.
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
