//===- KnownTypes.cpp - The types of objects that calls return --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KnownTypes.h"
#include "CallInProgress.h"
#include "ItemCounts.h"
#include "PathContext.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "ownership/RefState.h"
#include "summaries/Summary.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

KnownType typeOf(ObjectKey Key, ProgramStateRef State,
                 const PathContext &Context) {
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  if (!RS || RS->Resource != RefResource::Object)
    return {};
  const Contract *Ct = Context.contractOf(*RS);
  // The site may also be a call that wrote the object to a variable.
  if (!Ct) {
    const CallExpr *Call = RS->Arrival.call();
    const FunctionDecl *FD = Call ? Call->getDirectCallee() : nullptr;
    const FunctionSummary *Known =
        FD ? Context.Run.Summaries.find(FD) : nullptr;
    return Known ? KnownType{Known->GivenType, Known->GivesSubclass}
                 : KnownType();
  }
  if (Ct->Result.Type.empty())
    return {};
  return {Ct->Result.Type, Ct->Result.MaySubclass};
}

/// Whether \p T has the flag \p Feature, such as Py_TPFLAGS_LIST_SUBCLASS.
static std::optional<bool> hasFeature(const KnownType &T, SVal Feature) {
  const llvm::APSInt *Given = Feature.getAsInteger();
  const auto Number = Given ? Given->tryZExtValue() : std::nullopt;
  if (!Number || !isLayoutFlag(*Number))
    return std::nullopt;
  const std::optional<uint64_t> Own = layoutFlag(T.Name);
  if (!Own)
    return std::nullopt;
  return *Own == *Number;
}

/// The name of the static type object at the address \p V; empty if none.
static StringRef staticType(SVal V) {
  const auto *VR = dyn_cast_or_null<VarRegion>(V.getAsRegion());
  return VR && VR->getDecl()->getIdentifier() ? VR->getDecl()->getName()
                                              : StringRef();
}

std::optional<bool> answerTypeTest(const CallInProgress &Call, ObjectKey Object,
                                   const PathContext &Context) {
  if (!Object || Call.size() != 2)
    return std::nullopt;
  const KnownType T = typeOf(Object, Call.C.getState(), Context);
  if (T.Name.empty())
    return std::nullopt;
  if (Call.Ct->has(EffectTestsFeature))
    return hasFeature(T, Call.value(1));
  const StringRef Asked = staticType(Call.value(1));
  if (Asked.empty())
    return std::nullopt;
  if (Call.Ct->has(EffectTestsInstance) && isBuiltinSubtype(T.Name, Asked))
    return true;
  if (!T.MaySubclass)
    return Asked == T.Name;
  // No class has two layouts.
  const std::optional<uint64_t> Own = layoutFlag(T.Name);
  const std::optional<uint64_t> Other = layoutFlag(Asked);
  if (Own && Other && *Own != *Other)
    return false;
  return std::nullopt;
}

bool isNeverGlobal(const KnownType &T, ObjectKey Global) {
  return !T.Name.empty() && isa<VarRegion>(Global) && !mayBeStatic(T.Name) &&
         (!T.MaySubclass || layoutFlag(T.Name).value_or(0) != 0);
}

/// Whether only the analysed function has \p RS, unchanged since it was made.
static bool isOwn(const RefState &RS) {
  return RS.Account.Held == 1 && RS.Account.Stored == 0 && !RS.Keeper.Shown &&
         !RS.Keeper.Anchored && !RS.Keeper.Owner;
}

/// Whether \p Ct, which needs an item of its argument, can rely on the items
/// that the path knows of: nobody else can change them.
static bool keepsItems(const Contract &Ct, const RefState *RS) {
  const bool IsMutable = Ct.has(EffectFromMutable) ||
                         llvm::any_of(Ct.Args, [](const ArgContract &A) {
                           return A.Effect == ArgEffect::Mutates;
                         });
  return !IsMutable || (RS && isOwn(*RS));
}

/// Whether the number that \p Call gets, if any, is the index of an item of
/// \p Container.
static bool isInRange(const CallInProgress &Call, ObjectKey Container,
                      const RefState *RS) {
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    if (const Expr *Number = Call.argument(I);
        Number && Number->getType()->isIntegerType())
      return keepsItems(*Call.Ct, RS) && isIndexOfItem(Call, I, Container);
  return true;
}

bool isCertain(const CallInProgress &Call, const PathContext &Context) {
  const Contract &Ct = *Call.Ct;
  if (Ct.CertainTypes.empty() || Ct.CertainArg >= Call.size())
    return false;
  const ObjectKey Key = Call.object(Ct.CertainArg);
  const RefState *RS = Key ? recorded(Call.C.getState(), Key) : nullptr;
  const KnownType T = typeOf(Key, Call.C.getState(), Context);
  if (!T.MaySubclass && llvm::is_contained(Ct.CertainTypes, T.Name))
    return isInRange(Call, Key, RS);
  const CallExpr *Maker =
      RS && RS->Arrival.Origin == RefOrigin::New ? RS->Arrival.call() : nullptr;
  const Contract *Made = Maker ? Context.Run.Functions.ofCall(Maker) : nullptr;
  return Made && llvm::is_contained(Ct.CertainTypes, Made->Name) &&
         isInRange(Call, Key, RS);
}

} // namespace pyrefcheck
