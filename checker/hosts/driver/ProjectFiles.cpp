//===- ProjectFiles.cpp - The files below a directory -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProjectFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <tuple>

using namespace llvm;
using sys::fs::file_type;

namespace pyrefcheck {

/// Whether a directory of this name holds code of others, or no code.
static bool isOfOthers(StringRef Name) {
  return Name.starts_with(".") || is_contained({"node_modules", "site-packages",
                                                "venv", "env", "__pycache__"},
                                               Name);
}

void visitFiles(StringRef Directory, unsigned MostDepth,
                function_ref<void(StringRef, unsigned)> Visit) {
  constexpr size_t MostEntries = 50000;
  size_t Entries = 0;
  std::vector<std::string> Level = {Directory.str()};
  for (unsigned Depth = 0; Depth <= MostDepth && !Level.empty(); ++Depth) {
    std::vector<std::string> Files, Next;
    for (const std::string &In : Level) {
      std::error_code EC;
      for (sys::fs::directory_iterator It(In, EC, /*follow_symlinks=*/false),
           End;
           It != End && !EC && ++Entries <= MostEntries; It.increment(EC)) {
        if (It->type() == file_type::regular_file)
          Files.push_back(It->path());
        else if (It->type() == file_type::directory_file &&
                 !isOfOthers(sys::path::filename(It->path())))
          Next.push_back(It->path());
      }
    }
    llvm::sort(Files);
    llvm::sort(Next);
    for (const std::string &File : Files)
      Visit(File, Depth);
    Level = std::move(Next);
  }
}

std::vector<std::string> findDatabasesBelow(StringRef Directory) {
  struct Candidate {
    unsigned Depth;
    bool IsElsewhere;
    sys::TimePoint<> Changed;
    std::string Directory;
  };
  std::vector<Candidate> Found;
  auto Add = [&](StringRef File, unsigned Depth) {
    sys::fs::file_status Status;
    if (sys::path::filename(File) != "compile_commands.json" ||
        sys::fs::status(File, Status))
      return;
    const StringRef In = sys::path::parent_path(File);
    Found.push_back({Depth, sys::path::filename(In) != "build",
                     Status.getLastModificationTime(), In.str()});
  };
  // In the directory itself, it is often a link to the one of the build.
  SmallString<256> Here(Directory);
  sys::path::append(Here, "compile_commands.json");
  if (sys::fs::is_symlink_file(Here) && sys::fs::is_regular_file(Here))
    Add(Here, 0);
  constexpr unsigned MostDepth = 3;
  visitFiles(Directory, MostDepth, Add);
  llvm::sort(Found, [](const Candidate &A, const Candidate &B) {
    return std::tie(A.Depth, A.IsElsewhere, B.Changed, A.Directory) <
           std::tie(B.Depth, B.IsElsewhere, A.Changed, B.Directory);
  });
  std::vector<std::string> Directories;
  Directories.reserve(Found.size());
  for (Candidate &C : Found)
    Directories.push_back(std::move(C.Directory));
  return Directories;
}

} // namespace pyrefcheck
