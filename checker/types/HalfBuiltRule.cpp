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
// A field that nothing sets holds garbage when the object dies later, too.
//
//===----------------------------------------------------------------------===//

#include "Construction.h"
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
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// The fields of its first parameter, as a struct of the given kind, that a
/// function reads, whatever other fields are.
class FieldReads {
public:
  FieldReads(const FunctionBody &Body, const RecordDecl *Layout)
      : Body(Body), Layout(Layout) {
    visit(Body.function()->getBody(), {});
  }
  llvm::SmallVector<const FieldDecl *, 8> Fields;

private:
  using FieldList = llvm::SmallVector<const FieldDecl *, 2>;

  /// \param Asked the fields on which it depends that \p S is reached.
  void visit(const Stmt *S, const FieldList &Asked) {
    if (!S)
      return;
    if (const FieldDecl *F = fieldRead(S))
      add(F, Asked);
    const Expr *Condition = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(S))
      Condition = If->getCond();
    else if (const auto *CO = dyn_cast<AbstractConditionalOperator>(S))
      Condition = CO->getCond();
    FieldList Below = Asked;
    if (Condition)
      addNamed(Condition, Below);
    for (const Stmt *Child : S->children())
      visit(Child, Child == Condition ? Asked : Below);
  }

  const FieldDecl *fieldRead(const Stmt *S) const {
    if (const auto *E = dyn_cast<ImplicitCastExpr>(S);
        E && E->getCastKind() == CK_LValueToRValue)
      return ownField(E->getSubExpr());
    const auto *UO = dyn_cast<UnaryOperator>(S);
    return UO && UO->isIncrementDecrementOp() ? ownField(UO->getSubExpr())
                                              : nullptr;
  }

  const FieldDecl *ownField(const Expr *E) const {
    const FieldDecl *F = fieldNamed(E);
    const auto *ME = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
    return F && ME && ME->isArrow() && F->getParent() == Layout &&
                   Body.function()->getNumParams() &&
                   Body.isSame(ME->getBase(), Body.function()->getParamDecl(0))
               ? F
               : nullptr;
  }

  void addNamed(const Stmt *S, FieldList &Into) const {
    if (!S)
      return;
    if (const auto *ME = dyn_cast<MemberExpr>(S))
      if (const FieldDecl *F = ownField(ME))
        Into.push_back(F);
    for (const Stmt *Child : S->children())
      addNamed(Child, Into);
  }

  void add(const FieldDecl *F, const FieldList &Asked) {
    if (llvm::is_contained(Fields, F) ||
        llvm::any_of(Asked, [&](const FieldDecl *A) { return A != F; }))
      return;
    Fields.push_back(F);
  }

  const FunctionBody &Body;
  const RecordDecl *Layout;
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
      if (Maker)
        check(VD, Maker);
    }
  }

private:
  void check(const VarDecl *VD, const CallExpr *Maker) {
    const Allocator By = allocatorOf(Maker, C.Bodies.contracts());
    const TypeObject *T =
        (By == Allocator::Plain || By == Allocator::Collected) &&
                Maker->getNumArgs()
            ? C.Types.typeBehind(Maker->getArg(0))
            : nullptr;
    const FunctionBody *Dealloc =
        T ? bodyIn(T->function(Slot::Dealloc)) : nullptr;
    const RecordDecl *Layout =
        VD->getType()->getPointeeType()->getAsRecordDecl();
    const auto Types = C.Types.typesOf(Layout);
    if (!Layout || isHeaderStruct(recordName(Layout)) ||
        !Layout->getDefinition() || (!Dealloc && Types.empty()))
      return;
    std::optional<FieldReads> Reads;
    if (Dealloc)
      Reads.emplace(*Dealloc, Layout->getDefinition());
    Construction Object(C, Body, VD, Maker);
    llvm::SmallPtrSet<const FieldDecl *, 4> Reported;
    bool Unset = false;
    Object.visit(
        [&](const Stmt *S, const ObjectState &Before, const CFGBlock *Block) {
          const auto *CE = dyn_cast<CallExpr>(S);
          const auto *RS = dyn_cast<ReturnStmt>(S);
          if (RS && RS->getRetValue() && Object.isObject(RS->getRetValue()) &&
              Reads && !Unset)
            Unset = checkReturned(VD, *T, *Reads, RS, Before);
          if (!CE || !Object.releasesObject(CE))
            return;
          if (Reads && !Unset)
            Unset = checkUnset(VD, *T, *Reads, CE, Before, Block, Object);
          checkReleasedTwice(VD, CE, Types, Before, Reported);
        });
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

  /// Whether \p F holds garbage on a way to \p Block that a `goto` takes.
  static bool isGarbageByJump(const FieldDecl *F, const CFGBlock *Block,
                              const Construction &Object, unsigned Depth = 0) {
    if (Depth > 8 || !Block->getLabel())
      return false;
    return llvm::any_of(Block->preds(), [&](const CFGBlock *From) {
      if (!From)
        return false;
      const ObjectState &State = Object.after(From);
      if (!State.Exists || !(State.of(F) & ObjectState::Garbage))
        return false;
      return isa_and_nonnull<GotoStmt>(From->getTerminatorStmt())
                 ? State.of(F) == ObjectState::Garbage
                 : isGarbageByJump(F, From, Object, Depth + 1);
    });
  }

  bool checkUnset(const VarDecl *VD, const TypeObject &T,
                  const FieldReads &Reads, const CallExpr *CE,
                  const ObjectState &Before, const CFGBlock *Block,
                  const Construction &Object) {
    MistakeReport R(TypeMistake::DeallocReadsUnset);
    for (const FieldDecl *F : Reads.Fields)
      if (Before.of(F) == ObjectState::Garbage ||
          ((Before.of(F) & ObjectState::Garbage) &&
           isGarbageByJump(F, Block, Object)))
        R.Fields.push_back(F->getNameAsString());
    R.Loc = CE->getBeginLoc();
    return report(std::move(R), VD, T);
  }

  bool report(MistakeReport R, const VarDecl *VD, const TypeObject &T) {
    if (R.Fields.empty())
      return false;
    // Others may set what the object is returned without.
    R.Level = R.What == TypeMistake::ReturnedUnset ? 2 : 1;
    R.Subject = T.Decl;
    R.Function = Body.function();
    R.Detail = VD->getNameAsString();
    R.Detail2 = T.function(Slot::Dealloc)->getNameAsString();
    C.report(std::move(R));
    return true;
  }

  /// Whether a caller, or another file, may set \p F in what the function
  /// returns.
  bool mayBeSetByCaller(const FieldDecl *F) const {
    const SourceManager &SM = F->getASTContext().getSourceManager();
    if (!SM.isInMainFile(SM.getExpansionLoc(F->getLocation())))
      return C.TU.role(Body.function()) == FunctionRole::Helper;
    return llvm::any_of(
        C.TU.calls(Body.function()), [&](const TranslationUnit::Call &Call) {
          const FunctionBody *Caller = bodyIn(Call.Caller);
          return !Caller || llvm::any_of(Caller->assignments(), [&](auto *BO) {
            return fieldNamed(BO->getLHS()) == F;
          });
        });
  }

  /// The function returns an object with a field that it never sets.
  bool checkReturned(const VarDecl *VD, const TypeObject &T,
                     const FieldReads &Reads, const ReturnStmt *RS,
                     const ObjectState &Before) {
    MistakeReport R(TypeMistake::ReturnedUnset);
    for (const FieldDecl *F : Reads.Fields)
      if (Before.of(F) == ObjectState::Garbage && !mayBeSetByCaller(F))
        R.Fields.push_back(F->getNameAsString());
    R.Loc = RS->getBeginLoc();
    return report(std::move(R), VD, T);
  }

  //===--------------------------------------------------------------------===//
  // Fields that are released twice
  //===--------------------------------------------------------------------===//

  /// `Py_DECREF(self->f); Py_DECREF(self);`, where tp_dealloc releases f.
  void checkReleasedTwice(const VarDecl *VD, const CallExpr *Last,
                          ArrayRef<const TypeObject *> Types,
                          const ObjectState &Before,
                          llvm::SmallPtrSetImpl<const FieldDecl *> &Reported) {
    for (const auto &[F, First] : Before.ReleasedBy) {
      if (!(Before.of(F) & ObjectState::Released) || isCounted(F, First) ||
          !deallocReleases(Types, F) || !Reported.insert(F).second)
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
    }
  }

  /// Whether the function adds references to what \p F holds, or to what \p
  /// Release releases: it may own that reference besides.
  bool isCounted(const FieldDecl *F, const CallExpr *Release) const {
    const VarDecl *VD =
        Release->getNumArgs() ? variableBehind(Release->getArg(0)) : nullptr;
    return llvm::any_of(Body.calls(), [&](const CallExpr *CE) {
      const Contract *Ct = C.Bodies.contracts().ofCall(CE);
      if (!Ct || !CE->getNumArgs() ||
          !(Ct->does(ArgEffect::Increments, 0) ||
            Ct->Result.Kind == ResultKind::NewReferenceToArgument))
        return false;
      const VarDecl *Of = variableBehind(CE->getArg(0));
      return fieldNamed(CE->getArg(0)) == F || (VD && Of == VD);
    });
  }

  /// Whether tp_dealloc of each of \p Types releases or frees \p F.
  bool deallocReleases(ArrayRef<const TypeObject *> Types,
                       const FieldDecl *F) const {
    return !Types.empty() && llvm::all_of(Types, [&](const TypeObject *T) {
      const SlotBody &Dealloc = C.body(*T, Slot::Dealloc);
      return Dealloc.has(Effect::Release, F) || Dealloc.has(Effect::Free, F);
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
