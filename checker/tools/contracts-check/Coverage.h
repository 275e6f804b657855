//===- Coverage.h - Contracts against headers -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compares a table of contracts with the declarations in headers, both ways: it
// finds declarations without an entry, and entries without a declaration.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_CONTRACTS_CHECK_COVERAGE_H
#define PYREFCHECK_TOOLS_CONTRACTS_CHECK_COVERAGE_H

#include "HeaderApi.h"
#include "ReferenceData.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// What must not be reported (exceptions.yaml).
struct Exceptions {
  /// Macros that touch no object; their expansions must not either.
  llvm::StringSet<> PlainMacros;
  /// Macros that are analysed through their expansions.
  llvm::StringSet<> ExpandedMacros;
  /// Functions of the table that Python's own headers do not declare.
  llvm::StringSet<> Elsewhere;

  bool hasMacro(llvm::StringRef Name) const {
    return PlainMacros.contains(Name) || ExpandedMacros.contains(Name);
  }
};

/// The contracts that are checked, by name.
using ContractTable = llvm::StringMap<Contract>;

/// How much of the API has a contract.
struct CoverageFigures {
  unsigned Functions = 0, CoveredFunctions = 0;
  unsigned Macros = 0, CoveredMacros = 0, ExemptMacros = 0;
  unsigned Private = 0, CoveredPrivate = 0;
};

/// The outcome of one comparison.
struct CoverageResult {
  CoverageFigures Figures;
  /// Sorted sentences, each with the name of the function and a place.
  std::vector<std::string> Problems;
};

/// \param IsWhole whether the headers declare the whole API of their version.
/// If not, an entry without a declaration proves nothing.
CoverageResult compareWithHeaders(const ContractTable &Contracts,
                                  const Exceptions &Except,
                                  const HeaderApi &Api, bool IsWhole);

/// The same with one of CPython's lists.
CoverageResult compareWithList(const ContractTable &Contracts,
                               const std::vector<ListedFunction> &List);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_CONTRACTS_CHECK_COVERAGE_H
