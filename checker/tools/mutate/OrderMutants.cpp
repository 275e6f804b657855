//===- OrderMutants.cpp - Releases that change places ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionMutants.h"
#include "Mutant.h"
#include "ReferenceCalls.h"
#include "WrittenCode.h"
#include "contracts/Contract.h"
#include "source/TranslationUnit.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

namespace {

/// What a statement does with a variable.
struct VariableUse {
  /// It is mentioned at all.
  bool IsMentioned = false;
  /// The object is passed on or dereferenced.
  bool IsUsed = false;
  /// It gets another value, or its reference may change.
  bool IsChanged = false;

  void add(const Stmt *S, const VarDecl *Var);

private:
  void addCall(const CallExpr *Call, const VarDecl *Var);
};

} // namespace

static bool isVariable(const Expr *E, const VarDecl *Var) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref && Ref->getDecl() == Var;
}

void VariableUse::addCall(const CallExpr *Call, const VarDecl *Var) {
  const Contract *C = contractOf(Call);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    if (!isVariable(Call->getArg(I), Var))
      continue;
    IsUsed = true;
    if (C)
      IsChanged |= C->does(ArgEffect::Steals, I) ||
                   C->does(ArgEffect::Decrements, I) ||
                   C->does(ArgEffect::Increments, I) ||
                   C->Result.Kind == ResultKind::NewReferenceToArgument;
  }
}

void VariableUse::add(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    IsMentioned |= isVariable(E, Var);
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    IsChanged |= Binary->isAssignmentOp() && isVariable(Binary->getLHS(), Var);
  if (const auto *Unary = dyn_cast<UnaryOperator>(S);
      Unary && isVariable(Unary->getSubExpr(), Var)) {
    IsChanged |= Unary->getOpcode() == UO_AddrOf;
    IsUsed |= Unary->getOpcode() == UO_Deref;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    IsUsed |= Member->isArrow() && isVariable(Member->getBase(), Var);
  if (const auto *DS = dyn_cast<DeclStmt>(S))
    IsChanged |= is_contained(DS->decls(), Var);
  if (const auto *Call = dyn_cast<CallExpr>(S))
    addCall(Call, Var);
  for (const Stmt *Child : S->children())
    add(Child, Var);
}

namespace {

class OrderMutants {
public:
  OrderMutants(const FunctionScope &Scope, const PlacedStatement &Placed)
      : Scope(Scope), Code(Scope.Code), Placed(Placed) {}

  void addAll();

private:
  void moveBeforeLastUse(const ReferenceCall &Release);
  void swapWithStoreBefore(const ReferenceCall &Release);
  void swapWithStoreAfter(const ReferenceCall &Release);
  void unfold(const ReferenceCall &Call, StringRef Value);
  void swap(const Stmt *First, const Stmt *Second);
  bool wasReadFrom(const VarDecl *Var, StringRef Field) const;

  const FunctionScope &Scope;
  const WrittenCode &Code;
  const PlacedStatement &Placed;
};

} // namespace

void OrderMutants::moveBeforeLastUse(const ReferenceCall &Release) {
  const VarDecl *Var = Code.localIn(Placed.S, Release.Written.Args.front());
  const std::optional<TextRange> Whole = Code.wholeStatement(Placed.S);
  if (!Var || !Whole || Placed.Place.Labelled)
    return;
  for (unsigned Distance = 1;; ++Distance) {
    const Stmt *Earlier = Placed.Place.before(Distance);
    if (!Earlier || isa<LabelStmt, SwitchCase>(Earlier))
      return;
    VariableUse All, Use;
    All.add(Earlier, Var);
    if (!All.IsMentioned)
      continue;
    const auto *If = dyn_cast<IfStmt>(Earlier);
    Use.add(If ? If->getCond() : Earlier, Var);
    const std::optional<TextRange> There = Code.wholeStatement(Earlier);
    if (!There || !Use.IsUsed || Use.IsChanged)
      return;
    Scope.add(MutantOperator::ReleaseEarly,
              {{{There->Begin, There->Begin}, Code.text(*Whole).str() + " "},
               {*Whole, ";"}});
    return;
  }
}

/// \p S as an assignment to an object pointer, or null.
static const BinaryOperator *objectStore(const FunctionScope &Scope,
                                         const Stmt *S) {
  const auto *Store = dyn_cast_or_null<BinaryOperator>(S);
  return Store && Store->getOpcode() == BO_Assign &&
                 Scope.TU.types().isObjectPointer(Store->getLHS()->getType())
             ? Store
             : nullptr;
}

void OrderMutants::swap(const Stmt *First, const Stmt *Second) {
  const std::optional<TextRange> A = Code.wholeStatement(First);
  const std::optional<TextRange> B = Code.wholeStatement(Second);
  if (A && B && A->End <= B->Begin)
    Scope.add(MutantOperator::StoreSwapped,
              {{*A, Code.text(*B).str()}, {*B, Code.text(*A).str()}});
}

bool OrderMutants::wasReadFrom(const VarDecl *Var, StringRef Field) const {
  for (unsigned Distance = 2; Distance <= 6; ++Distance) {
    bool Found = false;
    forEachAssigned(Placed.Place.before(Distance), Var, [&](const Expr *Value) {
      const std::optional<TextRange> R =
          Code.rangeOf(Value->IgnoreParenCasts());
      Found |= R && Code.text(*R) == Field;
    });
    if (Found)
      return true;
  }
  return false;
}

/// `old = self->x; self->x = value; Py_XDECREF(old);`
void OrderMutants::swapWithStoreBefore(const ReferenceCall &Release) {
  const BinaryOperator *Store = objectStore(Scope, Placed.Place.before(1));
  const VarDecl *Var = Code.localIn(Placed.S, Release.Written.Args.front());
  if (!Store || !Var || Placed.Place.Labelled)
    return;
  const std::optional<TextRange> Field = Code.rangeOf(Store->getLHS());
  if (Field && wasReadFrom(Var, Code.text(*Field)))
    swap(Store, Placed.S);
}

/// `Py_DECREF(x); x = value;`
void OrderMutants::swapWithStoreAfter(const ReferenceCall &Release) {
  const BinaryOperator *Store = objectStore(Scope, Placed.Place.after(1));
  if (!Store)
    return;
  const std::optional<TextRange> Target = Code.rangeOf(Store->getLHS());
  if (Target && Code.text(*Target) == Code.text(Release.Written.Args.front()))
    swap(Placed.S, Store);
}

/// Replaces Py_CLEAR or Py_SETREF of a field by a release and a later store.
void OrderMutants::unfold(const ReferenceCall &Call, StringRef Value) {
  const std::optional<TextRange> Whole = Code.wholeStatement(Placed.S);
  const TextRange Arg = Call.Written.Args.front();
  // No other code sees an object that is being freed.
  if (!Whole || Scope.TU.deallocates(Scope.Function))
    return;
  bool IsField = false;
  Code.forEachIn(Placed.S, Arg,
                 [&](const Stmt *Part) { IsField |= isa<MemberExpr>(Part); });
  if (!IsField)
    return;
  const std::string Field = Code.text(Arg).str();
  Scope.add(MutantOperator::StoreSwapped,
            {replaceStatement(Placed.Place, *Whole,
                              {"Py_XDECREF(" + Field + ");",
                               Field + " = " + Value.str() + ";"})});
}

void OrderMutants::addAll() {
  const ReferenceCall Call = referenceCall(Code, Placed.S);
  switch (Call.Role) {
  case ReferenceRole::Release:
    if (isImmortal(Code, Placed.S, Call.Written.Args.front(),
                   Scope.Function->getBody()))
      break;
    moveBeforeLastUse(Call);
    swapWithStoreBefore(Call);
    swapWithStoreAfter(Call);
    break;
  case ReferenceRole::Clear:
    unfold(Call, "NULL");
    break;
  case ReferenceRole::Replace:
    unfold(Call, Code.text(Call.Written.Args[1]));
    break;
  default:
    break;
  }
}

void addOrderMutants(const FunctionScope &Scope,
                     const PlacedStatement &Placed) {
  OrderMutants(Scope, Placed).addAll();
}

} // namespace pyrefcheck
