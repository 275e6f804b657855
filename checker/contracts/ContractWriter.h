//===- ContractWriter.h - Writing a contract as YAML ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The inverse of the loader: writes a contract as an entry of a contract file.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTWRITER_H
#define PYREFCHECK_CONTRACTS_CONTRACTWRITER_H

#include "Contract.h"
#include "llvm/Support/raw_ostream.h"

namespace pyrefcheck {

/// Writes the entry of \p C, one line per key, as contracts/README.md defines
/// it. Versions and replacements are not written: inferred contracts have none.
void writeContract(llvm::raw_ostream &OS, const Contract &C);

/// Writes the line of an entry that says where the function's body is; nothing
/// if \p Place is empty.
void writeDefined(llvm::raw_ostream &OS, llvm::StringRef Place);

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTWRITER_H
