//===- GuardFixes.cpp - Skipping calls that do not accept NULL --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// These fixes are for functions that cannot be left when a result is NULL. A
// release becomes one that accepts NULL. A call whose own failure is not tested
// is made only if there is an object to pass to it.
//
//===----------------------------------------------------------------------===//

#include "FailureExits.h"
#include "FixVocabulary.h"
#include "Fixes.h"
#include "PathFacts.h"
#include "SourceEdits.h"
#include "contracts/Contract.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/ObjectTypes.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

bool FixMaker::acceptNull(const Stmt *Release, Edits &Out) const {
  const auto Range = Text.range(Release);
  if (!Range || !Text.text(Release).starts_with("Py_DECREF"))
    return false;
  Out.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(
          Range->getBegin(),
          Range->getBegin().getLocWithOffset(sizeof("Py_DECREF") - 1)),
      "Py_XDECREF"));
  return true;
}

bool FixMaker::releaseIfAny(const Sighting &S, Fix &F) const {
  const Stmt *Point = S.Report.At ? Text.statement(S.Report.At) : nullptr;
  const auto *Whole = dyn_cast_or_null<Expr>(Point);
  const auto *Ref =
      S.Report.Named ? dyn_cast<DeclRefExpr>(S.Report.Named->IgnoreParenCasts())
                     : nullptr;
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Whole || !Variable || !isNameable(Variable))
    return false;
  // Later uses would find NULL.
  const auto *Last = dyn_cast<Expr>(S.Report.At);
  if (!Last || Uses.isLiveAfter(Variable, Last))
    return false;
  F.Title = "use Py_XDECREF";
  return acceptNull(Point, F.Edits);
}

namespace {

/// What a fix does to a statement that mentions a variable that may be NULL.
enum class Deed {
  /// It stays unchanged.
  Stays,
  /// It is a release, which must accept NULL.
  Releases,
  /// It is left out if the variable is NULL.
  IsLeftOut,
};

} // namespace

/// What a fix does to the statement \p S, written as \p Written; none if that
/// cannot be determined.
static std::optional<Deed> deedOf(const Stmt *S, StringRef Written,
                                  const VarDecl *Variable,
                                  const FixVocabulary &Words) {
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    const Expr *Value = Return->getRetValue();
    const auto *Ref =
        Value ? dyn_cast<DeclRefExpr>(Value->IgnoreParenCasts()) : nullptr;
    if (Ref && Ref->getDecl() == Variable)
      return Deed::Stays;
    return std::nullopt;
  }
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    if (isNullTest(If->getCond(), Variable))
      return Deed::Stays;
    return std::nullopt;
  }
  for (StringRef Safe : {"Py_XDECREF", "Py_XINCREF", "Py_CLEAR"})
    if (Written.starts_with(Safe))
      return Deed::Stays;
  if (Written.starts_with("Py_DECREF"))
    return Deed::Releases;
  const auto *Whole = dyn_cast<Expr>(S);
  if (!Whole)
    return std::nullopt;
  // A call whose result is not used.
  if (const auto *Call = dyn_cast<CallExpr>(Whole->IgnoreParenCasts())) {
    const Contract *Ct = Words.contractOf(Call);
    if (!Ct || Written.empty() || Ct->has(EffectInferred))
      return std::nullopt;
    for (const ArgContract &A : Ct->Args) {
      if (A.Effect != ArgEffect::Steals)
        continue;
      const auto *Taken =
          A.Index < Call->getNumArgs() && !A.AndRest
              ? dyn_cast<DeclRefExpr>(Call->getArg(A.Index)->IgnoreParenCasts())
              : nullptr;
      if (!Taken || Taken->getDecl() != Variable)
        return std::nullopt;
    }
    return Deed::IsLeftOut;
  }
  // `other = f(variable);` fails cleanly if `f` accepts NULL.
  const auto *Assignment = dyn_cast<BinaryOperator>(Whole);
  const auto *Call =
      Assignment && Assignment->getOpcode() == BO_Assign
          ? dyn_cast<CallExpr>(Assignment->getRHS()->IgnoreParenCasts())
          : nullptr;
  const Contract *Ct = Call ? Words.contractOf(Call) : nullptr;
  if (!Ct || VariableUses::mentioned(Assignment->getLHS()).contains(Variable))
    return std::nullopt;
  for (unsigned I = 0; I != Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I)->IgnoreParenCasts();
    if (!VariableUses::mentioned(Argument).contains(Variable))
      continue;
    if (!isa<DeclRefExpr>(Argument) || !FixVocabulary::acceptsNull(*Ct, I))
      return std::nullopt;
  }
  return Deed::Stays;
}

bool FixMaker::impliesOthers(const Stmt *Use, const VarDecl *Variable) const {
  const Nodes Before = Paths.before(Use);
  return llvm::any_of(VariableUses::mentioned(Use), [&](const VarDecl *V) {
    if (V == Variable || V->hasGlobalStorage() ||
        !ObjectTypes::isPyObjectPointer(V->getType()))
      return false;
    return llvm::any_of(Before, [&](const ExplodedNode *N) {
      const ProgramStateRef &State = N->getState();
      const SVal Held =
          State->getSVal(State->getRegion(V, N->getLocationContext()));
      ObjectKey Key = objectOf(Held);
      const RefState *RS = Key ? recorded(State, Key) : nullptr;
      return Key && symbolOf(Key) && !(RS && RS->Arrival.Unchecked) &&
             !Transfer::parameter(Key) &&
             !State->isNull(Held).isConstrainedFalse();
    });
  });
}

/// `f(other, x = g()); Py_DECREF(x);`
bool FixMaker::guardArgument(const Sighting &S, Fix &F) const {
  const VarDecl *Variable = localVariable(S.Report.Ref.Last.Variable);
  const Expr *Site = S.Report.Ref.Arrival.Site;
  const auto *Point =
      Site && Variable ? dyn_cast_or_null<Expr>(Text.statement(Site)) : nullptr;
  const auto *Call =
      Point ? dyn_cast<CallExpr>(Point->IgnoreParenCasts()) : nullptr;
  const Contract *Ct = Call ? Words.contractOf(Call) : nullptr;
  if (!Ct || Ct->has(EffectInferred) || !Text.range(Point))
    return false;
  const BinaryOperator *Given = nullptr;
  for (const Expr *Argument : Call->arguments()) {
    const auto *BO = dyn_cast<BinaryOperator>(Argument->IgnoreParenCasts());
    if (BO && BO->getOpcode() == BO_Assign && !Given &&
        BO->getRHS()->IgnoreParenCasts() == Site->IgnoreParenCasts()) {
      Given = BO;
      continue;
    }
    bool Computes = VariableUses::mentioned(Argument).contains(Variable);
    visitParts(Argument, [&](const Stmt *Part) {
      Computes |= isa<CallExpr, BinaryOperator, UnaryOperator>(Part);
    });
    if (Computes)
      return false;
  }
  for (const ArgContract &A : Ct->Args)
    if (A.Effect == ArgEffect::Steals)
      return false;
  const auto *Target =
      Given ? dyn_cast<DeclRefExpr>(Given->getLHS()->IgnoreParens()) : nullptr;
  const auto *Release = dyn_cast_or_null<Expr>(Text.next(Point));
  if (!Target || Target->getDecl() != Variable || !Release ||
      !Text.text(Release).starts_with("Py_DECREF") ||
      !VariableUses::mentioned(Release).contains(Variable) ||
      Uses.isLiveAfter(Variable, Release) || impliesOthers(Point, Variable))
    return false;
  const std::string Assignment = Text.text(Given).str();
  if (Assignment.empty())
    return false;
  const std::string Name = Variable->getNameAsString();
  F.Title = "leave out what uses '" + Name + "' when it is " + Words.null();
  return Text.enclose(Point, Release,
                      Assignment + ";\n" +
                          Text.indentation(Text.range(Point)->getBegin()) +
                          "if (" + Name + " != " + Words.null() + ")",
                      F.Edits, Given, Name);
}

/// The statements after \p Assignment that mention \p Variable while it keeps
/// that value; none if they cannot be determined.
std::optional<llvm::SetVector<const Stmt *>>
FixMaker::usesBehind(const Stmt *Assignment, const VarDecl *Variable) const {
  // It keeps this value until the next assignment or the end of the block.
  llvm::SmallVector<const Stmt *, 8> Region;
  const Stmt *Next = Text.next(Assignment);
  const auto GivesNew = [&](const Stmt *Other) {
    const auto *BO = dyn_cast<BinaryOperator>(Other);
    return BO && BO->getOpcode() == BO_Assign &&
           VariableUses::assigns(BO, Variable) &&
           !VariableUses::mentioned(BO->getRHS()).contains(Variable);
  };
  for (; Next && !GivesNew(Next) && Work.spend(); Next = Text.next(Next))
    Region.push_back(Next);
  const Stmt *LastUse = nullptr;
  llvm::SetVector<const Stmt *> Statements;
  bool Jumps = false, Assigns = false;
  for (const Stmt *Part : Region) {
    if (!Work.spend())
      return std::nullopt;
    if (Uses.mentionedBy(Part).contains(Variable))
      LastUse = Part;
    Assigns |= VariableUses::assigns(Part, Variable);
    visitParts(Part, [&](const Stmt *Inner) {
      Work.spend();
      Jumps |= isa<LabelStmt, SwitchCase>(Inner) ||
               (isa<GotoStmt, BreakStmt, ContinueStmt>(Inner) &&
                Uses.isLiveAfterJump(Variable, Inner));
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
          Ref && Ref->getDecl() == Variable)
        Statements.insert(Text.statement(Ref));
    });
  }
  if (!LastUse || Assigns || Jumps)
    return std::nullopt;
  if (!Next && !isa<ReturnStmt>(LastUse) &&
      (!isa<Expr>(LastUse) || Uses.isLiveAfter(Variable, LastUse)))
    return std::nullopt;
  return Statements;
}

namespace {

/// The statements to be guarded, and what the fix does to each.
using GuardedDeeds = llvm::SmallVector<std::pair<const Stmt *, Deed>, 8>;

} // namespace

/// What the fix does to each of \p Statements that mention \p Variable; none if
/// they cannot be guarded or need no guard.
static std::optional<GuardedDeeds>
readDeeds(llvm::ArrayRef<const Stmt *> Statements, const VarDecl *Variable,
          bool IsGivenUp, const SourceEdits &Text, const FixVocabulary &Words,
          llvm::function_ref<bool(const Stmt *)> ImpliesOthers) {
  // The guarded path knows that the variable is not NULL. If it is never
  // released, the leak would become certain there.
  bool HasUse = false;
  GuardedDeeds Deeds;
  for (const Stmt *Use : Statements) {
    if (!Use)
      return std::nullopt;
    const auto Known = deedOf(Use, Text.text(Use), Variable, Words);
    if (!Known)
      return std::nullopt;
    IsGivenUp |= *Known == Deed::Releases || isa<ReturnStmt>(Use) ||
                 (*Known == Deed::Stays && !isa<IfStmt>(Use));
    if (*Known == Deed::Stays)
      continue;
    if (!Text.range(Use) || !isa_and_nonnull<CompoundStmt>(Text.parent(Use)))
      return std::nullopt;
    if (*Known == Deed::IsLeftOut && ImpliesOthers(Use))
      return std::nullopt;
    HasUse |= *Known == Deed::IsLeftOut;
    Deeds.push_back({Use, *Known});
  }
  if (!HasUse || !IsGivenUp)
    return std::nullopt;
  return Deeds;
}

bool FixMaker::guardUses(const Sighting &S, Fix &F) const {
  const VarDecl *Variable = localVariable(S.Report.Ref.Last.Variable);
  const Stmt *Assignment =
      Variable ? assignmentOf(S.Report.Ref.Arrival.Site, Variable) : nullptr;
  if (!Assignment || !Text.range(Assignment))
    return false;
  const auto Statements = usesBehind(Assignment, Variable);
  const auto Known =
      Statements ? readDeeds(Statements->getArrayRef(), Variable,
                             S.Report.Ref.Account.Held <= 0, Text, Words,
                             [&](const Stmt *Use) {
                               return impliesOthers(Use, Variable);
                             })
                 : std::nullopt;
  if (!Known)
    return false;
  const GuardedDeeds &Deeds = *Known;
  const std::string Name = Variable->getNameAsString();
  F.Title = "leave out what uses '" + Name + "' when it is " + Words.null();
  for (size_t I = 0; I != Deeds.size();) {
    // Adjacent statements share the test.
    size_t End = I + 1;
    while (End != Deeds.size() &&
           Text.next(Deeds[End - 1].first) == Deeds[End].first)
      ++End;
    const bool OnlyReleases =
        llvm::all_of(llvm::ArrayRef(Deeds).slice(I, End - I),
                     [](const auto &D) { return D.second == Deed::Releases; });
    if (OnlyReleases) {
      for (; I != End; ++I)
        if (!acceptNull(Deeds[I].first, F.Edits))
          return false;
      continue;
    }
    if (!Text.enclose(Deeds[I].first, Deeds[End - 1].first,
                      "if (" + Name + " != " + Words.null() + ")", F.Edits))
      return false;
    I = End;
  }
  return true;
}

} // namespace pyrefcheck
