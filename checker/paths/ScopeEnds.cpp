//===- ScopeEnds.cpp - What the end of a scope releases ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScopeEnds.h"
#include "ownership/RefState.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if \p Body uses \p Field, or any field if that is null, or passes on
/// the object that it belongs to.
static bool uses(const Stmt *Body, const FieldDecl *Field) {
  llvm::SmallVector<const Stmt *, 16> Work{Body};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next)
      continue;
    if (const auto *Member = dyn_cast<MemberExpr>(Next);
        Member && isa<FieldDecl>(Member->getMemberDecl()) &&
        isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())) {
      if (!Field || Member->getMemberDecl() == Field)
        return true;
      continue;
    }
    if (isa<CXXThisExpr>(Next))
      return true;
    Work.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

/// Whether the destructor of \p Class may release \p Field, or any field if
/// that is null.
static bool mayRelease(const RecordDecl *Class, const FieldDecl *Field) {
  const auto *CXX = dyn_cast<CXXRecordDecl>(Class);
  const CXXDestructorDecl *Destructor =
      CXX && CXX->hasDefinition() ? CXX->getDestructor() : nullptr;
  if (!Destructor || !Destructor->isUserProvided())
    return false;
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Destructor->getBody(Definition);
  return !Body || uses(Body, Field);
}

bool mayReleaseAtScopeEnd(const MemRegion *R) {
  const auto *Variable = dyn_cast<VarRegion>(R->getBaseRegion());
  if (!Variable)
    return false;
  if (Variable->getDecl()->hasAttr<CleanupAttr>())
    return true;
  const RecordDecl *Whole =
      Variable->getValueType()->getBaseElementTypeUnsafe()->getAsRecordDecl();
  if (!Whole)
    return false;
  if (R == Variable)
    return mayRelease(Whole, nullptr);
  // The destructor of a class sees the fields of its bases.
  const FieldDecl *Field = nullptr;
  for (const auto *Part = dyn_cast<SubRegion>(R); Part && Part != Variable;
       Part = dyn_cast<SubRegion>(Part->getSuperRegion())) {
    const RecordDecl *Class = nullptr;
    if (const auto *Member = dyn_cast<FieldRegion>(Part)) {
      Field = Member->getDecl();
      Class = Field->getParent();
    } else if (const auto *Base = dyn_cast<CXXBaseObjectRegion>(Part)) {
      Class = Base->getDecl();
    }
    if (Class && Field && mayRelease(Class, Field))
      return true;
  }
  return Field && mayRelease(Whole, Field);
}

ProgramStateRef guard(ProgramStateRef State, const MemRegion *Variable) {
  RefState Guarded = RefState::makeUntracked();
  Guarded.Last.Event = RefEvent::Kept;
  const ProgramStateRef Before = State = record(State, Variable, Guarded);
  for (const auto &[Key, RS] : watched(Before))
    if (RS.Last.Variable && (RS.Last.Variable == Variable ||
                             RS.Last.Variable->getBaseRegion() == Variable))
      State = record(State, Key, RefState::makeUntracked());
  return State;
}

bool isGuarded(ProgramStateRef State, const MemRegion *Place) {
  const auto Is = [&State](const MemRegion *R) {
    const RefState *Guard = recorded(State, R);
    return Guard && Guard->Last.Event == RefEvent::Kept && !Guard->isTracked();
  };
  return Is(Place) || Is(Place->getBaseRegion());
}

bool hasActiveEnd(const CXXRecordDecl *Class) {
  const CXXDestructorDecl *Destructor =
      Class && Class->hasDefinition() ? Class->getDestructor() : nullptr;
  return Destructor && Destructor->isUserProvided();
}

} // namespace pyrefcheck
