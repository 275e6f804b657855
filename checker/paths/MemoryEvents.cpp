//===- MemoryEvents.cpp - Reads and writes of memory ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryEvents.h"
#include "FirstRuns.h"
#include "NullChecks.h"
#include "PlacedItems.h"
#include "ScopeEnds.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "ownership/CallersStruct.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The token that makes \p S a member access, an element or an assignment.
static SourceLocation operatorLoc(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return S->getBeginLoc();
  E = E->IgnoreParenCasts();
  if (const auto *BO = dyn_cast<BinaryOperator>(E))
    return BO->getOperatorLoc();
  if (const auto *ME = dyn_cast<MemberExpr>(E))
    return ME->getMemberLoc();
  if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E))
    return ASE->getRBracketLoc();
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return UO->getOperatorLoc();
  return SourceLocation();
}

/// The contract of the C API macro that \p S is written with, if the macro is a
/// plain member access such as PyTuple_GET_ITEM.
const Contract *MemoryEvents::contractOfMacro(const Stmt *S,
                                              CheckerContext &C) const {
  if (!S)
    return nullptr;
  const SourceManager &SM = C.getSourceManager();
  // The operator must be the macro's own, not part of an argument to it.
  const Contract *Found = nullptr;
  for (SourceLocation Loc = operatorLoc(S); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc)) {
    if (SM.isMacroArgExpansion(Loc))
      continue;
    StringRef Name = Lexer::getImmediateMacroName(Loc, SM, C.getLangOpts());
    if (const Contract *Ct = Context.Run.Contracts.find(Name))
      Found = Ct;
  }
  return Found;
}

/// The type of the value in \p R; the region of `*p` is that of the symbol.
static QualType valueTypeOf(const MemRegion *R) {
  if (const auto *TVR = dyn_cast<TypedValueRegion>(R))
    return TVR->getValueType();
  if (const auto *SR = dyn_cast<SymbolicRegion>(R);
      SR && (SR->getSymbol()->getType()->isPointerType() ||
             SR->getSymbol()->getType()->isReferenceType()))
    return SR->getSymbol()->getType()->getPointeeType();
  return QualType();
}

/// The object that contains \p R: the tuple of `t->ob_item[i]`, also if the
/// items are behind a pointer, as in lists.
static ObjectKey containerOf(const MemRegion *R, const ObjectTypes &Types) {
  return objectAround(R, Types, /*Most=*/2).Object;
}

/// `self` of `self->field`.
static const Expr *baseOfMember(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *ME = E ? dyn_cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return ME ? ME->getBase() : nullptr;
}

/// Whether the path itself made \p VD NULL, by a test or an assignment. A value
/// read from memory that the function cleared before need not be NULL: nothing
/// shows that the clearing and this read happen in the same run.
bool MemoryEvents::isMadeNull(const VarDecl *VD, CheckerContext &C) const {
  const ProgramStateRef &State = C.getState();
  const SVal Held = State->getRawSVal(
      State->getLValue(VD, C.getLocationContext()), VD->getType());
  return isa_and_nonnull<SymbolConjured>(Held.getAsSymbol()) ||
         !Context.Body.FromMemory.contains(VD);
}

/// Handles an access to a member of an object that is known to be NULL: the
/// engine has replaced the pointer with the number.
void MemoryEvents::accessNull(SVal Loc, const Stmt *S, CheckerContext &C) {
  const Expr *Base = baseOfMember(S);
  if (!Loc.isZeroConstant() || !Base ||
      !Context.types().isObjectPointer(Base->getType()))
    return;
  const VarDecl *VD = variableBehind(givenToMacro(Base));
  // The base of a statement (`++x->ob_refcnt;`) no longer has a value.
  if (VD && VD->hasLocalStorage() && isMadeNull(VD, C))
    Nulls.dereference(C.getSValBuilder().makeNullWithType(Base->getType()), S,
                      Base, C.getState(), C);
}

void MemoryEvents::access(SVal Loc, bool IsLoad, const Stmt *S,
                          CheckerContext &C) {
  const MemRegion *R = Loc.getAsRegion();
  if (!R) {
    accessNull(Loc, S, C);
    return;
  }
  ProgramStateRef State = C.getState();
  const auto *Base = dyn_cast<SymbolicRegion>(R->getBaseRegion());
  // The reference operations handle the count itself.
  const auto *Field = dyn_cast<FieldRegion>(R);
  if (Base && !(Field && Field->getDecl()->getName() == "ob_refcnt")) {
    ObjectKey Key =
        Base->getMemRegionManager().getSymbolicRegion(Base->getSymbol());
    Step Used = Context.Current.use(State, Key, S);
    if (Used.What != Misuse::None) {
      Context.report(Used, Key, S, baseOfMember(S), C);
      C.addTransition(Used.State);
      return;
    }
  }
  if (Base) {
    ProgramStateRef NonNull = Nulls.dereference(
        C.getSValBuilder().makeLoc(Base), S, baseOfMember(S), State, C);
    if (NonNull)
      State = NonNull;
  }
  if (IsLoad && !isLocalMemory(R->getBaseRegion()) &&
      Context.types().isObjectPointer(valueTypeOf(R)))
    State = Context.Current.readAgain(State, R);
  const Contract *Ct =
      IsLoad && operatorLoc(S).isMacroID() ? contractOfMacro(S, C) : nullptr;
  if (Ct && Ct->Result.Kind == ResultKind::Borrowed &&
      Context.types().isObjectPointer(valueTypeOf(R)))
    State =
        lendItem(State, objectOf(State->getSVal(R)), R, *Ct, dyn_cast<Expr>(S));
  if (State != C.getState())
    C.addTransition(State);
}

/// An item read by a macro such as PyTuple_GET_ITEM is borrowed from the
/// container around \p Place.
ProgramStateRef MemoryEvents::lendItem(ProgramStateRef State, ObjectKey Item,
                                       const MemRegion *Place,
                                       const Contract &Ct,
                                       const Expr *E) const {
  ObjectKey Owner = containerOf(Place, Context.types());
  State = forgetPlacedItems(State, Owner);
  const RefState *Known = Item ? recorded(State, Item) : nullptr;
  // Reading an invalidated item again shows that it still exists.
  const bool Again = Known && Known->Life == RefLife::Invalidated;
  // A destructor reads the fields through the same macros.
  if (!Item || !Owner || Item == Owner || (Known && !Again) ||
      Context.Current.role() == FunctionRole::Destructor)
    return State;
  // Py_TYPE: an object owns a reference to its type, as to what fields hold.
  const auto *RT = valueTypeOf(Place)->getPointeeType()->getAs<RecordType>();
  if (RT && RT->getDecl()->getName() == "_typeobject")
    return State;
  RefState RS =
      RefState::makeBorrowed(E, Ct.Result.Owner == NoArg ? nullptr : Owner);
  RS.Keeper.Droppable = Ct.has(EffectFromMutable);
  RS.Keeper.Anchored = !RS.Keeper.Owner && !RS.Keeper.Droppable;
  return record(State, Item, RS);
}

/// True for the macros that put an item into a container (PyTuple_SET_ITEM) or
/// into a variable (Py_XSETREF).
static bool stealsIntoPlace(const Contract &Ct) {
  return llvm::any_of(Ct.Args, [](const ArgContract &A) {
    return A.Effect == ArgEffect::Steals && A.Into != NoArg;
  });
}

/// True for Py_SETREF and Py_XSETREF, which release what the place held.
static bool replacesVariable(const Contract &Ct) {
  return llvm::any_of(Ct.Args, [](const ArgContract &A) {
    return A.Effect == ArgEffect::Decrements;
  });
}

/// The expression whose value an assignment or initialisation stores.
static const Expr *storedExpr(const Stmt *S) {
  if (const auto *BO = dyn_cast_or_null<BinaryOperator>(S))
    return BO->isAssignmentOp() ? BO->getRHS() : nullptr;
  if (const auto *DS = dyn_cast_or_null<DeclStmt>(S); DS && DS->isSingleDecl())
    if (const auto *VD = dyn_cast<VarDecl>(DS->getSingleDecl()))
      return VD->getInit();
  return nullptr;
}

/// Stores an item through PyTuple_SET_ITEM or a similar macro.
void MemoryEvents::storeThroughMacro(const Contract &Ct, const MemRegion *R,
                                     ObjectKey Key, const Stmt *S,
                                     CheckerContext &C) {
  ObjectKey Into = containerOf(R, Context.types());
  const auto *E = dyn_cast<Expr>(S);
  const Expr *Named = storedExpr(S);
  const bool Replaces = replacesVariable(Ct);
  ProgramStateRef State = C.getState();
  if (ObjectKey Old = Replaces ? objectOf(State->getSVal(R)) : nullptr;
      Old && !isNull(State, Old))
    State = Context.Current.takeFromMemory(State, Old,
                                           /*OldValueIsOwned=*/false, S);
  State = Context.apply(
      Context.Current.steal(State, Key, Replaces ? nullptr : Into, E, Named),
      Key, S, Named, C);
  if (const RefState *RS = recorded(State, Key);
      RS && RS->isTracked() && Replaces) {
    // The variable now holds a reference that another release may take.
    RefState Held = *RS;
    Held.Account.Stored++;
    if (Context.Run.Fields.of(fieldOf(R)) == HeldReference::Owned)
      Held.Keeper.Place = R;
    State = record(State, Key, Held);
  }
  C.addTransition(State);
}

/// True if \p S comes from a macro that only generators write, as Cython does
/// for every assignment to an attribute: nobody edits that code.
static bool isGenerated(const Stmt *S, const ActiveContracts &Contracts,
                        CheckerContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (SourceLocation Loc = S->getBeginLoc(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc)) {
    const Contract *Ct =
        Contracts.find(Lexer::getImmediateMacroName(Loc, SM, C.getLangOpts()));
    if (Ct && Ct->has(EffectGenerated))
      return true;
  }
  return false;
}

/// `Py_XDECREF(self->f); self->f = v;`: the field dangles while the destructor
/// runs. Nobody else sees objects that are being destroyed.
ProgramStateRef MemoryEvents::reportDanglingField(const MemRegion *Place,
                                                  ObjectKey Old, ObjectKey New,
                                                  const Stmt *S,
                                                  ProgramStateRef State,
                                                  CheckerContext &C) {
  const RefState *RS = recorded(State, Old);
  // A helper that stores NULL may be part of a destructor.
  if (!RS || (!New && !Context.Current.isStrict()) ||
      RS->Arrival.Origin != RefOrigin::Memory ||
      RS->Life != RefLife::Released || !RS->Last.At ||
      Context.Current.role() == FunctionRole::Destructor)
    return State;
  if (isGenerated(RS->Last.At, Context.Run.Contracts, C) ||
      Context.Run.Fields.holdsPlainValues(fieldOf(Place)))
    return State;
  ObjectKey Home = ownerOfPlace(Place);
  const Reach By = isInCallersStruct(Place, Context.types()) ? Reach::Perhaps
                   : Home ? Context.Current.reachOfHolder(State, Home)
                          : Reach::Others;
  if (By == Reach::Nobody)
    return State;
  Step Dangling{State, Misuse::ReleaseOfField, *RS};
  const auto *BO = dyn_cast<BinaryOperator>(S);
  Context.report(Dangling, Old, RS->Last.At, BO ? BO->getLHS() : nullptr, C,
                 By == Reach::Perhaps ? 2 : 0);
  return Context.Current.untrack(State, Old);
}

/// True for the temporaries of macros such as Py_CLEAR.
static bool isMacroVariable(const MemRegion *R) {
  const auto *VR = dyn_cast<VarRegion>(R);
  return VR && VR->getDecl()->getLocation().isMacroID();
}

void MemoryEvents::capture(const LambdaExpr *LE, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  for (const LambdaCapture &Capture : LE->captures()) {
    if (!Capture.capturesVariable())
      continue;
    const auto *VD = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (VD && (Context.types().isObjectPointer(VD->getType()) ||
               VD->getType()->isRecordType() || VD->getType()->isArrayType()))
      State = guard(State, State->getRegion(VD, C.getLocationContext()));
  }
  C.addTransition(State);
}

/// `struct S s = {PyDict_New(), &x}`: `s` now holds the references. A variable
/// whose address is in `s` no longer belongs to the function alone.
ProgramStateRef MemoryEvents::bindParts(nonloc::CompoundVal Parts,
                                        const MemRegion *R,
                                        ProgramStateRef State) const {
  for (SVal Part : Parts) {
    if (const auto Nested = Part.getAs<nonloc::CompoundVal>()) {
      State = bindParts(*Nested, R, State);
      continue;
    }
    const MemRegion *Pointed = Part.getAsRegion();
    if (Pointed && isLocalMemory(Pointed->getBaseRegion()))
      State = guard(State, Pointed);
    ObjectKey Key = objectOf(Part);
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    if (!RS || !RS->isTracked())
      continue;
    if (!isLocalMemory(R->getBaseRegion()) || mayReleaseAtScopeEnd(R)) {
      State = Context.Current.untrack(State, Key);
      continue;
    }
    RefState Held = *RS;
    Held.Last.Named = true;
    Held.Last.Variable = R;
    State = record(State, Key, Held);
  }
  return State;
}

/// `*self = (Box){self->ob_base, value}`: the fields of \p To now hold the
/// references in the fields of \p From, in the value \p Whole.
ProgramStateRef MemoryEvents::storeFields(nonloc::LazyCompoundVal Whole,
                                          const MemRegion *From,
                                          const MemRegion *To, const Stmt *S,
                                          ProgramStateRef State) const {
  const QualType T = valueTypeOf(From);
  const RecordDecl *RD = T.isNull() ? nullptr : T->getAsRecordDecl();
  RD = RD ? RD->getDefinition() : nullptr;
  if (!RD || RD->isUnion())
    return State;
  MemRegionManager &Regions = State->getStateManager().getRegionManager();
  // The literal no longer exists; its value refers to the memory as it was.
  StoreManager &Then = State->getStateManager().getStoreManager();
  for (const FieldDecl *F : RD->fields()) {
    const MemRegion *Place = Regions.getFieldRegion(F, cast<SubRegion>(To));
    const SVal Part = State->getLValue(F, loc::MemRegionVal(From));
    if (F->getType()->isRecordType()) {
      if (const MemRegion *Nested = Part.getAsRegion())
        State = storeFields(Whole, Nested, Place, S, State);
      continue;
    }
    const auto At = Part.getAs<Loc>();
    ObjectKey Key = At && Context.types().isObjectPointer(F->getType())
                        ? objectOf(Then.getBinding(Whole.getStore(), *At))
                        : nullptr;
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    if (RS && RS->Account.Held > 0)
      State = Context.Current.store(State, Key, Place, S, nullptr).State;
  }
  return State;
}

/// True for an element whose index is known only at run time: the engine
/// forgets its value as soon as another element is written.
static bool isSomeElement(const MemRegion *R) {
  for (const auto *ER = dyn_cast<ElementRegion>(R); ER;
       ER = dyn_cast<ElementRegion>(ER->getSuperRegion()))
    if (!ER->getIndex().getAs<nonloc::ConcreteInt>())
      return true;
  return false;
}

/// A local variable gets a value: it may now hold a reference, or lose one.
ProgramStateRef MemoryEvents::bindLocal(const MemRegion *R, ObjectKey Old,
                                        ObjectKey New, const Stmt *S,
                                        ProgramStateRef State) const {
  if (const RefState *RS = Old ? recorded(State, Old) : nullptr;
      RS && RS->Account.Held > 0 && RS->Last.Variable == R &&
      !(RS->Last.Event == RefEvent::TakenFromMemory &&
        RS->Arrival.Origin == RefOrigin::New)) {
    RefState Lost = *RS;
    Lost.Last.Event = RefEvent::Overwritten;
    Lost.Last.At = S;
    State = record(State, Old, Lost);
  }
  if (New &&
      (isGuarded(State, R) || isSomeElement(R) || mayReleaseAtScopeEnd(R)))
    return Context.Current.untrack(State, New);
  if (New && isa<VarRegion>(R) && !isMacroVariable(R))
    State = Context.Current.readField(State, New);
  const RefState *RS = New ? recorded(State, New) : nullptr;
  if (!RS || !RS->isTracked())
    return State;
  RefState Placed = *RS;
  Placed.Last.Named = true;
  if (!isMacroVariable(R) ||
      (!Placed.Last.Variable && !Transfer::parameter(New)))
    Placed.Last.Variable = R;
  if (Placed.Last.Event == RefEvent::Overwritten)
    Placed.Last.Event = RefEvent::None;
  return record(State, New, Placed);
}

/// An object is stored in memory that outlives the function.
void MemoryEvents::storeInMemory(const MemRegion *R, ObjectKey New,
                                 const Stmt *S, ProgramStateRef State,
                                 CheckerContext &C) {
  if (!Context.types().isObjectPointer(valueTypeOf(R))) {
    // Through a `void *` or an integer: who owns it then is unknown.
    const RefState *RS = recorded(State, New);
    const bool IsHeld = RS && RS->Account.Held > 0;
    const ParmVarDecl *P = Transfer::parameter(New);
    if (P && IsHeld)
      // The place owns the reference that the helper has added.
      State = Context.Current.store(State, New, R, S, storedExpr(S)).State;
    else if (IsHeld || (P && P->getType()->isVoidPointerType()))
      State = Context.Current.untrack(State, New);
    C.addTransition(State);
    return;
  }
  if (S && S->getBeginLoc().isMacroID())
    if (const Contract *Ct = contractOfMacro(S, C); Ct && stealsIntoPlace(*Ct))
      return storeThroughMacro(*Ct, R, New, S, C);
  // A link from an object to itself, as in a ring, holds no reference unless
  // one was added for it.
  const RefState Linked = Context.Current.lookup(State, New);
  if (ownerOfPlace(R) == New &&
      Linked.Account.Held <=
          (Linked.Arrival.Origin == RefOrigin::New ? 1 : 0)) {
    C.addTransition(State);
    return;
  }
  Step Stored = Context.Current.store(State, New, R, S, storedExpr(S));
  C.addTransition(Context.apply(Stored, New, S, storedExpr(S), C));
}

/// True for a reference that a call took although it was not owned.
static bool isStolen(const RefState *RS) {
  return RS && RS->Unpaid.Steal && !RS->Unpaid.Released &&
         !RS->Account.HandedOver;
}

/// The container into which PyTuple_SET_ITEM, if it is a macro, stores an item;
/// or null.
ObjectKey MemoryEvents::containerOfStoredItem(const MemRegion *R, const Stmt *S,
                                              CheckerContext &C) const {
  if (!S || !isa<ElementRegion>(R) || !S->getBeginLoc().isMacroID())
    return nullptr;
  const Contract *Ct = contractOfMacro(S, C);
  return Ct && stealsIntoPlace(*Ct) ? containerOf(R, Context.types()) : nullptr;
}

/// What \p R holds. The engine gives up if it cannot tell which element of a
/// global or static array that is; for ownership, it is what was there first.
static SVal valueIn(const MemRegion *R, ProgramStateRef State,
                    SValBuilder &SVB) {
  const SVal V = State->getSVal(R);
  const auto *ER = dyn_cast<ElementRegion>(R);
  return V.isUnknown() && ER && isa<VarRegion>(R->getBaseRegion()) &&
                 !isLocalMemory(R->getBaseRegion())
             ? SVB.getRegionValueSymbolVal(ER)
             : V;
}

/// \p R, which holds \p Old, gets \p New.
ProgramStateRef MemoryEvents::overwrite(const MemRegion *R, ObjectKey Old,
                                        ObjectKey New, bool WasCleared,
                                        const Stmt *S,
                                        ProgramStateRef State) const {
  const bool IsFull = isNotNull(State, Old);
  // NULL may follow what another function has taken or released there.
  const bool IsOwn =
      New || Context.Current.runsAgain() ||
      (!Context.isShown(R) &&
       (IsFull || isa_and_nonnull<SymbolRegionValue>(symbolOf(Old))));
  const bool IsLost =
      !WasCleared && IsOwn && Context.losesOldValue(R, New, IsFull);
  if (IsLost)
    State = noteGuarded(State, R, Context.Run.Writes.of(Context.function()));
  return Context.Current.takeFromMemory(State, Old, IsLost, S);
}

void MemoryEvents::bind(SVal Loc, SVal Val, const Stmt *S, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const MemRegion *R = Loc.getAsRegion();
  if (!R)
    return;
  State = forgetGuess(State, R);
  if (Context.Current.isStrict())
    State = noteSetField(State, R, Val, Context.types(), C.getSValBuilder());
  ObjectKey New = objectOf(Val);
  ObjectKey Old = Context.types().isObjectPointer(valueTypeOf(R))
                      ? objectOf(valueIn(R, State, C.getSValBuilder()))
                      : nullptr;
  if (New && New == Old) {
    C.addTransition(State);
    return;
  }
  if (const auto Parts = Val.getAs<nonloc::CompoundVal>()) {
    C.addTransition(bindParts(*Parts, R, State));
    return;
  }
  const auto LCV = Val.getAs<nonloc::LazyCompoundVal>();
  if (isLocalMemory(R->getBaseRegion())) {
    // A copy of a struct: what is in it may be released through either.
    if (LCV)
      State = Context.Current.untrackContents(State, LCV->getRegion());
    return void(C.addTransition(bindLocal(R, Old, New, S, State)));
  }
  if (LCV) {
    State = storeFields(*LCV, LCV->getRegion(), R, S, State);
    C.addTransition(Context.Current.untrackContents(State, LCV->getRegion()));
    return;
  }
  if (Old && !isNull(State, Old) && !isSomeElement(R))
    State = Context.Current.takeOwnBack(State, Old, R, S);
  if (Context.types().isObjectPointer(valueTypeOf(R)))
    State = Context.Current.emptyPlace(State, R);
  const ObjectKey Into = containerOfStoredItem(R, S, C);
  if (Into)
    State = Context.reportDanglingItems(Into, State, C);
  const bool WasCleared = isCleared(State, R);
  if (const auto *Field = dyn_cast<FieldRegion>(R);
      Field && Context.Current.runsAgain())
    State = noteCleared(State, Field->getDecl(),
                        State->isNull(Val).isConstrainedTrue());
  if (Old && !isNull(State, Old)) {
    if (isa<FieldRegion, VarRegion>(R))
      State = reportDanglingField(R, Old, New, S, State, C);
    // As with the function PyTuple_SET_ITEM: what was stolen stays unpaid.
    if (!Into || !isStolen(recorded(State, Old)))
      State = overwrite(R, Old, New, WasCleared, S, State);
  }
  if (!New || isNull(State, New)) {
    C.addTransition(State);
    return;
  }
  storeInMemory(R, New, S, State, C);
}

void MemoryEvents::storeSomewhere(const BinaryOperator *BO, CheckerContext &C) {
  ObjectKey Key = objectOf(C.getSVal(BO->getRHS()));
  if (Key && recorded(C.getState(), Key) && C.getSVal(BO->getLHS()).isUnknown())
    C.addTransition(Context.apply(
        Context.Current.store(C.getState(), Key, nullptr, BO, BO->getRHS()),
        Key, BO, BO->getRHS(), C));
}

void MemoryEvents::load(const CastExpr *CE, CheckerContext &C) {
  if (CE->getCastKind() != CK_LValueToRValue ||
      !Context.types().isObjectPointer(CE->getType()) ||
      !C.getSVal(CE).isUnknown())
    return;
  const auto *ER = dyn_cast_or_null<ElementRegion>(
      C.getSVal(CE->getSubExpr()).getAsRegion());
  if (!ER || isLocalMemory(ER->getBaseRegion()))
    return;
  SVal Item = C.getSValBuilder().getRegionValueSymbolVal(ER);
  ProgramStateRef State =
      C.getState()->BindExpr(CE, C.getLocationContext(), Item);
  if (const Contract *Ct =
          operatorLoc(CE).isMacroID() ? contractOfMacro(CE, C) : nullptr;
      Ct && Ct->Result.Kind == ResultKind::Borrowed)
    State = lendItem(State, objectOf(Item), ER, *Ct, CE);
  C.addTransition(State);
}

void MemoryEvents::hide(const CastExpr *CE, CheckerContext &C) {
  if (CE->getCastKind() != CK_PointerToIntegral)
    return;
  ProgramStateRef State = C.getState();
  ObjectKey Key = objectOf(C.getSVal(CE->getSubExpr()));
  if (!Key)
    return;
  const RefState RS = Context.Current.lookup(State, Key);
  if (RS.isTracked() &&
      (RS.Account.Held > 0 || RS.Arrival.Origin == RefOrigin::Parameter))
    C.addTransition(Context.Current.untrack(State, Key));
}

} // namespace pyrefcheck
