//===- NullFixes.cpp - Leaving when a result is NULL ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// These fixes test a result where it is assigned. If it is NULL, the function
// returns its failure value or jumps to the label where it cleans up, provided
// that either is clear and nothing is lost on the way.
//
//===----------------------------------------------------------------------===//

#include "FailureExits.h"
#include "Fixes.h"
#include "PathFacts.h"
#include "VariableUses.h"
#include "contracts/Contract.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

const Stmt *FixMaker::assignmentOf(const Expr *Site,
                                   const VarDecl *Variable) const {
  const Stmt *Assignment = Site ? Text.statement(Site) : nullptr;
  const Expr *Value = nullptr;
  if (const auto *BO = dyn_cast_or_null<BinaryOperator>(Assignment)) {
    const auto *Target = dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParens());
    if (BO->getOpcode() == BO_Assign && Target && Target->getDecl() == Variable)
      Value = BO->getRHS();
  } else if (const auto *DS = dyn_cast_or_null<DeclStmt>(Assignment)) {
    if (DS->isSingleDecl() && DS->getSingleDecl() == Variable)
      Value = Variable->getInit();
  }
  return Value && Value->IgnoreParenCasts() == Site->IgnoreParenCasts()
             ? Assignment
             : nullptr;
}

std::optional<llvm::SmallVector<FixMaker::Holder, 4>>
FixMaker::holders(const Nodes &Behind, const VarDecl *Variable,
                  const Expr *Site) const {
  llvm::SmallVector<Holder, 4> Owned;
  for (const ExplodedNode *N : Behind)
    for (const auto &[Key, RS] : allRecorded(N->getState())) {
      Work.spend();
      const bool IsResult = RS->Arrival.Site == Site &&
                            localVariable(RS->Last.Variable) == Variable;
      if (IsResult || !RS->isTracked() ||
          RS->Account.Held - RS->Account.Debt <= 0 ||
          isNull(N->getState(), Key))
        continue;
      const VarDecl *V = localVariable(
          RS->Resource == RefResource::Buffer ? Key : RS->Last.Variable);
      if (!V || RS->Unpaid.Steal || V == Variable)
        return std::nullopt;
      if (llvm::none_of(Owned,
                        [&](const Holder &H) { return H.Variable == V; }))
        Owned.push_back({V, RS->Resource});
    }
  // The state lists its objects in the order of their addresses, which varies.
  llvm::sort(Owned, [](const Holder &A, const Holder &B) {
    return A.Variable->getLocation() < B.Variable->getLocation();
  });
  return Owned;
}

/// The variable that \p Statement releases (Py_DECREF, Py_XDECREF or Py_CLEAR,
/// also under `if (v)`), or null; sets \p IsX if the variable may be NULL.
static const VarDecl *releasedVariable(const Stmt *Statement, StringRef Written,
                                       bool &IsX) {
  IsX = Written.starts_with("Py_XDECREF") || Written.starts_with("Py_CLEAR") ||
        Written.starts_with("if");
  if (!IsX && !Written.starts_with("Py_DECREF"))
    return nullptr;
  const VariableUses::Set Mentioned = VariableUses::mentioned(Statement);
  const VarDecl *Found = nullptr;
  for (const VarDecl *V : Mentioned)
    if (StringRef(Written).contains(V->getName())) {
      if (Found)
        return nullptr;
      Found = V;
    }
  if (const auto *If = dyn_cast<IfStmt>(Statement))
    if (!Found || If->getElse() || !isNullTest(If->getCond(), Found))
      return nullptr;
  return Found;
}

bool FixMaker::holdsNull(const VarDecl *V, const Nodes &Behind) const {
  return llvm::all_of(Behind, [&](const ExplodedNode *N) {
    const auto Values =
        Paths.valuesAt(N, N->getState()->getRegion(V, N->getLocationContext()));
    return llvm::all_of(Values, [&](const PathFacts::Value &Value) {
      return !Value.Held.isUnknownOrUndef() &&
             Value.Known->getState()->isNull(Value.Held).isConstrainedTrue();
    });
  });
}

bool FixMaker::returnsFailure(const Expr *Value, const GotoStmt *Jump,
                              const Stmt *Assignment, const VarDecl *Variable,
                              const Nodes &Behind) const {
  if (!Value || Exits.isFailure(Value))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(Value->IgnoreParenCasts());
  const auto *Result = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Result || !isNameable(Result))
    return false;
  if (Function->getReturnType()->isPointerType())
    return Result == Variable || holdsNull(Result, Behind);
  if (!Result->getType()->isIntegerType())
    return false;
  const auto IsMinusOne = [&](const ExplodedNode *N) {
    const auto Values = Paths.valuesAt(
        N, N->getState()->getRegion(Result, N->getLocationContext()));
    return llvm::all_of(Values, [](const PathFacts::Value &V) {
      const llvm::APSInt *Known = V.Held.getAsInteger();
      return Known && *Known == -1;
    });
  };
  if (Function->getReturnType()->isSignedIntegerType() &&
      llvm::all_of(Behind, IsMinusOne))
    return true;
  // It has the same value here as at the jump, where something else fails.
  return Exits.isAfterFailure(Jump) &&
         !Exits.assignsBetween(Result, Assignment->getBeginLoc(),
                               Jump->getBeginLoc());
}

bool FixMaker::cleansUp(const GotoStmt *Jump, const Stmt *Assignment,
                        const VarDecl *Variable, const Nodes &Behind,
                        VariableUses::Set &Released, Leaving &Leave) const {
  const Stmt *S = Jump->getLabel()->getStmt();
  // The label must be in the outermost block of the function.
  if (Text.parent(S) != Function->getBody())
    return false;
  for (const Stmt *Next = S; Next; Next = Text.next(Next)) {
    S = Next;
    while (const auto *Label = dyn_cast<LabelStmt>(S))
      S = Label->getSubStmt();
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      return returnsFailure(Return->getRetValue(), Jump, Assignment, Variable,
                            Behind);
    bool IsX;
    const VarDecl *V = releasedVariable(S, Text.text(S), IsX);
    if (!V) {
      // Freeing memory and unlocking locks is as right here as at the jump.
      if (!isa<CallExpr>(S) && !isa<IfStmt>(S))
        return false;
      bool Jumps = false;
      visitParts(S, [&](const Stmt *Part) {
        Jumps |= isa<ReturnStmt, GotoStmt, BinaryOperator>(Part) &&
                 !(isa<BinaryOperator>(Part) &&
                   !cast<BinaryOperator>(Part)->isAssignmentOp());
      });
      if (Jumps || VariableUses::mentioned(S).contains(Variable))
        return false;
      continue;
    }
    if (V == Variable || holdsNull(V, Behind)) {
      if (!IsX)
        Leave.MustAcceptNull.push_back(S);
      continue;
    }
    const auto O = ownership(V, Behind);
    if (!O || (O->MayBeNull && !IsX) || !Released.insert(V).second)
      return false;
  }
  return Function->getReturnType()->isVoidType();
}

std::optional<FixMaker::Leaving>
FixMaker::jumpToCleanup(const Stmt *Assignment, const VarDecl *Variable,
                        const Nodes &Behind,
                        llvm::ArrayRef<Holder> Owned) const {
  const SourceLocation Place = Assignment->getBeginLoc();
  // In C++, no jump may pass a declaration.
  if (Context.getLangOpts().CPlusPlus)
    return std::nullopt;
  for (const GotoStmt *Jump : Exits.jumpsBehind(Place)) {
    VariableUses::Set Released;
    Leaving Leave;
    if (Exits.changesResources(Place, Jump->getBeginLoc()) ||
        !cleansUp(Jump, Assignment, Variable, Behind, Released, Leave))
      continue;
    // All variables that are read there must have a value here.
    const VariableUses::Set &Mentioned = Uses.mentionedBy(Function->getBody());
    if (!Work.spend(Mentioned.size()))
      return std::nullopt;
    const bool HasValues = llvm::all_of(Mentioned, [&](const VarDecl *V) {
      if (V == Variable || V->hasGlobalStorage() || isa<ParmVarDecl>(V) ||
          !Uses.isLiveAfterJump(V, Jump))
        return true;
      return Uses.isInScope(V, Assignment) &&
             llvm::all_of(Behind, [&](const ExplodedNode *N) {
               const auto Values = Paths.valuesAt(
                   N, N->getState()->getRegion(V, N->getLocationContext()));
               return llvm::none_of(Values, [](const PathFacts::Value &Value) {
                 return Value.Held.isUndef();
               });
             });
    });
    if (!HasValues)
      continue;
    bool IsRight = true;
    for (const Holder &H : Owned) {
      if (Released.contains(H.Variable))
        continue;
      const auto O = ownership(H.Variable, Behind);
      IsRight &= O && Uses.isInScope(H.Variable, Assignment) &&
                 !Uses.isLiveAfterJump(H.Variable, Jump);
      if (IsRight)
        Leave.Statements.push_back(release(H.Variable, *O, H.Resource));
    }
    if (!IsRight)
      continue;
    Leave.Statements.push_back("goto " + Jump->getLabel()->getNameAsString() +
                               ";");
    return Leave;
  }
  return std::nullopt;
}

std::optional<FixMaker::Leaving> FixMaker::leave(const Stmt *Assignment,
                                                 const VarDecl *Variable,
                                                 const Expr *Site) const {
  const Nodes Behind = Paths.before(Text.next(Assignment));
  const auto Owned = holders(Behind, Variable, Site);
  if (Behind.empty() || !Owned)
    return std::nullopt;
  if (auto Jump = jumpToCleanup(Assignment, Variable, Behind, *Owned))
    return Jump;
  const std::string Exit = Exits.returnStatement();
  if (Exit.empty() || Exits.mayOwnResources(Assignment->getBeginLoc()))
    return std::nullopt;
  Leaving Leave;
  for (const Holder &H : *Owned) {
    const auto O = ownership(H.Variable, Behind);
    if (!O || !Uses.isInScope(H.Variable, Assignment))
      return std::nullopt;
    Leave.Statements.push_back(release(H.Variable, *O, H.Resource));
  }
  Leave.Statements.push_back(Exit);
  return Leave;
}

bool FixMaker::testResult(const Sighting &S, Fix &F) const {
  const Expr *Site = S.Report.Ref.Arrival.Site;
  const VarDecl *Variable = localVariable(S.Report.Ref.Last.Variable);
  const Contract *Ct = Site ? Words.contractOf(Site) : nullptr;
  if (!IsComplete || !Variable || !Ct || Ct->Result.Null != NullWhen::OnError ||
      Ct->Result.Exception != ExceptionOnFailure::Always ||
      S.Report.Ref.Last.Event == RefEvent::ReceivedBorrowed ||
      S.Report.Ref.Last.Event == RefEvent::ReceivedNew)
    return false;
  const Stmt *Assignment = assignmentOf(Site, Variable);
  const Stmt *Next = Assignment ? Text.next(Assignment) : nullptr;
  if (!Next || isa<LabelStmt, SwitchCase>(Next) || !Text.range(Assignment))
    return false;
  const auto Leave = leave(Assignment, Variable, Site);
  if (!Leave)
    return false;

  const std::string Name = Variable->getNameAsString();
  const SourceLocation Place = Text.range(Assignment)->getBegin();
  const std::string Inner =
      Text.deeper(Place).substr(Text.indentation(Place).size());
  std::vector<std::string> Lines{"if (" + Name + " == " + Words.null() + ")" +
                                 (Leave->Statements.size() > 1 ? " {" : "")};
  for (const std::string &Statement : Leave->Statements)
    Lines.push_back(Inner + Statement);
  if (Leave->Statements.size() > 1)
    Lines.push_back("}");
  F.Title = "leave when '" + Name + "' is " + Words.null();
  return Text.insertAfter(Assignment, Lines, F.Edits) &&
         llvm::all_of(Leave->MustAcceptNull, [&](const Stmt *Release) {
           return acceptNull(Release, F.Edits);
         });
}

} // namespace pyrefcheck
