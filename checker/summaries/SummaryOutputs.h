//===- SummaryOutputs.h - What a function stores for its callers -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parts of a summary about outputs: what a `PyObject **`, a `PyObject *&`
// (C++) and the fields of a struct hold that callers let the function fill.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_SUMMARYOUTPUTS_H
#define PYREFCHECK_SUMMARIES_SUMMARYOUTPUTS_H

#include "Summary.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace pyrefcheck {

using OutputFields = llvm::SmallVector<OutputField, 0>;

/// True for the type of a parameter by which a function may give objects to its
/// callers.
bool isOutput(clang::QualType T, const ObjectTypes &Types);

/// The fields through which \p FD may give objects to its callers.
/// \param IsWritten whether the function writes a field.
/// \param MayKeep whether it may keep the address that a parameter is.
OutputFields
outputFields(const clang::FunctionDecl *FD, const ObjectTypes &Types,
             llvm::function_ref<bool(const clang::FieldDecl *)> IsWritten,
             llvm::function_ref<bool(unsigned)> MayKeep);

/// The field number \p Field of the struct that the parameter \p Parameter of
/// \p FD points to, or null.
const clang::FieldDecl *declarationOf(const clang::FunctionDecl *FD,
                                      unsigned Parameter, unsigned Field);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARYOUTPUTS_H
