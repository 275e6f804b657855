//===- FieldEvidence.cpp - What the file does to its fields ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldEvidence.h"
#include "ComputedAddress.h"
#include "CountedParameters.h"
#include "FieldValues.h"
#include "PointerParameters.h"
#include "Replacements.h"
#include "annotations/Attributes.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/SaveAndRestore.h"
#include <optional>

using namespace clang;

namespace pyrefcheck {

namespace {

/// Functions that take objects apart: slots such as tp_dealloc, C++
/// destructors, and the helpers that these call.
class Destructors {
public:
  explicit Destructors(const TranslationUnit &TU) {
    llvm::SmallVector<const FunctionDecl *, 16> Work;
    auto Add = [&](const FunctionDecl *FD) {
      if (Known.insert(FD->getCanonicalDecl()).second)
        Work.push_back(FD);
    };
    for (const FunctionDecl *FD : TU.functions())
      if (TU.role(FD) == FunctionRole::Destructor || isa<CXXDestructorDecl>(FD))
        Add(FD);
    while (!Work.empty())
      for (const FunctionDecl *Callee : TU.callees(Work.pop_back_val()))
        // The interpreter may call an entry point at any time.
        if (TU.role(Callee) == FunctionRole::Helper)
          Add(Callee);
  }
  bool contains(const FunctionDecl *FD) const {
    return Known.contains(FD->getCanonicalDecl());
  }

private:
  llvm::DenseSet<const FunctionDecl *> Known;
};

/// The places that conditions test. Flags, or the presence of objects, may
/// decide who owns what.
class AskedPlaces {
public:
  void add(const ValueDecl *D) {
    Several |= First && First != D;
    First = First ? First : D;
  }
  /// Whether anything other than \p Field is tested.
  bool anyBut(const ValueDecl *Field) const {
    return Several || (First && First != Field);
  }

private:
  const ValueDecl *First = nullptr;
  bool Several = false;
};

/// Visits every statement of one function.
class FunctionWalker : public RecursiveASTVisitor<FunctionWalker> {
public:
  FunctionWalker(EvidenceOfFile &File, Observations &Seen,
                 const TranslationUnit &TU, SourceContracts &Functions,
                 SourceCache &Sources, ReplacedFields &Replaced,
                 const FunctionDecl *FD, bool TakesApart)
      : File(File), Seen(Seen), TU(TU), Functions(Functions),
        Replaced(Replaced), Function(FD), TakesApart(TakesApart),
        Here(Sources, FD) {}

  void walk() {
    if (const auto *CD = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Init : CD->inits())
        if (const FieldDecl *F = Init->getMember(); F && isField(F, TU))
          store(F, Init->getInit());
    TraverseStmt(Function->getBody());
  }

  //===--------------------------------------------------------------------===//
  // Conditions
  //===--------------------------------------------------------------------===//

  bool TraverseIfStmt(IfStmt *S) {
    TraverseStmt(S->getInit());
    TraverseStmt(S->getCond());
    walkUnder(S->getCond(), {S->getThen(), S->getElse()});
    if (leaves(S->getThen()) || leaves(S->getElse()))
      Exits = asked(Exits, S->getCond());
    return true;
  }
  bool TraverseConditionalOperator(ConditionalOperator *E) {
    TraverseStmt(E->getCond());
    walkUnder(E->getCond(), {E->getTrueExpr(), E->getFalseExpr()});
    return true;
  }
  bool TraverseSwitchStmt(SwitchStmt *S) {
    TraverseStmt(S->getCond());
    walkUnder(S->getCond(), {S->getBody()});
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Uses and stores
  //===--------------------------------------------------------------------===//

  bool VisitMemberExpr(MemberExpr *ME) {
    const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl());
    if (!F)
      return true;
    if (TakesApart && isOwnObject(ME->getBase()))
      File.TakenApart.insert(F->getParent());
    use(F);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    use(DRE->getDecl());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->getOpcode() != BO_Assign ||
        !TU.types().isObjectPointer(BO->getLHS()->getType()))
      return true;
    if (const VarDecl *VD = variableBehind(BO->getLHS());
        VD && VD->hasLocalStorage() &&
        !isa<UnaryOperator>(BO->getLHS()->IgnoreParenCasts()))
      return true;
    if (const auto *UO =
            dyn_cast<UnaryOperator>(BO->getLHS()->IgnoreParenCasts());
        UO && UO->getOpcode() == UO_Deref)
      File.StoresAnywhere |= isComputedAddress(UO->getSubExpr(), Here);
    for (const ValueDecl *Field : fields(Here.resolve(BO->getLHS()))) {
      store(Field, BO->getRHS());
      Replaced.store(Field, BO->getLHS(), BO->getRHS(), Here, Tests);
    }
    return true;
  }
  bool VisitInitListExpr(InitListExpr *ILE) {
    if (ILE->isSyntacticForm() && ILE->getSemanticForm())
      ILE = ILE->getSemanticForm();
    const auto *RT = ILE->getType()->getAs<RecordType>();
    if (!RT)
      return true;
    auto Field = RT->getDecl()->field_begin();
    auto End = RT->getDecl()->field_end();
    for (const Expr *Init : ILE->inits()) {
      if (Field == End)
        break;
      if (Init && !isa<ImplicitValueInitExpr>(Init) && isField(*Field, TU) &&
          TU.types().isObjectPointer(Field->getType()))
        store(*Field, Init);
      ++Field;
    }
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *RS) {
    if (const Expr *E = RS->getRetValue())
      for (const VarDecl *VD : variables(E))
        Seen.Returned.insert(VD);
    return true;
  }
  /// Before Python 3.8, Py_INCREF and Py_DECREF expand to these operators.
  bool VisitUnaryOperator(UnaryOperator *UO) {
    const auto *ME =
        UO->isIncrementDecrementOp()
            ? dyn_cast<MemberExpr>(UO->getSubExpr()->IgnoreParenImpCasts())
            : nullptr;
    if (ME && nameOf(ME->getMemberDecl()) == "ob_refcnt")
      applyEffect(nullptr, ME->getBase(),
                  UO->isIncrementOp() ? ArgEffect::Increments
                                      : ArgEffect::Decrements);
    return true;
  }
  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee) {
      // The visitproc of tp_traverse, or another callback.
      for (const Expr *A : CE->arguments())
        for (const ValueDecl *Field : fields(Here.resolve(A)))
          File.Fields[Field].Visited = true;
      return true;
    }
    if (const Contract *C = Functions.find(Callee)) {
      applyContract(CE, *C);
      return true;
    }
    const FunctionDecl *Def = Callee;
    const bool HasBody = bodyOf(Def) != nullptr;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
      const Expr *A = CE->getArg(I);
      if (!HasBody || !fillThrough(CE, Def, I))
        noteAddress(A);
      if (!TU.types().isObjectPointer(A->IgnoreParenCasts()->getType()))
        continue;
      if (!HasBody || I >= Def->getNumParams())
        continue;
      // `static void take(PyObject *x) { Py_INCREF(x); }`
      if (isOnlyCounted(Def->getParamDecl(I), Functions))
        increment(A);
      else
        Seen.Arguments.push_back({Here.resolve(A), variableBehind(A),
                                  Def->getParamDecl(I), Function});
    }
    return true;
  }

private:
  /// `self`, or `this`.
  bool isOwnObject(const Expr *E) const {
    if (isa<CXXThisExpr>(E->IgnoreParenCasts()))
      return true;
    return llvm::any_of(variables(E), [&](const VarDecl *VD) {
      return Function->getNumParams() && VD == Function->getParamDecl(0);
    });
  }

  void use(const ValueDecl *D) {
    D = cast<ValueDecl>(D->getCanonicalDecl());
    auto &Used = File.UsedBy[Function->getCanonicalDecl()];
    if (!isa<FunctionDecl>(D) && !llvm::is_contained(Used, D) && isField(D, TU))
      Used.push_back(D);
  }

  llvm::SmallVector<const ValueDecl *, 2> fields(const Place &P) const {
    llvm::SmallVector<const ValueDecl *, 2> Result;
    auto Add = [&](const ValueDecl *D) {
      if (isField(D, TU))
        Result.push_back(cast<ValueDecl>(D->getCanonicalDecl()));
    };
    for (const FieldDecl *F : P.Fields)
      Add(F);
    for (const VarDecl *VD : P.Globals)
      Add(VD);
    return Result;
  }

  /// The local variable that \p E names, and those from which it got its value.
  llvm::SmallVector<const VarDecl *, 2> variables(const Expr *E) const {
    llvm::SmallVector<const VarDecl *, 2> Result;
    const VarDecl *VD = variableBehind(E);
    if (!VD || !VD->hasLocalStorage())
      return Result;
    Result.push_back(VD);
    for (const Expr *Source : Here.sources(VD))
      if (const VarDecl *Of = variableBehind(Source);
          Of && Of->hasLocalStorage() && !llvm::is_contained(Result, Of))
        Result.push_back(Of);
    return Result;
  }

  /// Whether \p A names a field itself, not a local variable with its value.
  /// The temporaries of macros count as the field.
  static bool namesField(const Expr *A) {
    const VarDecl *VD = variableBehind(A);
    return !VD || VD->hasGlobalStorage() || VD->getLocation().isMacroID();
  }

  void store(const ValueDecl *Field, const Expr *Value) {
    Field = cast<ValueDecl>(Field->getCanonicalDecl());
    Seen.Stores.push_back({Field, Value, {}, Function});
    if (TakesApart)
      File.Fields[Field].OverwrittenAtEnd = true;
  }

  /// `set(&self->f, value)`, where this file has the body of the helper.
  /// \returns whether the body shows everything that happens to the field.
  bool fillThrough(const CallExpr *CE, const FunctionDecl *Helper, unsigned I) {
    const auto *UO = dyn_cast<UnaryOperator>(CE->getArg(I)->IgnoreParenCasts());
    if (!UO || UO->getOpcode() != UO_AddrOf ||
        !TU.types().isPointerToObjectPointer(UO->getType()))
      return false;
    const auto Named = fields(Here.resolve(UO));
    if (Named.empty())
      return false;
    const PointeeUses Uses = usesOfArgument(CE, Helper, I, Function, Functions);
    if (Uses.Released && !Uses.Stores.empty())
      for (const ValueDecl *Field : Named) {
        Replaced.release(Field, Function);
        Replaced.store(Field, UO, Uses.Stores.front().Value, Here, Tests);
      }
    const auto *ME = dyn_cast<MemberExpr>(UO->getSubExpr()->IgnoreParens());
    const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    if (!F || !isField(F, TU) || Uses.Escapes)
      return false;
    const auto *Field = cast<ValueDecl>(F->getCanonicalDecl());
    for (const PointeeUses::Store &S : Uses.Stores) {
      Seen.Stores.push_back({Field, S.Value, {}, S.In});
      if (Uses.Incremented)
        Seen.IncrementedFields.insert({Field, S.In});
    }
    if (Uses.Released)
      release(Field);
    if (TakesApart && !Uses.Stores.empty())
      File.Fields[Field].OverwrittenAtEnd = true;
    return true;
  }

  /// `&self->f` passed to code that may do anything to the field.
  void noteAddress(const Expr *A) {
    A = A->IgnoreParenCasts();
    if (!A->getType()->isPointerType() ||
        TU.types().isObjectPointer(A->getType()))
      return;
    if (TU.types().isPointerToObjectPointer(A->getType()))
      for (const ValueDecl *Field : fields(Here.resolve(A)))
        File.Fields[Field].Escapes = true;
    const auto *UO = dyn_cast<UnaryOperator>(A);
    if (const VarDecl *VD = variableBehind(A);
        VD && UO && UO->getOpcode() == UO_AddrOf)
      Seen.Filled[VD].Opaque = true;
  }

  void applyContract(const CallExpr *CE, const Contract &C) {
    eachArgument(C, CE->getNumArgs(), [&](const ArgContract &A, unsigned I) {
      applyEffect(CE, CE->getArg(I), A.Effect);
    });
    if (C.Format == FormatKind::Parse || C.Format == FormatKind::ParseKeywords)
      parse(CE, C);
  }

  void applyEffect(const CallExpr *CE, const Expr *A, ArgEffect Effect) {
    switch (Effect) {
    case ArgEffect::Increments:
      increment(A);
      break;
    case ArgEffect::Decrements:
    case ArgEffect::Steals:
    case ArgEffect::Clears:
    case ArgEffect::Frees:
      for (const VarDecl *VD : variables(A))
        Seen.Released.insert(VD);
      for (const ValueDecl *Field : fields(Here.resolve(A)))
        release(Field);
      break;
    case ArgEffect::OutNew:
    case ArgEffect::OutBorrowed: {
      ValueKinds What;
      What.Strong = What.Arbitrary = Effect == ArgEffect::OutNew;
      What.Borrowed = !What.Strong;
      fill(A, What);
      break;
    }
    case ArgEffect::Replaces: // The new object is owned as the old one was.
      for (const ValueDecl *Field : fields(Here.resolve(A))) {
        release(Field);
        Replaced.store(Field, A, A, Here, {});
      }
      break;
    case ArgEffect::Escapes:
      noteAddress(A);
      break;
    default:
      break;
    }
  }

  /// A call adds a reference to the object \p A.
  void increment(const Expr *A) {
    for (const VarDecl *VD : variables(A))
      Seen.Incremented.insert(VD);
    if (namesField(A))
      for (const ValueDecl *Field : fields(Here.resolve(A)))
        Seen.IncrementedFields.insert({Field, Function});
  }

  void release(const ValueDecl *Field) {
    Replaced.release(Field, Function);
    FieldEvidence &E = File.Fields[Field];
    E.Released = true;
    E.ReleasedAtEnd |=
        TakesApart && !Conditions.anyBut(Field) && !Exits.anyBut(Field);
  }

  void fill(const Expr *A, const ValueKinds &What) {
    if (const VarDecl *VD = variableBehind(A); VD && VD->hasLocalStorage()) {
      Seen.Filled[VD].add(What);
      return;
    }
    for (const ValueDecl *Field : fields(Here.resolve(A)))
      Seen.Stores.push_back({Field, nullptr, What, Function});
  }

  /// PyArg_ParseTuple: its objects are borrowed, except for what a converter
  /// makes.
  void parse(const CallExpr *CE, const Contract &C) {
    const Expr *Format = C.FormatArg < CE->getNumArgs()
                             ? CE->getArg(C.FormatArg)->IgnoreParenCasts()
                             : nullptr;
    const std::optional<StringRef> Units = literalText(Format);
    ValueKinds What;
    What.Borrowed = Units && !Units->contains("O&");
    What.Opaque = !What.Borrowed;
    const unsigned First =
        C.FormatArg + (C.Format == FormatKind::ParseKeywords ? 2 : 1);
    for (unsigned I = First; I < CE->getNumArgs(); ++I)
      if (TU.types().isPointerToObjectPointer(
              CE->getArg(I)->IgnoreParenCasts()->getType()))
        fill(CE->getArg(I), What);
  }

  /// True if \p S contains a return or a goto. Nested if statements are tested
  /// repeatedly, so the answers for them are kept.
  bool leaves(const Stmt *S) {
    if (!S)
      return false;
    if (isa<ReturnStmt, GotoStmt>(S))
      return true;
    if (const auto It = Leaves.find(S); It != Leaves.end())
      return It->second;
    const bool Result = llvm::any_of(
        S->children(), [&](const Stmt *Child) { return leaves(Child); });
    if (isa<IfStmt>(S))
      Leaves[S] = Result;
    return Result;
  }

  /// The places that \p Cond tests, added to \p Earlier.
  AskedPlaces asked(AskedPlaces Earlier, const Expr *Cond) const {
    llvm::SmallVector<const Stmt *, 8> Work{Cond};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      const ValueDecl *D = nullptr;
      if (const auto *ME = dyn_cast<MemberExpr>(S))
        D = ME->getMemberDecl();
      else if (const auto *DRE = dyn_cast<DeclRefExpr>(S))
        D = DRE->getDecl();
      // Another object's presence may say who owns this one.
      if (D && !isa<FunctionDecl>(D) &&
          (!D->getType()->isPointerType() ||
           ((isa<FieldDecl>(D) || cast<VarDecl>(D)->hasGlobalStorage()) &&
            TU.types().isObjectPointer(D->getType()))))
        Earlier.add(cast<ValueDecl>(D->getCanonicalDecl()));
      Work.append(S->child_begin(), S->child_end());
    }
    return Earlier;
  }

  /// Walks the branches that depend on the condition \p Cond.
  void walkUnder(const Expr *Cond, llvm::ArrayRef<Stmt *> Branches) {
    const llvm::SaveAndRestore<AskedPlaces> Outer(Conditions,
                                                  asked(Conditions, Cond));
    Tests.push_back(Cond);
    for (Stmt *S : Branches)
      TraverseStmt(S);
    Tests.pop_back();
  }

  EvidenceOfFile &File;
  Observations &Seen;
  const TranslationUnit &TU;
  SourceContracts &Functions;
  ReplacedFields &Replaced;
  const FunctionDecl *Function;
  const bool TakesApart;
  Scope Here;
  /// The places tested by the conditions around the current statement, and by
  /// those of earlier exits.
  AskedPlaces Conditions, Exits;
  llvm::SmallVector<const Expr *, 8> Tests;
  llvm::DenseMap<const Stmt *, bool> Leaves;
};

/// Finds fields that PyMemberDef and other tables expose to Python code.
class TableWalker : public RecursiveASTVisitor<TableWalker> {
public:
  TableWalker(EvidenceOfFile &File, ReplacedFields &Replaced)
      : File(File), Replaced(Replaced) {}
  bool TraverseFunctionDecl(FunctionDecl *) { return true; }
  bool TraverseDecl(Decl *D) {
    return isPattern(D) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitInitListExpr(InitListExpr *Row) {
    const std::optional<bool> OnlyReads = isReadOnly(Row);
    const auto *Offset =
        OnlyReads ? dyn_cast<OffsetOfExpr>(
                        Row->getInit(OffsetIndex)->IgnoreParenCasts())
                  : nullptr;
    if (Offset)
      (*OnlyReads ? ReadOnly : Written).insert(Offset);
    return true;
  }
  bool VisitOffsetOfExpr(OffsetOfExpr *E) {
    for (unsigned I = 0; I != E->getNumComponents(); ++I)
      if (E->getComponent(I).getKind() == OffsetOfNode::Field) {
        const auto *F = E->getComponent(I).getField()->getCanonicalDecl();
        FieldEvidence &Field = File.Fields[F];
        (ReadOnly.contains(E) ? Field.IsReadByPython : Field.Escapes) = true;
        if (Written.contains(E))
          Replaced.expose(F);
      }
    return true;
  }

private:
  /// The places of `offset` and `flags` in PyMemberDef.
  static constexpr unsigned OffsetIndex = 2, FlagsIndex = 3;

  /// Whether \p Row is a PyMemberDef that Python code can only read: reading
  /// takes a reference, and leaves the field as it is. Nothing if it is not
  /// known, or no PyMemberDef.
  static std::optional<bool> isReadOnly(const InitListExpr *Row) {
    constexpr uint64_t ReadOnlyFlag = 1; // Py_READONLY
    const RecordDecl *RD = Row->getType()->getAsRecordDecl();
    if (!RD || nameOf(RD) != "PyMemberDef" || Row->getNumInits() <= FlagsIndex)
      return std::nullopt;
    const Expr *Flags = Row->getInit(FlagsIndex);
    Expr::EvalResult Value;
    if (Flags->isValueDependent() ||
        !Flags->EvaluateAsInt(Value, RD->getASTContext()))
      return std::nullopt;
    return (Value.Val.getInt().getZExtValue() & ReadOnlyFlag) != 0;
  }

  EvidenceOfFile &File;
  ReplacedFields &Replaced;
  llvm::SmallPtrSet<const OffsetOfExpr *, 8> ReadOnly, Written;
};

} // namespace

/// Helpers that release their parameters release their callers' arguments.
static void releaseThroughHelpers(EvidenceOfFile &File, Observations &Seen,
                                  const TranslationUnit &TU) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Observations::Passed &A : Seen.Arguments) {
      if (!Seen.Released.contains(A.To))
        continue;
      if (A.Variable && A.Variable->hasLocalStorage())
        Changed |= Seen.Released.insert(A.Variable).second;
      auto Release = [&](const ValueDecl *D) {
        if (isField(D, TU))
          File.Fields[cast<ValueDecl>(D->getCanonicalDecl())].Released = true;
      };
      llvm::for_each(A.What.Fields, Release);
      llvm::for_each(A.What.Globals, Release);
    }
  }
}

EvidenceOfFile collectEvidence(const TranslationUnit &TU,
                               SourceContracts &Functions) {
  EvidenceOfFile File;
  Observations Seen;
  SourceCache Sources;
  ReplacedFields Replaced(TU);
  const Destructors TakingApart(TU);
  auto Walk = [&](const FunctionDecl *FD) {
    FunctionWalker(File, Seen, TU, Functions, Sources, Replaced, FD,
                   TakingApart.contains(FD))
        .walk();
  };
  llvm::for_each(TU.functions(), Walk);
  llvm::for_each(TU.broken(), Walk);
  TableWalker Tables(File, Replaced);
  for (Decl *D : TU.declarations())
    Tables.TraverseDecl(D);
  releaseThroughHelpers(File, Seen, TU);

  StoredValues Values(Seen, TU, Functions, Sources);
  for (const Observations::Store &S : Seen.Stores) {
    ValueKinds What = S.Value ? Values.read(S.Value, S.In) : S.What;
    if (Seen.IncrementedFields.contains({S.Field, S.In}))
      What = What.incremented();
    File.Fields[S.Field].Stored.add(What);
  }
  File.Replaced = Replaced.all();
  return File;
}

} // namespace pyrefcheck
