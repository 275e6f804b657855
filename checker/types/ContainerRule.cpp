//===- ContainerRule.cpp - Containers that hold themselves ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reports the simplest cycle: a list, dictionary or set that a function makes
// and puts into itself, or into something that it holds. Only the collector
// frees it, if it runs; hardly any code intends that.
//
//===----------------------------------------------------------------------===//

#include "HoldingCalls.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "findings/Finding.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks the containers of one function.
class ContainerRule {
public:
  ContainerRule(HoldingCalls &Holders, const FunctionBody &Body,
                std::vector<Finding> &Findings)
      : Holders(Holders), Body(Body), Findings(Findings) {}

  void check() {
    for (const CallExpr *CE : Body.calls())
      for (const Holding &H : Holders.of(CE))
        if (const VarDecl *Owner =
                H.Owner && !H.Field ? variableBehind(H.Owner) : nullptr)
          Steps.push_back({Owner, H.Value, CE});
    for (const VarDecl *VD : Body.variables())
      if (const CallExpr *Maker = Body.makerOf(VD))
        for (const Holding &H : Holders.of(Maker))
          if (!H.Owner)
            Steps.push_back({VD, H.Value, Maker});
    for (const Step &S : Steps)
      if (isNewContainer(S.Owner))
        checkStep(S);
  }

private:
  /// Owner comes to own Value.
  struct Step {
    const VarDecl *Owner;
    const Expr *Value;
    const CallExpr *At;
  };

  bool isNewContainer(const VarDecl *VD) const {
    const CallExpr *Maker = Body.makerOf(VD);
    const Contract *C = Maker ? Holders.contracts().ofCall(Maker) : nullptr;
    return C && C->Result.Fresh && resultKind(*C) == ObjectKind::Container;
  }

  /// Whether \p E names \p VD where it is evaluated: a variable that gets its
  /// value later, or in the loop's previous iteration, names something else.
  bool names(const Expr *E, const VarDecl *VD) const {
    const VarDecl *Named = variableBehind(withoutNewRef(E));
    if (Named == VD)
      return true;
    const Expr *Value = Body.onlyValue(Named);
    return Value && variableBehind(withoutNewRef(Value)) == VD &&
           Body.isBefore(Value->getBeginLoc(), E->getBeginLoc());
  }

  void checkStep(const Step &S) {
    std::vector<const Step *> Way;
    if (!leadsTo(S.Value, S.Owner, S, Way) || isEmptied(S))
      return;
    for (const Step *On : Way)
      if (isEmptied(*On))
        return;
    MistakeReport R(TypeMistake::ContainerInItself);
    R.Level = 1;
    R.Function = Body.function();
    R.Loc = S.At->getBeginLoc();
    R.Fields.push_back(S.Owner->getNameAsString());
    R.Detail = S.Owner->getNameAsString();
    for (const Step *On : Way) {
      R.Detail += " -> " + On->Owner->getNameAsString();
      R.Notes.push_back(
          noteAt(On->At->getBeginLoc(),
                 putHere(nameOfValue(*On), On->Owner->getNameAsString())));
    }
    R.Detail += " -> " + S.Owner->getNameAsString();
    R.Detail2 = nameOf(S.At->getDirectCallee()).str();
    Findings.push_back(describe(std::move(R)));
  }

  static std::string nameOfValue(const Step &S) {
    const VarDecl *VD = variableBehind(withoutNewRef(S.Value));
    return VD ? VD->getNameAsString() : "the container";
  }

  /// Whether \p E is \p VD or owns it through steps before \p Last.
  bool leadsTo(const Expr *E, const VarDecl *VD, const Step &Last,
               std::vector<const Step *> &Way) const {
    if (names(E, VD))
      return true;
    if (Way.size() == 3)
      return false;
    for (const Step &S : Steps) {
      if (!names(E, S.Owner) || !Body.hasOneObject(S.Owner) ||
          !isFollowedBy(S, Last) || llvm::is_contained(Way, &S))
        continue;
      Way.push_back(&S);
      if (leadsTo(S.Value, VD, Last, Way))
        return true;
      Way.pop_back();
    }
    return false;
  }

  bool isFollowedBy(const Step &A, const Step &B) const {
    return Body.canFollow(A.At->getBeginLoc(), B.At->getBeginLoc());
  }

  /// Whether a call after \p S takes something out of the owner.
  bool isEmptied(const Step &S) const {
    return Holders.isEmptiedAfter(
        S.At, Body, [&](const Expr *E) { return names(E, S.Owner); });
  }

  HoldingCalls &Holders;
  const FunctionBody &Body;
  std::vector<Finding> &Findings;
  std::vector<Step> Steps;
};

} // namespace

void checkContainers(HoldingCalls &Holders, const FunctionBody &Body,
                     std::vector<Finding> &Findings) {
  ContainerRule(Holders, Body, Findings).check();
}

} // namespace pyrefcheck
