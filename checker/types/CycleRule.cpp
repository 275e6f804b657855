//===- CycleRule.cpp - Cycles that code makes ---------------------*- C++ -*-
//===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object that comes to own itself: stored into its own field, or through a
// bound method, closure or container that a field holds; and two types of one
// file whose instances own each other. Also how instances are made and when
// the collector gets to see them.
//
//===----------------------------------------------------------------------===//

#include "TypeRules.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// All calls and assignments of a function, in source order.
class StatementCollector : public RecursiveASTVisitor<StatementCollector> {
public:
  std::vector<const CallExpr *> Calls;
  std::vector<const BinaryOperator *> Assignments;
  /// Those with an else.
  std::vector<const IfStmt *> Branches;

  bool VisitCallExpr(CallExpr *CE) {
    Calls.push_back(CE);
    return true;
  }
  bool VisitIfStmt(IfStmt *IS) {
    if (IS->getElse())
      Branches.push_back(IS);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->getOpcode() == BO_Assign)
      Assignments.push_back(BO);
    return true;
  }
};

/// The variable at the root of `v->a.b`.
const VarDecl *rootOf(const Expr *E) {
  E = E->IgnoreParenCasts();
  while (true) {
    if (const auto *ME = dyn_cast<MemberExpr>(E))
      E = ME->getBase()->IgnoreParenCasts();
    else if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E))
      E = ASE->getBase()->IgnoreParenCasts();
    else
      break;
  }
  return variableBehind(E);
}

/// Looks at what one function stores where.
class FunctionRule {
public:
  FunctionRule(TypeCheck &C, const FunctionDecl *FD) : C(C), FD(FD) {
    All.TraverseStmt(FD->getBody());
  }

  void checkAllocators() {
    for (const CallExpr *CE : All.Calls) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      if (!Callee || !CE->getNumArgs())
        continue;
      const ApiRole Role = apiRole(nameOf(Callee));
      if (Role != ApiRole::NewObject && Role != ApiRole::NewGCObject)
        continue;
      const TypeObject *T = C.Types.find(variableBehind(CE->getArg(0)));
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
    for (const CallExpr *Track : All.Calls) {
      const FunctionDecl *Callee = Track->getDirectCallee();
      if (!Callee || !Track->getNumArgs() ||
          apiRole(nameOf(Callee)) != ApiRole::Track)
        continue;
      const VarDecl *Object = variableBehind(Track->getArg(0));
      if (Object && madeUncleared(Object))
        checkTracked(Object, Track, nameOf(Callee));
    }
  }

  void checkSelfOwnership() {
    for (const BinaryOperator *BO : All.Assignments) {
      const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
      const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
      const VarDecl *Object = F ? rootOf(ME) : nullptr;
      if (!Object || !C.TU.types().isObjectPointer(BO->getLHS()->getType()) ||
          !C.TU.types().isObjectPointer(Object->getType()))
        continue;
      checkStore(BO, F, Object);
    }
    for (const CallExpr *CE : All.Calls)
      checkCall(CE);
  }

private:
  /// Variables that stand for the same object: `Foo *self = (Foo *)op;`.
  bool sameObject(const Expr *E, const VarDecl *Object) const {
    const VarDecl *VD = variableBehind(E);
    return VD && (VD == Object || onlySource(VD) == Object ||
                  onlySource(Object) == VD);
  }

  const VarDecl *onlySource(const VarDecl *VD) const {
    if (!VD->hasLocalStorage())
      return nullptr;
    llvm::ArrayRef<const Expr *> Sources = C.Bodies.sources().of(FD).of(VD);
    return Sources.size() == 1 ? variableBehind(Sources.front()) : nullptr;
  }

  bool madeUncleared(const VarDecl *Object) const {
    return llvm::any_of(
        C.Bodies.sources().of(FD).of(Object), [](const Expr *E) {
          const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
          const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
          return Callee && apiRole(nameOf(Callee)) == ApiRole::NewGCObject;
        });
  }

  void checkTracked(const VarDecl *Object, const CallExpr *Track,
                    llvm::StringRef Name) {
    const RecordDecl *RD =
        Object->getType()->isPointerType()
            ? Object->getType()->getPointeeType()->getAsRecordDecl()
            : nullptr;
    const SourceManager &SM = FD->getASTContext().getSourceManager();
    auto IsBefore = [&](SourceLocation A, SourceLocation B) {
      return SM.isBeforeInTranslationUnit(SM.getExpansionLoc(A),
                                          SM.getExpansionLoc(B));
    };
    MistakeReport R(TypeMistake::TrackedTooEarly);
    R.Level = 1;
    for (const TypeObject *T : C.Types.typesOf(RD)) {
      const SlotBody &Traverse = C.body(*T, Slot::Traverse);
      for (const BinaryOperator *BO : All.Assignments) {
        const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
        const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
        if (!F || rootOf(ME) != Object || !Traverse.has(Effect::Visit, F) ||
            !IsBefore(Track->getBeginLoc(), BO->getBeginLoc()))
          continue;
        // Set before as well: then it may be seen.
        if (llvm::any_of(All.Assignments, [&](const BinaryOperator *O) {
              const auto *M =
                  dyn_cast<MemberExpr>(O->getLHS()->IgnoreParenCasts());
              return M && M->getMemberDecl() == F &&
                     IsBefore(O->getBeginLoc(), Track->getBeginLoc());
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

  void checkStore(const BinaryOperator *BO, const FieldDecl *F,
                  const VarDecl *Object) {
    if (C.Fields.isOnlyBorrowed(F))
      return;
    MistakeReport R(TypeMistake::OwnsItself);
    R.Function = FD;
    R.Loc = BO->getBeginLoc();
    R.Fields.push_back(F->getNameAsString());
    R.Detail = Object->getNameAsString() + " -> " + F->getNameAsString() +
               " -> " + Object->getNameAsString();
    if (sameObject(BO->getRHS(), Object)) {
      // Py_INCREF(self) is what makes it a reference of its own.
      if (!isIncremented(Object))
        return;
      return reportCycle(std::move(R), F, Object);
    }
    if (const CallExpr *CE = maker(BO->getRHS())) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
        if (!resultOwnsArgument(nameOf(Callee), I) ||
            !sameObject(CE->getArg(I), Object))
          continue;
        R.What = TypeMistake::OwnsItselfThrough;
        R.Detail2 = publicName(nameOf(Callee)).str();
        return reportCycle(std::move(R), F, Object);
      }
    }
    checkOwnMethod(BO, F, Object, std::move(R));
  }

  /// `PyList_Append(self->items, self)`, `PyObject_SetAttrString(self, n,
  /// self)`.
  void checkCall(const CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    unsigned Container, Value;
    if (!Callee || !storesInto(nameOf(Callee), Container, Value) ||
        Value >= CE->getNumArgs())
      return;
    const Expr *Into = CE->getArg(Container)->IgnoreParenCasts();
    const VarDecl *Object = rootOf(Into);
    const auto *ME = dyn_cast<MemberExpr>(Into);
    // A container that is a variable of its own may be anybody's.
    if (!Object || !sameObject(CE->getArg(Value), Object) ||
        !C.TU.types().isObjectPointer(Object->getType()) ||
        (!ME && !nameOf(Callee).contains("SetAttr")))
      return;
    MistakeReport R(TypeMistake::PutIntoItself);
    R.Function = FD;
    R.Loc = CE->getBeginLoc();
    const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    const std::string Name = Object->getNameAsString();
    R.Detail =
        Name + " -> " + (F ? F->getNameAsString() : "__dict__") + " -> " + Name;
    R.Detail2 = nameOf(Callee).str();
    R.Fields.push_back(Name);
    reportCycle(std::move(R), F, Object);
  }

  bool isIncremented(const VarDecl *Object) const {
    return llvm::any_of(All.Calls, [&](const CallExpr *CE) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      const Contract *Ct = Callee ? C.Bodies.contracts().find(Callee) : nullptr;
      return Ct && CE->getNumArgs() && !Ct->Args.empty() &&
             (Ct->Args.front().Effect == ArgEffect::Increments ||
              Ct->Result.Kind == ResultKind::NewReferenceToArgument) &&
             sameObject(CE->getArg(0), Object);
    });
  }

  /// The call that gives \p E its value, itself or through one variable.
  const CallExpr *maker(const Expr *E) const {
    E = E->IgnoreParenCasts();
    if (const auto *CE = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = CE->getDirectCallee();
      if (Callee && CE->getNumArgs() == 1 &&
          (nameOf(Callee) == "Py_NewRef" || nameOf(Callee) == "Py_XNewRef"))
        return maker(CE->getArg(0));
      return Callee ? CE : nullptr;
    }
    const VarDecl *VD = variableBehind(E);
    if (!VD || !VD->hasLocalStorage())
      return nullptr;
    for (const Expr *Source : C.Bodies.sources().of(FD).of(VD))
      if (const auto *CE = dyn_cast<CallExpr>(Source->IgnoreParenCasts());
          CE && CE->getDirectCallee())
        return CE;
    return nullptr;
  }

  /// `self->f = PyObject_GetAttrString(self, "method")`, where f is called:
  /// what it holds is bound to self.
  void checkOwnMethod(const BinaryOperator *BO, const FieldDecl *F,
                      const VarDecl *Object, MistakeReport R) {
    if (!C.Fields.facts(F).Called)
      return;
    const CallExpr *Lookup = maker(BO->getRHS());
    if (const VarDecl *VD = variableBehind(BO->getRHS()); VD && !Lookup)
      Lookup = filler(VD);
    if (!Lookup || !Lookup->getNumArgs() ||
        !readsAttribute(nameOf(Lookup->getDirectCallee())) ||
        !sameObject(Lookup->getArg(0), Object))
      return;
    R.What = TypeMistake::OwnsOwnMethod;
    R.Detail2 = nameOf(Lookup->getDirectCallee()).str();
    reportCycle(std::move(R), F, Object);
  }

  /// The call that fills \p VD through its address.
  const CallExpr *filler(const VarDecl *VD) const {
    for (const CallExpr *CE : All.Calls) {
      if (!CE->getDirectCallee())
        continue;
      for (const Expr *A : CE->arguments()) {
        const auto *UO = dyn_cast<UnaryOperator>(A->IgnoreParenCasts());
        if (UO && UO->getOpcode() == UO_AddrOf && variableBehind(A) == VD)
          return CE;
      }
    }
    return nullptr;
  }

  /// Whether no path has both: they stand in the two branches of an if.
  bool exclude(SourceLocation A, SourceLocation B) const {
    const SourceManager &SM = FD->getASTContext().getSourceManager();
    auto Within = [&](SourceLocation L, const Stmt *S) {
      return SM.isPointWithin(SM.getExpansionLoc(L),
                              SM.getExpansionLoc(S->getBeginLoc()),
                              SM.getExpansionRange(S->getEndLoc()).getEnd());
    };
    return llvm::any_of(All.Branches, [&](const IfStmt *IS) {
      return (Within(A, IS->getThen()) && Within(B, IS->getElse())) ||
             (Within(B, IS->getThen()) && Within(A, IS->getElse()));
    });
  }

  /// Not if the same function breaks the cycle again.
  void reportCycle(MistakeReport R, const FieldDecl *F, const VarDecl *Object) {
    for (const BinaryOperator *BO : All.Assignments) {
      const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
      if (ME && ME->getMemberDecl() == F &&
          BO->getRHS()->IgnoreParenCasts()->isNullPointerConstant(
              FD->getASTContext(), Expr::NPC_ValueDependentIsNotNull) !=
              Expr::NPCK_NotNull &&
          !exclude(R.Loc, BO->getBeginLoc()) &&
          FD->getASTContext().getSourceManager().isBeforeInTranslationUnit(
              R.Loc, BO->getBeginLoc()))
        return;
    }
    const QualType T = Object->getType();
    const llvm::SmallVector<const TypeObject *, 2> Known = C.Types.typesOf(
        T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr);
    // An object of another file's type, or a type: these have cycles anyway.
    if (!F && Known.empty())
      return;
    const bool Collected =
        Known.empty() || llvm::any_of(Known, [&](const TypeObject *K) {
          return C.Types.supportsGC(*K) != BuiltinGC::No ||
                 K->has(Slot::Traverse);
        });
    // The collector frees it in the end, with all that it holds until then.
    R.Level = Collected ? 1 : 0;
    C.report(std::move(R));
  }

  TypeCheck &C;
  const FunctionDecl *FD;
  StatementCollector All;
};

} // namespace

void checkCreation(TypeCheck &C, const FunctionDecl *FD) {
  FunctionRule Rule(C, FD);
  Rule.checkAllocators();
  Rule.checkTracking();
}

void checkCycles(TypeCheck &C, const FunctionDecl *FD) {
  FunctionRule(C, FD).checkSelfOwnership();
}

void checkMutualOwners(TypeCheck &C, const TypeObject &T) {
  if (C.Types.supportsGC(T) != BuiltinGC::No || T.has(Slot::Traverse))
    return;
  for (const OwnedField &F : ownedFields(C, T)) {
    if (F.Cycle.Possible != FieldModel::Cycle::Yes || !F.Cycle.Closed)
      continue;
    MistakeReport R(TypeMistake::OwnEachOther);
    R.Level = 1;
    R.Subject = T.Decl;
    for (const std::string &Step : F.Cycle.Steps)
      R.Detail += (R.Detail.empty() ? "'" : " -> '") + Step + "'";
    R.Fields.push_back(F.Path.text());
    explain(F, R);
    C.report(std::move(R));
    return;
  }
}

} // namespace pyrefcheck
