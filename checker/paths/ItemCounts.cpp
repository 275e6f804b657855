//===- ItemCounts.cpp - How many items containers have ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ItemCounts.h"
#include "CallInProgress.h"
#include "ValuesOfObjects.h"
#include "ownership/RefState.h"
#include "clang/AST/ParentMap.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

// The smallest number of items that a container has.
REGISTER_MAP_WITH_PROGRAMSTATE(ItemCounts, pyrefcheck::ObjectKey, SVal)

namespace pyrefcheck {

ProgramStateRef setItemCount(ProgramStateRef State, ObjectKey Container,
                             SVal Count) {
  return Container && Count.getAs<NonLoc>()
             ? State->set<ItemCounts>(Container, Count)
             : State;
}

ProgramStateRef addItem(ProgramStateRef State, ObjectKey Container) {
  const SVal *Count = Container ? State->get<ItemCounts>(Container) : nullptr;
  const auto Number =
      Count ? Count->getAs<nonloc::ConcreteInt>() : std::nullopt;
  if (!Number)
    return State;
  SValBuilder &SVB = State->getStateManager().getSValBuilder();
  const llvm::APSInt &Now = Number->getValue();
  return State->set<ItemCounts>(
      Container, SVB.makeIntVal(llvm::APSInt(Now + 1, Now.isUnsigned())));
}

ProgramStateRef forgetItemCount(ProgramStateRef State, ObjectKey Container) {
  return Container ? State->remove<ItemCounts>(Container) : State;
}

/// Whether \p State knows that \p V \p Op \p With.
static bool holds(ProgramStateRef State, BinaryOperatorKind Op, SVal V,
                  SVal With) {
  SValBuilder &SVB = State->getStateManager().getSValBuilder();
  const auto Is = SVB.evalBinOp(State, Op, V, With, SVB.getConditionType())
                      .getAs<DefinedSVal>();
  return Is && !State->assume(*Is, false);
}

/// The condition of the loop \p S, if it is one.
static const Expr *conditionOf(const Stmt *S) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getCond();
  const auto *Do = dyn_cast<DoStmt>(S);
  return Do ? Do->getCond() : nullptr;
}

/// The limit below which \p Condition keeps \p VD: n of `i < n`; or null.
static const Expr *limitOf(const VarDecl *VD, const Expr *Condition) {
  const auto *BO = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!BO)
    return nullptr;
  if (BO->getOpcode() == BO_LAnd) {
    const Expr *Left = limitOf(VD, BO->getLHS());
    return Left ? Left : limitOf(VD, BO->getRHS());
  }
  if (BO->getOpcode() != BO_LT && BO->getOpcode() != BO_NE)
    return nullptr;
  const auto *DRE = dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParenCasts());
  return DRE && DRE->getDecl() == VD ? BO->getRHS() : nullptr;
}

/// Whether no later turn of a loop around \p Call, which is not followed, has
/// an index that is too large. \p Index is the number of this turn.
static bool staysBelow(const CallInProgress &Call, const Expr *Index,
                       SVal Count) {
  const auto *Most = Count.getAsInteger();
  const auto *DRE = dyn_cast<DeclRefExpr>(Index->IgnoreParenCasts());
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  const ASTContext &AST = Call.C.getASTContext();
  if (!Most || Index->isEvaluatable(AST))
    return true;
  const ParentMap &Parents =
      Call.C.getCurrentAnalysisDeclContext()->getParentMap();
  bool IsInLoop = false;
  for (const Stmt *S = Call.at(); S; S = Parents.getParent(S)) {
    IsInLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
    const Expr *Condition = VD ? conditionOf(S) : nullptr;
    const Expr *Limit = Condition ? limitOf(VD, Condition) : nullptr;
    if (!Limit)
      continue;
    const auto Number = Limit->getIntegerConstantExpr(AST);
    const auto *Variable = dyn_cast<DeclRefExpr>(Limit->IgnoreParenCasts());
    const auto *Named =
        Variable ? dyn_cast<VarDecl>(Variable->getDecl()) : nullptr;
    const ProgramStateRef State = Call.C.getState();
    SVal At = UnknownVal();
    if (Number)
      At = Call.C.getSValBuilder().makeIntVal(*Number);
    else if (Named && Named->hasLocalStorage())
      At = State->getSVal(State->getLValue(Named, Call.C.getLocationContext()));
    return !At.isUnknownOrUndef() && holds(State, BO_LE, At, Count);
  }
  return !IsInLoop;
}

bool isIndexOfItem(const CallInProgress &Call, unsigned I,
                   ObjectKey Container) {
  const ProgramStateRef State = Call.C.getState();
  const SVal *Count = Container ? State->get<ItemCounts>(Container) : nullptr;
  const SVal Index = Call.value(I);
  if (!Count || !Index.getAs<NonLoc>())
    return false;
  const SVal Zero =
      Call.C.getSValBuilder().makeZeroVal(Call.argument(I)->getType());
  return holds(State, BO_GE, Index, Zero) &&
         holds(State, BO_LT, Index, *Count) &&
         staysBelow(Call, Call.argument(I), *Count);
}

void markItemCounts(ProgramStateRef State, SymbolReaper &Reaper) {
  markValues<ItemCounts>(State, Reaper);
}

ProgramStateRef reapItemCounts(ProgramStateRef State, SymbolReaper &Reaper) {
  return reapObjects<ItemCounts>(State, Reaper);
}

} // namespace pyrefcheck
