//===- Exclusion.h - Files that are left out --------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_EXCLUSION_H
#define PYREFCHECK_HOSTS_DRIVER_EXCLUSION_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// The files that --exclude leaves out: neither analysed nor reported on.
class Exclusion {
public:
  /// Leaves out the files that \p Glob matches, and all files in directories
  /// that it matches. Names are relative to the absolute \p Directory if they
  /// are below it. False after a complaint, which names \p Source.
  bool add(llvm::StringRef Glob, llvm::StringRef Directory,
           llvm::StringRef Source);

  /// Keeps the absolute \p File, which the user named: no pattern excludes it.
  void keep(llvm::StringRef File) { Kept.insert(File); }

  /// Whether the absolute \p File is left out.
  bool excludes(llvm::StringRef File) const;

private:
  struct Pattern {
    std::string Glob, Directory;
  };
  std::vector<Pattern> Patterns;
  llvm::StringSet<> Kept;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_EXCLUSION_H
