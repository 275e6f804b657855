//===- LookingFunctions.cpp - Functions that only read ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LookingFunctions.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

void ReadPlaces::add(const ReadPlaces &O) {
  Fields.insert(O.Fields.begin(), O.Fields.end());
  Globals.insert(O.Globals.begin(), O.Globals.end());
  Called.insert(O.Called.begin(), O.Called.end());
  LooksIntoContainer |= O.LooksIntoContainer;
  FromMutable |= O.FromMutable;
}

bool ReadPlaces::readsFieldOf(const RecordDecl *RD) const {
  return llvm::any_of(Fields, [&](const FieldDecl *F) {
    return F->getParent()->getCanonicalDecl() == RD->getCanonicalDecl();
  });
}

/// Whether \p Ct says that the function looks into an argument.
static bool looksIntoArgument(const Contract &Ct) {
  if (Ct.Result.Kind == ResultKind::Borrowed)
    return Ct.Result.Owner != NoArg || Ct.Partial;
  return Ct.Result.Kind == ResultKind::NotAReference &&
         (Ct.has(EffectPure) || Ct.has(EffectNotNegative) || !Ct.Args.empty());
}

bool onlyReads(const Contract &Ct) {
  constexpr unsigned Harmless =
      EffectPure | EffectNotNegative | EffectFromMutable | EffectRunsPython;
  return looksIntoArgument(Ct) && !(Ct.Effects & ~Harmless) &&
         // Code that a comparison of keys runs does not change the answer.
         (!Ct.has(EffectRunsPython) || Ct.has(EffectFromMutable)) &&
         Ct.Format == FormatKind::None && Ct.Unknown.empty() &&
         llvm::all_of(Ct.Args,
                      [](const ArgContract &A) { return isDemand(A.Effect); });
}

/// True for a pointer or reference to const, and for a number.
static bool isReadOnly(QualType T) {
  if (T->isReferenceType() || T->isPointerType())
    return T->getPointeeType().isConstQualified();
  return T->isArithmeticType() || T->isEnumeralType();
}

/// Whether the declaration of \p FD, without a body, shows that it only reads.
static bool looksByType(const FunctionDecl *FD) {
  if (FD->hasAttr<PureAttr>() || FD->hasAttr<ConstAttr>())
    return true;
  const QualType Result = FD->getReturnType();
  const auto *MD = dyn_cast<CXXMethodDecl>(FD);
  if (FD->isVariadic() || Result->isVoidType() ||
      ObjectTypes::isPyObjectPointer(Result) || !FD->getNumParams() ||
      (MD && MD->isInstance() && !MD->isConst()))
    return false;
  return llvm::all_of(
             FD->parameters(),
             [](const ParmVarDecl *P) { return isReadOnly(P->getType()); }) &&
         llvm::any_of(FD->parameters(), [](const ParmVarDecl *P) {
           return P->getType()->isPointerType();
         });
}

namespace {

/// Reads a body until it does more than read.
class ReadCollector : public RecursiveASTVisitor<ReadCollector> {
public:
  ReadCollector(const LookingFunctions &All, SourceContracts &Functions,
                ReadPlaces &Reads)
      : All(All), Functions(Functions), Reads(Reads) {}

  bool VisitBinaryOperator(BinaryOperator *BO) {
    return !BO->isAssignmentOp() || isOwn(BO->getLHS());
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    return !UO->isIncrementDecrementOp() || isOwn(UO->getSubExpr());
  }

  bool VisitVarDecl(VarDecl *VD) { return !VD->isStaticLocal(); }

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    if (const auto *VD = dyn_cast<VarDecl>(DRE->getDecl());
        VD && VD->hasGlobalStorage())
      Reads.Globals.insert(VD->getCanonicalDecl());
    return !DRE->getType().isVolatileQualified();
  }

  bool VisitMemberExpr(MemberExpr *ME) {
    if (const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl()))
      Reads.Fields.insert(F);
    return !ME->getType().isVolatileQualified();
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee)
      return false;
    if (Callee->isNoReturn())
      return true;
    Reads.Called.insert(Callee->getCanonicalDecl());
    if (const Contract *Ct = Functions.find(Callee)) {
      Reads.LooksIntoContainer |= !Ct->has(EffectPure);
      Reads.FromMutable |= Ct->has(EffectFromMutable);
      return onlyReads(*Ct) && (!Ct->Partial || All.of(Callee));
    }
    const ReadPlaces *Of = All.of(Callee);
    if (Of)
      Reads.add(*Of);
    return Of != nullptr;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *) { return false; }
  bool VisitCXXNewExpr(CXXNewExpr *) { return false; }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) { return false; }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return false; }
  bool VisitLambdaExpr(LambdaExpr *) { return false; }
  bool VisitAtomicExpr(AtomicExpr *) { return false; }
  bool VisitAsmStmt(AsmStmt *) { return false; }

private:
  /// True if \p E is a local variable of the function.
  static bool isOwn(const Expr *E) {
    const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
    return VD && VD->hasLocalStorage() && !VD->getType()->isReferenceType();
  }

  const LookingFunctions &All;
  SourceContracts &Functions;
  ReadPlaces &Reads;
};

} // namespace

const ReadPlaces *LookingFunctions::of(const FunctionDecl *FD) const {
  const FunctionDecl *Key = FD->getCanonicalDecl();
  if (auto It = Known.find(Key); It != Known.end())
    return It->second.get();
  Known[Key] = nullptr; // What recursive calls get.
  const QualType Result = FD->getReturnType();
  auto Reads = std::make_unique<ReadPlaces>();
  const Stmt *Body = bodyOf(FD);
  const bool Looks = Body ? Result->isScalarType() &&
                                ReadCollector(*this, Functions, *Reads)
                                    .TraverseStmt(const_cast<Stmt *>(Body))
                          : looksByType(FD);
  if (!Looks)
    return nullptr;
  return (Known[Key] = std::move(Reads)).get();
}

} // namespace pyrefcheck
