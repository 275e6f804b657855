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
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "findings/Finding.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

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
          add(Owner, H.Value, CE);
    for (const VarDecl *VD : Body.variables())
      if (const CallExpr *Maker = Body.makerOf(VD))
        for (const Holding &H : Holders.of(Maker))
          if (!H.Owner)
            addMade(VD, H.Value, Maker);
    dropLeaves();
    for (const Step &S : Steps)
      if (isNewContainer(S.Owner))
        checkStep(S);
  }

private:
  using Variables = llvm::SmallVector<const VarDecl *, 2>;

  /// Owner comes to own Value.
  struct Step {
    const VarDecl *Owner;
    const Expr *Value;
    const CallExpr *At;
    /// From named().
    Variables Named;
  };

  void add(const VarDecl *Owner, const Expr *Value, const CallExpr *At) {
    if (Variables Named = named(Value); !Named.empty())
      Steps.push_back({Owner, Value, At, std::move(Named)});
  }

  /// The arguments of the call that makes the container name what its variable
  /// held before: `t = PyTuple_Pack(1, t)`.
  void addMade(const VarDecl *Owner, const Expr *Value, const CallExpr *At) {
    if (!llvm::is_contained(named(Value), Owner))
      add(Owner, Value, At);
  }

  /// Takes out the steps whose value owns nothing in turn, until all that is
  /// left leads into a circle: most functions have none, however long they are.
  void dropLeaves() {
    llvm::DenseMap<const VarDecl *, llvm::SmallVector<unsigned, 2>> Owning,
        OwnedBy;
    for (const auto &[I, S] : llvm::enumerate(Steps)) {
      Owning[S.Owner].push_back(I);
      for (const VarDecl *VD : S.Named)
        OwnedBy[VD].push_back(I);
    }
    std::vector<unsigned> Leading(Steps.size());
    llvm::SmallVector<unsigned> Leaves;
    for (const auto &[I, S] : llvm::enumerate(Steps)) {
      Leading[I] = llvm::count_if(
          S.Named, [&](const VarDecl *VD) { return Owning.contains(VD); });
      if (!Leading[I])
        Leaves.push_back(I);
    }
    llvm::DenseMap<const VarDecl *, unsigned> Left;
    for (const auto &[Owner, Of] : Owning)
      Left[Owner] = Of.size();
    while (!Leaves.empty()) {
      const VarDecl *Owner = Steps[Leaves.pop_back_val()].Owner;
      if (--Left[Owner])
        continue;
      for (const unsigned I : OwnedBy.lookup(Owner))
        if (!--Leading[I])
          Leaves.push_back(I);
    }
    std::vector<Step> Circling;
    for (auto [S, Leads] : llvm::zip_equal(Steps, Leading))
      if (Leads)
        Circling.push_back(std::move(S));
    Steps = std::move(Circling);
    for (const auto &[I, S] : llvm::enumerate(Steps))
      StepsOf[S.Owner].push_back(I);
  }

  bool isNewContainer(const VarDecl *VD) const {
    const CallExpr *Maker = Body.makerOf(VD);
    const Contract *C = Maker ? Holders.contracts().ofCall(Maker) : nullptr;
    return C && C->Result.Fresh && resultKind(*C) == ObjectKind::Container;
  }

  /// The variables that \p E names where it is evaluated: what it reads, and
  /// what that variable stands for. One that gets its value later, or in the
  /// loop's previous iteration, names something else.
  Variables named(const Expr *E) const {
    Variables Result;
    const VarDecl *Direct = variableBehind(withoutNewRef(E));
    if (!Direct)
      return Result;
    Result.push_back(Direct);
    const Expr *Value = Body.onlyValue(Direct);
    const VarDecl *Other =
        Value ? variableBehind(withoutNewRef(Value)) : nullptr;
    if (Other && Other != Direct &&
        Body.isBefore(Value->getBeginLoc(), E->getBeginLoc()))
      Result.push_back(Other);
    return Result;
  }

  void checkStep(const Step &S) {
    std::vector<const Step *> Way;
    if (!leadsTo(S.Named, S.Owner, S, Way) || isEmptied(S))
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

  /// Whether one of \p Named is \p VD or owns it through steps before \p Last.
  bool leadsTo(const Variables &Named, const VarDecl *VD, const Step &Last,
               std::vector<const Step *> &Way) const {
    if (llvm::is_contained(Named, VD))
      return true;
    if (Way.size() == 3)
      return false;
    for (const VarDecl *Owner : Named) {
      const auto Of = StepsOf.find(Owner);
      if (Of == StepsOf.end() || !Body.hasOneObject(Owner))
        continue;
      for (const unsigned I : Of->second) {
        const Step &S = Steps[I];
        if (!isFollowedBy(S, Last) || llvm::is_contained(Way, &S))
          continue;
        Way.push_back(&S);
        if (leadsTo(S.Named, VD, Last, Way))
          return true;
        Way.pop_back();
      }
    }
    return false;
  }

  bool isFollowedBy(const Step &A, const Step &B) const {
    return Body.canFollow(A.At->getBeginLoc(), B.At->getBeginLoc());
  }

  /// Whether a call after \p S takes something out of the owner.
  bool isEmptied(const Step &S) const {
    return Holders.isEmptiedAfter(S.At, Body, [&](const Expr *E) {
      return llvm::is_contained(named(E), S.Owner);
    });
  }

  HoldingCalls &Holders;
  const FunctionBody &Body;
  std::vector<Finding> &Findings;
  std::vector<Step> Steps;
  /// What dropLeaves() left of them, as numbers.
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<unsigned, 2>> StepsOf;
};

} // namespace

void checkContainers(HoldingCalls &Holders, const FunctionBody &Body,
                     std::vector<Finding> &Findings) {
  ContainerRule(Holders, Body, Findings).check();
}

} // namespace pyrefcheck
