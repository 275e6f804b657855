//===- ReferenceMutants.cpp - Reference operations dropped, doubled -------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionMutants.h"
#include "Mutant.h"
#include "ReferenceCalls.h"
#include "WrittenCode.h"
#include "source/TranslationUnit.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

const Stmt *StatementPlace::before(unsigned Distance) const {
  return Block && Distance <= Index ? Block->body_begin()[Index - Distance]
                                    : nullptr;
}

const Stmt *StatementPlace::after(unsigned Distance) const {
  return Block && Index + Distance < Block->size()
             ? Block->body_begin()[Index + Distance]
             : nullptr;
}

TextChange replaceStatement(const StatementPlace &Place, TextRange Whole,
                            ArrayRef<std::string> Parts) {
  std::string Text = join(Parts, " ");
  if (!Place.Block && Parts.size() > 1)
    Text = "{ " + Text + " }";
  return {Whole, Text};
}

/// A statement that leaves the function as on failure; empty if it is not known
/// how the function fails.
static std::string failureReturn(const FunctionScope &Scope) {
  const QualType T = Scope.Function->getReturnType();
  if (T->isVoidType())
    return "return;";
  if (Scope.TU.types().isObjectPointer(T))
    return "return NULL;";
  if (T->isSignedIntegerType())
    return "return -1;";
  return "";
}

namespace {

class ReferenceMutants {
public:
  ReferenceMutants(const FunctionScope &Scope, const PlacedStatement &Placed,
                   ReferenceCall Call, TextRange Whole)
      : Scope(Scope), Placed(Placed), Call(std::move(Call)), Whole(Whole),
        Arg(this->Call.Written.Args.front()) {}

  void addAll();

private:
  void replace(MutantOperator Op, ArrayRef<std::string> Parts) const {
    Scope.add(Op, {replaceStatement(Placed.Place, Whole, Parts)});
  }
  void drop(MutantOperator Op) const { replace(Op, {";"}); }
  void twice(MutantOperator Op) const;
  void returnBefore() const;
  bool operandIsImmortal() const;

  const FunctionScope &Scope;
  const PlacedStatement &Placed;
  const ReferenceCall Call;
  const TextRange Whole, Arg;
};

} // namespace

void ReferenceMutants::twice(MutantOperator Op) const {
  bool HasCall = false;
  Scope.Code.forEachIn(
      Placed.S, Arg, [&](const Stmt *Part) { HasCall |= isa<CallExpr>(Part); });
  const std::string Text = Scope.Code.text(Whole).str();
  if (!HasCall)
    replace(Op, {Text, Text});
}

void ReferenceMutants::returnBefore() const {
  const std::string Return = failureReturn(Scope);
  if (Return.empty() || !Scope.Code.localIn(Placed.S, Arg))
    return;
  // This can always fail, and sets the exception that the caller expects.
  replace(MutantOperator::EarlyReturn,
          {"if (PyErr_CheckSignals() < 0) " + Return,
           Scope.Code.text(Whole).str()});
}

bool ReferenceMutants::operandIsImmortal() const {
  if (isImmortal(Scope.Code, Placed.S, Arg, Scope.Function->getBody()))
    return true;
  // `value = Py_None; Py_INCREF(value);`
  const VarDecl *Var = Scope.Code.localIn(Placed.S, Arg);
  const Stmt *Before = Placed.Place.before(1);
  if (!Var || !Before || Placed.Place.Labelled)
    return false;
  bool Any = false, All = true;
  forEachAssigned(Before, Var, [&](const Expr *Value) {
    Any = true;
    All &= isImmortal(Value);
  });
  return Any && All;
}

void ReferenceMutants::addAll() {
  switch (Call.Role) {
  case ReferenceRole::Release:
    if (operandIsImmortal())
      break;
    drop(MutantOperator::ReleaseDropped);
    twice(MutantOperator::ReleaseDoubled);
    returnBefore();
    break;
  case ReferenceRole::Clear:
    drop(MutantOperator::ClearDropped);
    returnBefore();
    break;
  case ReferenceRole::Increment:
    if (operandIsImmortal())
      break;
    drop(MutantOperator::IncrefDropped);
    twice(MutantOperator::IncrefDoubled);
    break;
  case ReferenceRole::Visit:
    drop(MutantOperator::VisitDropped);
    break;
  case ReferenceRole::Untrack:
    drop(MutantOperator::UntrackDropped);
    break;
  case ReferenceRole::None:
  case ReferenceRole::NewRef:
  case ReferenceRole::Replace:
    break;
  }
}

void addReferenceMutants(const FunctionScope &Scope,
                         const PlacedStatement &Placed) {
  ReferenceCall Call = referenceCall(Scope.Code, Placed.S);
  if (Call.Role == ReferenceRole::None)
    return;
  if (std::optional<TextRange> Whole = Scope.Code.wholeStatement(Placed.S))
    ReferenceMutants(Scope, Placed, std::move(Call), *Whole).addAll();
}

/// Calls \p Found with each call that \p S makes before it branches: in the
/// statement itself or, for an `if`, in its condition.
static void forEachCall(const Stmt *S,
                        function_ref<void(const CallExpr *)> Found) {
  if (const auto *If = dyn_cast_or_null<IfStmt>(S))
    S = If->getCond();
  if (!S || isa<CompoundStmt, DoStmt, ForStmt, WhileStmt, SwitchStmt>(S))
    return;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    Found(Call);
  for (const Stmt *Child : S->children())
    forEachCall(Child, Found);
}

void addStealMutants(const FunctionScope &Scope,
                     const PlacedStatement &Placed) {
  if (isa<LabelStmt, SwitchCase>(Placed.S) || isa<DeclStmt>(Placed.S))
    return;
  const std::optional<TextRange> Whole = Scope.Code.wholeStatement(Placed.S);
  if (!Whole)
    return;
  forEachCall(Placed.S, [&](const CallExpr *Call) {
    for (unsigned I : stolenArguments(Call)) {
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Call->getArg(I)->IgnoreParenCasts());
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!Var || !Var->isLocalVarDeclOrParm() ||
          isImmortal(Var, Scope.Function->getBody(), Scope.Code.context()))
        continue;
      const std::string Release = ("Py_DECREF(" + Var->getName() + ");").str();
      const std::string Text = Scope.Code.text(*Whole).str();
      Scope.add(MutantOperator::ReleaseBeforeSteal,
                {replaceStatement(Placed.Place, *Whole, {Release, Text})});
      if (isa<Expr>(Placed.S))
        Scope.add(MutantOperator::ReleaseAfterSteal,
                  {replaceStatement(Placed.Place, *Whole, {Text, Release})});
    }
  });
}

} // namespace pyrefcheck
