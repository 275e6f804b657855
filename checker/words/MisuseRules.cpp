//===- MisuseRules.cpp - The rule that a misuse breaks ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Messages.h"
#include "findings/Rules.h"
#include "ownership/Transfer.h"

namespace pyrefcheck {

Rule ruleOf(Misuse M) {
  switch (M) {
  case Misuse::None:
    break;
  case Misuse::LeakAtExit:
  case Misuse::LeakByOverwrite:
  case Misuse::LeakOfTemporary:
  case Misuse::LeakOfField:
  case Misuse::LeakOfItem:
  case Misuse::LeakByFree:
  case Misuse::LeakByReturn:
    return Rule::RefcountLeak;
  case Misuse::ReleaseOfBorrowed:
  case Misuse::ReleaseOfReleased:
  case Misuse::ReleaseOfGivenAway:
  case Misuse::StealOfBorrowed:
  case Misuse::StealOfGivenAway:
  case Misuse::FreeOfLive:
  case Misuse::StoreOfBorrowed:
  case Misuse::CountOfNoObject:
    return Rule::RefcountOverrelease;
  case Misuse::UseOfReleased:
  case Misuse::UseOfOrphan:
  case Misuse::UseOfFreed:
  case Misuse::ReleaseOfField:
    return Rule::RefcountUseAfterRelease;
  case Misuse::ReturnOfBorrowed:
    return Rule::RefcountReturnBorrowed;
  case Misuse::NullArgument:
  case Misuse::UncheckedResult:
  case Misuse::UncheckedOutput:
  case Misuse::NullOnDeletion:
    return Rule::NullResult;
  case Misuse::UseOfInvalidated:
  case Misuse::UseDuringCall:
  case Misuse::UseAcrossCode:
    return Rule::BorrowedInvalidated;
  }
  llvm_unreachable("no misuse, no rule");
}

Rule ruleOf(const MisuseReport &R) {
  return R.Own ? R.Own->ID : ruleOf(R.What);
}

} // namespace pyrefcheck
