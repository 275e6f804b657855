//===- OutputOutcomes.h - What a path leaves in outputs ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_OUTPUTOUTCOMES_H
#define PYREFCHECK_SUMMARIES_OUTPUTOUTCOMES_H

#include "contracts/Contract.h"
#include "ownership/Transfer.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

struct OutputField;
struct ParameterOutcome;

/// The parameter whose initial value \p Key is, or from whose object \p Key
/// was read; NoArg if neither.
ArgIndex originParameter(ObjectKey Key, const clang::FunctionDecl *FD,
                         bool &IsItself);

/// Adds what \p Target holds now: the target of a `PyObject **`, or of the
/// `void *` that shows a converter where to store an object; or a field.
void addOutputOutcome(ParameterOutcome &Out, clang::ento::Loc Target,
                      clang::QualType Type, const Transfer &T,
                      clang::ento::ProgramStateRef State, bool &Assumed);

/// What the path that ends in the function exit at \p C has left in a field.
ParameterOutcome outcomeOfField(const OutputField &Output, const Transfer &T,
                                clang::ento::CheckerContext &C, bool &Assumed);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_OUTPUTOUTCOMES_H
