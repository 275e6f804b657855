//===- TemporaryDirectory.cpp - A temporary directory -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TemporaryDirectory.h"
#include "program/Complaint.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace pyrefcheck {

std::unique_ptr<TemporaryDirectory> TemporaryDirectory::create() {
  SmallString<256> Path, Real;
  std::error_code EC = sys::fs::createUniqueDirectory("pyrefcheck", Path);
  if (!EC)
    EC = sys::fs::real_path(Path, Real);
  if (!EC)
    return std::unique_ptr<TemporaryDirectory>(
        new TemporaryDirectory(std::string(Real)));
  complain() << "cannot make a temporary directory: " << EC.message() << '\n';
  return nullptr;
}

TemporaryDirectory::~TemporaryDirectory() {
  if (const std::error_code EC = sys::fs::remove_directories(Path))
    complain() << "cannot remove " << Path << ": " << EC.message() << '\n';
}

} // namespace pyrefcheck
