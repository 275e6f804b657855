//===- UnknownCalls.cpp - What no contract says of a call -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnknownCalls.h"
#include "CallInProgress.h"
#include "FirstRuns.h"
#include "KeptFields.h"
#include "PlacedItems.h"
#include "ScopeEnds.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/ObjectTypes.h"
#include "summaries/BodyFacts.h"
#include "summaries/FieldWrites.h"
#include "summaries/SummaryOutputs.h"
#include "clang/AST/ParentMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The type of the parameter for the argument \p I of \p Call, also through a
/// function pointer; null for an argument of an ellipsis.
static QualType parameterType(const CallEvent &Call, unsigned I) {
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return I < FD->getNumParams() ? FD->getParamDecl(I)->getType() : QualType();
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  QualType T = CE ? CE->getCallee()->getType() : QualType();
  if (!T.isNull() && T->isPointerType())
    T = T->getPointeeType();
  const auto *Type = T.isNull() ? nullptr : T->getAs<FunctionProtoType>();
  return Type && I < Type->getNumParams() ? Type->getParamType(I) : QualType();
}

/// True if the contract or, for an object that a partial contract does not
/// mention, the convention covers the argument: an object is borrowed.
static bool saysWhatBecomesOf(unsigned I, const CallEvent &Call,
                              const Contract &Ct, const ObjectTypes &Types) {
  const QualType T = parameterType(Call, I);
  if (T.isNull())
    return Ct.hasEffectOn(I) || Ct.Format != FormatKind::None;
  return Ct.hasEffectOn(I) || Types.isObjectPointer(T);
}

/// The statement that uses the value of \p Call.
static const Stmt *consumerOf(const CallEvent &Call, CheckerContext &C) {
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  const Stmt *S = Call.getOriginExpr();
  do
    S = Parents.getParent(S);
  while (isa_and_nonnull<ParenExpr, CastExpr, FullExpr>(S));
  return S;
}

/// `return f(x);`: the result may be the object that \p Call gets, or \p Call
/// may consume all that it gets: each is the function's own. The interpreter's
/// functions follow their convention.
static bool mayTakeOver(const CallInProgress &Call, const ObjectTypes &Types,
                        ProgramStateRef State) {
  unsigned Objects = 0, Owned = 0;
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const Expr *Arg = Call.argument(I);
    if (!Arg || !Types.isObjectPointer(Arg->IgnoreParenImpCasts()->getType()) ||
        State->isNull(Call.value(I)).isConstrainedTrue())
      continue;
    const ObjectKey Key = Call.object(I);
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    ++Objects;
    Owned += RS && RS->isTracked() && RS->Account.Held > 0;
  }
  const FunctionDecl *FD = Call.callee();
  StringRef Name = FD && FD->getIdentifier() ? FD->getName() : "";
  if (!Objects || (Objects > 1 && Owned < Objects) || Name.starts_with("Py") ||
      Name.starts_with("_Py") ||
      !ObjectTypes::isPyObjectPointer(Call.Event.getResultType()))
    return false;
  return isa_and_nonnull<ReturnStmt>(consumerOf(Call.Event, Call.C));
}

/// `x = f(x);`: the variable now holds what the function made of its argument
/// number \p I, which it may have consumed.
static bool replacesArgument(const CallEvent &Call, unsigned I,
                             CheckerContext &C) {
  const VarDecl *Given = namedVariable(Call.getArgExpr(I));
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!Given || (FD && FD->hasBody()) ||
      !ObjectTypes::isPyObjectPointer(Call.getResultType()))
    return false;
  const auto *BO = dyn_cast_or_null<BinaryOperator>(consumerOf(Call, C));
  return BO && BO->getOpcode() == BO_Assign &&
         namedVariable(BO->getLHS()) == Given;
}

/// True for the constructor of a class that may release what it gets (C++): it
/// has an object pointer, or is a template such as std::unique_ptr.
static bool makesOwner(const FunctionDecl *FD, const ObjectTypes &Types) {
  const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(FD);
  const CXXRecordDecl *Class =
      Constructor ? Constructor->getParent()->getDefinition() : nullptr;
  return Class && !Class->hasTrivialDestructor() &&
         (isa<ClassTemplateSpecializationDecl>(Class) ||
          llvm::any_of(Class->fields(), [&](const FieldDecl *F) {
            return Types.isObjectPointer(F->getType());
          }));
}

/// What an unknown function may do to the object \p Key, its argument \p I.
ProgramStateRef UnknownCalls::escapeObject(const CallInProgress &Call,
                                           unsigned I, ObjectKey Key,
                                           ProgramStateRef State) const {
  const FunctionDecl *FD = Call.callee();
  const bool IsMember = !isa<SimpleFunctionCall>(Call.Event);
  const RefState *RS = recorded(State, Key);
  const bool Owned = RS && RS->Account.Held > 0;
  const bool IsParameter = Transfer::parameter(Key) != nullptr;
  // No summary covers what a body reads from a va_list.
  const bool InEllipsis = FD && I >= FD->getNumParams();
  const QualType T = FD && I < FD->getNumParams()
                         ? FD->getParamDecl(I)->getType()
                         : QualType();
  if (!Owned && makesOwner(FD, Context.types()) &&
      Context.Current.lookup(State, Key).Arrival.Origin == RefOrigin::Memory)
    return record(State, Key, RefState::makeUntracked());
  if (!Owned && !Call.Known && !T.isNull() && T->isVoidPointerType() &&
      !T->getPointeeType().isConstQualified())
    // The user data of a callback: a Py_INCREF is meant for it.
    State = Context.Current.lend(State, Key);
  if ((!Owned && !IsParameter) || (Call.Known && !InEllipsis))
    return State;
  if (RS && RS->Resource == RefResource::Memory && !T.isNull() &&
      T->isPointerType() && T->getPointeeType().isConstQualified())
    return State; // `const char *`: read, not taken.
  // A temporary that nobody else can release is meant for the callee.
  const bool Temporary = Owned && !RS->Last.Named &&
                         RS->Arrival.Origin == RefOrigin::New &&
                         RS->Resource == RefResource::Object;
  // Recursion, or a body that was too large to follow: it may do anything that
  // its text does not rule out.
  const bool Opaque =
      FD && FD->hasBody() && (IsMember || !Context.Run.Lent.isLent(FD, I));
  if (Opaque && Owned && !IsMember)
    Context.Run.Awaited.insert(FD->getCanonicalDecl());
  const bool AsObject =
      !Temporary && !Opaque && !IsMember &&
      (T.isNull() ? FD == nullptr : Context.types().isObjectPointer(T));
  // Code that counts references to a singleton gives it away like any object.
  if (RS && RS->Arrival.Origin == RefOrigin::Global)
    return Context.Current.untrack(State, Key);
  if (!AsObject)
    return Opaque || IsMember
               ? Context.Current.untrack(State, Key)
               : Context.Current.loseSight(State, Key, Call.at());
  // A reference that is added only to be replaced passes to the callee.
  const bool IsAdded = Owned && RS->Arrival.Origin != RefOrigin::New;
  if (Owned && ((IsAdded && replacesArgument(Call.Event, I, Call.C)) ||
                mayTakeOver(Call, Context.types(), State)))
    return Context.Current.passThrough(State, Key);
  return State;
}

/// The values of the places that \p IsWanted chooses.
static llvm::SmallVector<SVal, 8>
valuesAt(ProgramStateRef State,
         llvm::function_ref<bool(const MemRegion *)> IsWanted) {
  struct Collector : StoreManager::BindingsHandler {
    explicit Collector(llvm::function_ref<bool(const MemRegion *)> IsWanted)
        : IsWanted(IsWanted) {}
    bool HandleBinding(StoreManager &, Store, const MemRegion *Place,
                       SVal Value) override {
      if (IsWanted(Place))
        All.push_back(Value);
      return true;
    }
    llvm::function_ref<bool(const MemRegion *)> IsWanted;
    llvm::SmallVector<SVal, 8> All;
  } Values(IsWanted);
  State->getStateManager().getStoreManager().iterBindings(State->getStore(),
                                                          Values);
  return std::move(Values.All);
}

/// A function gets a reference to the temporary \p R, as `push_back(x)` gets
/// one to what a call returned: nothing but the function can keep what is in
/// it.
ProgramStateRef UnknownCalls::escapeTemporary(const MemRegion *R,
                                              ProgramStateRef State) const {
  const auto Values = valuesAt(State, [R](const MemRegion *Place) {
    return Place->getBaseRegion() == R;
  });
  for (const SVal V : Values) {
    ObjectKey Key = objectOf(V);
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    if (RS && RS->Account.Held > 0)
      State = Context.Current.untrack(State, Key);
  }
  return State;
}

/// An unknown function gets the address \p R of local memory.
/// \param Part the only field that it can reach, or null.
ProgramStateRef UnknownCalls::escapeMemory(const MemRegion *R,
                                           const FieldRegion *Part,
                                           ProgramStateRef State) const {
  const ProgramStateRef Before = State;
  const MemRegion *Base = R->getBaseRegion();
  for (const auto &[Key, RS] : watched(Before)) {
    const auto *Initial = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
    const bool Inside =
        (RS.Last.Variable && RS.Last.Variable->getBaseRegion() == Base &&
         (!Part || RS.Last.Variable == Base || RS.Last.Variable == Part ||
          RS.Last.Variable->isSubRegionOf(Part))) ||
        (Initial && Initial->getRegion() == Base);
    if ((Inside || Key == Base) && RS.Account.Held > 0)
      State = Context.Current.untrack(State, Key);
  }
  return State;
}

/// An unknown function gets the address of local memory in \p Holder: it also
/// reaches the variables whose addresses are in there, and the objects, which
/// may have other names here.
ProgramStateRef UnknownCalls::escapeReached(const MemRegion *Holder,
                                            ProgramStateRef State) const {
  const auto *Typed = dyn_cast<TypedValueRegion>(Holder);
  if (!Typed || !Typed->getValueType()->isStructureOrClassType())
    return State;
  llvm::SmallPtrSet<const MemRegion *, 4> Seen{Holder};
  llvm::SmallVector<const MemRegion *, 4> Work{Holder};
  while (!Work.empty()) {
    const MemRegion *Base = Work.pop_back_val();
    const auto Values = valuesAt(State, [Base](const MemRegion *Place) {
      return Place->getBaseRegion() == Base;
    });
    for (const SVal V : Values) {
      const ObjectKey Key = objectOf(V);
      if (const RefState *RS = Key ? recorded(State, Key) : nullptr;
          RS && RS->Account.Held > 0)
        State = Context.Current.untrack(State, Key);
      const MemRegion *R = V.getAsRegion();
      const MemRegion *Reached = R ? R->getBaseRegion() : nullptr;
      if (!Reached || !isLocalMemory(Reached) || !Seen.insert(Reached).second)
        continue;
      State = escapeMemory(Reached, nullptr, State);
      Work.push_back(Reached);
    }
  }
  return State;
}

/// A function gets an array of objects: references that were added to them may
/// be meant for it.
ProgramStateRef UnknownCalls::escapeItems(const MemRegion *Array,
                                          ProgramStateRef State) const {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    const auto *Item = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
    if (RS.Account.Held > 0 && Item && isa<ElementRegion>(Item->getRegion()) &&
        Item->getRegion()->getBaseRegion() == Array)
      State = Context.Current.untrack(State, Key);
  }
  return State;
}

/// `if (!state->cache && fill_cache() < 0)`: a function of this file may reach
/// the struct on its own and fill a field that was NULL. The engine itself
/// forgets what the function gets as an argument.
ProgramStateRef UnknownCalls::forgetFilled(const CallInProgress &Call,
                                           ProgramStateRef State) const {
  const FunctionDecl *FD = Call.callee();
  if (!FD || !isa<SimpleFunctionCall>(Call.Event) ||
      !Context.Run.Writes.sees(FD))
    return State;
  llvm::SmallVector<const FieldDecl *, 4> Written;
  for (const FieldDecl *F : Context.Body.Fields)
    if (F->getType()->isPointerType() && Context.Run.Writes.of(FD).mayWrite(F))
      Written.push_back(F);
  if (Written.empty())
    return State;
  auto Values = valuesAt(State, [](const MemRegion *Place) {
    return isa<VarRegion>(Place) && isLocalMemory(Place->getBaseRegion());
  });
  for (const ParmVarDecl *P : Context.function()->parameters())
    Values.push_back(
        State->getSVal(State->getRegion(P, Call.C.getStackFrame())));
  llvm::SmallVector<const MemRegion *, 2> Filled;
  for (const SVal V : Values) {
    const auto *Struct = dyn_cast_or_null<SymbolicRegion>(V.getAsRegion());
    const RecordDecl *RD =
        Struct ? Struct->getPointeeStaticType()->getAsRecordDecl() : nullptr;
    for (const FieldDecl *F : Written)
      if (RD && F->getParent()->getCanonicalDecl() == RD->getCanonicalDecl())
        if (const auto Place = State->getLValue(F, V).getAs<Loc>();
            Place && State->isNull(State->getSVal(*Place, F->getType()))
                         .isConstrainedTrue())
          Filled.push_back(Place->getAsRegion());
  }
  return Filled.empty()
             ? State
             : State->invalidateRegions(Filled, Call.at(), Call.C.blockCount(),
                                        Call.C.getLocationContext(),
                                        /*CausesPointerEscape=*/false);
}

/// A function whose paths are not known yet, as in recursion, may fill what it
/// gets.
void UnknownCalls::awaitOutputs(const CallInProgress &Call) const {
  const FunctionDecl *FD = Call.callee();
  if (Call.Known || Call.Ct || !FD || !FD->hasBody() ||
      !isa<SimpleFunctionCall>(Call.Event))
    return;
  if (llvm::any_of(FD->parameters(), [this](const ParmVarDecl *P) {
        return isOutput(P->getType(), Context.types());
      }))
    Context.Run.Awaited.insert(FD->getCanonicalDecl());
}

ProgramStateRef UnknownCalls::escape(const CallInProgress &Call,
                                     ProgramStateRef State) const {
  awaitOutputs(Call);
  State = forgetFilled(Call, State);
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    // A struct that is passed by value gives what it holds.
    if (const auto Whole = Call.value(I).getAs<nonloc::LazyCompoundVal>())
      State = Context.Current.untrackContents(State, Whole->getRegion());
    const MemRegion *R = Call.value(I).getAsRegion();
    if (!R || (Call.Ct &&
               saysWhatBecomesOf(I, Call.Event, *Call.Ct, Context.types())))
      continue;
    if (const Expr *Arg = Call.argument(I);
        Arg && !isLocalMemory(R->getBaseRegion()) &&
        Context.types().isPointerToObjectPointer(
            Arg->IgnoreParenImpCasts()->getType()))
      State = escapeItems(R->getBaseRegion(), State);
    if (ObjectKey Key = Call.object(I)) {
      State = forgetPlacedItems(State, Key);
      if (!Call.Known)
        State = Context.Current.show(State, Key);
      State = escapeObject(Call, I, Key, State);
    } else if (isa<CXXTempObjectRegion>(R->getBaseRegion()) &&
               !(isa<SimpleFunctionCall>(Call.Event) && Call.callee() &&
                 Call.callee()->hasBody())) {
      State = escapeTemporary(R->getBaseRegion(), State);
    } else if (isLocalMemory(R->getBaseRegion())) {
      const FieldRegion *Part = givenPart(Call, I, Context.types());
      State = escapeMemory(R, Part, State);
      // A scope guard releases what the variable holds in the end.
      if (const auto *Constructor =
              dyn_cast_or_null<CXXConstructorDecl>(Call.callee());
          Constructor && hasActiveEnd(Constructor->getParent()))
        State = guard(State, R->getBaseRegion());
      if (!Part)
        State = escapeReached(R->getBaseRegion(), State);
    }
  }
  return State;
}

bool UnknownCalls::evaluateKeeping(const CallInProgress &Call) const {
  const KeptFields Kept(Call, Context);
  if (Kept.empty())
    return false;
  CheckerContext &C = Call.C;
  const LocationContext *LC = C.getLocationContext();
  ProgramStateRef State = Kept.leave();
  if (const FunctionDecl *FD = Call.callee();
      FD && Context.Current.isStrict() && Context.Run.Writes.sees(FD))
    for (unsigned I = 0, N = Call.size(); I != N; ++I)
      if (ObjectKey Object = Call.object(I))
        State = noteFilledFields(C.getState(), State, Object,
                                 Context.Run.Writes.of(FD), Context.types());
  if (const QualType T = Call.Event.getResultType(); !T->isVoidType())
    State = State->BindExpr(Call.at(), LC,
                            C.getSValBuilder().conjureSymbolVal(
                                nullptr, Call.at(), LC, T, C.blockCount()));
  C.addTransition(State);
  return true;
}

ProgramStateRef UnknownCalls::forgetUnsaid(const CallInProgress &Call,
                                           ProgramStateRef State) const {
  llvm::SmallVector<const MemRegion *, 4> Reached;
  for (unsigned I = 0, N = Call.size(); I != N; ++I) {
    const Expr *Arg = Call.argument(I);
    const MemRegion *R = Call.value(I).getAsRegion();
    if (!Arg || !R || Call.Ct->hasEffectOn(I))
      continue;
    QualType T = Arg->getType();
    if (!T->isPointerType() || !T->getPointeeType().isConstQualified())
      Reached.push_back(R);
  }
  if (const auto *Member = dyn_cast<CXXInstanceCall>(&Call.Event))
    if (const MemRegion *This = Member->getCXXThisVal().getAsRegion())
      Reached.push_back(This);
  return State->invalidateRegions(Reached, Call.at(), Call.C.blockCount(),
                                  Call.C.getLocationContext(),
                                  /*CausesPointerEscape=*/true,
                                  /*IS=*/nullptr, &Call.Event);
}

} // namespace pyrefcheck
