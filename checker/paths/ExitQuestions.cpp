//===- ExitQuestions.cpp - Questions where a path ends ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExitQuestions.h"
#include "PathContext.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "source/TranslationUnit.h"
#include "summaries/Summary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

bool isAddedInVain(ProgramStateRef State, ObjectKey Key, const RefState &Ref,
                   ReturnClass Returns) {
  const auto *VR = dyn_cast<VarRegion>(Key);
  return VR && VR->getDecl()->getName().starts_with("_Py_") &&
         !isFailure(Returns) && Ref.Account.Added && !Ref.Last.Variable &&
         Ref.Account.Held == 1 && !Ref.Account.Stored &&
         (Ref.Last.At == Ref.Account.Added ||
          Ref.Last.Event == RefEvent::Returned) &&
         // The name may have been used to count an object that equals it.
         llvm::none_of(allRecorded(State), [Key](const auto &Other) {
           return Other.second->Compared.Equal &&
                  Other.second->Compared.Global == Key;
         });
}

/// Whether \p E names a function.
static bool isCode(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    E = UO->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isa<FunctionDecl>(Ref->getDecl());
}

/// Whether \p Body runs foreign code, which may use a variable meanwhile.
static bool runsOthers(const Stmt *Body, const PathContext &Context) {
  llvm::SmallVector<const Stmt *, 16> Work{Body};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (isa<LambdaExpr, CXXConstructExpr, CXXNewExpr>(S))
      return true;
    if (const auto *CE = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *FD = CE->getDirectCallee();
      const Contract *Ct = FD ? Context.Run.Functions.find(FD) : nullptr;
      const bool IsQuiet = FD && (FD->isNoReturn() || FD->getBuiltinID());
      if ((!Ct && !IsQuiet) || (Ct && Ct->has(EffectCallsObjects)) ||
          llvm::any_of(CE->arguments(), isCode))
        return true;
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

bool staysInGlobal(ProgramStateRef State, ObjectKey Key, const MemRegion *Place,
                   const PathContext &Context) {
  return objectOf(State->getSVal(Place)) == Key &&
         !runsOthers(Context.function()->getBody(), Context) &&
         !Context.Run.TU.isNamedAtEnd(globalAround(Place));
}

bool mayComeAsGlobal(const RefState &Ref, const SummarySet &Summaries) {
  const CallExpr *CE = Ref.Arrival.call();
  const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
  const FunctionSummary *Known = Callee ? Summaries.find(Callee) : nullptr;
  return Known && llvm::any_of(Known->Outcomes, [](const SummaryOutcome &O) {
           return O.Result == SummaryRef::Borrowed && !O.Global.empty();
         });
}

const CXXThrowExpr *thrownBy(const CallEvent &Call, CheckerContext &C) {
  const Stmt *S =
      isa<CXXConstructorCall>(Call) ? Call.getOriginExpr() : nullptr;
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  do
    S = S ? Parents.getParent(S) : nullptr;
  while (isa_and_nonnull<ParenExpr, CastExpr, FullExpr, CXXConstructExpr,
                         CXXBindTemporaryExpr, MaterializeTemporaryExpr>(S));
  const auto *Throw = dyn_cast_or_null<CXXThrowExpr>(S);
  for (const Stmt *Inner = Throw; Inner;) {
    const Stmt *Outer = Parents.getParent(Inner);
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Outer);
        Try && Try->getTryBlock() == Inner)
      return nullptr;
    Inner = Outer;
  }
  return Throw;
}

bool isHeldByPointer(const RefState &RS) {
  const auto *VR = dyn_cast_or_null<VarRegion>(RS.Last.Variable);
  return VR && VR->getValueType()->isPointerType() && RS.Account.Held > 0 &&
         RS.Arrival.Origin == RefOrigin::New;
}

bool isBehind(const Stmt *At, SourceLocation Loc, CheckerContext &C) {
  return At && Loc.isValid() &&
         C.getSourceManager().isBeforeInTranslationUnit(Loc, At->getBeginLoc());
}

bool mayBeMissing(ProgramStateRef State, ObjectKey Key, const RefState &RS) {
  return RS.Arrival.Doubtful && !isNotNull(State, Key);
}

bool isLink(const MemRegion *Place) {
  const auto *FR = dyn_cast<FieldRegion>(Place);
  const RecordDecl *Node =
      FR ? FR->getDecl()->getType()->getPointeeType()->getAsRecordDecl()
         : nullptr;
  Node = Node ? Node->getDefinition() : nullptr;
  return Node && llvm::any_of(Node->fields(), [Node](const FieldDecl *F) {
           const QualType T = F->getType();
           return T->isPointerType() &&
                  T->getPointeeType()->getAsRecordDecl() == Node;
         });
}

bool isOutOfReach(ObjectKey Key, const RefState &RS) {
  return isa<SymbolConjured>(symbolOf(Key)) && RS.isTracked() &&
         RS.Account.Held > RS.Account.Debt && !RS.Unpaid.Steal &&
         !RS.Unpaid.Place && !RS.Items.Size &&
         !(RS.Keeper.Droppable && RS.Keeper.Owner);
}

} // namespace pyrefcheck
