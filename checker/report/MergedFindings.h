//===- MergedFindings.h - One finding for several references ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Findings that one source change resolves are one finding to a reader: the
// references that are lost at one exit, and a defect in the text of a macro,
// wherever the macro is used. Each reference keeps its place and its
// fingerprint.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_MERGEDFINDINGS_H
#define PYREFCHECK_REPORT_MERGEDFINDINGS_H

#include "ReportedFinding.h"
#include "llvm/ADT/ArrayRef.h"

namespace pyrefcheck {

/// Merges the \p Findings to be reported, which are in source order, if
/// - they are of one rule, and their causes and places are at the same places
///   in the text of one macro of the project, or
/// - they lose references in the same way at the same place of a function.
/// A merged finding is at the place of the first of them.
std::vector<ReportedFinding>
mergeFindings(std::vector<ReportedFinding> Findings);

/// The number of findings that \p Findings represent.
size_t countReferences(llvm::ArrayRef<ReportedFinding> Findings);

/// The part of F.Others that is shown for \p F: at most \p Most notes, and the
/// number of the remaining ones.
std::vector<ReportedNote> someOthers(const ReportedFinding &F,
                                     size_t Most = 10);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_MERGEDFINDINGS_H
