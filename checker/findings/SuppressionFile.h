//===- SuppressionFile.h - Findings not to be reported ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that lists findings that must not be reported, and why:
//
//   - rule: cpython-refcount-leak
//     file: src/module.c
//     function: module_init
//     reason: lives as long as the process
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_SUPPRESSIONFILE_H
#define PYREFCHECK_FINDINGS_SUPPRESSIONFILE_H

#include "Finding.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace pyrefcheck {

/// The entries of one file.
class SuppressionFile {
public:
  /// Reads \p File. The error lists all mistakes in it, one per line.
  static llvm::Expected<SuppressionFile> load(llvm::StringRef File);

  /// Whether an entry matches a finding of \p R in the function \p Function of
  /// the file \p File, whose name is relative. All entries that match count as
  /// used from now on.
  bool suppress(Rule R, llvm::StringRef File, llvm::StringRef Function);

  /// Marks those of \p Findings that an entry matches. File names are relative
  /// to the directory of this file: for hosts that know no other directory.
  void mark(llvm::MutableArrayRef<Finding> Findings,
            const clang::SourceManager &SM);

  /// One line per entry that was not used although the run \p Covers its rule
  /// and file pattern:
  /// `file:line: warning: unused suppression ...`
  std::vector<std::string>
  unused(llvm::function_ref<bool(Rule, llvm::StringRef)> Covers) const;

private:
  /// One entry.
  struct Entry {
    Rule ID;
    /// A valid pattern; empty: any file.
    std::string FileGlob;
    /// Empty: any function.
    std::string Function;
    unsigned Line = 0;
    bool Used = false;

    bool matches(Rule R, llvm::StringRef File,
                 llvm::StringRef InFunction) const;
  };
  friend struct SuppressionReader;

  std::string Name;
  std::vector<Entry> Entries;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_SUPPRESSIONFILE_H
