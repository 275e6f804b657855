//===- MutantFinder.h - All mutants of a file -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_MUTANTFINDER_H
#define PYREFCHECK_TOOLS_MUTATE_MUTANTFINDER_H

#include "Mutant.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace pyrefcheck {

class WrittenCode;

/// The mutants of the functions that the main file defines, in source order.
MutantList findMutants(clang::ASTContext &Context, const WrittenCode &Code);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_MUTANTFINDER_H
