//===- CycleRule.cpp - Cycles that code makes -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reports an object that comes to own itself: it is stored into its own field,
// or a field holds something that owns it, such as a bound method, a closure, a
// capsule, a container or another object of the file's types. Also reports
// types of one file whose instances own each other.
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "HoldingCalls.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/ObjectFacts.h"
#include "findings/Finding.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "words/SourceNames.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

namespace {

/// How a value comes to own an object.
struct Chain {
  /// The call that made the value, if it got the object.
  std::string Maker;
  /// The variables on the way, nearest to the value first.
  llvm::SmallVector<std::string, 2> Through;
  std::vector<PathNote> Notes;
  /// The chain leads through an object of one of the file's types.
  bool ThroughInstance = false;
};

/// Checks the stores and calls of one function.
class CycleRule {
public:
  CycleRule(TypeCheck &C, HoldingCalls &Holders, const FunctionBody &Body)
      : C(C), Holders(Holders), FD(Body.function()), Body(Body) {}

  void check() {
    for (const BinaryOperator *BO : Body.assignments()) {
      // `self->items[i] = value;`
      const Expr *Place = BO->getLHS()->IgnoreParenCasts();
      if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(Place))
        Place = ASE->getBase()->IgnoreParenCasts();
      const FieldDecl *F = fieldNamed(Place);
      const VarDecl *Object = F ? rootOf(Place) : nullptr;
      if (Object && C.TU.types().isObjectPointer(BO->getLHS()->getType()) &&
          C.TU.types().isObjectPointer(Object->getType()))
        checkStore(BO, F, Object);
    }
    for (const CallExpr *CE : Body.calls())
      checkCall(CE);
  }

private:
  void checkStore(const BinaryOperator *BO, const FieldDecl *F,
                  const VarDecl *Object) {
    if (C.Fields.isOnlyBorrowed(F) || C.Fields.isNeverCounted(F) ||
        isTakenBack(BO, F, Object))
      return;
    MistakeReport R(TypeMistake::OwnsItself);
    R.Function = FD;
    R.Loc = BO->getBeginLoc();
    R.Fields.push_back(F->getNameAsString());
    R.Detail = Object->getNameAsString() + " -> " + F->getNameAsString();
    if (Body.isSame(BO->getRHS(), Object)) {
      // Py_INCREF(self) makes the reference strong.
      if (Holders.isIncremented(Body, Object))
        reportCycle(std::move(R), F, Object);
      return;
    }
    Chain Way;
    if (Body.hasOneObject(Object) && owns(BO->getRHS(), Object, 0, Way)) {
      if (Way.ThroughInstance && !C.Fields.isStoredStrong(F))
        return;
      R.What = Way.Maker.empty() ? TypeMistake::OwnsItselfByParts
                                 : TypeMistake::OwnsItselfThrough;
      R.Detail2 = Way.Maker.empty() ? Way.Through.front() : Way.Maker;
      return reportChain(std::move(R), std::move(Way), F, Object);
    }
    checkOwnMethod(BO, F, Object, std::move(R));
  }

  /// `object->item->object = object`: whether the item is a struct that
  /// tp_dealloc does not free, and other code releases the reference in it.
  bool isTakenBack(const BinaryOperator *BO, const FieldDecl *F,
                   const VarDecl *Object) const {
    const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
    const Expr *Item = ME && ME->isArrow() ? ME->getBase() : nullptr;
    const FieldDecl *Pointer = Item ? fieldNamed(Item) : nullptr;
    const FieldFacts &Facts = C.Fields.facts(F);
    if (!Pointer || C.TU.types().isObjectPointer(Item->getType()) ||
        !(Facts.ReleasedByHelper || Facts.TakenByOwner))
      return false;
    return llvm::none_of(
        C.Types.typesOf(Object->getType()->getPointeeType()->getAsRecordDecl()),
        [&](const TypeObject *T) {
          return C.body(*T, Slot::Dealloc).has(Effect::Free, Pointer);
        });
  }

  /// Whether the value of \p E owns \p Object, as far as this function shows.
  bool owns(const Expr *E, const VarDecl *Object, unsigned Depth,
            Chain &Way) const {
    E = withoutNewRef(E)->IgnoreParenCasts();
    if (Depth > 3)
      return false;
    if (const auto *CE = dyn_cast<CallExpr>(E))
      return madeWith(CE, Object, Depth, Way);
    const VarDecl *VD = variableBehind(E);
    if (!VD || !VD->hasLocalStorage() || isa<ParmVarDecl>(VD) ||
        Body.isSame(E, Object) || !Body.hasOneObject(VD))
      return false;
    for (const Expr *Value : Body.values(VD))
      if (const auto *CE = dyn_cast<CallExpr>(Value->IgnoreParenCasts());
          CE && madeWith(CE, Object, Depth, Way))
        return true;
    if (!holds(VD, Object, Depth, Way))
      return false;
    Way.Through.insert(Way.Through.begin(), VD->getNameAsString());
    return true;
  }

  bool isObjectOrOwns(const Expr *E, const VarDecl *Object, unsigned Depth,
                      Chain &Way) const {
    return Body.isSame(E, Object) || owns(E, Object, Depth + 1, Way);
  }

  /// Whether \p CE makes a closure, container or capsule with \p Object.
  bool madeWith(const CallExpr *CE, const VarDecl *Object, unsigned Depth,
                Chain &Way) const {
    const StringRef Name = nameOf(CE->getDirectCallee());
    for (const Holding &H : Holders.of(CE)) {
      if (H.Owner || !isObjectOrOwns(H.Value, Object, Depth, Way))
        continue;
      Way.Maker = Speaker(Body.function()->getASTContext()).callee(CE);
      Way.Notes.push_back(
          noteAt(CE->getBeginLoc(),
                 returnsOwner(Way.Maker, argumentName(H.Value, Object))));
      return true;
    }
    // A capsule owns nothing by itself: its destructor releases what got a
    // Py_INCREF.
    if (Holders.contracts().roleOf(CE) != ApiRole::MakeCapsule ||
        !CE->getNumArgs() || !Body.isSame(CE->getArg(0), Object) ||
        !Holders.isIncremented(Body, Object))
      return false;
    Way.Maker = Name.str();
    Way.Notes.push_back(noteAt(CE->getBeginLoc(),
                               returnsOwner(Name, Object->getNameAsString())));
    return true;
  }

  static std::string argumentName(const Expr *E, const VarDecl *Object) {
    const VarDecl *VD = variableBehind(E);
    return VD ? VD->getNameAsString() : Object->getNameAsString();
  }

  /// Whether \p Object is put into what the local variable \p VD refers to.
  bool holds(const VarDecl *VD, const VarDecl *Object, unsigned Depth,
             Chain &Way) const {
    for (const CallExpr *CE : Body.calls())
      for (const Holding &H : Holders.of(CE)) {
        if (!H.Owner || !Body.isSame(H.Owner, VD) ||
            (H.Field && !C.Fields.isStoredStrong(H.Field)) ||
            !isObjectOrOwns(H.Value, Object, Depth, Way))
          continue;
        Way.Maker.clear();
        Way.ThroughInstance |= H.Field != nullptr;
        Way.Notes.push_back(
            noteAt(CE->getBeginLoc(),
                   putHere(argumentName(H.Value, Object), VD->getName())));
        return true;
      }
    for (const BinaryOperator *BO : Body.assignments()) {
      const FieldDecl *F = fieldNamed(BO->getLHS());
      if (!F || rootOf(BO->getLHS()) != VD ||
          !C.TU.types().isObjectPointer(VD->getType()) ||
          !C.Fields.isStoredStrong(F) ||
          !isObjectOrOwns(BO->getRHS(), Object, Depth, Way))
        continue;
      Way.Maker.clear();
      Way.ThroughInstance = true;
      Way.Notes.push_back(
          noteAt(BO->getBeginLoc(),
                 putHere(argumentName(BO->getRHS(), Object),
                         (VD->getName() + "->" + F->getName()).str())));
      return true;
    }
    return false;
  }

  /// `PyList_Append(self->items, self)`, `PyObject_SetAttrString(self, n,
  /// self)`.
  void checkCall(const CallExpr *CE) {
    for (const Holding &H : Holders.of(CE))
      if (H.Owner && checkHolding(CE, H))
        return;
  }

  /// A field of an object that a function returns.
  struct Getter {
    const FieldDecl *Field = nullptr;
    const VarDecl *Object = nullptr;
  };

  /// `cache_of(self)`, which returns `self->cache`, perhaps new; \p E is that
  /// call or the variable with its result.
  Getter fieldGot(const Expr *E) const {
    if (const Expr *Only = Body.onlyValue(variableBehind(E)))
      E = Only->IgnoreParenCasts();
    const auto *CE = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
    Getter Result;
    if (!bodyOf(Callee))
      return Result;
    for (const Expr *Returned : C.Bodies.sources().fewResults(Callee)) {
      if (isNullPointer(Returned, Callee->getASTContext()))
        continue;
      const FieldDecl *F = fieldNamed(Returned);
      const auto *P =
          dyn_cast_or_null<ParmVarDecl>(F ? rootOf(Returned) : nullptr);
      if (!P || P->getFunctionScopeIndex() >= CE->getNumArgs() ||
          (Result.Field && Result.Field != F))
        return {};
      Result = {F, variableBehind(CE->getArg(P->getFunctionScopeIndex()))};
    }
    return Result.Object ? Result : Getter();
  }

  bool checkHolding(const CallExpr *CE, const Holding &H) {
    const Expr *Into = H.Owner->IgnoreParenCasts();
    // A variable can stand for a field.
    if (const Expr *Only = Body.onlyValue(variableBehind(Into));
        Only && fieldNamed(Only))
      Into = Only->IgnoreParenCasts();
    const FieldDecl *F = H.Field ? H.Field : fieldNamed(Into);
    const VarDecl *Object = rootOf(Into);
    if (const Getter G = fieldGot(Into); G.Field && !F) {
      F = G.Field;
      Object = G.Object;
    }
    // A container in a separate variable may belong to anybody.
    if (!Object || !C.TU.types().isObjectPointer(Object->getType()) ||
        (F && C.Fields.isOnlyBorrowed(F)))
      return false;
    Chain Way;
    if (!isObjectOrOwns(H.Value, Object, 0, Way) ||
        Holders.isEmptiedAfter(
            CE, Body, [&](const Expr *E) { return namesSame(E, Into); }))
      return false;
    MistakeReport R(TypeMistake::PutIntoItself);
    R.Function = FD;
    R.Loc = CE->getBeginLoc();
    R.Detail = Object->getNameAsString() +
               (F ? " -> " + F->getNameAsString() : std::string());
    R.Detail2 = nameOf(CE->getDirectCallee()).str();
    R.Fields.push_back(argumentName(H.Value, Object));
    reportChain(std::move(R), std::move(Way), F, Object);
    return true;
  }

  /// Whether both name the same field of a variable, or the same variable.
  bool namesSame(const Expr *A, const Expr *B) const {
    const FieldDecl *F = fieldNamed(A);
    return F == fieldNamed(B) && rootOf(A) &&
           (rootOf(A) == rootOf(B) || (!F && Body.isSame(A, rootOf(B))));
  }

  /// `self->f = PyObject_GetAttrString(self, "method")`, where f is called: the
  /// method in f is bound to self.
  void checkOwnMethod(const BinaryOperator *BO, const FieldDecl *F,
                      const VarDecl *Object, MistakeReport R) {
    if (!C.Fields.facts(F).Called)
      return;
    const CallExpr *Lookup = maker(BO->getRHS());
    if (const VarDecl *VD = variableBehind(BO->getRHS()); VD && !Lookup)
      Lookup = filler(VD);
    if (!Lookup || !Lookup->getNumArgs() ||
        Holders.contracts().roleOf(Lookup) != ApiRole::GetAttribute ||
        !Body.isSame(Lookup->getArg(0), Object))
      return;
    R.What = TypeMistake::OwnsOwnMethod;
    R.Detail2 = nameOf(Lookup->getDirectCallee()).str();
    R.Notes.push_back(
        noteAt(Lookup->getBeginLoc(),
               returnsOwner(R.Detail2, Object->getNameAsString())));
    reportCycle(std::move(R), F, Object);
  }

  /// The call that gives \p E its value, directly or through one variable.
  const CallExpr *maker(const Expr *E) const {
    E = withoutNewRef(E)->IgnoreParenCasts();
    if (const auto *CE = dyn_cast<CallExpr>(E))
      return CE->getDirectCallee() ? CE : nullptr;
    const VarDecl *VD = variableBehind(E);
    if (!VD || !VD->hasLocalStorage())
      return nullptr;
    for (const Expr *Value : Body.values(VD))
      if (const auto *CE = dyn_cast<CallExpr>(Value->IgnoreParenCasts());
          CE && CE->getDirectCallee())
        return CE;
    return nullptr;
  }

  /// The call that fills \p VD through its address.
  const CallExpr *filler(const VarDecl *VD) const {
    for (const CallExpr *CE : Body.calls()) {
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

  void reportChain(MistakeReport R, Chain Way, const FieldDecl *F,
                   const VarDecl *Object) {
    for (const std::string &Name : Way.Through)
      R.Detail += " -> " + Name;
    R.Notes = std::move(Way.Notes);
    reportCycle(std::move(R), F, Object, Way.ThroughInstance);
  }

  /// Reports the cycle, except if the same function breaks it again.
  void reportCycle(MistakeReport R, const FieldDecl *F, const VarDecl *Object,
                   bool ThroughInstance = false) {
    if (isBroken(R.Loc, F))
      return;
    const QualType T = Object->getType();
    const llvm::SmallVector<const TypeObject *, 2> Known = C.Types.typesOf(
        T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr);
    // Objects of other files' types, and type objects, have cycles anyway.
    if ((!F && Known.empty()) || isTypeStruct(F))
      return;
    const bool Collected =
        Known.empty() || llvm::any_of(Known, [&](const TypeObject *K) {
          return C.Types.supportsGC(*K) != BuiltinGC::No ||
                 K->has(Slot::Traverse);
        });
    // The collector frees the cycle later, with all that it holds. Objects that
    // own each other are often meant to, and other code breaks their cycle.
    R.Level = (Collected ? 1 : 0) + (ThroughInstance ? 1 : 0);
    R.Detail += " -> " + Object->getNameAsString();
    C.report(std::move(R));
  }

  static bool isTypeStruct(const FieldDecl *F) {
    const StringRef Name = F ? recordName(F->getParent()) : StringRef();
    return Name == "_typeobject" || Name == "_heaptypeobject";
  }

  bool isBroken(SourceLocation At, const FieldDecl *F) const {
    return F && llvm::any_of(Body.assignments(), [&](const BinaryOperator *BO) {
             return fieldNamed(BO->getLHS()) == F &&
                    isNullPointer(BO->getRHS(), FD->getASTContext()) &&
                    !Body.exclude(At, BO->getBeginLoc()) &&
                    Body.isBefore(At, BO->getBeginLoc());
           });
  }

  TypeCheck &C;
  HoldingCalls &Holders;
  const FunctionDecl *FD;
  const FunctionBody &Body;
};

} // namespace

void checkCycles(TypeCheck &C, HoldingCalls &Holders,
                 const FunctionBody &Body) {
  CycleRule(C, Holders, Body).check();
}

void checkMutualOwners(TypeCheck &C, const TypeObject &T) {
  if (C.Types.supportsGC(T) != BuiltinGC::No || T.has(Slot::Traverse))
    return;
  for (const OwnedField &F : ownedFields(C, T)) {
    if (F.Cycle.Possible != FieldModel::Cycle::Yes || !F.Cycle.Closed)
      continue;
    // A field that is set while the object is made leads to older objects only.
    if (llvm::none_of(F.Cycle.Fields, [&](const FieldDecl *Step) {
          return C.Fields.isSetLater(Step);
        }))
      continue;
    // The finding is at the base type.
    if (const TypeObject *Base = C.Types.find(T.Base);
        Base && Base->Layout == T.Layout)
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
