//===- ResultCache.h - Results of earlier runs ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The result of analysing a file is kept on disk, and reused while everything
// that it depends on is the same:
//
// - the program, the options, the contract files and the compile commands: they
//   form the key, under which a file of the cache's directory is found,
// - the contents of the source file and of all files that it includes, and the
//   absence of files that were looked for and not found,
// - the answers of other files to all questions about functions and fields,
//   including that nothing is known.
//
// Several processes may use one directory. Entries that cannot be read, or that
// name another key or file, are ignored. Whoever may write to the directory can
// still forge entries: they have a digest, not a signature.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_RESULTCACHE_H
#define PYREFCHECK_PROGRAM_RESULTCACHE_H

#include "FileAnalysis.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <optional>

namespace pyrefcheck {

/// Where results are kept, and what all of them depend on.
struct CacheSettings {
  llvm::StringRef Directory;
  const EngineOptions &Engine;
  llvm::ArrayRef<std::string> ContractFiles;
  llvm::StringRef ResourceDirectory;
  /// FileAnalyser::Pythons.
  llvm::ArrayRef<PyVersion> Pythons;
};

/// For one thread at a time.
class ResultCache {
public:
  /// Creates the directory if necessary. \returns null after a complaint.
  static std::unique_ptr<ResultCache> open(const CacheSettings &With);

  /// The key of an analysis of \p File.
  std::string
  keyOf(llvm::StringRef File,
        llvm::ArrayRef<clang::tooling::CompileCommand> Commands) const;

  /// The stored result that an analysis of \p File would give now, if any.
  /// \param AnswerOf what other files say about a name; see AskedName.
  std::optional<FileResult>
  find(llvm::StringRef Key, llvm::StringRef File,
       llvm::function_ref<uint64_t(llvm::StringRef)> AnswerOf);

  /// Keeps \p Result if another run would give the same. Warns once if writing
  /// fails.
  void store(llvm::StringRef Key, FileResult Result);

  /// Removes what has not been used for long, unless that was done recently.
  void prune() const;

private:
  ResultCache(llvm::StringRef Directory, std::string Settings)
      : Directory(Directory), Settings(std::move(Settings)) {}

  std::string pathOf(llvm::StringRef Key) const;
  bool isCurrent(const InputFile &Input);

  std::string Directory;
  /// Everything that the results of all files depend on.
  std::string Settings;
  /// The current digests; computed once per run.
  llvm::StringMap<std::optional<std::string>> Digests;
  llvm::StringMap<bool> Existing;
  bool Warned = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_RESULTCACHE_H
