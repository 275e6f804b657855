//===- CreationRule.cpp - How instances are made ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object must be allocated as its type requires, and tracked only after its
// fields are set.
//
//===----------------------------------------------------------------------===//

#include "Construction.h"
#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/TypeFacts.h"
#include "fields/CountedParameters.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks the objects that one function makes.
class CreationRule {
public:
  CreationRule(TypeCheck &C, const FunctionBody &Body)
      : C(C), FD(Body.function()), Body(Body) {}

  void checkAllocators() {
    for (const CallExpr *CE : Body.calls()) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      if (!Callee || !CE->getNumArgs())
        continue;
      const ApiRole Role = C.Bodies.contracts().roleOf(Callee);
      if (Role != ApiRole::NewObject && Role != ApiRole::NewGCObject)
        continue;
      const TypeObject *T = C.Types.typeBehind(CE->getArg(0));
      if (!T || T->FlagsUnclear)
        continue;
      const BuiltinGC GC = C.Types.supportsGC(*T);
      const bool Collected = Role == ApiRole::NewGCObject;
      if (GC == BuiltinGC::Unknown || Collected == (GC == BuiltinGC::Yes))
        continue;
      MistakeReport R(TypeMistake::WrongAllocator);
      R.Subject = T->Decl;
      R.Function = FD;
      R.Loc = CE->getBeginLoc();
      R.Detail = Collected ? "PyObject_GC_New" : "PyObject_New";
      R.Detail2 = Collected ? "PyObject_New" : "PyObject_GC_New";
      C.report(std::move(R));
    }
  }

  /// PyObject_GC_New leaves garbage in the fields; the collector must not see
  /// the object before they are set.
  void checkTracking() {
    for (const CallExpr *Track : Body.calls()) {
      const FunctionDecl *Callee = Track->getDirectCallee();
      if (!Callee || !Track->getNumArgs() ||
          C.Bodies.contracts().roleOf(Callee) != ApiRole::Track)
        continue;
      const VarDecl *Object = variableBehind(Track->getArg(0));
      if (Object && madeUncleared(Object))
        checkTracked(Object, Track, nameOf(Callee));
    }
  }

  /// The collector does not know an object before PyObject_GC_Track.
  void checkUntracked(ArrayRef<FunctionBody> Functions) {
    for (const VarDecl *VD : Body.variables()) {
      const CallExpr *Made = madeUncleared(VD) ? lastCall(VD) : nullptr;
      const TypeObject *T =
          Made ? C.Types.typeBehind(Made->getArg(0)) : nullptr;
      if (!T || !Body.hasOneObject(VD) || !isReturned(VD) || mayBeTracked(VD) ||
          !C.body(*T, Slot::Traverse).first(Effect::Visit) ||
          isTrackedLater(T->Layout, Functions) || !canBeInCycle(*T))
        continue;
      MistakeReport R(TypeMistake::NeverTracked);
      R.Level = 1;
      R.Subject = T->Decl;
      R.Function = FD;
      R.Loc = Made->getBeginLoc();
      R.Detail = VD->getNameAsString();
      C.report(std::move(R));
    }
  }

  /// Objects that are tracked twice, or only on some of the ways that return
  /// them.
  void checkWays(ArrayRef<FunctionBody> Functions) {
    for (const VarDecl *VD : Body.variables()) {
      if (!hasTrack(VD) || !C.TU.types().isObjectPointer(VD->getType()))
        continue;
      if (const CallExpr *Maker = Body.makerOf(VD))
        checkWays(VD, Maker, Functions);
    }
  }

private:
  bool isTrack(const CallExpr *CE) const {
    return CE->getNumArgs() &&
           C.Bodies.contracts().roleOf(CE) == ApiRole::Track;
  }

  bool hasTrack(const VarDecl *VD) const {
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      return isTrack(CE) && Body.isSame(CE->getArg(0), VD);
    });
  }

  /// Whether the function tracks \p VD at the top of its body, on no condition.
  bool isTrackedAtTop(const VarDecl *VD) const {
    return llvm::any_of(FD->getBody()->children(), [&](const Stmt *S) {
      const auto *E = dyn_cast_or_null<Expr>(S);
      const auto *CE = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
      return CE && isTrack(CE) && Body.isSame(CE->getArg(0), VD);
    });
  }

  /// Whether all types with the struct of \p VD are collected, and use the
  /// common allocator.
  bool isCollected(const VarDecl *VD) const {
    const auto Types =
        C.Types.typesOf(VD->getType()->getPointeeType()->getAsRecordDecl());
    return !Types.empty() && llvm::all_of(Types, [&](const TypeObject *T) {
      return !T->FlagsUnclear && !T->has(Slot::Alloc) &&
             C.Types.supportsGC(*T) == BuiltinGC::Yes;
    });
  }

  void checkWays(const VarDecl *VD, const CallExpr *Maker,
                 ArrayRef<FunctionBody> Functions) {
    const Allocator By = allocatorOf(Maker, C.Bodies.contracts());
    if ((By != Allocator::Collected && By != Allocator::Slot) ||
        !isCollected(VD))
      return;
    const TypeObject *T = By == Allocator::Collected && Maker->getNumArgs()
                              ? C.Types.typeBehind(Maker->getArg(0))
                              : nullptr;
    const bool AtTop = isTrackedAtTop(VD);
    const bool MustTrack =
        T && C.body(*T, Slot::Traverse).first(Effect::Visit) &&
        !isTrackedLater(T->Layout, Functions) && canBeInCycle(*T);
    Construction Object(C, Body, VD, Maker);
    Object.visit(
        [&](const Stmt *S, const ObjectState &Before, const CFGBlock *) {
          const auto *CE = dyn_cast<CallExpr>(S);
          const auto *RS = dyn_cast<ReturnStmt>(S);
          if (CE && isTrack(CE) && Object.isObject(CE->getArg(0)) &&
              Before.Collector == ObjectState::Tracked)
            report(TypeMistake::TrackedTwice, VD, CE->getBeginLoc(),
                   By == Allocator::Slot ? "the allocator does that"
                                         : "it was tracked before");
          if (MustTrack && RS && RS->getRetValue() &&
              Object.isObject(RS->getRetValue()) &&
              (Before.Collector == ObjectState::Untracked ||
               (AtTop && (Before.Collector & ObjectState::Untracked))))
            report(TypeMistake::ReturnedUntracked, VD, RS->getBeginLoc(), "");
        });
  }

  void report(TypeMistake What, const VarDecl *VD, SourceLocation Loc,
              llvm::StringRef Why) {
    MistakeReport R(What);
    R.Level = 1;
    R.Function = FD;
    R.Loc = Loc;
    R.Detail = VD->getNameAsString();
    R.Detail2 = Why.str();
    C.report(std::move(R));
  }

  /// The last call that gives \p VD a value, or null.
  const CallExpr *lastCall(const VarDecl *VD) const {
    const CallExpr *Last = nullptr;
    for (const Expr *E : Body.values(VD))
      if (const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts()))
        Last = CE;
    return Last;
  }

  bool isReturned(const VarDecl *VD) const {
    return llvm::any_of(C.Bodies.sources().results(FD),
                        [&](const Expr *E) { return Body.isSame(E, VD); });
  }

  /// Whether all that \p CE does to \p VD is to add a reference.
  bool onlyIncrements(const CallExpr *CE, const VarDecl *VD) const {
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if (Body.isSame(CE->getArg(I), VD) &&
          !increments(CE, I, C.Bodies.contracts()))
        return false;
    return true;
  }

  /// Whether a call that gets \p VD tracks it, or has no known contract.
  bool mayBeTracked(const VarDecl *VD) const {
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      if (llvm::none_of(CE->arguments(),
                        [&](const Expr *A) { return Body.isSame(A, VD); }))
        return false;
      const FunctionDecl *Callee = CE->getDirectCallee();
      return !Callee || C.Bodies.contracts().roleOf(Callee) == ApiRole::Track ||
             !(C.Bodies.contracts().find(Callee) || onlyIncrements(CE, VD));
    });
  }

  /// Whether a caller may track it: some function tracks an object that it has
  /// not made, and whose struct is \p RD or not known.
  bool isTrackedLater(const RecordDecl *RD,
                      ArrayRef<FunctionBody> Functions) const {
    return !C.TU.calls(FD).empty() &&
           llvm::any_of(Functions, [&](const FunctionBody &Other) {
             return llvm::any_of(Other.calls(), [&](const CallExpr *CE) {
               if (!CE->getNumArgs() ||
                   C.Bodies.contracts().roleOf(CE) != ApiRole::Track)
                 return false;
               const Expr *Object = CE->getArg(0)->IgnoreParenCasts();
               const RecordDecl *Of =
                   Object->getType()->isPointerType()
                       ? Object->getType()->getPointeeType()->getAsRecordDecl()
                       : nullptr;
               const VarDecl *VD = variableBehind(Object);
               return !VD || (isa<ParmVarDecl>(VD) &&
                              (!Of || isHeaderStruct(recordName(Of)) ||
                               Of->getDefinition() == RD));
             });
           });
  }

  bool canBeInCycle(const TypeObject &T) const {
    return llvm::any_of(ownedFields(C, T), [](const OwnedField &F) {
      return F.Cycle.Possible != FieldModel::Cycle::No;
    });
  }

  bool madeUncleared(const VarDecl *Object) const {
    return llvm::any_of(Body.values(Object), [&](const Expr *E) {
      const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
      return CE && C.Bodies.contracts().roleOf(CE) == ApiRole::NewGCObject;
    });
  }

  void checkTracked(const VarDecl *Object, const CallExpr *Track,
                    llvm::StringRef Name) {
    const RecordDecl *RD =
        Object->getType()->isPointerType()
            ? Object->getType()->getPointeeType()->getAsRecordDecl()
            : nullptr;
    MistakeReport R(TypeMistake::TrackedTooEarly);
    R.Level = 1;
    for (const TypeObject *T : C.Types.typesOf(RD)) {
      const SlotBody &Traverse = C.body(*T, Slot::Traverse);
      for (const BinaryOperator *BO : Body.assignments()) {
        const FieldDecl *F = fieldNamed(BO->getLHS());
        if (!F || rootOf(BO->getLHS()) != Object ||
            !Traverse.has(Effect::Visit, F) ||
            !Body.isBefore(Track->getBeginLoc(), BO->getBeginLoc()))
          continue;
        // A field that is also set before tracking holds no garbage.
        if (llvm::any_of(Body.assignments(), [&](const BinaryOperator *O) {
              return fieldNamed(O->getLHS()) == F &&
                     Body.isBefore(O->getBeginLoc(), Track->getBeginLoc());
            }))
          continue;
        if (!llvm::is_contained(R.Fields, F->getNameAsString()))
          R.Fields.push_back(F->getNameAsString());
        R.Subject = T->Decl;
      }
    }
    if (R.Fields.empty())
      return;
    R.Function = FD;
    R.Loc = Track->getBeginLoc();
    R.Detail = Name.str();
    C.report(std::move(R));
  }

  TypeCheck &C;
  const FunctionDecl *FD;
  const FunctionBody &Body;
};

} // namespace

/// Whether Python code or another file can make instances of \p T: these are
/// tracked.
static bool isMadeElsewhere(const TypeCheck &C, const TypeObject &T) {
  return T.Decl->isExternallyVisible() || T.IsHeap || T.FlagsUnclear ||
         T.flag(FlagBaseType) || C.Types.inherits(T) || T.has(Slot::New) ||
         T.has(Slot::Alloc);
}

void findUntracked(TypeCheck &C, ArrayRef<FunctionBody> Functions) {
  llvm::SmallPtrSet<const TypeObject *, 4> Others;
  for (const FunctionBody &Body : Functions)
    for (const CallExpr *CE : Body.calls()) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      const ApiRole Role = C.Bodies.contracts().roleOf(Callee);
      if (Role == ApiRole::Track) {
        C.Untracked.clear();
        return;
      }
      const TypeObject *T =
          CE->getNumArgs() ? C.Types.typeBehind(CE->getArg(0)) : nullptr;
      if (!T)
        continue;
      if (Role == ApiRole::NewGCObject && !isMadeElsewhere(C, *T))
        C.Untracked.insert(T);
      // `T.tp_alloc(&T, 0)`, `PyObject_CallNoArgs((PyObject *)&T)`
      else if (C.TU.types().isObjectPointer(CE->getType()))
        Others.insert(T);
    }
  for (const TypeObject *T : Others)
    C.Untracked.erase(T);
}

void checkCreation(TypeCheck &C, const FunctionBody &Body,
                   ArrayRef<FunctionBody> Functions) {
  CreationRule Rule(C, Body);
  Rule.checkAllocators();
  Rule.checkTracking();
  Rule.checkUntracked(Functions);
  Rule.checkWays(Functions);
}

} // namespace pyrefcheck
