//===- DeallocRule.cpp - How instances are taken apart ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Construction.h"
#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks tp_dealloc, tp_finalize and tp_del of one type.
class DeallocRule {
public:
  DeallocRule(TypeCheck &C, const TypeObject &T)
      : C(C), T(T), Body(C.body(T, Slot::Dealloc)), GC(C.Types.supportsGC(T)) {}

  void check() {
    if (Body) {
      checkFields();
      checkNull();
      checkTypeReference();
      checkUntrack();
      checkWeakRefs();
      checkFree();
      checkFreed();
      checkFinalizerCall();
      checkRevival();
      checkException(Body, 2);
    } else if (!T.has(Slot::Dealloc) && !T.has(Slot::Finalize) &&
               !C.Types.inherits(T)) {
      checkNoDealloc();
    }
    checkFinalizer();
  }

private:
  MistakeReport about(TypeMistake What, unsigned Level = 0) const {
    MistakeReport R(What);
    R.Level = Level;
    R.Subject = T.Decl;
    R.Function = Body.Function;
    return R;
  }

  void checkFields() {
    // tp_finalize can release fields first: tp_dealloc, that of a subclass or
    // the collector calls it.
    const SlotBody &Finalize = C.body(T, Slot::Finalize);
    if (Finalize.first(Effect::UnknownCall))
      return;
    MistakeReport Certain = about(TypeMistake::DeallocMisses);
    MistakeReport Likely = about(TypeMistake::DeallocMisses, 1);
    for (const OwnedField &F : ownedFields(C, T)) {
      if (F.ByHelper || hides(T, Body, F.Path) ||
          mayTouch(C, Body, Effect::Release, F.Path) ||
          mayTouch(C, Finalize, Effect::Release, F.Path) ||
          belongsToBase(C, T, Slot::Dealloc, Effect::Release, F.Path))
        continue;
      MistakeReport &R = F.InClear ? Certain : Likely;
      R.Fields.push_back(F.Path.text());
      explain(F, R);
      if (!F.ReleasedBy && !F.Cycle.Entry)
        noteStore(F, R);
    }
    for (MistakeReport *R : {&Certain, &Likely})
      if (!R->Fields.empty())
        C.report(std::move(*R));
  }

  /// Checks releases of fields that may be NULL when the object dies: tp_clear
  /// has run, or tp_init has not.
  void checkNull() {
    const SlotBody &Clear = C.body(T, Slot::Clear);
    MistakeReport Cleared = about(TypeMistake::DeallocNeedsField, 1);
    Cleared.Detail2 = "tp_clear has set it to NULL";
    MistakeReport Unset = about(TypeMistake::DeallocNeedsField, 1);
    Unset.Detail2 = "only tp_init sets it, which may fail or never run";
    for (const Effect &E : Body.Effects) {
      if (E.Kind != Effect::Release || !E.NeedsObject ||
          !C.TU.types().isObjectPointer(E.Field->getType()) ||
          Body.has(Effect::Overwrite, E.Field))
        continue;
      const bool ByClear = T.flag(FlagHaveGC) &&
                           Clear.has(Effect::Overwrite, E.Field) &&
                           Clear.has(Effect::Release, E.Field);
      if (!ByClear && !isOnlySetByInit(E.Field))
        continue;
      MistakeReport &R = ByClear ? Cleared : Unset;
      if (llvm::is_contained(R.Fields, E.Field->getNameAsString()))
        continue;
      if (R.Fields.empty())
        R.standsAt(E);
      R.Fields.push_back(E.Field->getNameAsString());
      R.Detail = E.Callee.str();
    }
    for (MistakeReport *R : {&Cleared, &Unset})
      if (!R->Fields.empty())
        C.report(std::move(*R));
  }

  /// Whether the field is NULL until tp_init sets it, as far as stores show.
  bool isOnlySetByInit(const FieldDecl *F) const {
    const FunctionDecl *Init = T.function(Slot::Init);
    const FieldFacts &Facts = C.Fields.facts(F);
    if (!Init || !makesZeroed() || Facts.AddressTaken || Facts.Stores.empty())
      return false;
    return llvm::all_of(Facts.Stores, [&](const FieldStore &S) {
      return S.In->getCanonicalDecl() == Init->getCanonicalDecl();
    });
  }

  /// Whether tp_new sets no field unseen: it is of this file, Python or object.
  bool makesZeroed() const {
    const FunctionDecl *New = T.function(Slot::New);
    if (!T.has(Slot::New))
      return T.IsHeap && !C.Types.inherits(T);
    if (!New || bodyOf(New))
      return New != nullptr;
    const Contract *Ct = C.Bodies.contracts().find(New);
    return Ct && Ct->Result.Kind == ResultKind::New;
  }

  void noteStore(const OwnedField &F, MistakeReport &R) const {
    for (const FieldStore &S : C.Fields.facts(F.Path.field()).Stores)
      if (S.What.Strong) {
        R.Notes.push_back(
            noteAt(S.At->getBeginLoc(),
                   storedHere(F.Path.text(), "a reference of its own")));
        return;
      }
  }

  void checkNoDealloc() {
    MistakeReport R = about(TypeMistake::NoDealloc, 1);
    for (const OwnedField &F : ownedFields(C, T)) {
      const ExposedField *E = C.Types.exposed(F.Path.field());
      if (F.ByHelper || (T.IsHeap && E && E->Cleared))
        continue;
      R.Fields.push_back(F.Path.text());
      noteStore(F, R);
    }
    if (!R.Fields.empty())
      C.report(std::move(R));
  }

  void checkTypeReference() {
    if (C.Python < OwnsHeapTypeSince)
      return;
    const Effect *Release = Body.first(Effect::ReleaseType);
    const bool IsOpaque = Body.isOpaque();
    if (T.IsHeap && !Release &&
        (Body.endsInBuiltinDealloc() ||
         (!IsOpaque && (!C.Types.inherits(T) || freesItself()))))
      C.report(about(TypeMistake::DeallocMissesType));
    if (IsOpaque)
      return;
    // The function may serve heap types too: then it tests the flags, or a heap
    // type of the file uses it.
    if (T.IsHeap || !Release || T.flag(FlagHeapType) || T.FlagsUnclear ||
        asksForFlags() || (T.GivenAway && !T.has(Slot::New)))
      return;
    for (const TypeObject &O : C.Types.types())
      if (O.IsHeap && O.function(Slot::Dealloc) &&
          O.function(Slot::Dealloc)->getCanonicalDecl() ==
              Body.Function->getCanonicalDecl())
        return;
    MistakeReport R = about(TypeMistake::DeallocReleasesStaticType, 1);
    R.standsAt(*Release);
    C.report(std::move(R));
  }

  /// Whether \p Is is true of a statement or expression of the function.
  bool hasStatement(llvm::function_ref<bool(const Stmt *)> Is) const {
    llvm::SmallVector<const Stmt *, 32> Work{Body.Function->getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      if (Is(S))
        return true;
      Work.append(S->child_begin(), S->child_end());
    }
    return false;
  }

  /// Whether the function reads the type's flags.
  bool asksForFlags() const {
    return hasStatement([](const Stmt *S) {
      if (const auto *ME = dyn_cast<MemberExpr>(S))
        return nameOf(ME->getMemberDecl()) == "tp_flags";
      const auto *CE = dyn_cast<CallExpr>(S);
      return CE && CE->getDirectCallee() &&
             (nameOf(CE->getDirectCallee()) == "PyType_HasFeature" ||
              nameOf(CE->getDirectCallee()) == "PyType_GetFlags");
    });
  }

  /// Whether the function frees the object's memory: no tp_dealloc of a base
  /// type is left to release anything.
  bool freesItself() const {
    return freesByType() || llvm::any_of(Body.Effects, [](const Effect &E) {
             return E.Kind == Effect::Api && E.OnSelf &&
                    (E.Role == ApiRole::FreeObject ||
                     E.Role == ApiRole::FreeGCObject);
           });
  }

  /// The first release that can run Python code, or null.
  const Effect *firstRelease() const {
    for (const Effect &E : Body.Effects)
      if (E.Kind == Effect::Release && runsCode(E))
        return &E;
    return nullptr;
  }

  bool before(const Effect *A, const Effect *B) const {
    return A - Body.Effects.data() < B - Body.Effects.data();
  }

  /// Whether the release \p E can run Python code.
  bool runsCode(const Effect &E) const {
    const Content &What = C.Fields.facts(E.Field).What;
    return What.isOpen() || !What.isKnown() || !What.Structs.empty();
  }

  std::vector<std::string> releasedBefore(const Effect *End) const {
    std::vector<std::string> Names;
    for (const Effect &E : Body.Effects) {
      if (&E == End)
        break;
      if (E.Kind == Effect::Release && runsCode(E) &&
          !llvm::is_contained(Names, E.Field->getNameAsString()))
        Names.push_back(E.Field->getNameAsString());
    }
    return Names;
  }

  void checkUntrack() {
    if (!T.flag(FlagHaveGC) || T.FlagsUnclear || C.Untracked.contains(&T))
      return;
    const Effect *Release = firstRelease();
    const Effect *Untrack = Body.first(ApiRole::Untrack);
    if (!Untrack) {
      if (!Body.isOpaque())
        C.report(about(TypeMistake::NoUntrack, Release ? 0 : 2));
      return;
    }
    if (!Release || !before(Release, Untrack))
      return;
    MistakeReport R = about(TypeMistake::LateUntrack, 1);
    R.Loc = Release->Loc;
    for (std::string &Name : releasedBefore(Untrack))
      R.Fields.push_back(std::move(Name));
    C.report(std::move(R));
  }

  void checkWeakRefs() {
    if (!T.HasWeakList)
      return;
    const Effect *ClearRefs = Body.first(ApiRole::ClearWeakRefs);
    if (!ClearRefs) {
      if (!Body.isOpaque() && !Body.first(ApiRole::CallFinalizer))
        C.report(about(TypeMistake::NoClearWeakRefs));
      return;
    }
    const Effect *Release = firstRelease();
    if (!Release || !before(Release, ClearRefs))
      return;
    // A weak reference returns nothing after the count drops to zero, but its
    // callbacks run late.
    MistakeReport R = about(TypeMistake::LateClearWeakRefs, 2);
    R.Loc = Release->Loc;
    for (std::string &Name : releasedBefore(ClearRefs))
      R.Fields.push_back(std::move(Name));
    C.report(std::move(R));
  }

  void checkFree() {
    // Next to tp_free, another function is for types that have none: no type.
    if (freesByType())
      return;
    for (const Effect &E : Body.Effects) {
      if (E.Kind != Effect::Api || !E.OnSelf)
        continue;
      const bool Plain = E.Role == ApiRole::FreeObject;
      const bool Memory = E.Role == ApiRole::FreeMemory;
      const bool Collected = E.Role == ApiRole::FreeGCObject;
      if (!Plain && !Memory && !Collected)
        continue;
      MistakeReport R = about(TypeMistake::WrongFree);
      R.standsAt(E);
      R.Detail = E.Callee.str();
      if (GC == BuiltinGC::Yes && (Plain || Memory))
        R.Detail2 = "are under the garbage collector";
      else if (GC == BuiltinGC::No && Collected)
        R.Detail2 = "are not under the garbage collector";
      else if (GC == BuiltinGC::No && Plain && isSubclassed())
        R.What = TypeMistake::FreeIgnoresSubclass;
      else
        continue;
      C.report(std::move(R));
      return;
    }
  }

  /// Whether a call in tp_new, of this file, allocates the object.
  bool isAllocated() const {
    const FunctionDecl *New = T.function(Slot::New);
    const FunctionDecl *Definition = New ? New->getDefinition() : nullptr;
    if (!Definition)
      return false;
    const FunctionBody Maker(Definition, C.Bodies.sources());
    return llvm::any_of(Maker.calls(), [&](const CallExpr *CE) {
      return allocatorOf(CE, C.Bodies.contracts()) != Allocator::Unknown;
    });
  }

  /// Whether the object may reach other code in a way that SlotBody does not
  /// show: by an operator or constructor of C++, the address of a member, or a
  /// value that it is a part of. Or the function does not return.
  bool goesElsewhere() const {
    return hasStatement([this](const Stmt *S) {
      const auto *CE = dyn_cast<CallExpr>(S);
      const auto *UO = dyn_cast<UnaryOperator>(S);
      const auto *BO = dyn_cast<BinaryOperator>(S);
      return isa<CXXConstructExpr, CXXOperatorCallExpr, CXXMemberCallExpr,
                 LambdaExpr, AtomicExpr, InitListExpr, GCCAsmStmt>(S) ||
             (UO && usesMember(UO)) || (CE && keepsOrEnds(CE)) ||
             // Its place in an array.
             (BO && BO->getOpcode() == BO_Sub &&
              BO->getRHS()->getType()->isPointerType());
    });
  }

  /// `&self->part`, `self->ob_refcnt++`; not in Py_CLEAR.
  bool usesMember(const UnaryOperator *UO) const {
    return (UO->getOpcode() == UO_AddrOf || UO->isIncrementDecrementOp()) &&
           isa<MemberExpr>(UO->getSubExpr()->IgnoreParens()) &&
           !isInClear(UO->getOperatorLoc(), Body.Function->getASTContext());
  }

  /// Calls that return the object with a reference, as Py_NewRef does, or that
  /// do not return.
  bool keepsOrEnds(const CallExpr *CE) const {
    const FunctionDecl *Callee = CE->getDirectCallee();
    const Contract *Ct = Callee ? C.Bodies.contracts().find(Callee) : nullptr;
    return (Callee && Callee->isNoReturn()) ||
           (Ct && (Ct->has(EffectNoReturn) ||
                   Ct->Result.Kind == ResultKind::NewReferenceToArgument));
  }

  /// Memory that nothing frees: who frees it, gets the object.
  void checkFreed() {
    if (Body.isOpaque() || C.Types.inherits(T) || freesItself() ||
        Body.first(ApiRole::FreeMemory) || Body.first(ApiRole::SetsCount) ||
        Body.has(Effect::Increment) || Body.has(Effect::GivesSelf) ||
        Body.has(Effect::StoresSelf) || Body.has(Effect::BaseSlot) ||
        goesElsewhere() || !isAllocated())
      return;
    C.report(about(TypeMistake::DeallocKeepsMemory, 1));
  }

  /// Whether subclasses can be derived and instantiated. A static type without
  /// tp_new whose base is object inherits none (type_ready_set_new).
  bool isSubclassed() const {
    return T.flag(FlagBaseType) && !T.flag(FlagDisallowInstantiation) &&
           (T.IsHeap || T.has(Slot::New));
  }

  bool freesByType() const {
    return llvm::any_of(Body.Effects, [](const Effect &E) {
      return E.Kind == Effect::BaseSlot && E.Which == Slot::Free;
    });
  }

  /// PyObject_CallFinalizerFromDealloc returns whether the object lives on.
  void checkFinalizerCall() {
    const Effect *Call = Body.first(ApiRole::CallFinalizer);
    if (!Call || Call->Callee != "PyObject_CallFinalizerFromDealloc" ||
        !isDiscarded(Body.Function->getBody(), Call->At))
      return;
    MistakeReport R = about(TypeMistake::FinalizerResultIgnored, 1);
    R.Loc = Call->Loc;
    C.report(std::move(R));
  }

  /// The count is 0: code that takes a reference and releases it again runs
  /// tp_dealloc a second time, and code that keeps one points to freed memory.
  /// A function that raises the count first is assumed to be correct.
  void checkRevival() {
    for (const Effect &E : Body.Effects) {
      if ((E.Kind == Effect::Api && (E.Role == ApiRole::SetsCount ||
                                     E.Role == ApiRole::CallFinalizer)) ||
          (E.Kind == Effect::Increment && E.OnSelf))
        return;
      if (E.Kind != Effect::GivesSelf)
        continue;
      MistakeReport R = about(TypeMistake::DeallocGivesSelf, 1);
      R.Loc = E.Loc;
      R.Detail = E.Callee.str();
      C.report(std::move(R));
      return;
    }
  }

  /// Whether \p Call is a whole statement somewhere in \p S.
  static bool isDiscarded(const Stmt *S, const Stmt *Call) {
    if (!S)
      return false;
    const bool Block = isa<CompoundStmt>(S);
    for (const Stmt *Child : S->children()) {
      const auto *E = dyn_cast_or_null<Expr>(Child);
      if ((Block && E && E->IgnoreParenCasts() == Call) ||
          isDiscarded(Child, Call))
        return true;
    }
    return false;
  }

  void checkFinalizer() {
    if (const SlotValue *Del = T.slot(Slot::Del); Del && Del->Value) {
      MistakeReport R = about(TypeMistake::LegacyDel, 2);
      R.Function = nullptr;
      R.Loc = Del->Value->getBeginLoc();
      C.report(std::move(R));
    }
    checkException(C.body(T, Slot::Finalize), 1);
  }

  /// tp_dealloc and tp_finalize can run while an exception is set.
  void checkException(const SlotBody &B, unsigned Level) {
    const Effect *Runs = B ? B.first(ApiRole::RunsPython) : nullptr;
    if (!Runs || B.first(ApiRole::SaveException))
      return;
    MistakeReport R = about(TypeMistake::FinalizerLosesException, Level);
    R.Function = B.Function;
    R.Loc = Runs->Loc;
    R.Detail = Runs->Callee.str();
    C.report(std::move(R));
  }

  TypeCheck &C;
  const TypeObject &T;
  const SlotBody &Body;
  const BuiltinGC GC;
};

} // namespace

void checkDealloc(TypeCheck &C, const TypeObject &T) {
  DeallocRule(C, T).check();
}

} // namespace pyrefcheck
