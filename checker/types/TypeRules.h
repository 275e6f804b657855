//===- TypeRules.h - The rules about types and modules ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine calls the rules cpython-gc-support, cpython-dealloc and
// cpython-reference-cycle through one function.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_TYPERULES_H
#define PYREFCHECK_TYPES_TYPERULES_H

#include "annotations/Attributes.h"
#include "fields/FieldOwnership.h"
#include "findings/Finding.h"
#include "fixes/GeneratedCode.h"
#include "source/TranslationUnit.h"

namespace pyrefcheck {

/// Checks the types and modules that \p TU defines, and how functions use them.
/// \param Python the version whose rules apply.
/// \param Headers the version of the headers that the file includes.
/// \param Generated the generated code, which fixes do not change.
void findTypeMistakes(clang::ASTContext &Context, const TranslationUnit &TU,
                      const FieldOwnership &Ownership,
                      SourceContracts &Contracts,
                      const GeneratedCode &Generated, PyVersion Python,
                      PyVersion Headers, std::vector<Finding> &Findings);

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_TYPERULES_H
