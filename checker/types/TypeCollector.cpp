//===- TypeCollector.cpp - Reads definitions of types -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads initialisers, slot arrays and member tables, and the assignments that
// complete a type elsewhere in the file.
//
//===----------------------------------------------------------------------===//

#include "HeapTypes.h"
#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

static const RecordDecl *recordOf(QualType T) {
  const auto *RT = T->getAs<RecordType>();
  return RT ? RT->getDecl() : nullptr;
}

/// The struct whose size \p E computes, in whatever form, or null.
static const RecordDecl *measuredRecord(const Expr *E) {
  llvm::SmallVector<const Stmt *, 8> Work{E};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    const RecordDecl *RD = nullptr;
    if (const auto *SO = dyn_cast<UnaryExprOrTypeTraitExpr>(S);
        SO && SO->getKind() == UETT_SizeOf)
      RD = recordOf(SO->getTypeOfArgument());
    else if (const auto *OO = dyn_cast<OffsetOfExpr>(S))
      RD = recordOf(OO->getTypeSourceInfo()->getType());
    if (RD && RD->getDefinition())
      return RD->getDefinition();
    for (const Stmt *Child : S->children())
      if (Child)
        Work.push_back(Child);
  }
  return nullptr;
}

/// The field whose offset \p E computes, or null.
static const FieldDecl *measuredField(const Expr *E) {
  const auto *OO = dyn_cast<OffsetOfExpr>(E->IgnoreParenCasts());
  if (!OO || !OO->getNumComponents())
    return nullptr;
  const OffsetOfNode &Last = OO->getComponent(OO->getNumComponents() - 1);
  return Last.getKind() == OffsetOfNode::Field ? Last.getField() : nullptr;
}

/// Finds the definitions, and assignments to slots elsewhere.
class TypeCollector : public RecursiveASTVisitor<TypeCollector> {
public:
  TypeCollector(TypeModel &Model, ASTContext &Context)
      : Model(Model), Context(Context), Heap(Model.Heap) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseDecl(Decl *D) {
    return isPattern(D) || RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitVarDecl(VarDecl *VD) {
    if (VD->hasInit() && !isa<ParmVarDecl>(VD)) {
      notePointer(VD, VD->getInit());
      noteValue(VD, VD->getInit());
    }
    const RecordDecl *RD = recordOf(Context.getBaseElementType(VD->getType()));
    if (!RD || isa<ParmVarDecl>(VD) || VD->getType()->isDependentType())
      return true;
    StringRef Name = recordName(RD);
    const bool Array = VD->getType()->isArrayType();
    if (!Array && (Name == "_typeobject" || Name == "PyTypeObject"))
      staticType(VD);
    else if (!Array && Name == "PyType_Spec" && VD->hasInit())
      Specs.push_back(VD);
    else if (!Array && (Name == "PyModuleDef") && VD->hasInit())
      module(VD);
    else if (Array && Name == "PyMemberDef" && VD->hasInit())
      members(listBehind(VD->getInit()));
    return true;
  }

  /// `{Py_tp_members, (PyMemberDef[]){...}}`
  bool VisitCompoundLiteralExpr(CompoundLiteralExpr *Literal) {
    const QualType T = Literal->getType();
    const RecordDecl *RD = T->isArrayType() && !T->isDependentType()
                               ? recordOf(Context.getBaseElementType(T))
                               : nullptr;
    if (RD && recordName(RD) == "PyMemberDef")
      members(listBehind(Literal));
    return true;
  }

  /// `FooType.tp_new = foo_new;` before PyType_Ready.
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (!BO->isAssignmentOp())
      return true;
    const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParenCasts());
    const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    if (F && recordName(F->getParent()) == "_typeobject") {
      Assignments.push_back(
          {variableBehind(ME->getBase()), ME->getBase(), BO, nameOf(F)});
    } else if (F) {
      noteValue(F, BO->getRHS());
    } else if (const VarDecl *Type = variableBehind(BO->getLHS());
               Type && recordOf(Type->getType()) &&
               recordName(recordOf(Type->getType())) == "_typeobject") {
      Model.Filled.insert(Type->getCanonicalDecl());
    } else if (const VarDecl *Holder = variableBehind(BO->getLHS())) {
      notePointer(Holder, BO->getRHS());
      noteValue(Holder, BO->getRHS());
    }
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    noteGivenAway(CE);
    if (!Callee)
      return true;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if (const FunctionDecl *Def = Callee->getDefinition();
          Def && I < Def->getNumParams())
        notePointer(Def->getParamDecl(I), CE->getArg(I));
    StringRef Name = nameOf(Callee);
    Heap.noteCall(CE);
    if (Name.starts_with("PyStructSequence_") ||
        Name.starts_with("_PyStructSequence_")) {
      // These functions fill in the type.
      for (const Expr *A : CE->arguments())
        if (const VarDecl *VD = variableBehind(A))
          Model.Filled.insert(VD->getCanonicalDecl());
    }
    return true;
  }

  void finish() {
    for (const VarDecl *VD : Specs)
      spec(VD);
    for (const Assignment &A : Assignments)
      apply(A);
    for (TypeObject &T : Model.Types)
      complete(T);
    for (TypeObject &T : Model.Types)
      T.GivenAway = GivenAway.contains(T.Decl->getCanonicalDecl());
    llvm::erase_if(Model.Types, [&](const TypeObject &T) {
      return Model.isFilledElsewhere(T.Decl);
    });
  }

private:
  /// Types that go to functions of other libraries, through pointers mostly
  /// (`PyExtensionClass_Export`). Those of Python are known.
  void noteGivenAway(const CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (Callee &&
        (Callee->getDefinition() || nameOf(Callee).starts_with("Py") ||
         nameOf(Callee).starts_with("_Py")))
      return;
    for (const Expr *A : CE->arguments()) {
      const auto *UO = dyn_cast<UnaryOperator>(A->IgnoreParenCasts());
      if (UO && UO->getOpcode() == UO_AddrOf)
        if (const VarDecl *VD = variableBehind(UO))
          GivenAway.insert(VD->getCanonicalDecl());
    }
  }

  struct Assignment {
    /// The variable that is assigned through, or null.
    const VarDecl *Type;
    const Expr *Base;
    const BinaryOperator *At;
    StringRef Member;
  };

  /// `PyTypeObject *type = &Foo_Type;`, as a variable or argument: assignments
  /// through it are assignments to the type.
  void notePointer(const VarDecl *Pointer, const Expr *Value) {
    const QualType T = Pointer->getType();
    const RecordDecl *RD =
        T->isPointerType() ? recordOf(T->getPointeeType()) : nullptr;
    if (!RD || recordName(RD) != "_typeobject" || Value->isValueDependent())
      return;
    if (isNull(Value))
      return;
    const VarDecl *Type = variableBehind(Value);
    const bool Known =
        Type && Type->hasGlobalStorage() && !Type->getType()->isPointerType();
    Pointers.push_back({Pointer, Known ? Type->getCanonicalDecl() : nullptr});
  }

  void noteValue(const ValueDecl *Holder, const Expr *Value) {
    if (Holder->getType()->isPointerType())
      Heap.noteValue(Holder, Value);
  }

  /// Calls \p Each for every member that \p Init gives a value.
  template <typename Fn> static void eachMember(const Expr *Init, Fn Each) {
    const InitListExpr *ILE = listBehind(Init);
    const RecordDecl *RD = ILE ? recordOf(ILE->getType()) : nullptr;
    if (!RD)
      return;
    auto Field = RD->field_begin();
    for (const Expr *E : ILE->inits()) {
      if (Field == RD->field_end())
        return;
      if (E && !isa<ImplicitValueInitExpr>(E))
        Each(*Field, E);
      ++Field;
    }
  }

  bool isNull(const Expr *E) const { return isNullPointer(E, Context); }

  std::optional<int64_t> number(const Expr *E) const {
    Expr::EvalResult Result;
    if (E->isValueDependent() || !E->EvaluateAsInt(Result, Context))
      return std::nullopt;
    return Result.Val.getInt().tryExtValue();
  }

  void staticType(const VarDecl *VD) {
    if (!VD->hasGlobalStorage() || !VD->isThisDeclarationADefinition())
      return;
    // A tentative definition, or one whose initialiser is elsewhere.
    if (const VarDecl *Init = VD->getInitializingDeclaration();
        Init && Init != VD)
      return;
    if (!VD->hasInit() && VD->getActingDefinition() != VD)
      return;
    TypeObject T;
    T.Decl = VD;
    if (VD->hasInit()) {
      if (!listBehind(VD->getInit()))
        return; // Not readable.
      eachMember(VD->getInit(), [&](const FieldDecl *F, const Expr *E) {
        setMember(T, nameOf(F), E);
      });
    }
    Model.Types.push_back(std::move(T));
  }

  void setMember(TypeObject &T, StringRef Member, const Expr *E) {
    if (Member == "tp_flags" || Member == "flags") {
      T.FlagsExpr = E;
      if (std::optional<int64_t> N = number(E))
        T.Flags = static_cast<uint64_t>(*N);
      else
        T.FlagsUnclear = true;
    } else if (Member == "tp_basicsize" || Member == "basicsize") {
      T.Layout = measuredRecord(E);
    } else {
      noteMethods(T, Member, E);
      setSlot(T, slotOfMember(Member), E);
    }
  }

  /// The functions of the slot \p Member that get an instance first.
  void noteMethods(TypeObject &T, StringRef Member, const Expr *E) {
    if (Member == "tp_methods" || Member == "tp_getset")
      return noteTable(T, E);
    if (const FunctionDecl *FD = functionBehind(E);
        FD && passesInstance(Member))
      T.Methods.push_back(FD);
  }

  /// A PyMethodDef or PyGetSetDef array: those of its functions that get an
  /// instance, so no class methods and no static ones.
  void noteTable(TypeObject &T, const Expr *Table) {
    constexpr int64_t ClassOrStatic = 0x10 | 0x20; // METH_CLASS, METH_STATIC
    const InitListExpr *ILE = listBehind(Table);
    for (const Expr *Row : ILE ? ILE->inits() : ArrayRef<Expr *>()) {
      SmallVector<const FunctionDecl *, 2> Functions;
      bool GetsInstance = true;
      eachMember(Row, [&](const FieldDecl *F, const Expr *E) {
        if (const FunctionDecl *FD = functionBehind(E))
          Functions.push_back(FD);
        else if (nameOf(F) == "ml_flags")
          GetsInstance = !(number(E).value_or(0) & ClassOrStatic);
      });
      if (GetsInstance)
        T.Methods.append(Functions.begin(), Functions.end());
    }
  }

  void setSlot(TypeObject &T, Slot S, const Expr *E) {
    if (S == Slot::Other || isNull(E))
      return;
    if (S == Slot::WeakListOffset) {
      if (number(E) == 0)
        return;
      T.WeakList = measuredField(E);
      T.HasWeakList = true;
    }
    if (S == Slot::DictOffset)
      noteAttributes(measuredField(E));
    SlotValue V;
    V.Value = E;
    V.Function = functionBehind(E);
    if (!T.Values.try_emplace(S, V).second)
      T.Values[S].Unclear = true;
  }

  void noteAttributes(const FieldDecl *F) {
    if (F)
      Model.Exposed[F].Attributes = true;
  }

  void spec(const VarDecl *VD) {
    TypeObject T;
    T.Decl = VD;
    T.IsHeap = true;
    const Expr *SlotsExpr = nullptr;
    eachMember(VD->getInit(), [&](const FieldDecl *F, const Expr *E) {
      if (nameOf(F) == "slots")
        SlotsExpr = E;
      else
        setMember(T, nameOf(F), E);
    });
    if (!SlotsExpr)
      return;
    const InitListExpr *ILE = listBehind(SlotsExpr);
    if (!ILE)
      return;
    if (const VarDecl *SlotsVar = variableBehind(SlotsExpr))
      T.Slots = SlotsVar->getInitializingDeclaration();
    for (const Expr *Element : ILE->inits())
      if (!readSlot(T, listBehind(Element)))
        return; // A slot with an unknown number may be any slot.
    T.Flags |= FlagHeapType;
    const SpecBases Bases = Heap.basesOf(VD);
    T.Base = Bases.Only;
    T.BaseUnclear |= Bases.Unclear;
    Model.Types.push_back(std::move(T));
  }

  bool readSlot(TypeObject &T, const InitListExpr *Pair) {
    if (!Pair)
      return true; // The zeros at the end.
    if (Pair->getNumInits() < 2)
      return true;
    std::optional<int64_t> Number = number(Pair->getInit(0));
    if (!Number)
      return false;
    noteMethods(T, memberOfSlot(*Number), Pair->getInit(1));
    setSlot(T, slotOfNumber(*Number), Pair->getInit(1));
    return true;
  }

  /// A slot is unclear if the type behind a pointer, or its value, may vary.
  void applyUnclear(const Assignment &A) {
    llvm::SmallVector<const VarDecl *, 4> Types;
    for (auto [Pointer, Type] : Pointers)
      if (Pointer == A.Type && !llvm::is_contained(Types, Type))
        Types.push_back(Type);
    const VarDecl *Value = variableBehind(A.At->getRHS());
    if (Types.size() == 1 && Types.front() && hasOnlySeenValues(A.Type) &&
        !(Value && Value->hasLocalStorage()))
      return applyTo(Types.front(), A);
    for (const VarDecl *Type : Types)
      if (Type)
        makeUnclear(Type, A);
    if (const VarDecl *Spec = Heap.specBehind(A.Base))
      makeUnclear(Spec, A);
  }

  /// Whether this file shows all values: other files may call with others.
  static bool hasOnlySeenValues(const VarDecl *Pointer) {
    const auto *P = dyn_cast<ParmVarDecl>(Pointer);
    const auto *FD = P ? dyn_cast<FunctionDecl>(P->getDeclContext()) : nullptr;
    return P ? FD && !FD->isExternallyVisible() : Pointer->hasLocalStorage();
  }

  void makeUnclear(const VarDecl *Type, const Assignment &A) {
    for (TypeObject &T : Model.Types) {
      if (T.Decl->getCanonicalDecl() != Type->getCanonicalDecl())
        continue;
      const Slot S = slotOfMember(A.Member);
      T.FlagsUnclear |= A.Member == "tp_flags" && !isNull(A.At->getRHS());
      T.BaseUnclear |= S == Slot::Base || S == Slot::Bases;
      if (S != Slot::Other)
        T.Values[S].Unclear = true;
    }
  }

  void apply(const Assignment &A) {
    if (!A.Type || !A.Type->hasGlobalStorage() ||
        A.Type->getType()->isPointerType())
      return applyUnclear(A);
    applyTo(A.Type, A);
  }

  void applyTo(const VarDecl *Type, const Assignment &A) {
    for (TypeObject &T : Model.Types) {
      if (T.Decl->getCanonicalDecl() != Type->getCanonicalDecl())
        continue;
      if (A.At->getOpcode() != BO_Assign) {
        T.FlagsUnclear |= A.Member == "tp_flags";
        continue;
      }
      setMember(T, A.Member, A.At->getRHS());
    }
  }

  void module(const VarDecl *VD) {
    ModuleObject M;
    M.Decl = VD;
    eachMember(VD->getInit(), [&](const FieldDecl *F, const Expr *E) {
      StringRef Name = nameOf(F);
      if (Name == "m_size")
        M.State = measuredRecord(E);
      M.HasMethods |= Name == "m_methods" && !isNull(E);
      const FunctionDecl **Target = Name == "m_traverse" ? &M.Traverse
                                    : Name == "m_clear"  ? &M.Clear
                                    : Name == "m_free"   ? &M.Free
                                                         : nullptr;
      if (!Target || isNull(E))
        return;
      *Target = functionBehind(E);
      M.Unclear |= !*Target;
    });
    Model.Modules.push_back(M);
  }

  void members(const InitListExpr *ILE) {
    if (!ILE)
      return;
    for (const Expr *Element : ILE->inits()) {
      const FieldDecl *Field = nullptr;
      int64_t Type = 0, Flags = 0;
      eachMember(Element, [&](const FieldDecl *F, const Expr *E) {
        StringRef Name = nameOf(F);
        if (Name == "offset")
          Field = measuredField(E);
        else if (Name == "type")
          Type = number(E).value_or(0);
        else if (Name == "flags")
          Flags = number(E).value_or(MemberReadOnly);
      });
      if (Field && (Type == MemberObject || Type == MemberObjectEx)) {
        ExposedField &E = Model.Exposed[Field];
        E.Writable |= !(Flags & MemberReadOnly);
        E.Cleared |= Type == MemberObjectEx && !(Flags & MemberReadOnly);
      }
      if (Field)
        if (const auto *Pair = listBehind(Element); Pair && Pair->getNumInits())
          specialMember(ILE, Pair->getInit(0), Field);
    }
  }

  /// "__weaklistoffset__" or "__dictoffset__" in a member table.
  void specialMember(const InitListExpr *Members, const Expr *Name,
                     const FieldDecl *F) {
    const std::optional<StringRef> Text = literalText(Name);
    if (Text == "__weaklistoffset__")
      WeakLists[Members] = F;
    else if (Text == "__dictoffset__")
      noteAttributes(F);
  }

  void complete(TypeObject &T) {
    if (const SlotValue *V = T.slot(Slot::Base)) {
      T.Base = V->Value ? variableBehind(V->Value) : nullptr;
      T.BaseUnclear |= !T.Base || V->Unclear;
    }
    if (T.Base)
      T.Base = nameOf(T.Base) == "PyBaseObject_Type"
                   ? nullptr
                   : T.Base->getCanonicalDecl();
    T.BaseUnclear |= T.has(Slot::Bases);
    if (const SlotValue *V = T.slot(Slot::Members); V && T.IsHeap && V->Value)
      if (const FieldDecl *F = WeakLists.lookup(listBehind(V->Value))) {
        T.WeakList = F;
        T.HasWeakList = true;
      }
    if (!T.Layout)
      T.Layout = layoutFromDealloc(T);
    T.EmbedsBase = T.Layout && embedsObject(T.Layout);
  }

  /// Whether \p RD begins with another object's struct, not just a header.
  static bool embedsObject(const RecordDecl *RD) {
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD);
        CXX && CXX->getNumBases())
      return llvm::any_of(CXX->bases(), [](const CXXBaseSpecifier &Base) {
        return isMoreThanHeader(Base.getType()->getAsRecordDecl());
      });
    return !RD->field_empty() &&
           isMoreThanHeader(recordOf((*RD->field_begin())->getType()));
  }

  static bool isMoreThanHeader(const RecordDecl *RD) {
    return RD && !isHeaderStruct(recordName(RD)) && beginsWithHeader(RD);
  }

  static bool beginsWithHeader(const RecordDecl *RD) {
    RD = RD ? RD->getDefinition() : nullptr;
    // An invalid struct may contain itself.
    if (!RD || RD->isInvalidDecl())
      return false;
    if (isHeaderStruct(recordName(RD)))
      return true;
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD);
        CXX && CXX->getNumBases())
      return llvm::any_of(CXX->bases(), [](const CXXBaseSpecifier &Base) {
        return beginsWithHeader(Base.getType()->getAsRecordDecl());
      });
    return !RD->field_empty() &&
           beginsWithHeader(recordOf((*RD->field_begin())->getType()));
  }

  /// The struct that tp_dealloc takes apart, for sizes set at run time.
  static const RecordDecl *layoutFromDealloc(const TypeObject &T) {
    const FunctionDecl *FD = T.function(Slot::Dealloc);
    if (!FD || !FD->getNumParams())
      return nullptr;
    QualType P = FD->getParamDecl(0)->getType();
    const RecordDecl *RD =
        P->isPointerType() ? recordOf(P->getPointeeType()) : nullptr;
    if (!RD || recordName(RD) == "_object")
      return nullptr;
    return RD->getDefinition();
  }

  TypeModel &Model;
  ASTContext &Context;
  std::vector<const VarDecl *> Specs;
  /// See TypeObject::GivenAway.
  llvm::DenseSet<const VarDecl *> GivenAway;
  std::vector<Assignment> Assignments;
  HeapTypes &Heap;
  std::vector<std::pair<const VarDecl *, const VarDecl *>> Pointers;
  llvm::DenseMap<const InitListExpr *, const FieldDecl *> WeakLists;
};

TypeModel::TypeModel(ASTContext &Context, ArrayRef<Decl *> Roots)
    : Heap(Context) {
  TypeCollector Collector(*this, Context);
  for (Decl *D : Roots)
    Collector.TraverseDecl(D);
  Collector.finish();
  index();
}

} // namespace pyrefcheck
