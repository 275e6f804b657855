//===- CodeValidity.cpp - What the parser has understood --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CodeValidity.h"
#include "DroppedStatements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// The type that \p T points to, consists of or returns, through all levels.
static QualType innermost(QualType T) {
  while (true) {
    T = T.getCanonicalType();
    if (const auto *AT = dyn_cast<ArrayType>(T))
      T = AT->getElementType();
    else if (const auto *AT = dyn_cast<AtomicType>(T))
      T = AT->getValueType();
    else if (const auto *FT = dyn_cast<FunctionType>(T))
      T = FT->getReturnType();
    else if (QualType Pointee = T->getPointeeType(); !Pointee.isNull())
      T = Pointee;
    else
      return T;
  }
}

bool CodeValidity::isValid(QualType T) {
  if (T.isNull())
    return false;
  auto [It, IsNew] = Types.try_emplace(T.getTypePtr(), false);
  if (!IsNew)
    return It->second;
  if (T->containsErrors() || T->isDependentType() || T->isUndeducedType())
    return false;
  const QualType Inner = innermost(T);
  const auto *TT = dyn_cast<TagType>(Inner);
  const auto *RD = TT ? dyn_cast<RecordDecl>(TT->getDecl()) : nullptr;
  const bool Valid = RD ? isValid(RD) : !TT || !TT->getDecl()->isInvalidDecl();
  Types[T.getTypePtr()] = Valid;
  return Valid;
}

/// Whether \p RD itself is invalid, whatever it holds.
static bool isBroken(const RecordDecl *RD) {
  if (RD->isInvalidDecl() || RD->isBeingDefined() || RD->isDependentType())
    return true;
  const auto *CXX = dyn_cast<CXXRecordDecl>(RD);
  const CXXDestructorDecl *Destructor =
      CXX && CXX->isCompleteDefinition() ? CXX->getDestructor() : nullptr;
  return Destructor && Destructor->isInvalidDecl();
}

/// Adds the records that the complete \p RD holds by value. \returns false if
/// one of these has no layout.
static bool collectParts(const RecordDecl *RD,
                         llvm::SmallVectorImpl<const RecordDecl *> &Parts) {
  auto Add = [&](QualType T) {
    if (T->isDependentType() || T->containsErrors())
      return false;
    const Type *Element = T->getBaseElementTypeUnsafe();
    if (const auto *AT = Element->getAs<AtomicType>())
      Element = AT->getValueType()->getBaseElementTypeUnsafe();
    const RecordDecl *Part = Element->getAsRecordDecl();
    if (Part)
      Parts.push_back(Part->getDefinition() ? Part->getDefinition() : Part);
    return !Part || Part->isCompleteDefinition();
  };
  if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
    for (const CXXBaseSpecifier &Base : CXX->bases())
      if (!Add(Base.getType()))
        return false;
  return llvm::all_of(RD->fields(), [&](const FieldDecl *F) {
    return !F->isInvalidDecl() && Add(F->getType());
  });
}

bool CodeValidity::isValid(const RecordDecl *RD) {
  RD = RD->getDefinition() ? RD->getDefinition() : RD;
  struct Level {
    const RecordDecl *RD;
    llvm::SmallVector<const RecordDecl *, 8> Parts;
  };
  // Depth first with an explicit stack: generated code nests deeply.
  llvm::SmallVector<Level, 8> Stack;
  auto Enter = [&](const RecordDecl *Part) {
    Records[Part] = State::Busy;
    Stack.push_back({Part, {}});
    return !isBroken(Part) && (!Part->isCompleteDefinition() ||
                               collectParts(Part, Stack.back().Parts));
  };
  if (auto It = Records.find(RD); It != Records.end())
    return It->second == State::Valid;
  bool Valid = Enter(RD);
  while (Valid && !Stack.empty()) {
    Level &Top = Stack.back();
    if (Top.Parts.empty()) {
      Records[Top.RD] = State::Valid;
      Stack.pop_back();
      continue;
    }
    const RecordDecl *Part = Top.Parts.pop_back_val();
    // A part that is still being examined would contain itself.
    if (auto It = Records.find(Part); It != Records.end())
      Valid = It->second == State::Valid;
    else
      Valid = Enter(Part);
  }
  // The records on the stack are, or contain, the invalid one.
  for (const Level &L : Stack)
    Records[L.RD] = State::Invalid;
  return Valid;
}

//===----------------------------------------------------------------------===//
// Named declarations
//===----------------------------------------------------------------------===//

bool CodeValidity::isValidToName(const ValueDecl *D) {
  auto [It, IsNew] = Named.try_emplace(D, true);
  if (!IsNew)
    return It->second;
  const bool Valid = readNamed(D);
  Named[D] = Valid;
  return Valid;
}

bool CodeValidity::readNamed(const ValueDecl *D) {
  if (const auto *FD = dyn_cast<FunctionDecl>(D))
    // Not isInvalidDecl(), which may be about the body.
    return isValid(FD->getType()) &&
           llvm::all_of(FD->parameters(), [&](const ParmVarDecl *P) {
             return !P->isInvalidDecl() && isValid(P->getType());
           });
  if (D->isInvalidDecl() || !isValid(D->getType()))
    return false;
  if (const auto *F = dyn_cast<FieldDecl>(D))
    return isValid(F->getParent());
  if (const auto *F = dyn_cast<IndirectFieldDecl>(D))
    return llvm::all_of(F->chain(), [&](const NamedDecl *Part) {
      return !Part->isInvalidDecl();
    });
  if (const auto *BD = dyn_cast<BindingDecl>(D))
    return BD->getBinding() && !BD->getBinding()->containsErrors();
  const auto *VD = dyn_cast<VarDecl>(D);
  if (!VD || isa<ParmVarDecl>(VD))
    return true;
  const Expr *Init = VD->getAnyInitializer();
  return !Init || (!Init->containsErrors() && !Init->isValueDependent());
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

namespace {

/// Walks over everything that a function's control flow graph is made of.
class BodyReader : public RecursiveASTVisitor<BodyReader> {
public:
  BodyReader(CodeValidity &Code, ASTContext &AST)
      : Code(Code), AST(AST),
        HasErrors(AST.getDiagnostics().hasUncompilableErrorOccurred()) {}

  bool shouldVisitImplicitCode() const { return true; }
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool read(const FunctionDecl *FD) {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(FD))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (!readInitializer(Init))
          return false;
    return TraverseStmt(FD->getBody()) &&
           llvm::all_of(Wanted,
                        [&](const Stmt *S) { return Seen.contains(S); });
  }

  /// The functions of a local class are separate functions.
  bool TraverseCXXRecordDecl(CXXRecordDecl *RD) {
    return RD->isLambda() || !RD->isInvalidDecl();
  }

  /// Nothing of it is left in the graph. Its message has no type.
  bool TraverseStaticAssertDecl(StaticAssertDecl *SAD) {
    return !SAD->isFailed();
  }

  /// With implicit code, the visitor visits the lambda's class, not its body.
  bool TraverseLambdaExpr(LambdaExpr *LE, DataRecursionQueue * = nullptr) {
    if (!VisitExpr(LE) || !Code.isValid(LE->getLambdaClass()))
      return false;
    for (Expr *Init : LE->capture_inits())
      if (Init && !TraverseStmt(Init))
        return false;
    // What is explored of a template are its instances.
    if (LE->isGenericLambda())
      return true;
    // Its graph is another, but the same engine explores it and its captures.
    return Code.isValidToName(LE->getCallOperator()) &&
           BodyReader(Code, AST).read(LE->getCallOperator());
  }

  bool VisitExpr(Expr *E) {
    return !E->containsErrors() && !E->isInstantiationDependent() &&
           !isa<OverloadExpr>(E) &&
           (hasNoTypeOfItsOwn(E) || Code.isValid(E->getType()));
  }

  bool VisitDeclRefExpr(DeclRefExpr *DRE) {
    return Code.isValidToName(DRE->getDecl());
  }
  bool VisitMemberExpr(MemberExpr *ME) {
    return Code.isValidToName(ME->getMemberDecl());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *CE) {
    return Code.isValidToName(CE->getConstructor()) &&
           Code.isValid(CE->getConstructor()->getParent());
  }
  bool VisitCXXNewExpr(CXXNewExpr *NE) {
    return Code.isValid(NE->getAllocatedType());
  }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *DAE) {
    const ParmVarDecl *P = DAE->getParam();
    return !P->isInvalidDecl() && !P->hasUnparsedDefaultArg() &&
           !P->hasUninstantiatedDefaultArg() && TraverseStmt(DAE->getExpr());
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *DIE) {
    return DIE->getField()->getInClassInitializer() &&
           TraverseStmt(DIE->getExpr());
  }
  bool VisitOffsetOfExpr(OffsetOfExpr *OO) {
    return Code.isValid(OO->getTypeSourceInfo()->getType());
  }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    return Code.isValid(E->getTypeOfArgument());
  }

  bool VisitDeclStmt(DeclStmt *DS) {
    return llvm::all_of(DS->decls(), [&](const Decl *D) {
      const auto *VD = dyn_cast_or_null<ValueDecl>(D);
      return D && !D->isInvalidDecl() && (!VD || Code.isValidToName(VD));
    });
  }
  bool VisitCXXCatchStmt(CXXCatchStmt *CS) {
    return !CS->getExceptionDecl() ||
           Code.isValidToName(CS->getExceptionDecl());
  }

  // The target of a jump must be part of the body: a statement that could not
  // be parsed takes its labels with it.
  bool VisitLabelStmt(LabelStmt *LS) {
    Seen.insert(LS);
    return LS->getSubStmt();
  }
  bool VisitGotoStmt(GotoStmt *GS) { return want(GS->getLabel()); }
  bool VisitAddrLabelExpr(AddrLabelExpr *ALE) { return want(ALE->getLabel()); }
  bool VisitGCCAsmStmt(GCCAsmStmt *AS) {
    return llvm::all_of(AS->labels(), [&](const AddrLabelExpr *ALE) {
      return want(ALE->getLabel());
    });
  }
  bool VisitSwitchCase(SwitchCase *SC) {
    Seen.insert(SC);
    return SC->getSubStmt();
  }
  bool VisitSwitchStmt(SwitchStmt *SS) {
    for (const SwitchCase *SC = SS->getSwitchCaseList(); SC;
         SC = SC->getNextSwitchCase())
      Wanted.push_back(SC);
    return SS->getCond() && SS->getBody();
  }

  // Statements with a missing part.
  bool VisitIfStmt(IfStmt *S) {
    return S->isConsteval() || (S->getCond() && S->getThen());
  }
  bool VisitWhileStmt(WhileStmt *S) { return S->getCond() && S->getBody(); }
  bool VisitDoStmt(DoStmt *S) { return S->getCond() && S->getBody(); }
  bool VisitForStmt(ForStmt *S) { return S->getBody(); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
    return S->getRangeStmt() && S->getBeginStmt() && S->getEndStmt() &&
           S->getCond() && S->getInc() && S->getLoopVarStmt() && S->getBody();
  }
  bool VisitCompoundStmt(CompoundStmt *S) {
    return llvm::all_of(S->body(), [](const Stmt *Part) { return Part; }) &&
           !(HasErrors && hasDroppedStatement(S, AST));
  }
  bool VisitNullStmt(NullStmt *S) {
    return !(HasErrors && replacesStatement(S, AST));
  }

private:
  /// The value lists in an initialiser, whose meaning depends on the
  /// initialised object.
  static bool hasNoTypeOfItsOwn(const Expr *E) {
    return isa<InitListExpr, DesignatedInitExpr, ParenListExpr>(E);
  }

  bool want(const LabelDecl *Label) {
    Wanted.push_back(Label->getStmt());
    return Label->getStmt();
  }

  bool readInitializer(const CXXCtorInitializer *Init) {
    if (const FieldDecl *F = Init->getAnyMember())
      if (F->isInvalidDecl())
        return false;
    return Init->getInit() && TraverseStmt(Init->getInit());
  }

  CodeValidity &Code;
  ASTContext &AST;
  /// Whether the parser may have dropped statements.
  const bool HasErrors;
  /// The targets of jumps, and the labels that exist.
  llvm::SmallVector<const Stmt *, 8> Wanted;
  llvm::SmallPtrSet<const Stmt *, 16> Seen;
};

} // namespace

bool CodeValidity::isValid(const FunctionDecl *FD) {
  if (FD->isInvalidDecl() || !FD->getBody() || !isValidToName(FD))
    return false;
  if (const auto *MD = dyn_cast<CXXMethodDecl>(FD);
      MD && !isValid(MD->getParent()))
    return false;
  return BodyReader(*this, FD->getASTContext()).read(FD);
}

} // namespace pyrefcheck
