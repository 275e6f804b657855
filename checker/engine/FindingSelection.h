//===- FindingSelection.h - Which findings are reported ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What becomes of the findings of a translation unit when all are there: those
// that rest on a wrong guess go, suppressed ones are marked, the chosen rules
// and levels stay, each defect is reported once, and no two read the same.
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

/// What makes two findings one: Finding's ID, Cause and Aspect.
using DefectID = std::tuple<Rule, clang::SourceLocation, std::string>;

inline DefectID defectOf(const Finding &F) { return {F.ID, F.Cause, F.Aspect}; }

/// Leaves those of \p Findings that are to be reported, in the order of the
/// source, with the words in which they are.
/// \param Suppressions learn which of them are needed.
void selectFindings(std::vector<Finding> &Findings,
                    const ForeignFunctions &Foreign,
                    SourceSuppressions &Suppressions,
                    const EngineOptions &Options,
                    const clang::SourceManager &SM);

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_FINDINGSELECTION_H
