//===- CallResults.cpp - Applying the result of a call ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of CallEffects about what a call returns.
//
//===----------------------------------------------------------------------===//

#include "CallEffects.h"
#include "CallInProgress.h"
#include "ItemCounts.h"
#include "KnownNumbers.h"
#include "PathContext.h"
#include "PlacedItems.h"
#include "RecentResults.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "summaries/BodyFacts.h"
#include "summaries/CallOutcomes.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// A repeated call returned the same object again: it is still alive.
static ProgramStateRef isThereAgain(ProgramStateRef State, ObjectKey Key,
                                    const RefState &RS) {
  if (RS.Life != RefLife::Invalidated)
    return State;
  RefState There = RS;
  There.Life = RefLife::Alive;
  return record(State, Key, There);
}

ProgramStateRef CallEffects::applyResult(const CallInProgress &Call,
                                         const ResultDeed &D, SVal Value,
                                         ProgramStateRef State) {
  ObjectKey Key = objectOf(Value);
  if (!Key || D.What == ResultDeed::Nothing || isNull(State, Key))
    return State;
  if (const RefState *RS = recorded(State, Key)) {
    if (D.IsSameAsBefore)
      return State;
    if (Recent.questionBehind(Value))
      return isThereAgain(State, Key, *RS);
  }
  switch (D.What) {
  case ResultDeed::Nothing:
    return State;
  case ResultDeed::Unknown:
    return Context.Current.untrack(State, Key);
  case ResultDeed::Item:
    return record(State, Key, RefState::makeItem(Call.at()));
  case ResultDeed::Increment:
    if (D.IsOnly && Context.Current.lookup(State, Key).Account.Held > 0)
      return Context.Current.initialize(State, Key);
    return Context.apply(Context.Current.increment(State, Key, Call.at()), Key,
                         Call.at(), Call.argument(D.Arg), Call.C);
  case ResultDeed::Argument:
    return returnArgument(Call, D, Key, State);
  case ResultDeed::Borrowed:
    return returnBorrowed(Call, D, Key, State);
  case ResultDeed::New:
    return returnNew(Call, D, Key, State);
  }
  llvm_unreachable("covered switch");
}

/// The call returns its argument.
ProgramStateRef CallEffects::returnArgument(const CallInProgress &Call,
                                            const ResultDeed &D,
                                            ObjectKey Result,
                                            ProgramStateRef State) {
  const SVal Arg = Call.value(D.Arg);
  if (!Arg.getAs<Loc>())
    return Context.Current.untrack(State, Result);
  State = State->BindExpr(Call.at(), Call.C.getLocationContext(), Arg);
  ObjectKey Key = objectOf(Arg);
  if (!Key || !D.AddsReference)
    return State;
  return Context.apply(Context.Current.increment(State, Key, Call.at()), Key,
                       Call.at(), Call.argument(D.Arg), Call.C);
}

/// The variable of the file with the name \p Name, or null.
static const VarDecl *findGlobal(StringRef Name, ASTContext &Context) {
  if (Name.empty())
    return nullptr;
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name)))
    if (const auto *VD = dyn_cast<VarDecl>(D))
      return VD;
  return nullptr;
}

/// True for an object that a call returned and sys.modules holds, too.
static bool isKeptByInterpreter(const RefState &RS,
                                const PathContext &Context) {
  const Contract *Ct = Context.contractOf(RS);
  return Ct && Ct->Result.Keeper == KeptByInterpreter;
}

/// Whether others go on holding what a call has returned, such as an item or an
/// attribute, and with it the memory that belongs to it. What is made of an
/// argument, like PyObject_Str's text, has a type.
static bool livesOn(const RefState &RS, const PathContext &Context) {
  const Contract *Ct = Context.contractOf(RS);
  return RS.Arrival.Origin == RefOrigin::New && !RS.Arrival.Fresh &&
         !(Ct && !Ct->Result.Type.empty());
}

ProgramStateRef CallEffects::returnBorrowed(const CallInProgress &Call,
                                            const ResultDeed &D,
                                            ObjectKey Result,
                                            ProgramStateRef State) const {
  const LocationContext *LC = Call.C.getLocationContext();
  if (const VarDecl *Global = findGlobal(D.Global, Call.C.getASTContext()))
    return State->BindExpr(Call.at(), LC, State->getLValue(Global, LC));
  if (D.IsTypeOfOwner && Context.Run.TU.deallocatesStatic(Context.function()))
    return Context.Current.untrack(State, Result);
  ObjectKey Owner = Call.object(D.Arg);
  if (const FunctionDecl *Callee = D.IsFromTable ? Call.callee() : nullptr)
    // The table has no name: the function that reads it stands for it.
    Owner = Call.C.getSValBuilder().getRegionManager().getFunctionCodeRegion(
        Callee);
  if (!D.IsTypeOfOwner)
    State = forgetPlacedItems(State, Owner);
  RefState RS = RefState::makeBorrowed(Call.at(), Owner);
  RS.Keeper.Droppable = D.IsDroppable || D.IsFromTable;
  RS.Keeper.Anchored = D.IsAnchored || (!Owner && !RS.Keeper.Droppable);
  RS.Arrival.Unchecked = D.IsUnchecked;
  if (const RefState *Lender = Owner ? recorded(State, Owner) : nullptr)
    RS.Keeper.Anchored |=
        Lender->Items.Shared || isKeptByInterpreter(*Lender, Context) ||
        (!Context.types().isObjectPointer(Call.Event.getResultType()) &&
         livesOn(*Lender, Context));
  if (Owner && D.IsTypeOfOwner) {
    RS.Arrival.Origin = RefOrigin::Memory;
    RS.Keeper.Owner = nullptr;
  }
  return record(State, Result, RS);
}

ProgramStateRef CallEffects::returnNew(const CallInProgress &Call,
                                       const ResultDeed &D, ObjectKey Result,
                                       ProgramStateRef State) const {
  RefState RS = RefState::makeNew(Call.at());
  RS.Arrival.Allocated = D.IsAllocated;
  RS.Items.Shared = D.SharesItems;
  RS.Arrival.Fresh = D.IsFresh;
  RS.Keeper.Anchored = D.IsAnchored;
  if (D.Keeper != NoArgument) {
    RS.Keeper.Owner = Call.object(D.Keeper);
    RS.Keeper.Anchored = !RS.Keeper.Owner;
  }
  RS.Arrival.Unchecked = D.IsUnchecked;
  if (D.Size != NoArgument)
    RS.Items.Size = Call.value(D.Size).getAsSymbol();
  if (D.Count != NoArgument && Context.Body.IndexesItems)
    State = setItemCount(State, Result, Call.value(D.Count));
  // A number is of use only to calls that need not be tested.
  if (Context.Body.ReadsNumbers)
    State = noteNumber(Call, Result, State);
  return record(State, Result, RS);
}

} // namespace pyrefcheck
