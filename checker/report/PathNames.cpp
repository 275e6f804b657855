//===- PathNames.cpp - File names as a reader knows them --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathNames.h"

namespace pyrefcheck {

std::optional<llvm::StringRef> relativeBelow(llvm::StringRef File,
                                             llvm::StringRef Directory) {
  Directory = Directory.rtrim('/');
  if (!File.consume_front(Directory) || !File.consume_front("/") ||
      File.empty())
    return std::nullopt;
  return File;
}

llvm::StringRef PathNames::display(llvm::StringRef Absolute) const {
  auto It = GivenNames.find(Absolute);
  if (It != GivenNames.end())
    return It->second;
  return relativeBelow(Absolute, WorkingDirectory).value_or(Absolute);
}

} // namespace pyrefcheck
