//===- RuleQuestions.h - --list-checks and --explain ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_RULEQUESTIONS_H
#define PYREFCHECK_HOSTS_DRIVER_RULEQUESTIONS_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// Writes the name, level and summary of each rule.
void listChecks();

/// Writes the page of the rule that \p Name denotes: its whole name, or a part
/// of it that no other rule has at the same place.
/// \returns the exit status.
int explainRule(llvm::StringRef Name);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_RULEQUESTIONS_H
