//===- ContractLibrary.h - The library of a contract file -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The first entry of a contract file can name the library that its contracts
// belong to, and the signs that a translation unit uses that library: headers
// that are included or macros that are defined there.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTLIBRARY_H
#define PYREFCHECK_CONTRACTS_CONTRACTLIBRARY_H

#include "Contract.h"
#include "ContractTree.h"

namespace pyrefcheck {

/// Reads `- library: NAME`.
Library readLibrary(const ContractTreeNode &Entry, ContractErrors &Errors,
                    llvm::BumpPtrAllocator &Arena);

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTLIBRARY_H
