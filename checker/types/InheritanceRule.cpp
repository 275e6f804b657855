//===- InheritanceRule.cpp - What a type owes to its base type --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An inherited slot does not handle the fields that the type adds. A slot that
// overrides one must do the base type's work too, or call the base type's slot.
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks one type whose base type is known.
class InheritanceRule {
public:
  InheritanceRule(TypeCheck &C, const TypeObject &T)
      : C(C), T(T), Base(C.Types.find(T.Base)) {}

  void check() {
    if (T.EmbedsBase) {
      checkInheritedTraverse();
      checkInheritedDealloc();
    }
    // The fields of a base type in this file are checked one by one.
    if (!Base && builtinTypeGC(nameOf(T.Base)) == BuiltinGC::Yes) {
      checkCallsBase(Slot::Traverse, Effect::Visit, "tp_traverse", "visited");
      checkCallsBase(Slot::Clear, Effect::Release, "tp_clear", "cleared");
      checkCallsBase(Slot::Dealloc, Effect::Release, "tp_dealloc", "released");
    }
  }

private:
  MistakeReport about(TypeMistake What, unsigned Level) const {
    MistakeReport R(What);
    R.Level = Level;
    R.Subject = T.Decl;
    R.Detail = T.Base->getNameAsString();
    return R;
  }

  /// Whether the slot \p S of a base type in this file may do \p K to \p P.
  bool baseMay(Slot S, Effect::EffectKind K, const FieldPath &P) const {
    if (!Base || !Base->has(S))
      return false;
    const SlotBody &B = C.body(*Base, S);
    return B.hidesOwnFields() || mayTouch(C, B, K, P);
  }

  void checkInheritedTraverse() {
    if (T.FlagsUnclear || T.flag(FlagHaveGC) || T.has(Slot::Traverse) ||
        T.has(Slot::Clear) || C.Types.supportsGC(T) != BuiltinGC::Yes)
      return;
    MistakeReport Certain = about(TypeMistake::InheritsTraverse, 0);
    MistakeReport Likely = about(TypeMistake::InheritsTraverse, 1);
    for (const OwnedField &F : ownedFields(C, T)) {
      if (F.Path.Inherited || F.Cycle.Possible != FieldModel::Cycle::Yes ||
          baseMay(Slot::Traverse, Effect::Visit, F.Path))
        continue;
      MistakeReport &R = F.isCertain() ? Certain : Likely;
      R.Fields.push_back(F.Path.text());
      explain(F, R);
    }
    for (MistakeReport *R : {&Certain, &Likely})
      if (!R->Fields.empty())
        C.report(std::move(*R));
  }

  void checkInheritedDealloc() {
    if (T.has(Slot::Dealloc) || T.has(Slot::Finalize) ||
        (Base && (Base->has(Slot::Finalize) || Base->FlagsUnclear)))
      return;
    MistakeReport R = about(TypeMistake::InheritsDealloc, 1);
    for (const OwnedField &F : ownedFields(C, T)) {
      const ExposedField *E = C.Types.exposed(F.Path.field());
      if (F.ByHelper || F.Path.Inherited || (T.IsHeap && E && E->Cleared) ||
          baseMay(Slot::Dealloc, Effect::Release, F.Path))
        continue;
      R.Fields.push_back(F.Path.text());
      explain(F, R);
    }
    if (!R.Fields.empty())
      C.report(std::move(R));
  }

  /// Only the slots of a built-in type know what its instances hold.
  void checkCallsBase(Slot S, Effect::EffectKind K, llvm::StringRef Name,
                      llvm::StringRef Done) {
    const SlotBody &B = C.body(T, S);
    if (!B || B.has(Effect::UnknownCall) || B.callsBase(S))
      return;
    // It may do the base type's work itself: PyTuple_GET_ITEM, or the fields of
    // a PyMethodObject, if that is the whole instance.
    for (const Effect &E : B.Effects)
      if (E.Kind == K && E.Field &&
          (E.Field->getParent() != T.Layout || !T.EmbedsBase ||
           nameOf(E.Field) == "ob_item"))
        return;
    MistakeReport R =
        about(S == Slot::Dealloc ? TypeMistake::BaseDeallocNotCalled
                                 : TypeMistake::BaseSlotNotCalled,
              1);
    R.Function = B.Function;
    R.Detail2 = Name.str();
    R.Fields.push_back(Done.str());
    C.report(std::move(R));
  }

  TypeCheck &C;
  const TypeObject &T;
  const TypeObject *Base;
};

} // namespace

void checkInheritance(TypeCheck &C, const TypeObject &T) {
  const bool Known = T.Base && !T.BaseUnclear &&
                     (C.Types.find(T.Base) ||
                      builtinTypeGC(nameOf(T.Base)) != BuiltinGC::Unknown);
  if (Known && C.Types.find(T.Base) != &T)
    InheritanceRule(C, T).check();
}

} // namespace pyrefcheck
