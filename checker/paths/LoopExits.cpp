//===- LoopExits.cpp - Leaving loops before their last turn -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopExits.h"
#include "ownership/RefState.h"
#include "source/Places.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The local variable that \p E names, or null.
static const VarDecl *localVariable(const Expr *E) {
  const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  return VD && VD->hasLocalStorage() ? VD : nullptr;
}

/// The local integer variable that \p E names, or null.
static const VarDecl *counterOf(const Expr *E) {
  const VarDecl *VD = localVariable(E);
  return VD && VD->getType()->isIntegerType() &&
                 !VD->getType()->isReferenceType()
             ? VD
             : nullptr;
}

/// The local array whose item \p E names, or null.
static const VarDecl *arrayOf(const Expr *E) {
  const auto *Item = dyn_cast<ArraySubscriptExpr>(E->IgnoreParens());
  const auto *Array =
      Item ? dyn_cast<DeclRefExpr>(Item->getBase()->IgnoreParenImpCasts())
           : nullptr;
  const auto *VD = Array ? dyn_cast<VarDecl>(Array->getDecl()) : nullptr;
  return VD && VD->hasLocalStorage() && VD->getType()->isConstantArrayType()
             ? VD
             : nullptr;
}

namespace {

/// Finds the local integer variables that a condition tests.
class AskedFinder : public RecursiveASTVisitor<AskedFinder> {
public:
  explicit AskedFinder(LoopDeeds &Deeds) : Deeds(Deeds) {}

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    if (const VarDecl *VD = counterOf(DRE))
      Deeds.Asked.insert(VD);
    return true;
  }

private:
  LoopDeeds &Deeds;
};

class DeedFinder : public RecursiveASTVisitor<DeedFinder> {
public:
  explicit DeedFinder(LoopDeeds &Deeds) : Deeds(Deeds) {}

  void finish() {
    for (const VarDecl *VD : Set) {
      if (Deeds.Rising.contains(VD) && !Other.contains(VD) &&
          !Within.Asked.contains(VD))
        Deeds.Restarted.insert(VD);
      Other.insert(VD);
    }
    for (const VarDecl *VD : Other) {
      Deeds.Rising.erase(VD);
      Deeds.Falling.erase(VD);
    }
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    const VarDecl *VD = counterOf(UO->getSubExpr());
    if (VD && UO->isIncrementDecrementOp())
      count(VD, UO->isIncrementOp());
    else if (VD && UO->getOpcode() == UO_AddrOf)
      Other.insert(VD);
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (const VarDecl *Array =
            BO->isAssignmentOp() ? arrayOf(BO->getLHS()) : nullptr)
      Deeds.Written.insert(Array);
    if (const VarDecl *VD = BO->getOpcode() == BO_Assign
                                ? localVariable(BO->getLHS())
                                : nullptr;
        VD && VD->getType()->isPointerType())
      Deeds.Moved.insert(VD);
    const VarDecl *VD =
        BO->isAssignmentOp() ? counterOf(BO->getLHS()) : nullptr;
    if (!VD)
      return true;
    const bool Adds = BO->getOpcode() == BO_AddAssign;
    if ((Adds || BO->getOpcode() == BO_SubAssign) &&
        isa<IntegerLiteral>(BO->getRHS()->IgnoreParenImpCasts()))
      count(VD, Adds);
    else if (BO->getOpcode() == BO_Assign &&
             isa<IntegerLiteral>(BO->getRHS()->IgnoreParenImpCasts()))
      Set.insert(VD);
    else
      Other.insert(VD);
    return true;
  }

  // A nested loop sets its counter again for each of its runs.
  bool VisitForStmt(ForStmt *S) { return ask(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return ask(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) { return ask(S->getCond()); }

  bool VisitImplicitCastExpr(ImplicitCastExpr *CE) {
    if (CE->getCastKind() == CK_LValueToRValue)
      if (const VarDecl *VD = arrayOf(CE->getSubExpr()))
        Deeds.Read.insert(VD);
    return true;
  }

private:
  void count(const VarDecl *VD, bool Up) {
    (Up ? Deeds.Rising : Deeds.Falling).insert(VD);
    if ((Up ? Deeds.Falling : Deeds.Rising).contains(VD))
      Other.insert(VD);
  }

  bool ask(Expr *Condition) {
    return AskedFinder(Within).TraverseStmt(Condition);
  }

  LoopDeeds &Deeds;
  /// The variables that the conditions of nested loops test.
  LoopDeeds Within;
  /// Variables that are set to a number, and those changed in another way.
  llvm::SmallPtrSet<const VarDecl *, 4> Set, Other;
};

} // namespace

LoopDeeds deedsOf(const Stmt *Loop) {
  LoopDeeds Deeds;
  DeedFinder Finder(Deeds);
  AskedFinder Asked(Deeds);
  auto Visit = [](auto &Visitor, const Stmt *S) {
    Visitor.TraverseStmt(const_cast<Stmt *>(S));
  };
  const auto *For = dyn_cast<ForStmt>(Loop);
  const auto *While = dyn_cast<WhileStmt>(Loop);
  const auto *Do = dyn_cast<DoStmt>(Loop);
  const Stmt *Condition = For     ? For->getCond()
                          : While ? While->getCond()
                          : Do    ? Do->getCond()
                                  : nullptr;
  Visit(Asked, Condition);
  Visit(Finder, Condition);
  Visit(Finder, For ? For->getInc() : nullptr);
  Visit(Finder, For     ? For->getBody()
                : While ? While->getBody()
                : Do    ? Do->getBody()
                        : nullptr);
  Finder.finish();
  return Deeds;
}

/// Whether the path knows that \p VD was incremented since it was set.
static bool isCounted(const VarDecl *VD, ProgramStateRef State,
                      CheckerContext &C) {
  const auto Now = State->getSVal(State->getLValue(VD, C.getLocationContext()))
                       .getAs<nonloc::ConcreteInt>();
  return Now && Now->getValue().isStrictlyPositive();
}

bool waitsForCount(const LoopDeeds &Deeds, ProgramStateRef State,
                   CheckerContext &C) {
  return llvm::any_of(Deeds.Restarted, [&](const VarDecl *VD) {
    const auto Now =
        State->getSVal(State->getLValue(VD, C.getLocationContext()))
            .getAs<nonloc::ConcreteInt>();
    return Now && !isCounted(VD, State, C);
  });
}

/// Advances \p VD by an unknown number of steps.
static ProgramStateRef countOn(const VarDecl *VD, bool Up,
                               const Stmt *Condition, ProgramStateRef State,
                               CheckerContext &C) {
  const LocationContext *LC = C.getLocationContext();
  const Loc Place = State->getLValue(VD, LC).castAs<Loc>();
  const SVal Now = State->getSVal(Place);
  if (!Now.getAs<nonloc::ConcreteInt>())
    return State;
  SValBuilder &SVB = C.getSValBuilder();
  const SVal Later =
      SVB.conjureSymbolVal(/*symbolTag=*/VD, cast<Expr>(Condition), LC,
                           VD->getType(), C.blockCount());
  State = State->bindLoc(Place, Later, LC, /*notifyChanges=*/false);
  const auto IsFurther = SVB.evalBinOp(State, Up ? BO_GE : BO_LE, Later, Now,
                                       SVB.getConditionType())
                             .getAs<DefinedOrUnknownSVal>();
  ProgramStateRef Narrow = IsFurther ? State->assume(*IsFurther, true) : State;
  return Narrow ? Narrow : State;
}

/// Advances all variables that the loop counts; unless \p All, except those
/// that its condition tests.
static ProgramStateRef countOn(const LoopDeeds &Deeds, bool All,
                               const Stmt *Condition, ProgramStateRef State,
                               CheckerContext &C) {
  for (const bool Up : {true, false})
    for (const VarDecl *VD : Up ? Deeds.Rising : Deeds.Falling)
      if (All || !Deeds.Asked.contains(VD))
        State = countOn(VD, Up, Condition, State, C);
  for (const VarDecl *VD : Deeds.Restarted)
    if ((All || !Deeds.Asked.contains(VD)) && isCounted(VD, State, C))
      State = countOn(VD, /*Up=*/true, Condition, State, C);
  return State;
}

/// The index of the item that the next turn would process: earlier turns have
/// processed those before it. Nothing if it is not known.
static std::optional<int64_t>
nextItem(const LoopDeeds &Deeds, ProgramStateRef State, CheckerContext &C) {
  for (const VarDecl *VD : Deeds.Asked)
    if (Deeds.Rising.contains(VD))
      if (const auto Value =
              State->getSVal(State->getLValue(VD, C.getLocationContext()))
                  .getAs<nonloc::ConcreteInt>())
        if (const auto Number = Value->getValue().tryExtValue())
          return std::max<int64_t>(*Number, 0);
  return std::nullopt;
}

/// Untracks the objects in \p Arrays that the skipped turns would have reached.
static ProgramStateRef
forgetItems(const llvm::SmallPtrSetImpl<const VarDecl *> &Arrays,
            std::optional<int64_t> Next, ProgramStateRef State) {
  if (Arrays.empty())
    return State;
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    const auto *Item = dyn_cast_or_null<ElementRegion>(RS.Last.Variable);
    const auto *Array =
        Item ? dyn_cast<VarRegion>(Item->getSuperRegion()) : nullptr;
    if (!Array || RS.Account.Held <= 0 || !Arrays.contains(Array->getDecl()))
      continue;
    const auto Index = Item->getIndex().getAs<nonloc::ConcreteInt>();
    const auto Number =
        Index ? Index->getValue().tryExtValue() : std::optional<int64_t>();
    if (!Next || !Number || *Number >= *Next)
      State = record(State, Key, RefState::makeUntracked());
  }
  return State;
}

namespace {

/// The items of one local array, starting at the first that no turn reached.
class ArrayRest {
public:
  ArrayRest(const VarDecl *Array, int64_t Next, CheckerContext &C)
      : C(C), Array(Array), Next(Next) {}

  /// Gives them unknown values.
  ProgramStateRef overwrite(ProgramStateRef State) const {
    llvm::SmallVector<SVal, 8> Seen;
    for (int64_t I = 0; I < std::min(Next, size()); ++I)
      Seen.push_back(State->getSVal(place(I, State), itemType()));
    State = bind(whole(State), UnknownVal(), State);
    for (size_t I = 0; I != Seen.size(); ++I)
      State = bind(place(I, State), Seen[I], State);
    return State;
  }

  /// Gives the local variables that they point to unknown values.
  ProgramStateRef overwriteTargets(ProgramStateRef State) const {
    constexpr int64_t Most = 64;
    if (!itemType()->isPointerType() ||
        !itemType()->getPointeeType()->isPointerType())
      return State;
    for (int64_t I = Next; I < std::min(size(), Next + Most); ++I)
      if (const MemRegion *Target =
              State->getSVal(place(I, State), itemType()).getAsRegion();
          Target && isLocalMemory(Target->getBaseRegion()))
        State = bind(loc::MemRegionVal(Target), UnknownVal(), State);
    return State;
  }

private:
  int64_t size() const {
    return cast<ConstantArrayType>(Array->getType()->getAsArrayTypeUnsafe())
        ->getSize()
        .getZExtValue();
  }
  QualType itemType() const {
    return Array->getType()->getAsArrayTypeUnsafe()->getElementType();
  }
  Loc whole(ProgramStateRef State) const {
    return State->getLValue(Array, C.getLocationContext()).castAs<Loc>();
  }
  Loc place(int64_t I, ProgramStateRef State) const {
    return State
        ->getLValue(itemType(),
                    C.getSValBuilder().makeArrayIndex(I).castAs<NonLoc>(),
                    whole(State))
        .castAs<Loc>();
  }
  ProgramStateRef bind(Loc Place, SVal Value, ProgramStateRef State) const {
    return State->bindLoc(Place, Value, C.getLocationContext(),
                          /*notifyChanges=*/false);
  }

  CheckerContext &C;
  const VarDecl *Array;
  const int64_t Next;
};

} // namespace

/// The state after all the skipped turns: the values that they would have
/// written are unknown.
static ProgramStateRef makeAllTurns(const LoopDeeds &Deeds,
                                    ProgramStateRef State, CheckerContext &C) {
  const std::optional<int64_t> Next = nextItem(Deeds, State, C);
  State = forgetItems(Deeds.Read, Next, State);
  State = forgetItems(Deeds.Written, Next, State);
  for (const VarDecl *Array : Deeds.Read)
    State = ArrayRest(Array, Next.value_or(0), C).overwriteTargets(State);
  for (const VarDecl *Array : Deeds.Written)
    State = ArrayRest(Array, Next.value_or(0), C).overwrite(State);
  return State;
}

ProgramStateRef leaveLoop(const LoopDeeds &Deeds, const Stmt *Condition,
                          ProgramStateRef State, CheckerContext &C) {
  return countOn(Deeds, /*All=*/false, Condition,
                 forgetItems(Deeds.Read, nextItem(Deeds, State, C), State), C);
}

ProgramStateRef endLoop(const LoopDeeds &Deeds, const Stmt *Condition,
                        ProgramStateRef State, CheckerContext &C) {
  const auto *Compared =
      dyn_cast<BinaryOperator>(cast<Expr>(Condition)->IgnoreParenImpCasts());
  const VarDecl *Counter = Compared && Compared->isComparisonOp()
                               ? counterOf(Compared->getLHS())
                               : nullptr;
  if (!Counter ||
      !(Deeds.Rising.contains(Counter) || Deeds.Falling.contains(Counter)))
    return nullptr;
  const SVal Limit = C.getSVal(Compared->getRHS());
  const LocationContext *LC = C.getLocationContext();
  SValBuilder &SVB = C.getSValBuilder();
  State =
      countOn(Deeds, /*All=*/true, Condition, makeAllTurns(Deeds, State, C), C);
  const SVal Now =
      SVB.evalCast(State->getSVal(State->getLValue(Counter, LC)),
                   Compared->getLHS()->getType(), Counter->getType());
  if (!Limit.isUnknownOrUndef()) {
    const auto Holds = SVB.evalBinOp(State, Compared->getOpcode(), Now, Limit,
                                     Compared->getType())
                           .getAs<DefinedOrUnknownSVal>();
    ProgramStateRef Narrow = Holds ? State->assume(*Holds, false) : nullptr;
    if (Narrow)
      State = Narrow;
  }
  return State->BindExpr(Condition, LC,
                         SVB.makeIntVal(0, cast<Expr>(Condition)->getType()));
}

/// The local pointer that is not NULL while \p Condition holds, or null.
static const VarDecl *pointerAsked(const Expr *Condition,
                                   const ASTContext &Context) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *BO = dyn_cast<BinaryOperator>(E);
      BO && BO->getOpcode() == BO_NE && isNullPointer(BO->getRHS(), Context))
    E = BO->getLHS();
  const VarDecl *VD = localVariable(E);
  return VD && VD->getType()->isPointerType() ? VD : nullptr;
}

ProgramStateRef endWalk(const LoopDeeds &Deeds, const Stmt *Condition,
                        ProgramStateRef State, CheckerContext &C) {
  const VarDecl *VD = pointerAsked(cast<Expr>(Condition), C.getASTContext());
  if (!VD || !Deeds.Moved.contains(VD))
    return nullptr;
  const LocationContext *LC = C.getLocationContext();
  const Loc Place = State->getLValue(VD, LC).castAs<Loc>();
  const ObjectKey Now = objectOf(State->getSVal(Place));
  if (Now && recorded(State, Now))
    return nullptr;
  SValBuilder &SVB = C.getSValBuilder();
  State =
      countOn(Deeds, /*All=*/true, Condition, makeAllTurns(Deeds, State, C), C);
  State = State->bindLoc(Place, SVB.makeZeroVal(VD->getType()), LC,
                         /*notifyChanges=*/false);
  return State->BindExpr(Condition, LC,
                         SVB.makeZeroVal(cast<Expr>(Condition)->getType()));
}

} // namespace pyrefcheck
