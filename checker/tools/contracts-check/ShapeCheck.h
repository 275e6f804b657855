//===- ShapeCheck.h - Contracts against declarations ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A contract must fit the declaration of the function: an integer is not a new
// reference, and only an object can be stolen.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_CONTRACTS_CHECK_SHAPECHECK_H
#define PYREFCHECK_TOOLS_CONTRACTS_CHECK_SHAPECHECK_H

#include "HeaderApi.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// How \p C contradicts \p D, which headers of version \p V declare: one
/// sentence per contradiction.
std::vector<std::string> contradictions(const Contract &C,
                                        const ApiDeclaration &D, PyVersion V);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_CONTRACTS_CHECK_SHAPECHECK_H
