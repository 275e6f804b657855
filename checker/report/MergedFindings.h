//===- MergedFindings.h - One finding for several references ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What one change of the source makes go away is one finding to a reader: the
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

/// Merges, of the \p Findings that are to be reported, in the order of the
/// source:
/// - those of one rule whose cause and whose place are in the text of the same
///   macro of the project, both at the same place there;
/// - those that lose references in the same way at the same place of a
/// function. A merged finding is where the first of them was.
std::vector<ReportedFinding>
mergeFindings(std::vector<ReportedFinding> Findings);

/// The number of findings that \p Findings stand for.
size_t countReferences(llvm::ArrayRef<ReportedFinding> Findings);

/// What a reader gets to see of \p F.Others: \p Most at the most, and how many
/// there are besides.
std::vector<ReportedNote> someOthers(const ReportedFinding &F,
                                     size_t Most = 10);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_MERGEDFINDINGS_H
