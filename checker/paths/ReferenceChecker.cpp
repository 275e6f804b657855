//===- ReferenceChecker.cpp - The checker that the engine runs --- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

void ReferenceChecker::startFunction(const FunctionDecl *FD) {
  const Contract *Own = Context.Functions.find(FD);
  Current.emplace(Context.TU, Context.Slots, FD, Own, Context.Python,
                  Context.Believed);
  Candidates.clear();
  Parameters.clear();
  Body = readBody(FD, Context.Functions);
  Pure.clear();
  Summary = FunctionSummary();
  ReturnsReleased = false;
}

/// True if the analysed function promises a new reference as its result.
bool ReferenceChecker::wantsNewResult() const {
  const FunctionDecl *FD = Current->function();
  if (!Context.TU.types().isObjectPointer(FD->getReturnType()))
    return false;
  if (const Contract *Own = Current->ownContract())
    return Own->Result.Kind == ResultKind::New ||
           Own->Result.Kind == ResultKind::NewReferenceToArgument;
  return Current->isStrict();
}

void ReferenceChecker::report(const Step &S, ObjectKey Key, const Stmt *At,
                              const Expr *Named, CheckerContext &C,
                              unsigned Level) const {
  if (ruleOf(S.What) == Rule::BorrowedInvalidated && S.Before.Unlikely)
    Level = 2;
  // The report has a node of its own; the path goes on beside it.
  Found.add({S.What, Key, S.Before, At, Named, Current->function(), Level},
            C.generateSink(S.State, C.getPredecessor()));
}

ProgramStateRef ReferenceChecker::apply(const Step &S, ObjectKey Key,
                                        const Stmt *At, const Expr *Named,
                                        CheckerContext &C) const {
  if (S.What != Misuse::None)
    report(S, Key, At, Named, C);
  return S.State;
}

/// The interpreter passes `self`, `args` and a type as they are, never NULL.
void ReferenceChecker::checkBeginFunction(CheckerContext &C) const {
  if (!Current || !C.inTopFrame())
    return;
  ProgramStateRef State = takeOverParameters(C.getState(), C);
  if (!Current->isStrict()) {
    for (const ParmVarDecl *P : Current->function()->parameters())
      if (Context.TU.types().isObjectPointer(P->getType()) ||
          Context.TU.types().isPointerToObjectPointer(P->getType()) ||
          Body.Flags.contains(P))
        if (SymbolRef Sym = C.getSValBuilder()
                                .getRegionValueSymbolVal(
                                    State->getRegion(P, C.getStackFrame()))
                                .getAsSymbol())
          Parameters.push_back(Sym);
    C.addTransition(State);
    return;
  }
  for (const ParmVarDecl *P : Current->function()->parameters()) {
    if (!Context.TU.types().isObjectPointer(P->getType()))
      continue;
    const bool NeverNull = llvm::StringSwitch<bool>(P->getName())
                               .Cases("self", "args", "type", "cls", true)
                               .Cases("module", "op", true)
                               .Default(false);
    if (!NeverNull)
      continue;
    SVal V = C.getSValBuilder().getRegionValueSymbolVal(
        State->getRegion(P, C.getStackFrame()));
    if (auto D = V.getAs<DefinedOrUnknownSVal>())
      if (ProgramStateRef NonNull = State->assume(*D, true))
        State = NonNull;
  }
  C.addTransition(State);
}

/// `p < (PyObject *)3`: small integers in place of an object. A new reference
/// is none of them.
static ProgramStateRef excludeSentinels(ObjectKey Key, ProgramStateRef State,
                                        CheckerContext &C) {
  const RefState *RS = recorded(State, Key);
  if (!RS || RS->Origin != RefOrigin::New || !symbolOf(Key))
    return State;
  SValBuilder &SVB = C.getSValBuilder();
  SVal Address = SVB.makeLoc(cast<SubRegion>(Key));
  if (!State->isNull(Address).isConstrainedFalse())
    return State;
  const auto IsAddress =
      SVB.evalBinOp(State, BO_GE, Address,
                    loc::ConcreteInt(SVB.getBasicValueFactory().getValue(
                        FirstAddress, C.getASTContext().VoidPtrTy)),
                    SVB.getConditionType())
          .getAs<DefinedOrUnknownSVal>();
  ProgramStateRef Narrow =
      IsAddress ? State->assume(*IsAddress, true) : nullptr;
  return Narrow ? Narrow : State;
}

/// `x == y` with two names of one object: neither alone tells the count.
void ReferenceChecker::compareObjects(const BinaryOperator *BO, ObjectKey Left,
                                      ObjectKey Right,
                                      CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  const bool Matters = recorded(State, Left) || recorded(State, Right) ||
                       (!Current->isStrict() && (Current->parameter(Left) ||
                                                 Current->parameter(Right)));
  if (!Matters)
    return;
  for (const bool Equal : {true, false}) {
    ProgramStateRef Branch = bindComparison(BO, Equal, State, C);
    if (Equal) {
      Branch = Current->untrack(Branch, Left);
      Branch = Current->untrack(Branch, Right);
    }
    C.addTransition(Branch);
  }
}

/// `x == Py_None`: where it holds, the count known under one name is that of
/// the other too; where it does not, it never will.
void ReferenceChecker::compareWithGlobal(const BinaryOperator *BO,
                                         ObjectKey Key, ObjectKey Global,
                                         CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  const RefState Known = Current->lookup(State, Key);
  if (Known.Compared == Global || Known.Singleton) {
    C.addTransition(bindComparison(
        BO, Known.Singleton && Known.Compared == Global, State, C));
    return;
  }
  for (const bool Equal : {true, false}) {
    if (Equal && Known.Fresh)
      continue;
    ProgramStateRef Branch = bindComparison(BO, Equal, State, C);
    RefState Compared = Known;
    Compared.Compared = Global;
    if (Equal) {
      Compared.Singleton = true;
      // The count of an immortal object is nobody's concern; that of another
      // may be changed under either name.
      RefState Same = Current->lookup(State, Global);
      if (!Same.isTracked()) {
        Compared.Life = RefLife::Untracked;
      } else {
        Same.Site = BO;
        Branch = record(Branch, Global, Same);
      }
      // What is equal to an object is not NULL.
      Branch = Branch->assume(C.getSValBuilder()
                                  .makeLoc(cast<SubRegion>(Key))
                                  .castAs<DefinedOrUnknownSVal>(),
                              true);
      if (!Branch)
        continue;
    }
    C.addTransition(record(Branch, Key, Compared));
  }
}

ProgramStateRef ReferenceChecker::bindComparison(const BinaryOperator *BO,
                                                 bool Equal,
                                                 ProgramStateRef State,
                                                 CheckerContext &C) const {
  const bool Value = Equal == (BO->getOpcode() == BO_EQ);
  return State->BindExpr(
      BO, C.getLocationContext(),
      C.getSValBuilder().makeIntVal(Value ? 1 : 0, BO->getType()));
}

void ReferenceChecker::checkPostStmt(const BinaryOperator *BO,
                                     CheckerContext &C) const {
  if (!Current || !BO->getLHS()->getType()->isPointerType())
    return;
  if (BO->getOpcode() == BO_Assign)
    return storeSomewhere(BO, C);
  if (!BO->isComparisonOp())
    return;
  SVal LeftValue = C.getSVal(BO->getLHS());
  SVal RightValue = C.getSVal(BO->getRHS());
  ObjectKey Left = objectOf(LeftValue);
  ObjectKey Right = objectOf(RightValue);
  const auto Sentinel = RightValue.getAs<loc::ConcreteInt>();
  if (Sentinel && Left && !Sentinel->isZeroConstant()) {
    C.addTransition(excludeSentinels(Left, C.getState(), C));
    return;
  }
  if (!Left || !Right || !BO->isEqualityOp() ||
      C.getSVal(BO).getAs<nonloc::ConcreteInt>())
    return;
  if (symbolOf(Right))
    std::swap(Left, Right);
  if (!symbolOf(Left))
    return;
  if (symbolOf(Right))
    compareObjects(BO, Left, Right, C);
  else
    compareWithGlobal(BO, Left, Right, C);
}

bool ReferenceChecker::reportNoObject(const Expr *At, const Expr *Named,
                                      CheckerContext &C) const {
  const QualType T = Named ? Named->IgnoreParenCasts()->getType() : QualType();
  if (T.isNull() || !T->isPointerType() ||
      !T->getPointeeType()->isAnyCharacterType())
    return false;
  Found.add({Misuse::CountOfNoObject, nullptr, RefState(), At, Named,
             Current->function()},
            C.generateSink(C.getState(), C.getPredecessor()));
  return true;
}

} // namespace pyrefcheck
