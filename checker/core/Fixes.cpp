//===- Fixes.cpp - What would make a finding go away ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

FixMaker::FixMaker(const Transfer &Owner, const FixVocabulary &Words,
                   const ExplodedGraph &Graph, AnalysisDeclContext &Function)
    : Owner(Owner), Words(Words), Paths(Graph),
      Text(Function.getASTContext(), Function.getParentMap()),
      Function(cast<FunctionDecl>(Function.getDecl())),
      Context(Function.getASTContext()) {}

SVal FixMaker::valueOf(const Expr *E, const ExplodedNode *N) const {
  ProgramStateRef State = N->getState();
  E = E->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts()))
      if (const auto *Global = dyn_cast<VarDecl>(Ref->getDecl());
          Global && Global->hasGlobalStorage())
        return loc::MemRegionVal(
            State->getRegion(Global, N->getLocationContext()));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable)
      return UnknownVal();
    const VarRegion *R = State->getRegion(Variable, N->getLocationContext());
    if (Variable->hasGlobalStorage())
      return State->getSVal(R);
    const auto Values = Paths.valuesAt(N, R);
    return Values.size() == 1 ? Values.front().Held : UnknownVal();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && Member->isArrow())
      if (const auto Base = valueOf(Member->getBase(), N).getAs<Loc>())
        if (const auto Place = State->getLValue(Field, *Base).getAs<Loc>())
          return State->getSVal(*Place);
  return UnknownVal();
}

FixMaker::KnownValues FixMaker::valuesBefore(const Stmt *S,
                                             const Expr *E) const {
  KnownValues Values;
  for (const ExplodedNode *N : Paths.before(S))
    Values.push_back({N->getState(), valueOf(E, N)});
  return Values;
}

bool FixMaker::onAllPaths(
    const KnownValues &Values, bool &MayBeNull,
    llvm::function_ref<bool(ProgramStateRef, ObjectKey)> Holds) {
  bool Any = false;
  MayBeNull = false;
  for (const auto &[State, V] : Values) {
    if (V.isUnknownOrUndef())
      return false;
    if (State->isNull(V).isConstrainedTrue()) {
      MayBeNull = true;
      continue;
    }
    ObjectKey Key = objectOf(V);
    if (!Key || !Holds(State, Key))
      return false;
    MayBeNull |= symbolOf(Key) && !State->isNull(V).isConstrainedFalse();
    Any = true;
  }
  return Any;
}

std::string FixMaker::newReference(const Expr *E, QualType Wanted,
                                   bool MayBeNull) const {
  // A cast that stands there already would only be in the way.
  const Expr *Bare = Text.bare(E);
  return Words.castFromObject(Wanted) +
         (MayBeNull ? "Py_XNewRef(" : "Py_NewRef(") +
         Words.castToObject(Bare->IgnoreParens()->getType()) +
         Text.text(Bare).str() + ")";
}

/// The macro of the C API that returns the object \p Name, or "".
static StringRef returnMacro(StringRef Name) {
  return llvm::StringSwitch<StringRef>(Name)
      .Case("Py_None", "Py_RETURN_NONE")
      .Case("Py_True", "Py_RETURN_TRUE")
      .Case("Py_False", "Py_RETURN_FALSE")
      .Case("Py_NotImplemented", "Py_RETURN_NOTIMPLEMENTED")
      .Default("");
}

bool FixMaker::returnNewReference(const Sighting &S, Fix &F) const {
  const auto *RS = dyn_cast_or_null<ReturnStmt>(S.Report.At);
  const Expr *E = RS ? RS->getRetValue() : nullptr;
  if (!E)
    return false;
  const Expr *Bare = Text.bare(E);
  const std::string Written = Text.text(Bare).str();
  KnownValues Values;
  for (const ExplodedNode *N : Paths.at(RS))
    Values.push_back({N->getState(), N->getSVal(E)});
  bool MayBeNull;
  if (Written.empty() ||
      !onAllPaths(Values, MayBeNull, [&](ProgramStateRef State, ObjectKey Key) {
        return Owner.giveBack(State, Key, /*WantsNew=*/true, RS).What ==
               Misuse::ReturnOfBorrowed;
      }))
    return false;
  const StringRef Macro = returnMacro(Written);
  if (!Macro.empty() && Words.has(Macro)) {
    F.Title = ("use " + Macro).str();
    return Text.replace(RS, Macro, F.Edits);
  }
  F.Title = "return a new reference to '" + Written + "'";
  if (Words.prefersNewRef())
    return Text.replace(
        E, newReference(E, Function->getReturnType(), MayBeNull), F.Edits);
  return isa<DeclRefExpr>(Bare->IgnoreParenCasts()) &&
         Text.insertBefore(
             RS, {(MayBeNull ? "Py_XINCREF(" : "Py_INCREF(") + Written + ");"},
             F.Edits);
}

bool FixMaker::addEdits(const Sighting &S, Fix &F) const {
  switch (S.Report.What) {
  case Misuse::ReturnOfBorrowed:
    return returnNewReference(S, F);
  default:
    return false;
  }
}

std::vector<Fix> FixMaker::make(llvm::ArrayRef<Sighting> Seen) const {
  Fix F;
  llvm::DenseSet<std::pair<unsigned, const Stmt *>> Done;
  for (const Sighting &S : Seen) {
    if (!Done.insert({unsigned(S.Report.What), S.Report.At}).second)
      continue;
    if (!addEdits(S, F))
      return {};
  }
  return {std::move(F)};
}

} // namespace pyrefcheck
