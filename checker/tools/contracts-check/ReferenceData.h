//===- ReferenceData.h - Lists that CPython ships ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two files of CPython's source tree that describe the C API:
// Doc/data/refcounts.dat, from which the manual's notes about references are
// generated, and Misc/stable_abi.toml, which says when a function joined the
// stable ABI. They are read if the user has them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_CONTRACTS_CHECK_REFERENCEDATA_H
#define PYREFCHECK_TOOLS_CONTRACTS_CHECK_REFERENCEDATA_H

#include "contracts/Contract.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// What a list says about one function.
struct ListedFunction {
  std::string Name;
  /// `stable_abi.toml:120`.
  std::string Place;
  /// refcounts.dat: the effect on the count of the result: "+1", "0", "null";
  /// empty if the result is not an object.
  std::string ResultEffect;
  /// stable_abi.toml: when it was added.
  PyVersion Added = 0;
};

/// Reads the functions of `refcounts.dat`.
llvm::Expected<std::vector<ListedFunction>>
readRefcounts(const std::string &Path);

/// Reads the functions of the limited API from `stable_abi.toml`, without those
/// that are only exported for old extensions.
llvm::Expected<std::vector<ListedFunction>>
readStableABI(const std::string &Path);

/// How \p C contradicts \p Listed: a sentence, or nothing.
std::string contradiction(const Contract &C, const ListedFunction &Listed);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_CONTRACTS_CHECK_REFERENCEDATA_H
