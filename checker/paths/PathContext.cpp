//===- PathContext.cpp - The function whose paths are followed --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathContext.h"
#include "contracts/Contract.h"
#include "contracts/FieldContract.h"
#include "fields/FieldOwnership.h"
#include "findings/Rules.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "summaries/BodyFacts.h"
#include "summaries/Summary.h"
#include "summaries/SummaryOutputs.h"
#include "words/Messages.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

PathContext::PathContext(const AnalysisContext &Run, const FunctionDecl *FD)
    : Run(Run), Current(Run.TU, Run.Fields, FD, Run.Functions.find(FD),
                        Run.Python, Run.Believed, Run.Shared),
      Body(readBody(FD, Run.Functions)) {
  if (Run.Writes.sees(FD))
    Summary.Outputs = outputFields(
        FD, types(),
        [&](const FieldDecl *F) { return Run.Writes.of(FD).mayWrite(F); },
        [&](unsigned I) { return Run.Lent.mayKeepAddress(FD, I); });
}

const Contract *PathContext::contractOf(const CallEvent &Call) const {
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return Run.Functions.find(FD);
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  return CE ? Run.Functions.find(CE->getCallee(), function()->getASTContext())
            : nullptr;
}

const Contract *PathContext::contractOf(const RefState &RS) const {
  const CallExpr *Call = RS.Arrival.call();
  if (!Call || Call->getDirectCallee())
    return Call ? Run.Functions.ofCall(Call) : nullptr;
  // A macro, such as PySequence_ITEM, or a function pointer.
  return Run.Functions.find(Call->getCallee(), function()->getASTContext());
}

const FunctionSummary *PathContext::summaryOf(const CallEvent &Call) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (FD && isa<SimpleFunctionCall>(Call))
    return Run.Summaries.find(FD);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(FD);
  if (!Method || !isa<CXXMemberCall>(Call) || Method->isVirtual())
    return nullptr;
  // Who owns the references in its members depends on the object.
  const FunctionSummary *Known = Run.Summaries.find(FD);
  return Known && !Known->returnsFromMemory() ? Known : nullptr;
}

bool PathContext::wantsNewResult() const {
  if (!types().isObjectPointer(function()->getReturnType()))
    return false;
  if (const Contract *Own = Current.ownContract())
    return Own->Result.Kind == ResultKind::New ||
           Own->Result.Kind == ResultKind::NewReferenceToArgument;
  return Current.isStrict();
}

bool PathContext::isObjectParameter(ObjectKey Key) const {
  const ParmVarDecl *P = Transfer::parameter(Key);
  return P && types().isObjectPointer(P->getType());
}

/// The object with a field that points to the struct around \p Place, such as
/// `self` of `self->calls->hook`; or null.
static ObjectKey ownerOfStruct(const MemRegion *Place,
                               const ObjectTypes &Types) {
  const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
  if (!Base || Types.isObjectPointer(Base->getSymbol()->getType()))
    return nullptr;
  const auto *Pointer =
      dyn_cast_or_null<FieldRegion>(Base->getSymbol()->getOriginRegion());
  return Pointer ? ownerOfPlace(Pointer) : nullptr;
}

/// Whether \p Place is a variable or a member of one, at any depth, but no
/// array element: an unused element may hold a value that was moved away.
static bool isMember(const MemRegion *Place) {
  while (const auto *FR = dyn_cast<FieldRegion>(Place))
    Place = FR->getSuperRegion();
  return isa<VarRegion>(Place);
}

/// True if \p New is what \p Place held at the start: it is put back, and the
/// place hardly owned its stand-in.
static bool isPutBack(const MemRegion *Place, ObjectKey New) {
  const SymbolRef Sym = New ? symbolOf(New) : nullptr;
  return Sym && Sym->getOriginRegion() == Place;
}

bool PathContext::isShown(const MemRegion *Place) const {
  const auto *FR = dyn_cast<FieldRegion>(Place);
  const RecordDecl *Home = FR ? FR->getDecl()->getParent() : nullptr;
  const auto MayBeHome = [&](const Expr *Arg) {
    const QualType T = Arg->IgnoreParenCasts()->getType();
    const RecordDecl *To =
        T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
    return To && (To->getCanonicalDecl() == Home->getCanonicalDecl() ||
                  ObjectTypes::isPyObjectPointer(T));
  };
  return Home && llvm::any_of(Body.Calls, [&](const auto &Known) {
           const Contract *Ct = Run.Functions.find(Known.first);
           return (!Ct || Ct->has(EffectInferred)) &&
                  llvm::any_of(Known.second, [&](const CallExpr *CE) {
                    return llvm::any_of(CE->arguments(), MayBeHome);
                  });
         });
}

bool PathContext::losesOldValue(const MemRegion *Place, ObjectKey New,
                                bool IsFull) const {
  if (isPutBack(Place, New))
    return false;
  const ValueDecl *Field = fieldOf(Place);
  const HeldReference Is = Run.Fields.of(Field);
  if (!Current.isStrict() ||
      (Is == HeldReference::Unknown && Run.Fields.isStated(Field)))
    return false;
  const bool Owns = Is == HeldReference::Owned;
  const bool OwnsOld = New && Owns;
  // A variable, or a member of one; module initialisation runs once.
  if (isa<VarRegion>(Place->getBaseRegion()))
    return isMember(Place) && OwnsOld && function()->getNumParams() >= 2;
  if (ObjectKey Home = ownerOfStruct(Place, types()))
    return OwnsOld && Current.runsAgain() && isObjectParameter(Home);
  // A field of the object that a method was called on.
  return isa<FieldRegion>(Place) && Is != HeldReference::Borrowed &&
         (New || (Owns && (IsFull || !Run.Fields.isNeverFilled(Field)))) &&
         isObjectParameter(ownerOfPlace(Place));
}

void PathContext::report(const Step &S, ObjectKey Key, const Stmt *At,
                         const Expr *Named, CheckerContext &C, unsigned Level) {
  if (ruleOf(S.What) == Rule::BorrowedInvalidated &&
      S.Before.Keeper.LossUnlikely)
    Level = 2;
  // The report gets its own node; the path continues beside it.
  Found.add({S.What, Key, S.Before, At, Named, function(), Level},
            C.generateSink(S.State, C.getPredecessor()));
}

ProgramStateRef PathContext::apply(const Step &S, ObjectKey Key, const Stmt *At,
                                   const Expr *Named, CheckerContext &C,
                                   unsigned Level) {
  if (S.What != Misuse::None)
    report(S, Key, At, Named, C, Level);
  return S.State;
}

/// Whether \p E reads through a pointer that was cast for it, as macros do that
/// reach a member by its offset: its type says nothing.
static bool readsByCast(const Expr *E) {
  const auto *UO = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  return UO && UO->getOpcode() == UO_Deref &&
         isa<CastExpr>(UO->getSubExpr()->IgnoreParenImpCasts());
}

bool PathContext::reportNoObject(const Expr *At, const Expr *Named,
                                 CheckerContext &C) {
  const QualType T = Named ? Named->IgnoreParenCasts()->getType() : QualType();
  if (T.isNull() || !T->isPointerType() ||
      !T->getPointeeType()->isAnyCharacterType() || readsByCast(Named))
    return false;
  Found.add(
      {Misuse::CountOfNoObject, nullptr, RefState(), At, Named, function()},
      C.generateSink(C.getState(), C.getPredecessor()));
  return true;
}

/// The expression that \p Release, a call or an old macro, releases; or null.
static const Expr *releasedBy(const Expr *Release) {
  if (const auto *CE = dyn_cast_or_null<CallExpr>(Release))
    return CE->getNumArgs() ? CE->getArg(CE->getNumArgs() - 1) : nullptr;
  const auto *UO = dyn_cast_or_null<UnaryOperator>(Release);
  const auto *ME =
      UO ? dyn_cast<MemberExpr>(UO->getSubExpr()->IgnoreParenImpCasts())
         : nullptr;
  return ME ? givenToMacro(ME->getBase()) : nullptr;
}

/// `Py_DECREF(PyTuple_GET_ITEM(t, 0)); PyTuple_SET_ITEM(t, 0, x);`: while the
/// destructor of the old item runs, other code still finds it in \p Container.
ProgramStateRef PathContext::reportDanglingItems(ObjectKey Container,
                                                 ProgramStateRef State,
                                                 CheckerContext &C) {
  const ProgramStateRef Before = State;
  for (const auto &[Key, RS] : watched(Before)) {
    const Expr *Release = RS.Unpaid.Steal;
    const Expr *Named = releasedBy(Release);
    if (RS.Keeper.Owner != Container || !RS.Account.HandedOver || !Named ||
        RS.Last.At != Release || RS.Last.Event != RefEvent::Decremented ||
        Current.role() == FunctionRole::Destructor ||
        Current.reachOfHolder(State, Container) != Reach::Others)
      continue;
    report({State, Misuse::ReleaseOfField, RS}, Key, Release, Named, C);
    State = Current.untrack(State, Key);
  }
  return State;
}

} // namespace pyrefcheck
