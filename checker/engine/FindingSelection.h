//===- FindingSelection.h - Which findings are reported ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Selects the findings of a translation unit when all are known: removes those
// that rest on a wrong guess, marks suppressed ones, keeps the chosen rules and
// levels and one finding per defect, and makes all messages differ.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_FINDINGSELECTION_H
#define PYREFCHECK_ENGINE_FINDINGSELECTION_H

#include "findings/Finding.h"
#include "clang/Basic/SourceLocation.h"
#include <string>
#include <tuple>
#include <vector>

namespace clang {
class SourceManager;
} // namespace clang

namespace pyrefcheck {

struct EngineOptions;
struct ForeignFunctions;
class SourceSuppressions;

/// The identity of a defect: Finding's ID, Cause and Aspect.
using DefectID = std::tuple<Rule, clang::SourceLocation, std::string>;

inline DefectID defectOf(const Finding &F) { return {F.ID, F.Cause, F.Aspect}; }

/// Keeps those of \p Findings that are to be reported, in source order and with
/// their final messages.
/// \param Suppressions are marked as used if they are needed.
void selectFindings(std::vector<Finding> &Findings,
                    const ForeignFunctions &Foreign,
                    SourceSuppressions &Suppressions,
                    const EngineOptions &Options,
                    const clang::SourceManager &SM);

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_FINDINGSELECTION_H
