//===- NullFixes.cpp - Testing what can be NULL -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A result is tested where it is assigned, and the function left with what it
// returns on failure, if that is clear and nothing is lost on the way.
//
//===----------------------------------------------------------------------===//

#include "CalleeNames.h"
#include "Fixes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

/// All that \p S consists of, for \p Visit.
static void visitParts(const Stmt *S,
                       llvm::function_ref<void(const Stmt *)> Visit) {
  if (!S)
    return;
  Visit(S);
  for (const Stmt *Child : S->children())
    visitParts(Child, Visit);
}

/// True if a call of \p Name may bring something that must be given back and
/// that is no reference: memory, a file, a lock.
static bool bringsResource(StringRef Name) {
  if (Name.starts_with("Py") && !Name.starts_with("PyMem") &&
      !Name.starts_with("PyEval_") && !Name.starts_with("PyGILState") &&
      !Name.starts_with("PyThread") && !Name.starts_with("Py_Enter") &&
      !Name.starts_with("PyObject_Malloc") &&
      !Name.starts_with("PyObject_Calloc"))
    return false;
  for (StringRef Word :
       {"alloc",          "Alloc",  "ALLOC",      "dup",      "open",
        "Open",           "lock",   "Lock",       "LOCK",     "cquire",
        "PyMem",          "PyEval", "PyGILState", "PyThread", "Enter",
        "ENTER",          "init",   "Init",       "create",   "Create",
        "begin",          "Begin",  "new",        "New",      "PyObject_Malloc",
        "PyObject_Calloc"})
    if (Name.contains(Word))
      return true;
  return false;
}

/// True if something besides references may be owned at \p Place.
static bool mayOwnResources(const FunctionDecl *FD, SourceLocation Place,
                            const SourceManager &SM) {
  bool Found = false;
  visitParts(FD->getBody(), [&](const Stmt *S) {
    if (Found || !SM.isBeforeInTranslationUnit(S->getBeginLoc(), Place))
      return;
    if (isa<CXXNewExpr>(S))
      Found = true;
    const auto *Call = dyn_cast<CallExpr>(S);
    if (!Call || isa<CXXOperatorCallExpr>(Call))
      return;
    const FunctionDecl *Callee = Call->getDirectCallee();
    // Objects of C++ clean up after themselves.
    if (isa<CXXMemberCallExpr>(Call))
      return;
    // A pointer that is no object may be anything.
    const QualType T = Call->getType();
    const bool IsPlainPointer =
        T->isPointerType() && T->getPointeeType()->isVoidType();
    Found |= IsPlainPointer || (Callee && Callee->getIdentifier()
                                    ? bringsResource(Callee->getName())
                                    : false);
  });
  return Found;
}

/// The statement that leaves \p FD after a failure; "" if that is not clear.
static std::string failureExit(const FunctionDecl *FD, const Transfer &Owner,
                               const FixVocabulary &Words) {
  const QualType T = FD->getReturnType();
  if (ObjectTypes::isPyObjectPointer(T))
    return "return " + Words.null() + ";";
  bool ReturnsMinusOne = false, ReturnsNull = false;
  visitParts(FD->getBody(), [&](const Stmt *S) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Expr *Value = Return ? Return->getRetValue() : nullptr;
    if (!Value)
      return;
    const auto *Minus = dyn_cast<UnaryOperator>(Value->IgnoreParenImpCasts());
    const auto *One =
        Minus && Minus->getOpcode() == UO_Minus
            ? dyn_cast<IntegerLiteral>(Minus->getSubExpr()->IgnoreParens())
            : nullptr;
    ReturnsMinusOne |= One && One->getValue() == 1;
    ReturnsNull |= Value->isNullPointerConstant(
                       FD->getASTContext(),
                       Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull;
  });
  if (T->isSignedIntegerType() && ReturnsMinusOne)
    return "return -1;";
  if (T->isPointerType() && ReturnsNull)
    return "return " + Words.null() + ";";
  return "";
}

bool FixMaker::testResult(const Sighting &S, Fix &F) const {
  const Expr *Site = S.Report.Ref.Site;
  const VarDecl *Variable = localVariable(S.Report.Ref.Variable);
  const Stmt *Assignment = Site ? Text.statement(Site) : nullptr;
  const Contract *Ct = Site ? Words.contractOf(Site) : nullptr;
  if (!Variable || !Assignment || !Ct || Ct->Result.Null != NullWhen::OnError ||
      Ct->Result.Exception != ExceptionOnFailure::Always ||
      S.Report.Ref.Event == RefEvent::ReceivedBorrowed ||
      S.Report.Ref.Event == RefEvent::ReceivedNew)
    return false;
  // `x = f();` or `PyObject *x = f();`
  const Expr *Value = nullptr;
  if (const auto *BO = dyn_cast<BinaryOperator>(Assignment)) {
    const auto *Target = dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParens());
    if (BO->getOpcode() == BO_Assign && Target && Target->getDecl() == Variable)
      Value = BO->getRHS();
  } else if (const auto *DS = dyn_cast<DeclStmt>(Assignment)) {
    if (DS->isSingleDecl() && DS->getSingleDecl() == Variable)
      Value = Variable->getInit();
  }
  const Stmt *Next = Text.next(Assignment);
  if (!Value || Value->IgnoreParenCasts() != Site->IgnoreParenCasts() ||
      !Next || isa<LabelStmt, SwitchCase>(Next))
    return false;
  const SourceManager &SM = Context.getSourceManager();
  const std::string Exit = failureExit(Function, Owner, Words);
  if (Exit.empty() || mayOwnResources(Function, Assignment->getBeginLoc(), SM))
    return false;

  // What else is owned there must be given back.
  const Nodes Behind = Paths.before(Next);
  llvm::MapVector<const VarDecl *, RefResource> Owned;
  for (const ExplodedNode *N : Behind)
    for (const auto &[Key, RS] : allRecorded(N->getState())) {
      const bool IsResult =
          RS.Site == Site && localVariable(RS.Variable) == Variable;
      if (IsResult || !RS.isTracked() || RS.Count - RS.Debt <= 0 ||
          isNull(N->getState(), Key))
        continue;
      const VarDecl *Holder =
          localVariable(RS.Resource == RefResource::Buffer ? Key : RS.Variable);
      if (!Holder || RS.UnpaidSteal || Holder == Variable)
        return false;
      Owned[Holder] = RS.Resource;
    }
  if (Behind.empty())
    return false;
  std::vector<std::string> Leave;
  for (const auto &[Holder, Resource] : Owned) {
    const auto O = ownership(Holder, Behind);
    if (!O || !Uses.isInScope(Holder, Assignment))
      return false;
    Leave.push_back(release(Holder, *O, Resource));
  }
  Leave.push_back(Exit);

  const std::string Name = Variable->getNameAsString();
  const SourceLocation Place = Text.range(Assignment)
                                   ? Text.range(Assignment)->getBegin()
                                   : SourceLocation();
  if (Place.isInvalid())
    return false;
  const std::string Inner =
      Text.deeper(Place).substr(Text.indentation(Place).size());
  std::vector<std::string> Lines{"if (" + Name + " == " + Words.null() + ")" +
                                 (Leave.size() > 1 ? " {" : "")};
  for (const std::string &Statement : Leave)
    Lines.push_back(Inner + Statement);
  if (Leave.size() > 1)
    Lines.push_back("}");
  F.Title = "leave when '" + Name + "' is " + Words.null();
  return Text.insertAfter(Assignment, Lines, F.Edits);
}

} // namespace pyrefcheck
