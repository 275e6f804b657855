//===- Accessors.cpp - Functions that read a place --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Accessors.h"
#include "source/Places.h"
#include "clang/AST/Expr.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The one expression that \p FD is made of, if it is the contents of a field;
/// or null.
static const Expr *accessedPlace(const FunctionDecl *FD) {
  const Expr *E = onlyReturned(FD);
  return E && E->getType()->isPointerType() &&
                 isa<MemberExpr>(E->IgnoreParenCasts())
             ? E
             : nullptr;
}

namespace {

/// Evaluates the expression of an accessor for one call.
class PlaceReader {
public:
  explicit PlaceReader(const CallInProgress &Call)
      : Call(Call), State(Call.C.getState()), SVB(Call.C.getSValBuilder()) {}

  SVal read(const Expr *E) const {
    E = E->IgnoreParens();
    const auto *CE = dyn_cast<CastExpr>(E);
    if (!CE)
      return UnknownVal();
    const Expr *Of = CE->getSubExpr();
    if (CE->getCastKind() == CK_LValueToRValue) {
      if (const auto *P = parameter(Of))
        return Call.value(P->getFunctionScopeIndex());
      const auto Place = locate(Of).getAs<Loc>();
      return Place ? State->getSVal(*Place, Of->getType()) : UnknownVal();
    }
    if (CE->getCastKind() != CK_BitCast && CE->getCastKind() != CK_NoOp)
      return UnknownVal();
    const SVal V = read(Of);
    return V.isUnknownOrUndef() ? V
                                : SVB.evalCast(V, CE->getType(), Of->getType());
  }

private:
  static const ParmVarDecl *parameter(const Expr *E) {
    const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return DRE ? dyn_cast<ParmVarDecl>(DRE->getDecl()) : nullptr;
  }

  /// The address of the member that \p E is.
  SVal locate(const Expr *E) const {
    const auto *ME = dyn_cast<MemberExpr>(E->IgnoreParens());
    const auto *Field = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    if (!Field)
      return UnknownVal();
    const SVal Base =
        ME->isArrow() ? read(ME->getBase()) : locate(ME->getBase());
    // Of NULL there is nothing to read, which the callee reports.
    if (!Base.getAsRegion() || State->isNull(Base).isConstrainedTrue())
      return UnknownVal();
    return State->getLValue(Field, Base);
  }

  const CallInProgress &Call;
  const ProgramStateRef State;
  SValBuilder &SVB;
};

} // namespace

std::optional<SVal> readByAccessor(const CallInProgress &Call) {
  const FunctionDecl *FD = Call.callee();
  const Expr *Place =
      isa<SimpleFunctionCall>(Call.Event) ? accessedPlace(FD) : nullptr;
  if (!Place || Call.size() != FD->getNumParams())
    return std::nullopt;
  const SVal Value = PlaceReader(Call).read(Place);
  if (Value.isUnknownOrUndef())
    return std::nullopt;
  return Value;
}

bool wasReadByAccessor(const CallInProgress &Call) {
  if (!isa<SimpleFunctionCall>(Call.Event) || !accessedPlace(Call.callee()))
    return false;
  const auto *Conjured = dyn_cast_or_null<SymbolConjured>(
      Call.Event.getReturnValue().getAsSymbol());
  return !Conjured || Conjured->getStmt() != Call.at();
}

} // namespace pyrefcheck
