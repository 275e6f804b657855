//===- PrivateInstances.cpp - Objects that Python never sees ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrivateInstances.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Collects the functions of the file, and counts the mentions of the type.
class UseCollector : public RecursiveASTVisitor<UseCollector> {
public:
  explicit UseCollector(const VarDecl *Type) : Type(Type) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseDecl(Decl *D) {
    return isPattern(D) || RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *FD) {
    if (FD->doesThisDeclarationHaveABody())
      Functions.push_back(FD);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    Mentions += isType(DRE);
    return true;
  }
  bool isType(const DeclRefExpr *DRE) const {
    return DRE->getDecl()->getCanonicalDecl() == Type->getCanonicalDecl();
  }

  const VarDecl *Type;
  std::vector<const FunctionDecl *> Functions;
  unsigned Mentions = 0;
};

/// Follows the instances from the places that make them.
class InstanceTracker {
public:
  InstanceTracker(const TypeObject &T, const TranslationUnit &TU,
                  SourceContracts &Contracts, SourceCache &Sources)
      : Type(T.Decl), Layout(T.Layout), TU(TU), Contracts(Contracts),
        Sources(Sources), Uses(T.Decl) {
    for (Decl *D : TU.declarations())
      Uses.TraverseDecl(D);
    for (const auto &[S, V] : T.Values)
      if (V.Function && V.Function->getNumParams())
        holdIn(V.Function->getParamDecl(0));
  }

  bool allStay() {
    do {
      Changed = false;
      Mentions = 0;
      for (const FunctionDecl *FD : Uses.Functions)
        if (!staysIn(FD))
          return false;
    } while (Changed);
    return Mentions == Uses.Mentions;
  }

private:
  bool staysIn(const FunctionDecl *FD) {
    const ParentMap Parents(FD->getBody());
    In = FD;
    Above = &Parents;
    llvm::SmallVector<const Stmt *, 32> Work{FD->getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      if (const auto *DRE = dyn_cast<DeclRefExpr>(S); DRE && Uses.isType(DRE)) {
        ++Mentions;
        if (!isHarmlessMention(DRE))
          return false;
      }
      if (const auto *E = dyn_cast<Expr>(S); E && isInstance(E) && !stays(E))
        return false;
      Work.append(S->child_begin(), S->child_end());
    }
    return true;
  }

  /// Whether code only readies the type, allocates from it or compares it.
  bool isHarmlessMention(const Expr *E) const {
    const Stmt *Parent = Above->getParent(E);
    while (isa_and_nonnull<ParenExpr, CastExpr>(Parent) ||
           (isa_and_nonnull<UnaryOperator>(Parent) &&
            cast<UnaryOperator>(Parent)->getOpcode() == UO_AddrOf))
      Parent = Above->getParent(Parent);
    if (const auto *BO = dyn_cast_or_null<BinaryOperator>(Parent))
      return BO->isEqualityOp();
    const auto *CE = dyn_cast_or_null<CallExpr>(Parent);
    const ApiRole Role = CE ? Contracts.roleOf(CE) : ApiRole::None;
    return Role == ApiRole::NewObject || Role == ApiRole::NewGCObject ||
           Role == ApiRole::Harmless;
  }

  /// Whether \p E is an instance, by its type or by what it names.
  bool isInstance(const Expr *E) const {
    if (isa<CastExpr, ParenExpr>(E))
      return false; // The operand is examined.
    const QualType T = E->getType();
    const RecordDecl *RD = !T.isNull() && T->isPointerType()
                               ? T->getPointeeType()->getAsRecordDecl()
                               : nullptr;
    if (RD && RD->getDefinition() == Layout)
      return true;
    if (const auto *DRE = dyn_cast<DeclRefExpr>(E))
      return Holders.contains(DRE->getDecl());
    const auto *CE = dyn_cast<CallExpr>(E);
    if (!CE || !CE->getDirectCallee())
      return false;
    // Python code must not get the dictionaries that hold instances either, nor
    // what is read from there.
    return Contracts.roleOf(CE) == ApiRole::GetHiddenDict ||
           readsHiddenDict(CE) ||
           Returning.contains(CE->getDirectCallee()->getCanonicalDecl()) ||
           (CE->getNumArgs() && Contracts.roleOf(CE) == ApiRole::NewObject &&
            variableBehind(CE->getArg(0)) &&
            variableBehind(CE->getArg(0))->getCanonicalDecl() ==
                Type->getCanonicalDecl());
  }

  bool readsHiddenDict(const CallExpr *CE) const {
    const Contract *C = Contracts.find(CE->getDirectCallee());
    return C && C->Result.Kind != ResultKind::NotAReference &&
           llvm::any_of(CE->arguments(), [&](const Expr *A) {
             return !isNullPointer(A, In->getASTContext()) && isHidden(A);
           });
  }

  /// Whether the use of the instance \p E in its parent keeps it private.
  bool stays(const Stmt *E) {
    const Stmt *Parent = Above->getParent(E);
    if (!Parent ||
        isa<CompoundStmt, IfStmt, WhileStmt, ForStmt, DoStmt>(Parent))
      return true;
    if (const auto *ME = dyn_cast<MemberExpr>(Parent)) // A header must stay.
      return !ME->getType()->isRecordType() || stays(Parent);
    if (const auto *BO = dyn_cast<BinaryOperator>(Parent))
      return staysInOperator(BO, E);
    if (const auto *UO = dyn_cast<UnaryOperator>(Parent))
      return UO->getOpcode() == UO_LNot ||
             (UO->getOpcode() == UO_AddrOf && isa<MemberExpr>(E) &&
              stays(Parent));
    if (const auto *CO = dyn_cast<AbstractConditionalOperator>(Parent))
      return CO->getCond() == E || stays(Parent);
    if (const auto *DS = dyn_cast<DeclStmt>(Parent)) {
      for (const Decl *D : DS->decls())
        if (const auto *VD = dyn_cast<VarDecl>(D); VD && VD->getInit() == E)
          return holdIn(VD);
      return false;
    }
    if (isa<ReturnStmt>(Parent))
      return isReturned();
    if (const auto *CE = dyn_cast<CallExpr>(Parent))
      return staysInCall(CE, E);
    return isa<ParenExpr, CastExpr>(Parent) && stays(Parent);
  }

  bool staysInOperator(const BinaryOperator *BO, const Stmt *E) {
    if (BO->isComparisonOp() || BO->isLogicalOp())
      return true;
    if (BO->getOpcode() == BO_Comma)
      return BO->getLHS() == E || stays(BO);
    if (BO->getOpcode() != BO_Assign)
      return false;
    if (BO->getLHS() == E)
      return true;
    const auto *DRE = dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParens());
    const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
    return VD && holdIn(VD) && stays(BO);
  }

  /// Counts \p VD as an instance from now on, unless other files can see it.
  bool holdIn(const VarDecl *VD) {
    if (!VD->hasLocalStorage() && VD->isExternallyVisible())
      return false;
    Changed |= Holders.insert(VD).second;
    return true;
  }

  bool isReturned() {
    if (In->isExternallyVisible() || TU.role(In) != FunctionRole::Helper)
      return false;
    Changed |= Returning.insert(In->getCanonicalDecl()).second;
    return true;
  }

  bool staysInCall(const CallExpr *CE, const Stmt *E) {
    const auto Arg = llvm::find(CE->arguments(), E);
    if (Arg == CE->arg_end())
      return false;
    const unsigned Index = Arg - CE->arg_begin();
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee) // Py_TYPE(self)->tp_free(self)
      return slotOfMember(memberCalled(CE)) == Slot::Free;
    switch (Contracts.roleOf(Callee)) {
    case ApiRole::Harmless:
    case ApiRole::TypeOf:
    case ApiRole::Track:
    case ApiRole::Untrack:
    case ApiRole::FreeObject:
    case ApiRole::FreeGCObject:
      return true;
    default:
      break;
    }
    if (const Contract *C = Contracts.find(Callee))
      return staysBy(*C, CE, Index);
    if (!bodyOf(Callee) || Callee->isExternallyVisible() ||
        Index >= Callee->getNumParams() ||
        TU.role(Callee) == FunctionRole::EntryPoint)
      return false;
    return holdIn(Callee->getParamDecl(Index));
  }

  static StringRef memberCalled(const CallExpr *CE) {
    const auto *ME =
        dyn_cast<MemberExpr>(CE->getCallee()->IgnoreParenImpCasts());
    return ME ? nameOf(ME->getMemberDecl()) : StringRef();
  }

  /// Whether an API function keeps its argument private. Code that a store into
  /// a dictionary runs does not see the value.
  bool staysBy(const Contract &C, const CallExpr *CE, unsigned Index) {
    const bool Hidden = isHidden(CE->getArg(Index));
    bool Kept = false;
    for (const ArgContract &A : C.Args) {
      if (Hidden &&
          (A.Effect == ArgEffect::OutNew || A.Effect == ArgEffect::OutBorrowed))
        return false;
      if (A.Index != Index && !(A.AndRest && Index > A.Index))
        continue;
      switch (A.Effect) {
      case ArgEffect::Mutates:
        if (!Hidden)
          return false;
        break;
      case ArgEffect::NotNull:
      case ArgEffect::FailsIfNull:
      case ArgEffect::UsedAfterCode:
      case ArgEffect::Increments:
      case ArgEffect::Decrements:
        break;
      case ArgEffect::Keeps:
      case ArgEffect::Steals:
        Kept = true;
        if (A.Into >= CE->getNumArgs() || !isHidden(CE->getArg(A.Into)))
          return false;
        break;
      default:
        return false;
      }
    }
    if ((C.Result.Kind == ResultKind::Argument ||
         C.Result.Kind == ResultKind::NewReferenceToArgument) &&
        C.Result.Owner == Index)
      return stays(CE);
    return Hidden || Kept || C.does(ArgEffect::Decrements, Index) ||
           !C.has(EffectRunsPython);
  }

  /// Whether all values of \p E are NULL or dictionaries hidden from Python.
  bool isHidden(const Expr *E) const {
    if (isNullPointer(E, In->getASTContext()))
      return true;
    if (const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts()))
      return Contracts.roleOf(CE) == ApiRole::GetHiddenDict;
    const VarDecl *VD = variableBehind(E);
    if (!VD || !VD->hasLocalStorage() || isa<ParmVarDecl>(VD))
      return false;
    const llvm::ArrayRef<const Expr *> Values = Sources.of(In).of(VD);
    return !Values.empty() && llvm::all_of(Values, [&](const Expr *Value) {
      return !variableBehind(Value) && isHidden(Value);
    });
  }

  const VarDecl *Type;
  const RecordDecl *Layout;
  const TranslationUnit &TU;
  SourceContracts &Contracts;
  SourceCache &Sources;
  UseCollector Uses;
  /// Variables and parameters that hold an instance.
  llvm::DenseSet<const ValueDecl *> Holders;
  /// Functions that return one.
  llvm::DenseSet<const FunctionDecl *> Returning;
  bool Changed = false;
  unsigned Mentions = 0;
  /// The current function.
  const FunctionDecl *In = nullptr;
  const ParentMap *Above = nullptr;
};

} // namespace

bool hasPrivateInstances(const TypeObject &T, const TypeModel &Types,
                         const TranslationUnit &TU, SourceContracts &Contracts,
                         SourceCache &Sources) {
  // Python code can make instances of a type with tp_new.
  if (T.IsHeap || T.has(Slot::New) || Types.inherits(T) || !T.Layout ||
      T.Decl->isExternallyVisible() || Types.typesOf(T.Layout).size() != 1)
    return false;
  return InstanceTracker(T, TU, Contracts, Sources).allStay();
}

} // namespace pyrefcheck
