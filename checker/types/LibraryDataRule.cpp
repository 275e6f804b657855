//===- LibraryDataRule.cpp - References that a library keeps ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Many libraries keep a `void *` for their user. If a function in the file
// releases what it reads from there, and a field of the instance names the
// library's object, the instance owns it: tp_dealloc must release it too.
//
//===----------------------------------------------------------------------===//

#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// A release of what `Getter(self->Field)` returned.
struct KeptReference {
  const FunctionDecl *Getter;
  const FieldDecl *Field;
  const CallExpr *Release;
  const FunctionDecl *In;
};

/// Finds such references in all functions, then checks the types that own them.
class LibraryDataRule {
public:
  explicit LibraryDataRule(TypeCheck &C) : C(C) {}

  void check(llvm::ArrayRef<FunctionBody> Functions) {
    for (const FunctionBody &Body : Functions)
      if (C.TU.role(Body.function()) != FunctionRole::Destructor)
        for (const CallExpr *CE : Body.calls())
          collect(CE, Body);
    if (!References.empty())
      for (const TypeObject &T : C.Types.types())
        check(T);
  }

private:
  /// Adds what \p CE releases, if that came from a library.
  void collect(const CallExpr *CE, const FunctionBody &Body) {
    if (!isRelease(CE))
      return;
    const Scope Here(C.Bodies.sources(), Body.function());
    llvm::SmallVector<const Expr *, 8> Values{CE->getArg(0)};
    for (size_t I = 0; I != Values.size() && I != 8; ++I) {
      if (const VarDecl *VD = variableBehind(Values[I]))
        llvm::append_range(Values, Body.values(VD));
      const auto *Get = dyn_cast<CallExpr>(Values[I]->IgnoreParenCasts());
      const FunctionDecl *Getter = Get ? Get->getDirectCallee() : nullptr;
      if (!Getter || !isForeign(Getter))
        continue;
      for (const Expr *A : Get->arguments())
        for (const FieldDecl *F : Here.resolve(A).Fields)
          References[F->getParent()->getDefinition()].push_back(
              {Getter, F, CE, Body.function()});
    }
  }

  void check(const TypeObject &T) {
    const auto Own = References.find(T.Layout);
    const SlotBody &Dealloc = C.body(T, Slot::Dealloc);
    if (Own == References.end() || !Dealloc || Dealloc.isOpaque())
      return;
    for (const KeptReference &Kept : Own->second)
      if (takesApart(Kept, Dealloc))
        return report(Kept, T, Dealloc);
  }

  /// Whether \p CE releases its first argument. Before 3.8, Py_DECREF is a
  /// macro that ends with a call of tp_dealloc.
  bool isRelease(const CallExpr *CE) const {
    if (!CE->getNumArgs())
      return false;
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee) {
      const Expr *Target = CE->getCallee()->IgnoreParenImpCasts();
      if (const auto *UO = dyn_cast<UnaryOperator>(Target))
        Target = UO->getSubExpr()->IgnoreParenImpCasts();
      const FieldDecl *F = fieldNamed(Target);
      return F && slotOfMember(nameOf(F)) == Slot::Dealloc;
    }
    const Contract *Ct = C.Bodies.contracts().find(Callee);
    return Ct && Ct->does(ArgEffect::Decrements, 0);
  }

  /// Whether \p FD is of a library that does not know Python objects.
  bool isForeign(const FunctionDecl *FD) const {
    const FunctionDecl *Def = FD;
    return FD->getReturnType()->isVoidPointerType() && !bodyOf(Def) &&
           !C.Bodies.contracts().find(FD);
  }

  /// Whether tp_dealloc gives the library's object back and never calls Getter.
  static bool takesApart(const KeptReference &Kept, const SlotBody &Dealloc) {
    bool Given = false;
    for (const Effect &E : Dealloc.Effects) {
      const auto *CE = E.Kind == Effect::Unclear && E.Field == Kept.Field
                           ? dyn_cast<CallExpr>(E.At)
                           : nullptr;
      const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
      if (Callee &&
          Callee->getCanonicalDecl() == Kept.Getter->getCanonicalDecl())
        return false;
      Given |= Callee != nullptr;
    }
    return Given;
  }

  void report(const KeptReference &Kept, const TypeObject &T,
              const SlotBody &Dealloc) {
    MistakeReport R(TypeMistake::LibraryDataKept);
    R.Level = 1;
    R.Subject = T.Decl;
    R.Function = Dealloc.Function;
    R.Fields.push_back(Kept.Field->getNameAsString());
    R.Detail = Kept.Getter->getNameAsString();
    R.Detail2 = Kept.In->getNameAsString();
    R.Notes.push_back(
        noteAt(Kept.Release->getBeginLoc(), releasedFromLibrary(R.Detail)));
    C.report(std::move(R));
  }

  TypeCheck &C;
  /// Keyed by the struct whose field the library's object is in.
  llvm::DenseMap<const RecordDecl *, llvm::SmallVector<KeptReference, 2>>
      References;
};

} // namespace

void checkLibraryData(TypeCheck &C, llvm::ArrayRef<FunctionBody> Functions) {
  LibraryDataRule(C).check(Functions);
}

} // namespace pyrefcheck
