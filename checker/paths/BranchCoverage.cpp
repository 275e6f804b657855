//===- BranchCoverage.cpp - Paths that bring nothing new --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BranchCoverage.h"
#include "ErrorIndicator.h"
#include "ownership/RefState.h"
#include "summaries/Summary.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ConstraintManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/Store.h"
#include "llvm/ADT/Hashing.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// Counts how often each variable decides something.
class DecisionFinder : public RecursiveASTVisitor<DecisionFinder> {
public:
  bool VisitReturnStmt(ReturnStmt *S) {
    // One use is enough: callers test the value too.
    count(S->getRetValue(), 2);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) { return count(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return count(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) { return count(S->getCond()); }
  bool VisitForStmt(ForStmt *S) { return count(S->getCond()); }
  bool VisitSwitchStmt(SwitchStmt *S) { return count(S->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *E) {
    return count(E->getCond());
  }

  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp())
      counts(E->getSubExpr());
    return true;
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *E) {
    counts(E->getLHS());
    return true;
  }

  llvm::MapVector<const VarDecl *, unsigned> Uses;
  /// The variables that count something.
  llvm::DenseSet<const VarDecl *> Counters;

private:
  void counts(const Expr *E) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens()))
      if (const auto *VD = dyn_cast<VarDecl>(Ref->getDecl()))
        Counters.insert(VD);
  }

  /// Counts the uses of variables in \p E, except inside calls.
  bool count(const Stmt *E, unsigned Times = 1) {
    if (!E || isa<CallExpr>(E))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *VD = dyn_cast<VarDecl>(Ref->getDecl());
          VD && VD->hasLocalStorage() &&
          VD->getType()->isIntegralOrEnumerationType())
        Uses[VD] += Times;
    for (const Stmt *Child : E->children())
      count(Child, Times);
    return true;
  }
};

/// Hashes what distinguishes a value from others.
uint64_t hashOf(SVal V) {
  const llvm::APSInt *Number = V.getAsInteger();
  return llvm::hash_combine(unsigned(V.getKind()), V.getAsRegion(),
                            V.getAsSymbol(),
                            Number ? size_t(hash_value(*Number)) : 0);
}

/// 1 for NULL, 2 for not NULL, 3 for either; 0 without a symbol.
unsigned nullness(ProgramStateRef State, SymbolRef Sym) {
  if (!Sym)
    return 0;
  const ConditionTruthVal Null =
      State->getConstraintManager().isNull(State, Sym);
  return Null.isConstrainedTrue() ? 1 : Null.isConstrainedFalse() ? 2 : 3;
}

/// Collects the values of pointers in variables and memory.
class PointerBindings : public StoreManager::BindingsHandler {
public:
  PointerBindings(ProgramStateRef State, llvm::SmallVectorImpl<uint64_t> &Facts)
      : State(std::move(State)), Facts(Facts) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Place,
                     SVal V) override {
    if (!V.getAs<Loc>())
      return true;
    const SymbolRef Sym = V.getAsLocSymbol(/*IncludeBaseRegions=*/true);
    Facts.push_back(llvm::hash_combine(Place, hashOf(V), nullness(State, Sym)));
    return true;
  }

private:
  ProgramStateRef State;
  llvm::SmallVectorImpl<uint64_t> &Facts;
};

/// True for an object whose account is as it was when the function began.
bool isUntouched(const RefState &RS) {
  const RefAccount &Count = RS.Account;
  return RS.Life == RefLife::Alive && RS.Arrival.Origin != RefOrigin::New &&
         RS.Arrival.Origin != RefOrigin::Borrowed && Count.Held == 0 &&
         Count.Stored == 0 && Count.Debt == 0 && !Count.HandedOver &&
         !Count.TakenFromMemory && !Count.PassedThrough && !RS.Unpaid.Steal;
}

/// Hashes the parts of the account of \p Key that can make a difference, except
/// those that only messages need.
uint64_t hashOf(ProgramStateRef State, ObjectKey Key, const RefState &RS) {
  if (isNull(State, Key))
    return llvm::hash_combine(Key, 0);
  if (isUntouched(RS))
    return RS.Arrival.Origin == RefOrigin::Memory
               ? uint64_t(0)
               : uint64_t(llvm::hash_combine(Key, RS.Compared.Global,
                                             RS.Compared.Equal,
                                             nullness(State, symbolOf(Key))));
  const RefAccount &Count = RS.Account;
  return llvm::hash_combine(
      Key, unsigned(RS.Life), Count.Held, Count.Stored, Count.Debt,
      Count.HandedOver, Count.TakenFromMemory, Count.TakenFromPlace,
      Count.PassedThrough, unsigned(RS.Arrival.Origin), RS.Arrival.Unchecked,
      RS.Arrival.Doubtful, RS.Arrival.Allocated, RS.Keeper.Owner,
      RS.Keeper.Anchored, RS.Keeper.Droppable, RS.Keeper.LossUnlikely,
      RS.Keeper.Shown,
      llvm::hash_combine(RS.Unpaid.Steal != nullptr, RS.Unpaid.Place,
                         RS.Compared.Global, RS.Compared.Equal, RS.Items.Shared,
                         RS.Items.Counted, nullness(State, symbolOf(Key))));
}

/// Hashes an integer: its value if \p Exact, its sign otherwise.
uint64_t hashOfNumber(ProgramStateRef State, SVal V, bool Exact) {
  const auto Sign = [](const llvm::APSInt &I) {
    return I.isNegative() ? -1 : I.isZero() ? 0 : 1;
  };
  if (const llvm::APSInt *Value = V.getAsInteger())
    return Exact ? llvm::hash_combine(1, hash_value(*Value))
                 : llvm::hash_combine(2, Sign(*Value), Sign(*Value));
  const SymbolRef Sym = V.getAsSymbol();
  if (!Sym)
    return 0;
  ConstraintManager &CM = State->getConstraintManager();
  const llvm::APSInt *Min = CM.getSymMinVal(State, Sym);
  const llvm::APSInt *Max = CM.getSymMaxVal(State, Sym);
  return llvm::hash_combine(2, Min ? Sign(*Min) : -1, Max ? Sign(*Max) : 1,
                            nullness(State, Sym));
}

} // namespace

void BranchCoverage::startFunction(const FunctionDecl *FD) {
  Branches.clear();
  Deciding.clear();
  Outputs.clear();
  Pointers.clear();
  for (const ParmVarDecl *P : FD->parameters())
    if (isNumberOutput(P->getType()))
      Outputs.push_back(P);
    else if (P->getType()->isPointerType())
      Pointers.push_back(P);
  DecisionFinder Finder;
  Finder.TraverseStmt(FD->getBody());
  for (const auto &[VD, Uses] : Finder.Uses)
    if (Uses > 1)
      Deciding.push_back({VD, !Finder.Counters.contains(VD)});
}

BranchCoverage::Facts
BranchCoverage::project(ProgramStateRef State,
                        const LocationContext *Frame) const {
  Facts Found;
  PointerBindings Bindings(State, Found);
  State->getStateManager().getStoreManager().iterBindings(State->getStore(),
                                                          Bindings);
  for (const auto &[Key, RS] : watched(State))
    if (RS.isTracked())
      Found.push_back(hashOf(State, Key, RS));
  for (const auto &[VD, Exact] : Deciding)
    Found.push_back(llvm::hash_combine(
        VD, hashOfNumber(State, State->getSVal(State->getRegion(VD, Frame)),
                         Exact)));
  // The arguments for which a call may take this path.
  SValBuilder &SVB = State->getStateManager().getSValBuilder();
  for (const ParmVarDecl *P : Pointers)
    Found.push_back(llvm::hash_combine(
        P,
        nullness(State, SVB.getRegionValueSymbolVal(State->getRegion(P, Frame))
                            .getAsSymbol())));
  // What callers learn through an `int *`.
  for (const ParmVarDecl *P : Outputs)
    if (const auto At = SVB.getRegionValueSymbolVal(State->getRegion(P, Frame))
                            .getAs<Loc>())
      Found.push_back(llvm::hash_combine(
          P, hashOfNumber(State,
                          State->getSVal(*At, P->getType()->getPointeeType()),
                          /*Exact=*/true)));
  if (const std::optional<bool> Exception = isExceptionSet(State))
    Found.push_back(*Exception ? 1 : 2);
  return Found;
}

BranchCoverage::Facts BranchCoverage::losses(ProgramStateRef State) {
  /// The end of a path looks at no more objects either (LostObjects).
  constexpr unsigned Most = 32;
  Facts Found;
  const RefMapTy Lost = lost(State);
  for (const Loss *L = lastLoss(State); L && Found.size() < Most;
       L = L->Before) {
    const ObjectKey Key = L->Key;
    if (L->Ref && Lost.contains(Key))
      Found.push_back(llvm::hash_value(Key));
  }
  return Found;
}

bool BranchCoverage::Branch::haveEach(const Facts &Of) const {
  return llvm::all_of(Of, [&](Fact F) { return With.contains(F); });
}

bool BranchCoverage::Branch::haveEachPair(const Facts &Of) const {
  // A fact that all paths had adds nothing to a pair.
  llvm::SmallVector<const llvm::BitVector *, 16> Some;
  for (const Fact F : Of) {
    const auto It = With.find(F);
    if (It == With.end())
      return false;
    if (It->second.count() == Paths)
      continue;
    for (const llvm::BitVector *Other : Some)
      if (!It->second.anyCommon(*Other))
        return false;
    Some.push_back(&It->second);
  }
  return true;
}

void BranchCoverage::Branch::add(const Facts &Of) {
  for (const Fact F : Of) {
    llvm::BitVector &Those = With[F];
    if (Those.size() <= Paths)
      Those.resize(Paths + 1);
    Those.set(Paths);
  }
  ++Paths;
}

bool BranchCoverage::isCovered(const Stmt *Condition, unsigned Possible,
                               uint64_t Turns, Together How,
                               ProgramStateRef State,
                               const LocationContext *Frame) {
  Branch &Here = Branches[{Condition, Turns}];
  Facts Of = project(State, Frame);
  uint64_t Sum = 0;
  for (const Fact F : Of)
    Sum += F;
  // A lost object stays lost: it is enough that one path carries it to its end.
  const Facts Lost = losses(State);
  const bool LossKnown =
      llvm::all_of(Lost, [&](Fact F) { return Here.With.contains(F); });
  for (const unsigned Way : {IfTrue, IfFalse})
    if (Possible & Way)
      Of.push_back(llvm::hash_combine(Condition, Way));
  const bool Covered =
      LossKnown &&
      (How == One ? Here.haveEach(Of)
       : How == Pairs
           ? Here.haveEachPair(Of)
           : Here.Projections.contains(Sum + Possible) ||
                 Here.Projections.contains(Sum + (IfTrue | IfFalse)));
  if (Covered)
    return true;
  Here.Projections.insert(Sum + Possible);
  Of.append(Lost);
  Here.add(Of);
  return false;
}

} // namespace pyrefcheck
