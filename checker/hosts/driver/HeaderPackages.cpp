//===- HeaderPackages.cpp - The package of a header -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HeaderPackages.h"

namespace pyrefcheck {

namespace {

/// A row of HeaderPackages.def.
struct HeaderPackage {
  llvm::StringLiteral Beginning, Package;
};

constexpr HeaderPackage Packages[] = {
#define HEADER(BEGINNING, PACKAGE) {BEGINNING, PACKAGE},
#include "HeaderPackages.def"
#undef HEADER
};

} // namespace

llvm::StringRef packageOfHeader(llvm::StringRef Header) {
  for (const HeaderPackage &P : Packages)
    if (Header.starts_with(P.Beginning))
      return P.Package;
  return "";
}

} // namespace pyrefcheck
