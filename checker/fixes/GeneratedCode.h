//===- GeneratedCode.h - Code that a generator wrote ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_GENERATEDCODE_H
#define PYREFCHECK_FIXES_GENERATEDCODE_H

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <utility>
#include <vector>

namespace pyrefcheck {

/// Files, and parts of files, that a generator wrote. The next run of the
/// generator would undo a fix there. Each file is searched once.
class GeneratedCode {
public:
  explicit GeneratedCode(const clang::SourceManager &SM) : SM(SM) {}

  /// True if a generator wrote the text at \p Offset of \p File.
  bool contains(clang::FileID File, unsigned Offset) const;

private:
  /// A whole file, or ranges of it.
  struct Parts {
    bool Whole = false;
    std::vector<std::pair<unsigned, unsigned>> Ranges;
  };
  static Parts find(llvm::StringRef Text);

  const clang::SourceManager &SM;
  mutable llvm::DenseMap<clang::FileID, Parts> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_GENERATEDCODE_H
