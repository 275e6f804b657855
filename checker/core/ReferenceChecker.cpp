//===- ReferenceChecker.cpp - The checker that the engine runs --- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// Finds where a function changes a size or an index that an object keeps.
class SizeChangeFinder : public RecursiveASTVisitor<SizeChangeFinder> {
public:
  bool Found = false;

  bool VisitUnaryOperator(UnaryOperator *UO) {
    Found |= UO->isIncrementDecrementOp() &&
             isa<MemberExpr>(UO->getSubExpr()->IgnoreParenCasts());
    return !Found;
  }
  bool VisitBinaryOperator(BinaryOperator *BO) {
    Found |= BO->isAssignmentOp() && BO->getType()->isIntegerType() &&
             isa<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
    return !Found;
  }
  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *FD = CE->getDirectCallee();
    Found |=
        FD && FD->getDeclName().isIdentifier() &&
        (FD->getName() == "Py_SET_SIZE" || FD->getName().ends_with("resize"));
    return !Found;
  }
};

} // namespace

void ReferenceChecker::startFunction(const FunctionDecl *FD) {
  const Contract *Own = Context.Functions.find(FD);
  Current.emplace(Context.TU, FD, Own, Context.Python, Context.Believed);
  Candidates.clear();
  Parameters.clear();
  SizeChangeFinder Finder;
  Finder.TraverseStmt(FD->getBody());
  MovesItems = Finder.Found;
  PureResults.clear();
  Summary = FunctionSummary();
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
                              const Expr *Named, CheckerContext &C) const {
  // The report has a node of its own; the path goes on beside it.
  const ExplodedNode *N = C.generateSink(S.State, C.getPredecessor());
  if (!N)
    return;
  C.emitReport(Words.makeReport(
      {S.What, Key, S.Before, At, Named, Current->function()}, N));
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
      if (Context.TU.types().isObjectPointer(P->getType()))
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

/// `x == Py_None`, `x == y`: where it holds, the count known under one name is
/// that of the other too.
void ReferenceChecker::checkPostStmt(const BinaryOperator *BO,
                                     CheckerContext &C) const {
  if (!Current || !BO->isEqualityOp() ||
      !BO->getLHS()->getType()->isPointerType())
    return;
  ProgramStateRef State = C.getState();
  ObjectKey Left = objectOf(C.getSVal(BO->getLHS()));
  ObjectKey Right = objectOf(C.getSVal(BO->getRHS()));
  if (!Left || !Right)
    return;
  if (symbolOf(Right))
    std::swap(Left, Right);
  // Two names of one object from here on: neither alone tells the count.
  const bool Matters =
      recorded(State, Left) || (symbolOf(Right) && recorded(State, Right)) ||
      (!Current->isStrict() &&
       (Current->parameter(Left) || Current->parameter(Right)));
  if (!symbolOf(Left))
    return;
  if (!Matters) {
    // `if (x == Py_None) Py_DECREF(Py_None);`: one name for the other.
    if (RefState Global = Current->lookup(State, Right);
        !symbolOf(Right) && Global.isTracked() && !Global.Site) {
      Global.Site = BO;
      C.addTransition(record(State, Right, Global));
    }
    return;
  }
  if (C.getSVal(BO).getAs<nonloc::ConcreteInt>())
    return;
  const LocationContext *LC = C.getLocationContext();
  SValBuilder &SVB = C.getSValBuilder();
  const RefState *Known = recorded(State, Left);
  const bool NeverEqual = Known && Known->Fresh && !symbolOf(Right);
  for (const bool Equal : {true, false}) {
    if (Equal && NeverEqual)
      continue;
    const bool Value = Equal == (BO->getOpcode() == BO_EQ);
    ProgramStateRef Branch =
        State->BindExpr(BO, LC, SVB.makeIntVal(Value ? 1 : 0, BO->getType()));
    if (Equal && symbolOf(Right)) {
      Branch = Current->untrack(Branch, Left);
      Branch = Current->untrack(Branch, Right);
    } else if (Equal) {
      RefState Same = Current->lookup(State, Left);
      Same.Singleton = true;
      // The count of an immortal object is nobody's concern; that of another
      // may be changed under either name.
      RefState Global = Current->lookup(State, Right);
      if (!Global.isTracked()) {
        Same = RefState::makeUntracked();
      } else {
        Global.Site = BO;
        Branch = record(Branch, Right, Global);
      }
      Branch = record(Branch, Left, Same);
      // What is equal to an object is not NULL.
      Branch = Branch->assume(
          SVB.makeLoc(cast<SubRegion>(Left)).castAs<DefinedOrUnknownSVal>(),
          true);
      if (!Branch)
        continue;
    }
    C.addTransition(Branch);
  }
}

ProgramStateRef ReferenceChecker::reportNull(SVal V, const Stmt *At,
                                             const Expr *Named,
                                             ProgramStateRef State,
                                             CheckerContext &C) const {
  auto D = V.getAs<DefinedOrUnknownSVal>();
  if (!D)
    return State;
  auto [NonNull, Null] = State->assume(*D);
  if (!Null)
    return NonNull;
  ObjectKey Key = objectOf(V);
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  const bool MayBe =
      NonNull && RS && RS->Unchecked && RS->Named && RS->isTracked();
  if (NonNull && !MayBe)
    return NonNull;
  MisuseReport Report{MayBe ? Misuse::UncheckedResult : Misuse::NullArgument,
                      MayBe ? Key : nullptr,
                      RS ? *RS : RefState(),
                      At,
                      Named,
                      Current->function()};
  // With NULL the path ends here.
  if (const ExplodedNode *N = C.generateSink(Null, C.getPredecessor()))
    C.emitReport(Words.makeReport(Report, N));
  return NonNull;
}

} // namespace pyrefcheck
