//===- FieldCollector.cpp - What a file does to fields ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the stores, releases and tests of fields in all functions of the file,
// then determines what each store puts into its field.
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "TypeModel.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "fields/CountedParameters.h"
#include "fields/FieldOwnership.h"
#include "fields/PointerParameters.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace pyrefcheck {

/// Visits every statement of one function.
class FieldCollector : public RecursiveASTVisitor<FieldCollector> {
public:
  FieldCollector(FieldModel &Model, const FunctionDecl *FD)
      : Model(Model), Function(FD), Context(FD->getASTContext()),
        Here(Model.Sources, FD) {}

  bool shouldVisitImplicitCode() const { return false; }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->getOpcode() != BO_Assign ||
        !Model.TU.types().isObjectPointer(BO->getLHS()->getType()))
      return true;
    const Expr *LHS = BO->getLHS()->IgnoreParenCasts();
    if (isa<DeclRefExpr>(LHS))
      return true;
    for (const FieldDecl *F : Here.resolve(LHS).Fields)
      store(F, BO->getRHS(), BO);
    return true;
  }

  /// `*self = (Box){...}`, `Box *self = new Box{...}`.
  bool VisitInitListExpr(InitListExpr *ILE) {
    if (ILE->isSyntacticForm() && ILE->getSemanticForm())
      ILE = ILE->getSemanticForm();
    const auto *RT = ILE->getType()->getAs<RecordType>();
    if (!RT || RT->getDecl()->isUnion() || !Lists.insert(ILE).second)
      return true;
    auto Field = RT->getDecl()->field_begin();
    for (const Expr *Init : ILE->inits()) {
      if (Field == RT->getDecl()->field_end())
        break;
      // Members without an initialiser are zeroed, which is not a store.
      if (Init && !isa<ImplicitValueInitExpr>(Init))
        storeMember(*Field, Init, ILE);
      ++Field;
    }
    return true;
  }

  /// `Box::Box(PyObject *value) : value(Py_NewRef(value)) {}`.
  void collectInitializers() {
    if (const auto *CD = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Init : CD->inits())
        if (Init->getMember() && Init->isWritten())
          storeMember(Init->getMember(), Init->getInit(), Init->getInit());
  }

  bool VisitReturnStmt(ReturnStmt *RS) {
    const FunctionRole Role = Model.TU.role(Function);
    if (RS->getRetValue() && (Role == FunctionRole::EntryPoint ||
                              Role == FunctionRole::Implementation))
      for (const FieldDecl *F : Here.resolve(RS->getRetValue()).Fields)
        Model.Facts[F].HandedOut = true;
    return true;
  }

  /// `if (PyLong_Check(x)) self->index = PyLong_AsLong(x);`: the type of x is
  /// not known after that.
  bool VisitIfStmt(IfStmt *S) {
    if (!S->getElse() && onlyReads(S->getThen()))
      addHolding(S->getCond());
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee)
      return true;
    if (!Passing.contains(CE))
      noteCheck(CE, Callee);
    for (unsigned I = 0; I != CE->getNumArgs(); ++I)
      if ((I == 0 && Model.Contracts.roleOf(Callee) == ApiRole::Calls) ||
          Model.callsParameter(Callee, I))
        for (const FieldDecl *F : Here.resolve(CE->getArg(I)).Fields)
          Model.Facts[F].Called = true;
    if (const Contract *C = Model.Contracts.find(Callee))
      return applyContract(CE, *C);
    const FunctionDecl *Def = Callee;
    if (bodyOf(Def)) {
      Model.Calls[Def].push_back({CE, Function});
      noteChecksOf(CE, Def);
      for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
        if (!fillThrough(CE, Def, I))
          noteAddress(CE->getArg(I));
        if (increments(CE, I, Model.Contracts))
          applyEffect(CE, CE->getArg(I), ArgEffect::Increments);
      }
      return true;
    }
    for (const Expr *A : CE->arguments())
      noteAddress(A);
    return true;
  }

  /// `Ref<Object> owner(item->object);`
  bool VisitCXXConstructExpr(CXXConstructExpr *CE) {
    if (!CE->getNumArgs() ||
        !Model.TU.types().isObjectPointer(CE->getArg(0)->getType()) ||
        addsReference(CE->getConstructor()))
      return true;
    for (const FieldDecl *F : Here.resolve(CE->getArg(0)).Fields)
      Model.Facts[F].TakenByOwner = true;
    return true;
  }

private:
  /// Whether the body of \p FD has a Py_INCREF.
  bool addsReference(const FunctionDecl *FD) const {
    llvm::SmallVector<const Stmt *, 8> Work{bodyOf(FD)};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      const auto *CE = dyn_cast<CallExpr>(S);
      const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
      const Contract *C = Callee ? Model.Contracts.find(Callee) : nullptr;
      if (C && (C->does(ArgEffect::Increments, 0) ||
                C->Result.Kind == ResultKind::NewReferenceToArgument))
        return true;
      Work.append(S->child_begin(), S->child_end());
    }
    return false;
  }

  void store(const FieldDecl *F, const Expr *Value, const Stmt *At) {
    FieldStore Store;
    Store.At = At;
    Store.Value = Value;
    Store.In = Function;
    Model.Facts[F].Stores.push_back(Store);
  }

  void storeMember(const FieldDecl *F, const Expr *Value, const Stmt *At) {
    if (!Model.TU.types().isObjectPointer(F->getType()) ||
        Model.TU.isForeign(F->getLocation()))
      return;
    // `Box b{value}` has the value in a list of one.
    const auto *Braces = dyn_cast<InitListExpr>(Value->IgnoreParenCasts());
    if (Braces && Braces->getNumInits() == 1)
      Value = Braces->getInit(0);
    // A copy of the whole struct moves what its fields hold.
    if (const FieldDecl *From = fieldNamed(Value); From != F)
      store(F, Value, At);
  }

  /// `set(&self->f, value)`, where the helper's body is in this file. \returns
  /// whether the body shows everything that happens to the field.
  bool fillThrough(const CallExpr *CE, const FunctionDecl *Helper, unsigned I) {
    const auto *UO = dyn_cast<UnaryOperator>(CE->getArg(I)->IgnoreParenCasts());
    const FieldDecl *F = UO && UO->getOpcode() == UO_AddrOf
                             ? fieldNamed(UO->getSubExpr())
                             : nullptr;
    if (!F || !Model.TU.types().isObjectPointer(F->getType()))
      return false;
    const PointeeUses Uses =
        usesOfArgument(CE, Helper, I, Function, Model.Contracts);
    if (Uses.Escapes)
      return false;
    for (const PointeeUses::Store &S : Uses.Stores) {
      store(F, S.Value, CE);
      Model.Facts[F].Stores.back().In = S.In;
      if (Uses.Incremented)
        Model.IncrefedFields.insert({F, S.In});
    }
    Model.Facts[F].Released |= Uses.Released;
    Model.Facts[F].ReleasedByHelper |=
        Uses.Released && Uses.Stores.empty() &&
        Model.TU.role(Function) == FunctionRole::Helper;
    return true;
  }

  /// Notes that \p A passes `&self->f` to code that may store anything there.
  void noteAddress(const Expr *A) {
    const auto *UO = dyn_cast<UnaryOperator>(A->IgnoreParenCasts());
    if (!UO || UO->getOpcode() != UO_AddrOf)
      return;
    if (const auto *ME = dyn_cast<MemberExpr>(UO->getSubExpr()->IgnoreParens()))
      if (const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl()))
        Model.Facts[F].AddressTaken = true;
    if (const VarDecl *VD = variableBehind(A))
      Model.Filled[VD].Unknown = true;
  }

  /// Whether control always continues after \p S, and \p S changes only numbers
  /// in fields and variables that it declares.
  bool onlyReads(const Stmt *S) {
    llvm::SmallVector<const Stmt *, 8> Work{S};
    while (!Work.empty()) {
      const Stmt *Next = Work.pop_back_val();
      if (!Next)
        continue;
      if (isa<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt, CXXThrowExpr,
              DoStmt, UnaryOperator>(Next))
        return false;
      const auto *BO = dyn_cast<BinaryOperator>(Next);
      if (BO && BO->isAssignmentOp() &&
          (!BO->getType()->isIntegerType() ||
           !isa<MemberExpr>(BO->getLHS()->IgnoreParens())))
        return false;
      const auto *CE = dyn_cast<CallExpr>(Next);
      const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
      const Contract *Known = Callee ? Model.Contracts.find(Callee) : nullptr;
      if (CE && (!Known || llvm::any_of(Known->Args, [](const auto &A) {
            return !isDemand(A.Effect);
          })))
        return false;
      Work.append(Next->child_begin(), Next->child_end());
    }
    return true;
  }

  /// Adds the calls in \p Condition to Passing, except those that it negates.
  void addHolding(const Stmt *Condition) {
    llvm::SmallVector<const Stmt *, 8> Work{Condition};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      const auto *UO = dyn_cast_or_null<UnaryOperator>(S);
      if (!S || (UO && UO->getOpcode() == UO_LNot))
        continue;
      if (isa<CallExpr>(S))
        Passing.insert(S);
      Work.append(S->child_begin(), S->child_end());
    }
  }

  /// The kind of an object for which the test with the contract \p Ct holds.
  static ObjectKind checkedBy(const Contract *Ct) {
    return Ct && Ct->Result.Kind == ResultKind::NotAReference
               ? Ct->Kind
               : ObjectKind::Unknown;
  }

  /// PyUnicode_Check(x): the AST does not have the macro's name, but the
  /// location of the expansion does.
  void noteCheck(const CallExpr *CE, const FunctionDecl *Callee) {
    ObjectKind K = checkedBy(Model.Contracts.find(Callee));
    const SourceManager &SM = Context.getSourceManager();
    SourceLocation Loc = CE->getBeginLoc();
    for (unsigned I = 0; K == ObjectKind::Unknown && Loc.isMacroID() && I != 4;
         ++I) {
      K = checkedBy(Model.Contracts.named(
          Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts())));
      Loc = SM.getImmediateMacroCallerLoc(Loc);
    }
    // A test against a type object: PyObject_TypeCheck(x, &PyUnicode_Type).
    for (unsigned I = 1; K == ObjectKind::Unknown && I < CE->getNumArgs(); ++I)
      if (const VarDecl *Type = variableBehind(CE->getArg(I));
          Type && Type->hasGlobalStorage() &&
          builtinTypeGC(nameOf(Type)) == BuiltinGC::No &&
          nameOf(Type) != "PyBaseObject_Type")
        K = ObjectKind::Atomic;
    if (K == ObjectKind::Unknown || !CE->getNumArgs())
      return;
    const Expr *Subject = CE->getArg(0)->IgnoreParenCasts();
    // PyType_FastSubclass(Py_TYPE(x), ...), and ob_type of x.
    for (unsigned I = 0; I != 3; ++I) {
      if (const auto *Inner = dyn_cast<CallExpr>(Subject);
          Inner && Inner->getNumArgs())
        Subject = Inner->getArg(0)->IgnoreParenCasts();
      else if (const auto *ME = dyn_cast<MemberExpr>(Subject);
               ME && nameOf(ME->getMemberDecl()) == "ob_type")
        Subject = ME->getBase()->IgnoreParenCasts();
    }
    if (const VarDecl *VD = variableBehind(Subject))
      Model.Checked[VD] = K;
    else if (const auto *ME = dyn_cast<MemberExpr>(Subject))
      Model.CheckedFields[{ME->getMemberDecl(), Function}] = K;
  }

  /// `if (check_text(x) < 0) return NULL;`: what the helper tests of its
  /// parameter is so of the argument.
  void noteChecksOf(const CallExpr *CE, const FunctionDecl *Helper) {
    if (!Helper->getReturnType()->isIntegerType())
      return;
    for (unsigned I = 0; I != CE->getNumArgs() && I != Helper->getNumParams();
         ++I) {
      const auto It = Model.Checked.find(Helper->getParamDecl(I));
      const VarDecl *VD = variableBehind(CE->getArg(I));
      if (It != Model.Checked.end() && VD && VD->hasLocalStorage() &&
          !Passing.contains(CE)) {
        const ObjectKind K = It->second;
        Model.Checked[VD] = K;
      }
    }
  }

  bool applyContract(CallExpr *CE, const Contract &C) {
    eachArgument(C, CE->getNumArgs(), [&](const ArgContract &A, unsigned I) {
      applyEffect(CE, CE->getArg(I), A.Effect);
    });
    if (C.Format == FormatKind::Parse || C.Format == FormatKind::ParseKeywords)
      parse(CE, C);
    return true;
  }

  void applyEffect(const CallExpr *CE, const Expr *A, ArgEffect Effect) {
    const Place P = Here.resolve(A);
    switch (Effect) {
    case ArgEffect::Increments:
      if (const VarDecl *VD = variableBehind(A))
        Model.Increfed.insert(VD);
      for (const FieldDecl *F : P.Fields)
        Model.IncrefedFields.insert({F, Function});
      break;
    case ArgEffect::Decrements:
    case ArgEffect::Steals:
    case ArgEffect::Clears:
      for (const FieldDecl *F : P.Fields) {
        Model.Facts[F].Released = true;
        Model.Facts[F].ReleasedByHelper |=
            Model.TU.role(Function) == FunctionRole::Helper;
      }
      if (Effect == ArgEffect::Decrements)
        if (const VarDecl *VD = variableBehind(A))
          Model.Decrefed.insert(VD);
      break;
    case ArgEffect::Replaces: // By an object of the same kind.
      break;
    case ArgEffect::OutNew:
    case ArgEffect::OutBorrowed: {
      Content What;
      What.Any = true;
      What.Strong = Effect != ArgEffect::OutBorrowed;
      What.Borrowed = !What.Strong;
      fill(CE, A, What);
      break;
    }
    case ArgEffect::Escapes:
      noteAddress(A);
      break;
    default:
      break;
    }
  }

  void fill(const CallExpr *CE, const Expr *A, const Content &What) {
    if (const VarDecl *VD = variableBehind(A)) {
      Model.Filled[VD].add(What);
      return;
    }
    for (const FieldDecl *F : Here.resolve(A).Fields) {
      FieldStore Store;
      Store.At = CE;
      Store.In = Function;
      Store.What = What;
      Model.Facts[F].Stores.push_back(Store);
    }
  }

  /// PyArg_ParseTuple: notes what each format unit stores if units match
  /// arguments one to one; else what the format as a whole allows.
  void parse(const CallExpr *CE, const Contract &C) {
    const Expr *Format = C.FormatArg < CE->getNumArgs()
                             ? CE->getArg(C.FormatArg)->IgnoreParenCasts()
                             : nullptr;
    StringRef Units = literalText(Format).value_or("");
    Units = Units.take_until([](char Ch) { return Ch == ':' || Ch == ';'; });
    // With one pointer per unit, units match arguments one to one.
    const bool Plain =
        Units.find_first_not_of("OSUY|$ziIlLkKnfdpbBhH") == StringRef::npos;
    unsigned I = C.FormatArg + (C.Format == FormatKind::ParseKeywords ? 2 : 1);
    llvm::SmallVector<char, 8> Letters;
    for (char Ch : Units)
      if (Ch != '|' && Ch != '$')
        Letters.push_back(Ch);
    for (unsigned U = 0; I < CE->getNumArgs(); ++I, ++U) {
      const Expr *A = CE->getArg(I);
      if (!Model.TU.types().isPointerToObjectPointer(
              A->IgnoreParenCasts()->getType()))
        continue;
      Content What;
      What.Borrowed = true;
      What.add(Plain && U < Letters.size() ? parsedKind(Letters[U])
                                           : unplainKind(Units));
      fill(CE, A, What);
    }
  }

  static ObjectKind unplainKind(StringRef Units) {
    return Units.contains('O') && !Units.contains("O!") &&
                   Units.find_first_of("SUY") == StringRef::npos
               ? ObjectKind::Any
               : ObjectKind::Unknown;
  }

  FieldModel &Model;
  const FunctionDecl *Function;
  ASTContext &Context;
  Scope Here;
  /// Calls in conditions of an `if` after which control continues either way.
  llvm::SmallPtrSet<const Stmt *, 4> Passing;
  /// The lists read so far: the visitor meets both forms of each.
  llvm::SmallPtrSet<const InitListExpr *, 4> Lists;
};

FieldModel::FieldModel(const TranslationUnit &TU,
                       const FieldOwnership &Ownership, const TypeModel &Types,
                       SourceContracts &Contracts, SourceCache &Sources)
    : TU(TU), Ownership(Ownership), Types(Types), Contracts(Contracts),
      Sources(Sources) {
  for (const FunctionDecl *FD : TU.functions()) {
    FieldCollector Collector(*this, FD);
    Collector.collectInitializers();
    Collector.TraverseStmt(FD->getBody());
  }
  // Only now are all sources of values known.
  for (auto &[Field, F] : Facts)
    for (FieldStore &Store : F.Stores)
      if (Store.Value) {
        Store.What = classify(Store.Value, Store.In);
        if (auto It = CheckedFields.find({Field, Store.In});
            It != CheckedFields.end())
          Store.What.narrow(It->second);
        // `self->f = x; Py_INCREF(self->f);`. A Py_INCREF in another function
        // makes a reference for whoever reads the field.
        if (IncrefedFields.contains({Field, Store.In}))
          Store.What.Strong = true;
      }
  for (auto &[Field, F] : Facts) {
    bool AllStrong = !F.Stores.empty();
    // A field that one function gives a strong reference is meant to own what
    // it holds; other functions may move a reference there.
    const bool Incremented =
        llvm::any_of(F.Stores, [&, Of = Field](const FieldStore &Store) {
          return IncrefedFields.contains({Of, Store.In});
        });
    for (const FieldStore &Store : F.Stores) {
      F.What.add(Store.What);
      AllStrong &= Incremented || Store.What.Strong || Store.What.isNothing();
    }
    F.AllStrong = AllStrong && F.What.Strong;
  }
}

} // namespace pyrefcheck
