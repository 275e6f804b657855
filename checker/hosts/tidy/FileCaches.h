//===- FileCaches.h - Caches for an editor's files --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_TIDY_FILECACHES_H
#define PYREFCHECK_HOSTS_TIDY_FILECACHES_H

#include "engine/FunctionCache.h"
#include "hosts/EngineGuard.h"
#include <list>
#include <memory>
#include <mutex>

namespace pyrefcheck {

/// One function cache per recently analysed file. Files are analysed on several
/// threads.
class FileCaches {
public:
  /// Returns the cache that was put back under \p Key (a file name and
  /// everything else that its results depend on), or a new one.
  std::unique_ptr<FunctionCache> take(llvm::StringRef Key);
  void putBack(llvm::StringRef Key, std::unique_ptr<FunctionCache> Cache);
  /// The files that are not analysed any more.
  CrashedFiles &crashed() { return Crashed; }

private:
  struct Entry {
    std::string Key;
    std::unique_ptr<FunctionCache> Cache;
  };
  /// More files than people have open; each cache takes a few kilobytes.
  static constexpr size_t MaxFiles = 64;

  std::mutex Mutex;
  std::list<Entry> Entries; // The last used one first.
  CrashedFiles Crashed;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_TIDY_FILECACHES_H
