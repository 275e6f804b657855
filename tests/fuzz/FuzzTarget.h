//===- FuzzTarget.h - One input of libFuzzer -------------------*- C++ -*- ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TESTS_FUZZ_FUZZTARGET_H
#define PYREFCHECK_TESTS_FUZZ_FUZZTARGET_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

/// What each program defines: reads \p Text, and ends the process if what it
/// finds contradicts itself.
void readInput(llvm::StringRef Text);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  readInput({reinterpret_cast<const char *>(Data), Size});
  return 0;
}

/// Ends the process unless \p Fact holds, in builds without assertions too.
inline void require(bool Fact) {
  if (!Fact)
    std::abort();
}

/// A file of the process that holds \p Text until the next call, for readers
/// that take a name.
inline llvm::StringRef fileWith(llvm::StringRef Text) {
  static const std::string Name = [] {
    llvm::SmallString<128> Path;
    int Descriptor;
    require(
        !llvm::sys::fs::createTemporaryFile("fuzz", "txt", Descriptor, Path));
    llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true);
    static const std::string Kept(Path);
    std::atexit([] { llvm::sys::fs::remove(Kept); });
    return Kept;
  }();
  std::error_code Problem;
  llvm::raw_fd_ostream OS(Name, Problem);
  require(!Problem);
  OS << Text;
  return Name;
}

#endif // PYREFCHECK_TESTS_FUZZ_FUZZTARGET_H
