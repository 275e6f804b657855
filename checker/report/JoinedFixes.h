//===- JoinedFixes.h - Several fixes as one ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_JOINEDFIXES_H
#define PYREFCHECK_REPORT_JOINEDFIXES_H

#include "ReportedFinding.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace pyrefcheck {

/// True if the result of two edits of one file would depend on which of them is
/// made first.
bool inConflict(const ReportedEdit &A, const ReportedEdit &B);

/// Whether both fixes change the same text in the same way.
bool isSameFix(const ReportedFix &A, const ReportedFix &B);

/// All edits of \p Parts in one fix, with the title of the first; none if they
/// are in conflict. Statements that several parts insert at one place follow
/// each other in the order of \p Parts, in shared braces if there are any.
std::optional<ReportedFix> joinFixes(llvm::ArrayRef<const ReportedFix *> Parts);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_JOINEDFIXES_H
