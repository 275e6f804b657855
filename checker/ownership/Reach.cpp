//===- Reach.cpp - Who else can reach an object -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Nobody else can reach an object that was created on this path until it is
// stored somewhere, or passed to code of others.
//
//===----------------------------------------------------------------------===//

#include "CallersStruct.h"
#include "RefState.h"
#include "Transfer.h"
#include "fields/FieldOwnership.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// Containers in containers are followed to this depth.
constexpr unsigned MostContainers = 3;

/// True for the dictionary of a function's keyword arguments, which is created
/// for each call.
static bool isKeywords(ObjectKey Key, const FunctionDecl *FD) {
  const ParmVarDecl *P = Transfer::parameter(Key);
  return P && FD->getNumParams() == 3 && P->getFunctionScopeIndex() == 2;
}

/// \copydoc Transfer::reach, for the state \p RS of an object that a call
/// returned as new.
Reach Transfer::reachOfNew(ProgramStateRef State, const RefState &RS,
                           unsigned Depth) const {
  if (!RS.Arrival.Fresh)
    return RS.Keeper.Anchored ? Reach::Others : Reach::Perhaps;
  if (RS.Keeper.Anchored || RS.Keeper.Shown || Depth >= MostContainers)
    return Reach::Perhaps;
  return RS.Keeper.Owner ? reach(State, RS.Keeper.Owner, Depth + 1)
                         : Reach::Nobody;
}

bool Transfer::isShared(ObjectKey Key) const {
  const ParmVarDecl *P = parameter(Key);
  return P && Shared.contains(P);
}

/// True if nobody gave the function a reference that it could leave in memory.
bool Transfer::isCertainlyBorrowed(const RefState &RS, ObjectKey Key) const {
  if (RS.Account.Held > 0 || RS.Account.HandedOver ||
      RS.Account.TakenFromMemory || RS.Compared.Equal || RS.Unpaid.Steal)
    return false;
  switch (RS.Arrival.Origin) {
  case RefOrigin::Borrowed:
    return true;
  case RefOrigin::Parameter:
    return isStrict(Key) || (Role == FunctionRole::Implementation && !Own);
  case RefOrigin::Global:
    // If it was compared, it may have been counted under another name.
    return !RS.Arrival.Site;
  case RefOrigin::New:
  case RefOrigin::Memory:
    return false;
  }
  llvm_unreachable("covered switch");
}

bool Transfer::outlives(const MemRegion *Place) const {
  return isa_and_nonnull<VarRegion>(Place) && globalAround(Place) &&
         !Fields.isStated(fieldOf(Place));
}

bool Transfer::isLentByCaller(const RefState &RS, ObjectKey Key) const {
  if (!isCertainlyBorrowed(RS, Key) || RS.Keeper.Anchored ||
      RS.Account.Stored != 0 || RS.Account.Debt != 0)
    return false;
  // The first argument is the module, or an object whose method is called.
  const ParmVarDecl *From =
      parameter(RS.Arrival.Origin == RefOrigin::Borrowed && RS.Keeper.Owner
                    ? RS.Keeper.Owner
                    : Key);
  return From && From->getFunctionScopeIndex() > 0 && isStrict();
}

bool Transfer::isType(ObjectKey Key) {
  const SymbolRef Sym = symbolOf(Key);
  return Sym && Sym->getType()->isPointerType() &&
         nameOf(Sym->getType()->getPointeeType()->getAsRecordDecl()) ==
             "_typeobject";
}

Reach Transfer::reach(ProgramStateRef State, ObjectKey Key,
                      unsigned Depth) const {
  if (isa<FunctionCodeRegion>(Key))
    return Reach::Others; // A table of the interpreter.
  const RefState RS = lookup(State, Key);
  // What happens to an argument does not change who else can reach it.
  switch (parameter(Key) ? RefOrigin::Parameter : RS.Arrival.Origin) {
  case RefOrigin::Parameter:
    return isStrict(Key)
               ? isKeywords(Key, function()) ? Reach::Perhaps : Reach::Others
           // Python code passes the arguments of Argument Clinic's functions.
           : role() == FunctionRole::Implementation || isShared(Key)
               ? Reach::Others
               : Reach::Perhaps;
  case RefOrigin::Memory:
    // Nobody changes the attributes of a static type.
    if (isType(Key))
      return Reach::Perhaps;
    if (SymbolRef Sym = symbolOf(Key))
      if (const MemRegion *Place = Sym->getOriginRegion();
          Place && isInCallersStruct(Place, types()))
        return Reach::Perhaps;
    [[fallthrough]];
  case RefOrigin::Borrowed:
  case RefOrigin::Global:
    return RS.isTracked() ? Reach::Others : Reach::Perhaps;
  case RefOrigin::New:
    return reachOfNew(State, RS, Depth);
  }
  llvm_unreachable("covered switch");
}

/// The call of a function without a contract that returned \p Key, whose state
/// is \p RS; or null.
static const CallExpr *unknownCall(ObjectKey Key, const RefState &RS,
                                   const ObjectTypes &Types) {
  const auto *Sym = dyn_cast_or_null<SymbolConjured>(symbolOf(Key));
  if (!Sym || !Types.isObjectPointer(Sym->getType()) ||
      (RS.isTracked() && !RS.Arrival.Assumed))
    return nullptr;
  return dyn_cast_or_null<CallExpr>(Sym->getStmt());
}

/// True if \p Call gets no objects except types: it has nothing in which it
/// could find its result.
static bool makesFromNothing(const CallExpr *Call, const ObjectTypes &Types) {
  return llvm::none_of(Call->arguments(), [&](const Expr *A) {
    const QualType T = A->IgnoreParenCasts()->getType();
    return Types.isObjectPointer(T) &&
           nameOf(T->getPointeeType()->getAsRecordDecl()) != "_typeobject";
  });
}

Reach Transfer::reachOfHolder(ProgramStateRef State, ObjectKey Key) const {
  const RefState RS = lookup(State, Key);
  if (const ParmVarDecl *P = parameter(Key))
    return isStrict(Key) || role() == FunctionRole::Implementation ||
                   Shared.contains(P)
               ? Reach::Others
               : Reach::Perhaps;
  if (const CallExpr *Call = unknownCall(Key, RS, types()))
    return RS.Keeper.Anchored || RS.Keeper.Owner || RS.Keeper.Shown ||
                   !makesFromNothing(Call, types())
               ? Reach::Others
               : Reach::Perhaps;
  return reach(State, Key) == Reach::Nobody ? Reach::Nobody : Reach::Others;
}

ProgramStateRef Transfer::show(ProgramStateRef State, ObjectKey Key) const {
  RefState RS = lookup(State, Key);
  if (RS.Keeper.Shown || (RS.Arrival.Origin != RefOrigin::New &&
                          !isa_and_nonnull<SymbolConjured>(symbolOf(Key))))
    return State;
  RS.Keeper.Shown = true;
  return record(State, Key, RS);
}

} // namespace pyrefcheck
