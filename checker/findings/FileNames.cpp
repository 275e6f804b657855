//===- FileNames.cpp - Names of files, absolute and relative ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileNames.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pyrefcheck {

std::string absoluteName(const SourceManager &SM, FileID File) {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return std::string(SM.getBufferOrFake(File).getBufferIdentifier());
  llvm::SmallString<256> Path = Entry->getName();
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

std::optional<llvm::StringRef> relativeBelow(llvm::StringRef File,
                                             llvm::StringRef Directory) {
  Directory = Directory.rtrim('/');
  if (!File.consume_front(Directory) || !File.consume_front("/") ||
      File.empty())
    return std::nullopt;
  return File;
}

} // namespace pyrefcheck
