//===- ResourceDirectory.cpp - Clang's own headers --------------*- C++ -*-===//
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

/// The path of the running program; empty if it cannot be determined.
static llvm::SmallString<256> findProgram() {
  llvm::SmallString<256> Program;
  if (!llvm::sys::fs::real_path("/proc/self/exe", Program))
    return Program;
  // Without /proc: the name that it was called by, unless it is relative.
  Dl_info Info;
  if (dladdr(reinterpret_cast<void *>(&findResourceDirectory), &Info) &&
      llvm::sys::path::is_absolute(Info.dli_fname))
    (void)llvm::sys::fs::real_path(Info.dli_fname, Program);
  return Program;
}

llvm::Expected<std::string> findResourceDirectory() {
  // Beside our program, where the wheel installs them; beside the clang library
  // that is loaded; where the build found them.
  llvm::SmallVector<llvm::SmallString<256>, 3> Candidates;
  if (llvm::SmallString<256> Program = findProgram(); !Program.empty()) {
    llvm::SmallString<256> Candidate =
        llvm::sys::path::parent_path(llvm::sys::path::parent_path(Program));
    llvm::sys::path::append(Candidate, "lib", "clang",
                            CLANG_VERSION_MAJOR_STRING);
    Candidates.push_back(Candidate);
  }
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
    Tried += (Tried.empty() ? " " : ", ") + std::string(Candidate);
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
