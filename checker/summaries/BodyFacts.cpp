//===- BodyFacts.cpp - What a body does on some path ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyFacts.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "fields/CountedParameters.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

/// Strips parentheses, casts, and the assertions that the macros of the C API
/// put before a comma.
static const Expr *strip(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    // The pointer in a C++ object that manages it.
    if (const auto *CE = dyn_cast<CXXMemberCallExpr>(E);
        CE && isa_and_nonnull<CXXConversionDecl>(CE->getMethodDecl())) {
      E = CE->getImplicitObjectArgument();
      continue;
    }
    const auto *BO = dyn_cast<BinaryOperator>(E);
    if (!BO || BO->getOpcode() != BO_Comma)
      return E;
    E = BO->getRHS();
  }
}

const VarDecl *namedVariable(const Expr *E) {
  const auto *DRE = E ? dyn_cast<DeclRefExpr>(strip(E)) : nullptr;
  return DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
}

const ParmVarDecl *castParameter(const FunctionDecl *FD) {
  const Expr *E = onlyReturned(FD);
  const auto *DRE = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()) : nullptr;
  const auto *P = DRE ? dyn_cast<ParmVarDecl>(DRE->getDecl()) : nullptr;
  return P && E->getType()->isPointerType() && P->getType()->isPointerType()
             ? P
             : nullptr;
}

const VarDecl *askedVariable(const CallExpr *CE, SourceContracts &Functions) {
  const FunctionDecl *FD = CE->getDirectCallee();
  const Contract *Ct = FD ? Functions.find(FD) : nullptr;
  if (!Ct || !Ct->has(EffectPure) || !CE->getNumArgs() ||
      !CE->getType()->isIntegralOrEnumerationType())
    return nullptr;
  const Expr *Asked = strip(CE->getArg(0));
  if (const auto *ME = dyn_cast<MemberExpr>(Asked); ME && ME->isArrow())
    return namedVariable(ME->getBase()); // `x->ob_type`
  const auto *Type = dyn_cast<CallExpr>(Asked);
  return namedVariable(Type && Type->getNumArgs() == 1 ? Type->getArg(0)
                                                       : Asked);
}

const Expr *containerOfItem(const Expr *E, SourceContracts &Functions) {
  E = strip(E);
  if (const auto *CE = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *FD = CE->getDirectCallee();
    const Contract *Ct = FD ? Functions.find(FD) : nullptr;
    const bool Lends = Ct && Ct->Result.Kind == ResultKind::Borrowed &&
                       Ct->Result.Owner < CE->getNumArgs();
    return Lends ? CE->getArg(Ct->Result.Owner) : nullptr;
  }
  const auto *ASE = dyn_cast<ArraySubscriptExpr>(E);
  const auto *Items =
      ASE ? dyn_cast<MemberExpr>(strip(ASE->getBase())) : nullptr;
  return Items && Items->isArrow() ? Items->getBase() : nullptr;
}

/// The first parameter of a function if \p Condition is true only when some
/// field of it is set: `self->ready`, `self->map != NULL && ...`.
static const VarDecl *ownerOfSetField(const Expr *Condition) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *ME = dyn_cast<MemberExpr>(Condition)) {
    const auto *P = dyn_cast_or_null<ParmVarDecl>(namedVariable(ME->getBase()));
    return P && P->getFunctionScopeIndex() == 0 ? P : nullptr;
  }
  const auto *BO = dyn_cast<BinaryOperator>(Condition);
  if (!BO || (BO->getOpcode() != BO_NE && BO->getOpcode() != BO_LAnd))
    return nullptr;
  const VarDecl *Owner = ownerOfSetField(BO->getLHS());
  return Owner ? Owner : ownerOfSetField(BO->getRHS());
}

/// Whether some call in \p S gets \p VD itself.
static bool isPassedIn(const VarDecl *VD, const Stmt *S) {
  if (!S)
    return false;
  if (const auto *CE = dyn_cast<CallExpr>(S);
      CE && llvm::any_of(CE->arguments(), [&](const Expr *Arg) {
        return namedVariable(Arg) == VD;
      }))
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return isPassedIn(VD, Child); });
}

/// True for member functions such as `pop_back()` and `erase(place)`: they
/// return no reference and no place, as those do that look for an element, or
/// get one.
static bool mayRemoveElements(const CXXMethodDecl *Method) {
  if (!Method || Method->isConst() || Method->isStatic())
    return false;
  // What adds an element removes none; what locks is no container.
  const StringRef Name =
      Method->getDeclName().isIdentifier() ? Method->getName() : StringRef();
  if (Name.starts_with("push") || Name.starts_with("emplace") ||
      Name.starts_with("insert") || Name.starts_with("append") ||
      Name.contains("lock"))
    return false;
  const QualType Result = Method->getReturnType();
  return Result->isVoidType() || Result->isIntegerType() ||
         llvm::any_of(Method->parameters(), [](const ParmVarDecl *P) {
           return P->getType()->isRecordType();
         });
}

namespace {

class BodyReader : public RecursiveASTVisitor<BodyReader> {
public:
  explicit BodyReader(SourceContracts &Functions) : Functions(Functions) {}

  BodyFacts take() {
    for (const VarDecl *VD : Changed)
      Facts.Flags.erase(dyn_cast<ParmVarDecl>(VD));
    for (const auto &[Items, Number] : ReadItems)
      if (Decremented.contains(Number) && !Filled.contains(Items))
        Facts.Popped.insert(Items);
    return std::move(Facts);
  }

  bool VisitIfStmt(IfStmt *If) {
    readCondition(If->getCond());
    if (const VarDecl *Owner = ownerOfSetField(If->getCond()))
      if (Facts.ClearsIfSet.isInvalid() && isPassedIn(Owner, If->getThen()))
        Facts.ClearsIfSet = If->getIfLoc();
    return true;
  }

  bool VisitConditionalOperator(ConditionalOperator *CO) {
    readCondition(CO->getCond());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    if (const VarDecl *VD = UO->getOpcode() == UO_AddrOf
                                ? namedVariable(UO->getSubExpr())
                                : nullptr)
      Facts.AddressTaken.insert(VD);
    if (UO->isIncrementDecrementOp() || UO->getOpcode() == UO_AddrOf)
      noteChange(UO->getSubExpr());
    if (UO->isDecrementOp())
      noteDecrement(UO->getSubExpr());
    Facts.MovesItems |= UO->isIncrementDecrementOp() &&
                        isa<MemberExpr>(UO->getSubExpr()->IgnoreParenCasts());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isAssignmentOp())
      noteChange(BO->getLHS());
    if (BO->getOpcode() == BO_SubAssign)
      noteDecrement(BO->getLHS());
    if (const auto *Item = dyn_cast<ArraySubscriptExpr>(
            BO->isAssignmentOp() ? BO->getLHS()->IgnoreParenCasts()
                                 : BO->getLHS());
        Item && BO->isAssignmentOp())
      if (const FieldDecl *Items = fieldNamed(Item->getBase()))
        Filled.insert(Items);
    if (BO->getOpcode() == BO_Assign)
      noteValue(namedVariable(BO->getLHS()), BO->getRHS());
    if (BO->isEqualityOp()) {
      noteCallback(BO->getLHS(), BO->getRHS());
      noteCallback(BO->getRHS(), BO->getLHS());
    }
    Facts.MovesItems |= BO->isAssignmentOp() &&
                        BO->getType()->isIntegerType() &&
                        isa<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
    return true;
  }

  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Item) {
    const Expr *Index = Item->getIdx()->IgnoreParenCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(Index);
        UO && UO->isDecrementOp())
      Index = UO->getSubExpr();
    if (const auto *BO = dyn_cast<BinaryOperator>(Index);
        BO && BO->getOpcode() == BO_Sub)
      Index = BO->getLHS();
    const FieldDecl *Items = fieldNamed(Item->getBase());
    const FieldDecl *Number = fieldNamed(Index);
    if (Items && Number)
      ReadItems.push_back({Items, Number});
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    Facts.RemovesElements |= mayRemoveElements(Call->getMethodDecl());
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) {
    noteValue(VD, VD->getInit());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    if (const auto *VD = dyn_cast<VarDecl>(DRE->getDecl());
        VD && VD->hasGlobalStorage())
      Facts.Globals.insert(VD->getCanonicalDecl());
    return true;
  }

  bool VisitMemberExpr(MemberExpr *ME) {
    if (const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl()))
      Facts.Fields.insert(F);
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    if (const VarDecl *VD = askedVariable(CE, Functions))
      if (!Asked.insert(VD).second)
        Facts.AskedAgain.insert(VD);
    const FunctionDecl *FD = CE->getDirectCallee();
    if (FD)
      Facts.Calls[FD->getCanonicalDecl()].push_back(CE);
    if (!FD || !FD->getDeclName().isIdentifier())
      return true;
    Facts.MovesItems |=
        FD->getName() == "Py_SET_SIZE" || FD->getName().ends_with("resize");
    const Contract *Ct = Functions.find(FD);
    if (!Ct || Ct->Format == FormatKind::None)
      for (const Expr *Arg : CE->arguments())
        if (const auto *Text = dyn_cast<StringLiteral>(Arg->IgnoreParenCasts()))
          Facts.GivenTexts.insert(Text->getBytes());
    Facts.AsksException |= Ct && Ct->has(EffectTellsException);
    Facts.IndexesItems |=
        Ct && !Ct->CertainTypes.empty() && CE->getNumArgs() > 1;
    Facts.ReadsNumbers |= Ct && !Ct->CertainTypes.empty() &&
                          CE->getNumArgs() == 1 &&
                          Ct->Result.Fails == FailsWith::AmbiguousMinusOne;
    Facts.AsksSize |= Ct && Ct->has(EffectNotNegative);
    // The last argument: some macros pass the file and the line before it.
    const unsigned Last = CE->getNumArgs() - 1;
    const Expr *Container = CE->getNumArgs() && increments(Ct, Last)
                                ? containerOfItem(CE->getArg(Last), Functions)
                                : nullptr;
    const VarDecl *VD = namedVariable(Container);
    if (VD && VD->isLocalVarDecl())
      Facts.PaidLater.insert(VD);
    return true;
  }

private:
  /// \p E is compared with \p Other.
  void noteCallback(const Expr *E, const Expr *Other) {
    const FieldDecl *F = fieldNamed(E);
    if (F && F->getType()->isFunctionPointerType() &&
        !isNullPointer(Other, F->getASTContext()))
      Facts.ComparedCallbacks.insert(F);
  }

  void readCondition(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *BO = dyn_cast<BinaryOperator>(E); BO && BO->isLogicalOp()) {
      readCondition(BO->getLHS());
      readCondition(BO->getRHS());
      return;
    }
    while (const auto *UO = dyn_cast<UnaryOperator>(E)) {
      if (UO->getOpcode() != UO_LNot)
        return;
      E = UO->getSubExpr()->IgnoreParenImpCasts();
    }
    noteTestedStruct(E);
    if (const auto *BO = dyn_cast<BinaryOperator>(E)) {
      noteTestedStruct(BO->getLHS());
      noteTestedStruct(BO->getRHS());
    }
    const auto *P = dyn_cast_or_null<ParmVarDecl>(namedVariable(E));
    if (P && P->getType()->isIntegralOrEnumerationType())
      Facts.Flags.insert(P);
  }

  void noteTestedStruct(const Expr *E) {
    const FieldDecl *F = fieldNamed(E);
    if (F && F->getType()->isIntegralOrEnumerationType())
      Facts.TestedStructs.insert(F->getParent());
  }

  void noteValue(const VarDecl *VD, const Expr *Value) {
    if (!VD || !Value)
      return;
    Value = Value->IgnoreParenCasts();
    if (const auto *CO = dyn_cast<ConditionalOperator>(Value)) {
      noteValue(VD, CO->getTrueExpr());
      noteValue(VD, CO->getFalseExpr());
    }
    const auto *UO = dyn_cast<UnaryOperator>(Value);
    if (isa<MemberExpr, ArraySubscriptExpr>(Value) ||
        (UO && UO->getOpcode() == UO_Deref))
      Facts.FromMemory.insert(VD);
  }

  void noteDecrement(const Expr *Number) {
    if (const FieldDecl *F = fieldNamed(Number))
      Decremented.insert(F);
  }

  void noteChange(const Expr *Place) {
    if (const VarDecl *VD = namedVariable(Place))
      Changed.insert(VD);
  }

  SourceContracts &Functions;
  BodyFacts Facts;
  llvm::SmallPtrSet<const VarDecl *, 8> Changed;
  /// Members that are decremented, and those of which items are written.
  llvm::SmallPtrSet<const FieldDecl *, 2> Decremented, Filled;
  /// Members of which items are read, with the members that are the index.
  llvm::SmallVector<std::pair<const FieldDecl *, const FieldDecl *>, 1>
      ReadItems;
  llvm::SmallPtrSet<const VarDecl *, 8> Asked;
};

} // namespace

BodyFacts readBody(const FunctionDecl *FD, SourceContracts &Functions) {
  BodyReader Reader(Functions);
  Reader.TraverseStmt(FD->getBody());
  return Reader.take();
}

} // namespace pyrefcheck
