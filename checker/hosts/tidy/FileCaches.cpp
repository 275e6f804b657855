//===- FileCaches.cpp - Caches for an editor's files ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileCaches.h"
#include "engine/FunctionCache.h"
#include "llvm/ADT/STLExtras.h"

namespace pyrefcheck {

std::unique_ptr<FunctionCache> FileCaches::take(llvm::StringRef Key) {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto It =
      llvm::find_if(Entries, [&](const Entry &E) { return E.Key == Key; });
  if (It == Entries.end())
    return std::make_unique<FunctionCache>(Key);
  std::unique_ptr<FunctionCache> Cache = std::move(It->Cache);
  Entries.erase(It);
  return Cache;
}

void FileCaches::putBack(llvm::StringRef Key,
                         std::unique_ptr<FunctionCache> Cache) {
  std::lock_guard<std::mutex> Lock(Mutex);
  Entries.push_front({Key.str(), std::move(Cache)});
  if (Entries.size() > MaxFiles)
    Entries.pop_back();
}

} // namespace pyrefcheck
