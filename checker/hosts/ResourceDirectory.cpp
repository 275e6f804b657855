//===- ResourceDirectory.cpp - Clang's own headers ----------------*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResourceDirectory.h"
#include "PyrefcheckConfig.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <dlfcn.h>

namespace pyrefcheck {

llvm::Expected<std::string> findResourceDirectory() {
  // Beside our own program, which the wheel brings them with; beside the
  // library that we run with; where the build found it.
  llvm::SmallVector<llvm::SmallString<256>, 3> Candidates;
  static int InThisProgram;
  llvm::SmallString<256> Prefix(llvm::sys::path::parent_path(
      llvm::sys::fs::getMainExecutable("", &InThisProgram)));
  llvm::sys::path::append(Prefix, "..", "lib", "clang",
                          CLANG_VERSION_MAJOR_STRING);
  llvm::sys::path::remove_dots(Prefix, /*remove_dot_dot=*/true);
  Candidates.push_back(Prefix);
  Dl_info Info;
  if (dladdr(reinterpret_cast<void *>(&clang::getClangFullVersion), &Info)) {
    llvm::SmallString<256> Library, Candidate;
    if (!llvm::sys::fs::real_path(Info.dli_fname, Library)) {
      Candidate = llvm::sys::path::parent_path(Library);
      llvm::sys::path::append(Candidate, "clang", CLANG_VERSION_MAJOR_STRING);
      Candidates.push_back(Candidate);
    }
  }
  Candidates.push_back({PYREFCHECK_RESOURCE_DIR});

  std::string Tried;
  for (const llvm::SmallString<256> &Candidate : Candidates) {
    llvm::SmallString<256> Header = Candidate;
    llvm::sys::path::append(Header, "include", "stddef.h");
    if (llvm::sys::fs::exists(Header))
      return std::string(Candidate);
    Tried += "\n  " + std::string(Candidate);
  }
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "clang's builtin headers are missing; install the package "
      "libclang-common-" CLANG_VERSION_MAJOR_STRING
      "-dev, or give their directory after '--': -resource-dir=DIR. "
      "Looked for include/stddef.h in:" +
          Tried);
}

} // namespace pyrefcheck
