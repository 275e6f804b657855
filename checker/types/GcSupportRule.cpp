//===- GcSupportRule.cpp - Garbage collector support of types ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "PrivateInstances.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks one type.
class GCSupportRule {
public:
  GCSupportRule(TypeCheck &C, const TypeObject &T)
      : C(C), T(T), GC(C.Types.supportsGC(T)), Owned(ownedFields(C, T)),
        Traverse(C.body(T, Slot::Traverse)), Clear(C.body(T, Slot::Clear)) {}

  void check() {
    checkFlags();
    if (GC == BuiltinGC::No && !T.has(Slot::Traverse))
      checkMissingSupport();
    if (Traverse) {
      checkVisits();
      checkTraverseEffects();
    }
    if (T.flag(FlagHaveGC) && T.has(Slot::Traverse))
      checkClear();
  }

private:
  MistakeReport about(TypeMistake What, unsigned Level = 0) const {
    MistakeReport R(What);
    R.Level = Level;
    R.Subject = T.Decl;
    return R;
  }

  void checkFlags() {
    if (T.FlagsUnclear)
      return;
    if (T.flag(FlagHaveGC) && !T.has(Slot::Traverse)) {
      MistakeReport R = about(TypeMistake::GCWithoutTraverse);
      R.Detail = T.name().str();
      // The slot array is where the entry is missing.
      if (T.Slots)
        R.Subject = T.Slots;
      if (T.FlagsExpr)
        R.Notes.push_back(noteAt(T.FlagsExpr->getBeginLoc(), flagsHere()));
      C.report(std::move(R));
    }
    // A type with its own tp_traverse or tp_clear does not inherit the flag.
    // Subclasses written in Python have the flag, and call these slots.
    if (!T.flag(FlagHaveGC) && (Traverse || Clear)) {
      MistakeReport R =
          about(TypeMistake::TraverseWithoutGC, T.flag(FlagBaseType) ? 2 : 0);
      R.Detail = Traverse ? "tp_traverse" : "tp_clear";
      C.report(std::move(R));
    }
  }

  /// Checks a type that does not take part in garbage collection.
  void checkMissingSupport() {
    const OwnedField *Best = nullptr;
    bool BestArbitrary = false;
    for (const OwnedField &F : Owned) {
      if (F.Cycle.Possible != FieldModel::Cycle::Yes || F.Cycle.Closed ||
          visitedByOthers(F.Path.field()))
        continue;
      const bool Arbitrary =
          F.Cycle.Exposed || F.Cycle.Fillable ||
          (F.Cycle.Steps.empty() && F.Cycle.Entry && F.Cycle.Entry->What.Any);
      if (Best && (BestArbitrary || !Arbitrary))
        continue;
      Best = &F;
      BestArbitrary = Arbitrary;
    }
    if (Best && !hasPrivateInstances(T, C.Types, C.TU, C.Bodies.contracts(),
                                     C.Bodies.sources())) {
      const OwnedField &F = *Best;
      const bool Arbitrary = BestArbitrary;
      MistakeReport R = about(TypeMistake::NoGC, Arbitrary ? 1 : 2);
      R.Fields.push_back(F.Path.text());
      R.Detail = Arbitrary && !F.Cycle.Fillable ? "an arbitrary object"
                                                : "a container";
      explain(F, R);
      C.report(std::move(R));
      if (Arbitrary)
        return; // One reason is enough.
    }
    if (T.IsHeap && C.Python >= VisitsHeapTypeSince)
      C.report(
          about(TypeMistake::HeapTypeNoGC, T.flag(FlagImmutableType) ? 2 : 1));
  }

  /// Whether another type's tp_traverse visits the field.
  bool visitedByOthers(const FieldDecl *F) const {
    return llvm::any_of(C.Types.types(), [&](const TypeObject &O) {
      return O.Layout != T.Layout &&
             C.body(O, Slot::Traverse).has(Effect::Visit, F);
    });
  }

  void checkVisits() {
    MistakeReport Certain = about(TypeMistake::TraverseMisses);
    MistakeReport Likely = about(TypeMistake::TraverseMisses, 1);
    MistakeReport Possible = about(TypeMistake::TraverseMisses, 2);
    for (const OwnedField &F : Owned) {
      if (hides(T, Traverse, F.Path) ||
          belongsToBase(C, T, Slot::Traverse, Effect::Visit, F.Path) ||
          F.Cycle.Possible == FieldModel::Cycle::No ||
          mayTouch(C, Traverse, Effect::Visit, F.Path))
        continue;
      const bool Yes = F.Cycle.Possible == FieldModel::Cycle::Yes;
      MistakeReport &R = !Yes ? Possible : F.isCertain() ? Certain : Likely;
      R.Fields.push_back(F.Path.text());
      explain(F, R);
    }
    for (MistakeReport *R : {&Certain, &Likely, &Possible})
      if (!R->Fields.empty()) {
        R->Function = Traverse.Function;
        C.report(std::move(*R));
      }

    if (T.IsHeap && C.Python >= VisitsHeapTypeSince && !Traverse.isOpaque() &&
        !Traverse.has(Effect::VisitType)) {
      MistakeReport R = about(TypeMistake::TraverseMissesType);
      R.Function = Traverse.Function;
      C.report(std::move(R));
    }
    // The source may depend on the version of the headers.
    if (const Effect *Visit = Traverse.first(Effect::VisitType);
        Visit && T.IsHeap && T.flag(FlagBaseType) &&
        C.Python < VisitsHeapTypeSince && C.Headers < VisitsHeapTypeSince) {
      MistakeReport R = about(TypeMistake::VisitsTypeTooEarly, 1);
      R.Function = Traverse.Function;
      R.standsAt(*Visit);
      C.report(std::move(R));
    }
    checkNotOwned();
  }

  void checkNotOwned() {
    MistakeReport R = about(TypeMistake::TraverseVisitsBorrowed, 1);
    for (const Effect &E : Traverse.Effects) {
      if (E.Kind != Effect::Visit || !E.Field)
        continue;
      if (E.Field == T.WeakList) {
        MistakeReport W = about(TypeMistake::TraverseVisitsWeakList);
        W.Function = Traverse.Function;
        W.standsAt(E);
        W.Fields.push_back(E.Field->getNameAsString());
        C.report(std::move(W));
        continue;
      }
      const bool Released =
          Clear.has(Effect::Release, E.Field) ||
          C.body(T, Slot::Dealloc).has(Effect::Release, E.Field);
      if (Released || !C.Fields.isOnlyBorrowed(E.Field) ||
          llvm::is_contained(R.Fields, E.Field->getNameAsString()))
        continue;
      if (R.Fields.empty())
        R.standsAt(E);
      R.Fields.push_back(E.Field->getNameAsString());
      const FieldStore &Store = C.Fields.facts(E.Field).Stores.front();
      R.Notes.push_back(
          noteAt(Store.At->getBeginLoc(),
                 storedHere(E.Field->getName(), "a borrowed reference")));
    }
    if (R.Fields.empty())
      return;
    R.Function = Traverse.Function;
    C.report(std::move(R));
  }

  void checkTraverseEffects() {
    for (const Effect &E : Traverse.Effects) {
      if (E.Kind != Effect::Increment && E.Kind != Effect::Decrement &&
          E.Kind != Effect::Release && E.Kind != Effect::ReleaseType &&
          E.Kind != Effect::MakesObject)
        continue;
      MistakeReport R = about(TypeMistake::TraverseChangesCounts,
                              E.Kind == Effect::MakesObject || E.InHelper);
      R.Function = Traverse.Function;
      R.Loc = E.Loc;
      R.Detail = E.Callee.str();
      C.report(std::move(R));
      return; // One finding is enough.
    }
  }

  void checkClear() {
    const bool Missing = !T.has(Slot::Clear);
    if (!Missing && !Clear)
      return;
    if (!Missing) {
      checkClearOrder();
      checkFreedTwice();
    }
    const TypeMistake What =
        Missing ? TypeMistake::NoClear : TypeMistake::ClearMisses;
    MistakeReport Likely = about(What, 1);
    MistakeReport Possible = about(What, 2);
    for (const OwnedField &F : Owned) {
      if (F.Cycle.Possible != FieldModel::Cycle::Yes ||
          belongsToBase(C, T, Slot::Clear, Effect::Release, F.Path) ||
          (!Missing && (hides(T, Clear, F.Path) ||
                        mayTouch(C, Clear, Effect::Release, F.Path) ||
                        mayTouch(C, Clear, Effect::Overwrite, F.Path))))
        continue;
      // References set once, when the object is made, close a cycle only
      // together with something else that can be cleared.
      MistakeReport &R = F.Mutable ? Likely : Possible;
      R.Fields.push_back(F.Path.text());
      explain(F, R);
    }
    for (MistakeReport *R : {&Likely, &Possible})
      if (!R->Fields.empty()) {
        R->Function = Missing ? nullptr : Clear.Function;
        C.report(std::move(*R));
      }
  }

  /// Whether \p F is in the instance itself, and neither an array nor in one.
  bool isDirect(const FieldDecl *F) const {
    return C.TU.types().isObjectPointer(F->getType()) &&
           llvm::any_of(C.Fields.fieldsOf(T.Layout), [&](const FieldPath &P) {
             return P.field() == F && !P.Behind &&
                    llvm::none_of(P.Path, [](const FieldDecl *Part) {
                      return Part->getType()->isArrayType();
                    });
           });
  }

  /// Py_CLEAR sets the field to NULL, then releases the object.
  void checkClearOrder() {
    MistakeReport Leaves = about(TypeMistake::ClearLeavesPointer);
    MistakeReport First = about(TypeMistake::ClearReleasesFirst, 1);
    const SlotBody &Dealloc = C.body(T, Slot::Dealloc);
    for (size_t I = 0; I != Clear.Effects.size(); ++I) {
      const Effect &E = Clear.Effects[I];
      if (E.Kind != Effect::Release || !isDirect(E.Field))
        continue;
      auto SetsIt = [&](const Effect &O) {
        return (O.Kind == Effect::Overwrite || O.Kind == Effect::Unclear) &&
               O.Field == E.Field;
      };
      const auto At = Clear.Effects.begin() + I;
      MistakeReport *R = nullptr;
      if (llvm::any_of(Clear.Effects, SetsIt))
        R = std::any_of(Clear.Effects.begin(), At, SetsIt) ? nullptr : &First;
      else if (Dealloc.has(Effect::Release, E.Field))
        R = &Leaves;
      if (!R || llvm::is_contained(R->Fields, E.Field->getNameAsString()))
        continue;
      if (R->Fields.empty())
        R->standsAt(E);
      R->Fields.push_back(E.Field->getNameAsString());
    }
    for (MistakeReport *R : {&Leaves, &First})
      if (!R->Fields.empty()) {
        R->Function = Clear.Function;
        C.report(std::move(*R));
      }
  }

  /// tp_dealloc runs after tp_clear.
  void checkFreedTwice() {
    const SlotBody &Dealloc = C.body(T, Slot::Dealloc);
    for (const Effect &E : Clear.Effects) {
      if (E.Kind != Effect::Free ||
          C.TU.types().isObjectPointer(E.Field->getType()) ||
          Clear.has(Effect::Overwrite, E.Field) ||
          !Dealloc.has(Effect::Free, E.Field))
        continue;
      MistakeReport R = about(TypeMistake::ClearFreesTwice, 1);
      R.Function = Clear.Function;
      R.standsAt(E);
      R.Fields.push_back(E.Field->getNameAsString());
      R.Detail = E.Callee.str();
      C.report(std::move(R));
    }
  }

  TypeCheck &C;
  const TypeObject &T;
  const BuiltinGC GC;
  const std::vector<OwnedField> Owned;
  const SlotBody &Traverse, &Clear;
};

} // namespace

void checkGCSupport(TypeCheck &C, const TypeObject &T) {
  GCSupportRule(C, T).check();
}

} // namespace pyrefcheck
