//===- FieldWrites.cpp - Which fields a function may write ----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldWrites.h"
#include "annotations/Attributes.h"
#include "source/Places.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

void WrittenFields::add(const WrittenFields &O) {
  Anything |= O.Anything;
  Fields.insert(O.Fields.begin(), O.Fields.end());
  Filled.insert(O.Filled.begin(), O.Filled.end());
  Records.insert(O.Records.begin(), O.Records.end());
  Globals.insert(O.Globals.begin(), O.Globals.end());
  AnyGlobal |= O.AnyGlobal;
}

namespace {

class WriteCollector : public RecursiveASTVisitor<WriteCollector> {
public:
  WriteCollector(const FieldWrites &All, SourceContracts &Functions,
                 const ASTContext &Context, WrittenFields &Writes)
      : All(All), Functions(Functions), Context(Context), Writes(Writes) {}

  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isAssignmentOp())
      write(BO->getLHS(), BO->getOpcode() == BO_Assign &&
                              isNullPointer(BO->getRHS(), Context));
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *UO) {
    // Code that has the address may write. Py_CLEAR takes it since 3.12.
    if (UO->isIncrementDecrementOp() || UO->getOpcode() == UO_AddrOf)
      write(UO->getSubExpr(), isInClear(UO->getOperatorLoc(), Context));
    return true;
  }

  bool VisitCastExpr(CastExpr *CE) {
    if (CE->getCastKind() == CK_ArrayToPointerDecay)
      write(CE->getSubExpr());
    return true;
  }

  // Constructors, destructors, atomic operations and assembly write what they
  // like.
  bool VisitCXXConstructExpr(CXXConstructExpr *) { return writeAnyGlobal(); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) { return writeAnyGlobal(); }
  bool VisitLambdaExpr(LambdaExpr *) { return writeAnyGlobal(); }
  bool VisitAtomicExpr(AtomicExpr *) { return writeAnyGlobal(); }
  bool VisitAsmStmt(AsmStmt *) { return writeAnyGlobal(); }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *CE) {
    const CXXMethodDecl *MD = CE->getMethodDecl();
    if (!MD || !MD->isConst())
      show(CE->getObjectType());
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (Callee && Functions.find(Callee)) {
      for (const Expr *A : CE->arguments())
        noteOutput(A->IgnoreParenCasts());
      return true;
    }
    const bool Visible = Callee && All.sees(Callee);
    if (Visible)
      Writes.add(All.of(Callee));
    else
      Writes.AnyGlobal = true;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
      const QualType To = Callee && I < Callee->getNumParams()
                              ? Callee->getParamDecl(I)->getType()
                              : QualType();
      const QualType Target = To.isNull() ? To : To->getPointeeType();
      if (!Target.isNull() && Target.isConstQualified())
        continue; // It is only read.
      const Expr *A = CE->getArg(I)->IgnoreParenCasts();
      if (isa<CXXOperatorCallExpr>(CE) ||
          (!To.isNull() && To->isReferenceType()))
        write(A);
      if (!Visible)
        show(A->getType());
    }
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) {
    if (const Expr *Init = VD->getInit();
        Init && VD->getType()->isReferenceType())
      write(Init);
    return true;
  }

private:
  bool writeAnyGlobal() {
    Writes.AnyGlobal = true;
    return true;
  }

  /// Notes that a function with a contract gets \p A, perhaps a pointer to what
  /// it writes; write() knows what `&x` names.
  void noteOutput(const Expr *A) {
    const auto *UO = dyn_cast<UnaryOperator>(A);
    const QualType To = A->getType()->getPointeeType();
    if ((UO && UO->getOpcode() == UO_AddrOf) || isa<StringLiteral>(A) ||
        To.isNull() || To.isConstQualified())
      return;
    Writes.AnyGlobal |= To->isScalarType();
  }

  /// Notes that \p Place gets a new value, which is NULL if \p IsNull.
  void write(const Expr *Place, bool IsNull = false) {
    Place = Place->IgnoreParenCasts();
    bool IsElement = false;
    while (true) {
      if (const auto *ME = dyn_cast<MemberExpr>(Place)) {
        if (const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl())) {
          Writes.Fields.insert(F);
          if (!IsNull)
            Writes.Filled.insert(F);
        }
        if (ME->isArrow()) {
          // A field of an object is no variable; what its elements point to may
          // be one.
          Writes.AnyGlobal |= IsElement;
          return;
        }
        Place = ME->getBase()->IgnoreParenCasts();
      } else if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(Place)) {
        IsElement = true;
        Place = ASE->getBase()->IgnoreParenCasts();
      } else {
        break;
      }
    }
    const auto *DRE = dyn_cast<DeclRefExpr>(Place);
    const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
    if (VD && VD->hasGlobalStorage())
      Writes.Globals.insert(VD->getCanonicalDecl());
    // `*place = value;`, `items[i] = value;`, `reference = value;`
    Writes.AnyGlobal |= !VD || IsElement || VD->getType()->isReferenceType();
    // `*self = other;`
    if (const RecordDecl *RD = Place->getType()->getAsRecordDecl();
        RD && !isa<DeclRefExpr>(Place))
      Writes.Records.insert(RD->getDefinition());
  }

  /// Notes that code out of sight gets a value of the type \p T.
  void show(QualType T) {
    if (T->isPointerType() || T->isReferenceType())
      T = T->getPointeeType();
    if (const RecordDecl *RD = T->getAsRecordDecl(); RD && RD->getDefinition())
      Writes.Records.insert(RD->getDefinition());
  }

  const FieldWrites &All;
  SourceContracts &Functions;
  const ASTContext &Context;
  WrittenFields &Writes;
};

} // namespace

bool FieldWrites::sees(const FunctionDecl *FD) const {
  return bodyOf(FD) != nullptr;
}

const WrittenFields &FieldWrites::of(const FunctionDecl *FD) const {
  FD = FD->getCanonicalDecl();
  assert(sees(FD) && "only bodies tell");
  if (auto It = Known.find(FD); It != Known.end())
    return *It->second;
  // What recursive calls get until the answer is known.
  auto &Entry = *(Known[FD] = std::make_unique<WrittenFields>());
  Entry.Anything = true;
  const FunctionDecl *Definition = FD;
  const Stmt *Body = bodyOf(Definition);
  WrittenFields Writes;
  WriteCollector(*this, Functions, FD->getASTContext(), Writes)
      .TraverseStmt(const_cast<Stmt *>(Body));
  Entry = std::move(Writes);
  return Entry;
}

} // namespace pyrefcheck
