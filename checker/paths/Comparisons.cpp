//===- Comparisons.cpp - Pointers that are compared -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Comparisons.h"
#include "KnownTypes.h"
#include "ownership/RefState.h"
#include "words/AssumptionTags.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// `p < (PyObject *)3`: small integers in place of an object. A new reference
/// is never one of them.
static ProgramStateRef excludeSentinels(ObjectKey Key, ProgramStateRef State,
                                        CheckerContext &C) {
  const RefState *RS = recorded(State, Key);
  if (!RS || RS->Arrival.Origin != RefOrigin::New || !symbolOf(Key))
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

/// Binds \p BO to its value for operands that are \p Equal, or are not.
static ProgramStateRef bindComparison(const BinaryOperator *BO, bool Equal,
                                      ProgramStateRef State,
                                      CheckerContext &C) {
  const bool Value = Equal == (BO->getOpcode() == BO_EQ);
  return State->BindExpr(
      BO, C.getLocationContext(),
      C.getSValBuilder().makeIntVal(Value ? 1 : 0, BO->getType()));
}

/// `x == y` with two names of one object: neither alone tells the count.
void Comparisons::compareObjects(const BinaryOperator *BO, ObjectKey Left,
                                 ObjectKey Right, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const bool Matters =
      recorded(State, Left) || recorded(State, Right) ||
      (!Context.Current.isStrict() &&
       (Context.Current.parameter(Left) || Context.Current.parameter(Right)));
  if (!Matters)
    return;
  for (const bool Equal : {true, false}) {
    ProgramStateRef Branch = bindComparison(BO, Equal, State, C);
    if (Equal) {
      Branch = Context.Current.untrack(Branch, Left);
      Branch = Context.Current.untrack(Branch, Right);
    }
    C.addTransition(Branch);
  }
}

/// `x == Py_None`: if it holds, the count known under one name is also that of
/// the other; if it does not, it never will.
void Comparisons::compareWithGlobal(const BinaryOperator *BO, ObjectKey Key,
                                    ObjectKey Global, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const RefState Known = Context.Current.lookup(State, Key);
  if (Known.Compared.Global == Global || Known.Compared.Equal) {
    C.addTransition(bindComparison(
        BO, Known.Compared.Equal && Known.Compared.Global == Global, State, C));
    return;
  }
  for (const bool Equal : {true, false}) {
    if (Equal && (Known.Arrival.Fresh ||
                  isNeverGlobal(typeOf(Key, State, Context), Global)))
      continue;
    ProgramStateRef Branch = bindComparison(BO, Equal, State, C);
    RefState After = Known;
    After.Compared.Global = Global;
    if (Equal) {
      After.Compared.Equal = true;
      // The count of an immortal object does not matter; that of another
      // may be changed under either name.
      RefState Same = Context.Current.lookup(State, Global);
      if (!Same.isTracked()) {
        After.Life = RefLife::Untracked;
      } else {
        Same.Arrival.Site = BO;
        Branch = record(Branch, Global, Same);
      }
      // A pointer that equals an object is not NULL.
      Branch = Branch->assume(C.getSValBuilder()
                                  .makeLoc(cast<SubRegion>(Key))
                                  .castAs<DefinedOrUnknownSVal>(),
                              true);
      if (!Branch)
        continue;
    }
    C.addTransition(record(Branch, Key, After), isGlobal(Equal));
  }
}

void Comparisons::compare(const BinaryOperator *BO, CheckerContext &C) {
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

/// Whether \p CE is compared with a negative number, or with 0 for its sign.
static bool isComparedWithSign(const CastExpr *CE, CheckerContext &C) {
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  const Stmt *Inner = CE;
  const Stmt *Outer = Parents.getParent(Inner);
  while (isa_and_nonnull<ParenExpr, CastExpr>(Outer)) {
    Inner = Outer;
    Outer = Parents.getParent(Inner);
  }
  const auto *BO = dyn_cast_or_null<BinaryOperator>(Outer);
  if (!BO || !BO->isComparisonOp())
    return false;
  const Expr *Other = BO->getLHS() == Inner ? BO->getRHS() : BO->getLHS();
  const auto Number = Other->getIntegerConstantExpr(C.getASTContext());
  return Number &&
         (Number->isNegative() || (Number->isZero() && BO->isRelationalOp()));
}

void Comparisons::castToSigned(const CastExpr *CE, CheckerContext &C) {
  const QualType From = CE->getSubExpr()->getType(), To = CE->getType();
  if (CE->getCastKind() != CK_IntegralCast || !From->isUnsignedIntegerType() ||
      !To->isSignedIntegerType())
    return;
  const ASTContext &AST = C.getASTContext();
  const SymbolRef Sym = C.getSVal(CE->getSubExpr()).getAsSymbol();
  // A number that is unsigned to the engine may already be a signed one. The
  // results of functions are described by their summaries.
  const auto *Result = dyn_cast_or_null<SymbolConjured>(Sym);
  if (!isa_and_nonnull<SymbolData>(Sym) ||
      (Result && isa_and_nonnull<CallExpr>(Result->getStmt())) ||
      !Sym->getType()->isUnsignedIntegerType() ||
      AST.getIntWidth(From) < AST.getIntWidth(To) || !isComparedWithSign(CE, C))
    return;
  const llvm::APSInt *Most =
      C.getConstraintManager().getSymMaxVal(C.getState(), Sym);
  if (Most && Most->getActiveBits() < AST.getIntWidth(To))
    return;
  const SymbolRef Signed = C.getSymbolManager().getCastSymbol(Sym, From, To);
  C.addTransition(C.getState()->BindExpr(CE, C.getLocationContext(),
                                         nonloc::SymbolVal(Signed)));
}

} // namespace pyrefcheck
