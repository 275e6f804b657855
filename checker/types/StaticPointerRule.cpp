//===- StaticPointerRule.cpp - Statics that outlive what they hold --------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A static variable can borrow an instance of one of the file's types, such as
// the current one or the one used last. When the instance dies, tp_dealloc must
// set the variable to NULL.
//
//===----------------------------------------------------------------------===//

#include "HoldingCalls.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Counts how often a function names a variable, and how often it sets it.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const VarDecl *Of, const FunctionBody &Body)
      : Of(Of->getCanonicalDecl()) {
    TraverseStmt(Body.function()->getBody());
    for (const BinaryOperator *BO : Body.assignments())
      if (const auto *DRE =
              dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParenCasts()))
        Stores += DRE->getDecl()->getCanonicalDecl() == this->Of;
  }
  unsigned All = 0, Stores = 0;

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    All += DRE->getDecl()->getCanonicalDecl() == Of;
    return true;
  }

private:
  const Decl *Of;
};

/// Checks the static variables that one function sets.
class StaticPointerRule {
public:
  StaticPointerRule(TypeCheck &C, HoldingCalls &Holders,
                    const FunctionBody &Body, ArrayRef<FunctionBody> Functions)
      : C(C), Holders(Holders), Body(Body), Functions(Functions) {}

  void check() {
    for (const BinaryOperator *BO : Body.assignments()) {
      const auto *DRE = dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParenCasts());
      const auto *Static = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
      const VarDecl *Object = variableBehind(BO->getRHS());
      if (Static && Static->hasGlobalStorage() && Object &&
          Object->hasLocalStorage() &&
          C.TU.types().isObjectPointer(Static->getType()) &&
          !C.TU.isForeign(Static->getLocation()) && borrows(BO, Object))
        checkStore(BO, Static, Object);
    }
  }

private:
  /// Whether the function takes no reference to \p Object for the variable.
  bool borrows(const BinaryOperator *Store, const VarDecl *Object) const {
    if (Holders.isIncremented(Body, Object))
      return false;
    if (isa<ParmVarDecl>(Object) && Body.values(Object).empty())
      return C.TU.role(Body.function()) == FunctionRole::EntryPoint;
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      return releases(CE, Object) &&
             !Body.exclude(CE->getBeginLoc(), Store->getBeginLoc());
    });
  }

  /// Whether the function sets the variable to NULL after \p Store.
  bool isReset(const BinaryOperator *Store, const VarDecl *Static) const {
    return llvm::any_of(Body.assignments(), [&](const BinaryOperator *BO) {
      return variableBehind(BO->getLHS()) == Static &&
             isNullPointer(BO->getRHS(), Static->getASTContext()) &&
             Body.canFollow(Store->getBeginLoc(), BO->getBeginLoc());
    });
  }

  bool releases(const CallExpr *CE, const VarDecl *Object) const {
    return changes(CE, ArgEffect::Decrements) && CE->getNumArgs() &&
           Body.isSame(CE->getArg(0), Object);
  }

  bool changes(const CallExpr *CE, ArgEffect Effect) const {
    const Contract *Ct = Holders.contracts().ofCall(CE);
    return Ct && Ct->does(Effect, 0);
  }

  void checkStore(const BinaryOperator *Store, const VarDecl *Static,
                  const VarDecl *Object) {
    if (isReset(Store, Static) || isCounted(Static) || !isRead(Static))
      return;
    const RecordDecl *RD =
        Object->getType()->isPointerType()
            ? Object->getType()->getPointeeType()->getAsRecordDecl()
            : nullptr;
    const TypeObject *Made = typeOf(Object);
    for (const TypeObject *T : C.Types.typesOf(RD)) {
      if (Made && Made != T)
        continue;
      const SlotBody &Dealloc = C.body(*T, Slot::Dealloc);
      if (!Dealloc || Dealloc.isOpaque() || mentions(Dealloc, Static) ||
          mentions(C.body(*T, Slot::Finalize), Static))
        continue;
      MistakeReport R(TypeMistake::DeallocLeavesStatic);
      R.Level = 1;
      R.Subject = T->Decl;
      R.Function = Dealloc.Function;
      R.Fields.push_back(Static->getNameAsString());
      R.Notes.push_back(
          noteAt(Store->getBeginLoc(),
                 storedHere(Static->getName(), "a borrowed reference")));
      C.report(std::move(R));
      return;
    }
  }

  /// The type that is the first argument of the maker of \p Object, or null.
  const TypeObject *typeOf(const VarDecl *Object) const {
    for (const Expr *E : Body.values(Object))
      if (const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
          CE && CE->getNumArgs())
        if (const TypeObject *T = C.Types.typeBehind(CE->getArg(0)))
          return T;
    return nullptr;
  }

  /// Whether any function takes or releases a reference through the variable.
  bool isCounted(const VarDecl *Static) const {
    return llvm::any_of(Functions, [&](const FunctionBody &Other) {
      return llvm::any_of(Other.calls(), [&](const CallExpr *CE) {
        return CE->getNumArgs() && variableBehind(CE->getArg(0)) == Static &&
               (changes(CE, ArgEffect::Increments) ||
                changes(CE, ArgEffect::Decrements) ||
                changes(CE, ArgEffect::Clears));
      });
    });
  }

  bool isRead(const VarDecl *Static) const {
    return llvm::any_of(Functions, [&](const FunctionBody &Other) {
      const Mentions M(Static, Other);
      return M.All > M.Stores;
    });
  }

  /// Whether \p Slot, or a function that it calls, names the variable.
  bool mentions(const SlotBody &Slot, const VarDecl *Static) const {
    if (!Slot)
      return false;
    llvm::SmallVector<const FunctionDecl *, 8> Work{Slot.Function}, Seen;
    while (!Work.empty()) {
      const FunctionDecl *FD = Work.pop_back_val()->getCanonicalDecl();
      if (llvm::is_contained(Seen, FD))
        continue;
      Seen.push_back(FD);
      for (const FunctionBody &Other : Functions)
        if (Other.function()->getCanonicalDecl() == FD) {
          if (Mentions(Static, Other).All != 0)
            return true;
          for (const CallExpr *CE : Other.calls())
            if (const FunctionDecl *Callee = CE->getDirectCallee())
              Work.push_back(Callee);
        }
    }
    return false;
  }

  TypeCheck &C;
  HoldingCalls &Holders;
  const FunctionBody &Body;
  ArrayRef<FunctionBody> Functions;
};

} // namespace

void checkStaticPointers(TypeCheck &C, HoldingCalls &Holders,
                         const FunctionBody &Body,
                         ArrayRef<FunctionBody> Functions) {
  StaticPointerRule(C, Holders, Body, Functions).check();
}

} // namespace pyrefcheck
