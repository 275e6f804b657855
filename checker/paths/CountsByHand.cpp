//===- CountsByHand.cpp - Counts and memory changed in place --------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of MemoryEvents about operators that act like a call:
// `++x->ob_refcnt` and `delete`.
//
//===----------------------------------------------------------------------===//

#include "MemoryEvents.h"
#include "PathContext.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// `op->ob_refcnt` in a count written out as in the macros before 3.8
/// (`++op->ob_refcnt`, `--op->ob_refcnt`); null for other operators.
static const MemberExpr *countedMember(const UnaryOperator *UO) {
  if (!UO->isIncrementDecrementOp())
    return nullptr;
  const auto *ME =
      dyn_cast<MemberExpr>(UO->getSubExpr()->IgnoreParenImpCasts());
  const bool IsCount = ME &&
                       ME->getMemberDecl()->getDeclName().isIdentifier() &&
                       ME->getMemberDecl()->getName() == "ob_refcnt";
  return IsCount ? ME : nullptr;
}

void MemoryEvents::countByHand(const UnaryOperator *UO, CheckerContext &C) {
  const MemberExpr *ME = countedMember(UO);
  const auto *FR =
      ME ? dyn_cast_or_null<FieldRegion>(C.getSVal(ME).getAsRegion()) : nullptr;
  if (!FR)
    return;
  ObjectKey Key = objectOf(
      C.getSValBuilder().makeLoc(cast<SubRegion>(FR->getSuperRegion())));
  if (!Key)
    return;
  if (Context.reportNoObject(UO, ME->getBase(), C))
    return;
  ProgramStateRef State = C.getState();
  Step S = UO->isIncrementOp() ? Context.Current.increment(State, Key, UO)
                               : Context.Current.decrement(State, Key, UO);
  C.addTransition(Context.apply(S, Key, UO, ME->getBase(), C));
}

void MemoryEvents::finishCount(const UnaryOperator *UO, CheckerContext &C) {
  if (!UO->isDecrementOp() || !countedMember(UO))
    return;
  // The release already models `_Py_Dealloc`: one branch is enough.
  SVal Remaining = C.getSValBuilder().makeIntVal(1, UO->getType());
  C.addTransition(
      C.getState()->BindExpr(UO, C.getLocationContext(), Remaining));
}

} // namespace pyrefcheck
