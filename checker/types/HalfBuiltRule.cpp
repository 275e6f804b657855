//===- HalfBuiltRule.cpp - Objects that a constructor gives up --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that makes an object and fails halfway releases it: tp_dealloc
// then runs on what is set so far. It must not read a field that still holds
// garbage, nor release again what the function has released and left in place.
//
//===----------------------------------------------------------------------===//

#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// The fields of its first parameter that a function reads.
class FieldReads : public RecursiveASTVisitor<FieldReads> {
public:
  FieldReads(const FunctionBody &Body) : Body(Body) {
    TraverseStmt(Body.function()->getBody());
  }
  llvm::SmallVector<const FieldDecl *, 8> Fields;

  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    if (E->getCastKind() == CK_LValueToRValue)
      add(E->getSubExpr());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *UO) {
    if (UO->isIncrementDecrementOp())
      add(UO->getSubExpr());
    return true;
  }

private:
  void add(const Expr *E) {
    const FieldDecl *F = fieldNamed(E);
    const auto *ME = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
    if (!F || !ME || !ME->isArrow() || !Body.function()->getNumParams() ||
        llvm::is_contained(Fields, F))
      return;
    const ParmVarDecl *Self = Body.function()->getParamDecl(0);
    if (Body.isSame(ME->getBase(), Self))
      Fields.push_back(F);
  }

  const FunctionBody &Body;
};

/// Checks the objects that one function makes.
class HalfBuiltRule {
public:
  HalfBuiltRule(TypeCheck &C, const FunctionBody &Body,
                ArrayRef<FunctionBody> Functions)
      : C(C), Body(Body), Functions(Functions) {}

  void check() {
    for (const VarDecl *VD : Body.variables()) {
      // The call of PyObject_New or tp_alloc.
      const CallExpr *Maker = C.TU.types().isObjectPointer(VD->getType())
                                  ? Body.makerOf(VD)
                                  : nullptr;
      if (!Maker)
        continue;
      const ApiRole Role = C.Bodies.contracts().roleOf(Maker);
      if (Role == ApiRole::NewObject || Role == ApiRole::NewGCObject)
        checkUnset(VD, Maker);
      checkReleasedTwice(VD);
    }
  }

private:
  const Contract *contractOf(const CallExpr *CE) const {
    return C.Bodies.contracts().ofCall(CE);
  }

  /// Whether \p CE releases its first argument.
  bool releases(const CallExpr *CE) const {
    const Contract *Ct = contractOf(CE);
    return Ct && CE->getNumArgs() && Ct->does(ArgEffect::Decrements, 0);
  }

  const FunctionBody *bodyIn(const FunctionDecl *FD) const {
    const auto *It = llvm::find_if(Functions, [&](const FunctionBody &B) {
      return FD && B.function()->getCanonicalDecl() == FD->getCanonicalDecl();
    });
    return It == Functions.end() ? nullptr : &*It;
  }

  //===--------------------------------------------------------------------===//
  // Fields that are not set yet
  //===--------------------------------------------------------------------===//

  void checkUnset(const VarDecl *VD, const CallExpr *Maker) {
    const TypeObject *T =
        Maker->getNumArgs() ? C.Types.typeBehind(Maker->getArg(0)) : nullptr;
    const FunctionBody *Dealloc =
        T ? bodyIn(T->function(Slot::Dealloc)) : nullptr;
    if (!Dealloc)
      return;
    const FieldReads Reads(*Dealloc);
    for (const CallExpr *CE : Body.calls()) {
      if (!releases(CE) || !Body.isSame(CE->getArg(0), VD) ||
          mayBeSet(VD, CE->getBeginLoc()))
        continue;
      MistakeReport R(TypeMistake::DeallocReadsUnset);
      for (const FieldDecl *F : Reads.Fields)
        if (isSetOnlyAfter(VD, F, CE->getBeginLoc()))
          R.Fields.push_back(F->getNameAsString());
      if (R.Fields.empty())
        continue;
      R.Level = 1;
      R.Subject = T->Decl;
      R.Function = Body.function();
      R.Loc = CE->getBeginLoc();
      R.Detail = VD->getNameAsString();
      R.Detail2 = Dealloc->function()->getNameAsString();
      C.report(std::move(R));
      return;
    }
  }

  /// Whether the function sets the field after \p At, and not before.
  bool isSetOnlyAfter(const VarDecl *VD, const FieldDecl *F,
                      SourceLocation At) const {
    bool After = false;
    for (const BinaryOperator *BO : Body.assignments()) {
      if (fieldNamed(BO->getLHS()) != F || !isOf(BO->getLHS(), VD))
        continue;
      if (!Body.isBefore(At, BO->getBeginLoc()) &&
          !Body.exclude(At, BO->getBeginLoc()))
        return false;
      After |= Body.isBefore(At, BO->getBeginLoc());
    }
    return After;
  }

  bool isOf(const Expr *Member, const VarDecl *VD) const {
    const VarDecl *Root = rootOf(Member);
    return Root == VD || Body.isSame(Body.onlyValue(Root), VD);
  }

  /// Whether something else may have set fields before \p At: a call that gets
  /// the object or the address of a field, or a copy of a whole struct.
  bool mayBeSet(const VarDecl *VD, SourceLocation At) const {
    for (const CallExpr *CE : Body.calls()) {
      if (!Body.isBefore(CE->getBeginLoc(), At))
        continue;
      const Contract *Ct = contractOf(CE);
      for (const Expr *A : CE->arguments()) {
        const auto *UO = dyn_cast<UnaryOperator>(A->IgnoreParenCasts());
        const bool Address =
            UO && UO->getOpcode() == UO_AddrOf && isOf(UO->getSubExpr(), VD);
        if (Address || (!Ct && Body.isSame(A, VD)))
          return true;
      }
    }
    return llvm::any_of(Body.assignments(), [&](const BinaryOperator *BO) {
      const auto *UO = dyn_cast<UnaryOperator>(BO->getLHS()->IgnoreParens());
      return (UO && UO->getOpcode() == UO_Deref &&
              Body.isSame(UO->getSubExpr(), VD)) ||
             (BO->getLHS()->getType()->isRecordType() &&
              isOf(BO->getLHS(), VD));
    });
  }

  //===--------------------------------------------------------------------===//
  // Fields that are released twice
  //===--------------------------------------------------------------------===//

  /// `Py_DECREF(self->f); Py_DECREF(self);`, where tp_dealloc releases f.
  void checkReleasedTwice(const VarDecl *VD) {
    for (const CallExpr *Last : Body.calls()) {
      if (!releases(Last) || !Body.isSame(Last->getArg(0), VD))
        continue;
      for (const CallExpr *First : Body.calls()) {
        const FieldDecl *F =
            releases(First) ? fieldNamed(First->getArg(0)) : nullptr;
        if (!F || !isOf(First->getArg(0), VD) || !follow(First, Last) ||
            isSetBetween(VD, F, First, Last) || !deallocReleases(VD, F))
          continue;
        MistakeReport R(TypeMistake::DeallocReleasesAgain);
        R.Level = 1;
        R.Function = Body.function();
        R.Loc = Last->getBeginLoc();
        R.Fields.push_back(F->getNameAsString());
        R.Detail = VD->getNameAsString();
        R.Notes.push_back(
            noteAt(First->getBeginLoc(), releasedFirst(F->getNameAsString())));
        C.report(std::move(R));
        return;
      }
    }
  }

  /// Whether both are statements of one block, in this order.
  bool follow(const CallExpr *First, const CallExpr *Last) const {
    llvm::SmallVector<const Stmt *, 32> Work{Body.function()->getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      bool Seen = false;
      if (isa<CompoundStmt>(S))
        for (const Stmt *Child : S->children()) {
          const auto *E = dyn_cast<Expr>(Child);
          if (Seen && E && E->IgnoreParenCasts() == Last)
            return true;
          Seen |= E && E->IgnoreParenCasts() == First;
          Seen &= !isa<ReturnStmt, GotoStmt, LabelStmt>(Child);
        }
      Work.append(S->child_begin(), S->child_end());
    }
    return false;
  }

  bool isSetBetween(const VarDecl *VD, const FieldDecl *F,
                    const CallExpr *First, const CallExpr *Last) const {
    return llvm::any_of(Body.assignments(), [&](const BinaryOperator *BO) {
      return fieldNamed(BO->getLHS()) == F && isOf(BO->getLHS(), VD) &&
             Body.isBefore(First->getBeginLoc(), BO->getBeginLoc()) &&
             Body.isBefore(BO->getBeginLoc(), Last->getBeginLoc());
    });
  }

  /// Whether tp_dealloc of each type with the struct of \p VD releases \p F.
  bool deallocReleases(const VarDecl *VD, const FieldDecl *F) const {
    const auto Types =
        C.Types.typesOf(VD->getType()->getPointeeType()->getAsRecordDecl());
    return !Types.empty() && llvm::all_of(Types, [&](const TypeObject *T) {
      return C.body(*T, Slot::Dealloc).has(Effect::Release, F);
    });
  }

  TypeCheck &C;
  const FunctionBody &Body;
  ArrayRef<FunctionBody> Functions;
};

} // namespace

void checkHalfBuilt(TypeCheck &C, const FunctionBody &Body,
                    ArrayRef<FunctionBody> Functions) {
  HalfBuiltRule(C, Body, Functions).check();
}

} // namespace pyrefcheck
