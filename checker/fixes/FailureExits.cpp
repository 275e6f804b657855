//===- FailureExits.cpp - How a function is left on failure -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FailureExits.h"
#include "VariableUses.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <algorithm>

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

void visitParts(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  // No recursion: code may be nested deeply.
  llvm::SmallVector<const Stmt *, 16> ToDo{S};
  while (!ToDo.empty()) {
    const Stmt *Next = ToDo.pop_back_val();
    if (!Next)
      continue;
    Visit(Next);
    const size_t Before = ToDo.size();
    ToDo.append(Next->child_begin(), Next->child_end());
    std::reverse(ToDo.begin() + Before, ToDo.end());
  }
}

bool takesDeclarations(const Stmt *Body) {
  bool Jumps = false;
  visitParts(Body, [&](const Stmt *S) {
    Jumps |= isa<GotoStmt, IndirectGotoStmt, SwitchStmt>(S);
  });
  return !Jumps;
}

static bool contains(StringRef Name, llvm::ArrayRef<StringRef> Words) {
  return llvm::any_of(Words, [&](StringRef W) { return Name.contains(W); });
}

/// True if \p Name belongs to Python and concerns only references.
static bool isAboutReferences(StringRef Name) {
  return Name.starts_with("Py") && !Name.starts_with("PyMem") &&
         !Name.starts_with("PyEval_") && !Name.starts_with("PyGILState") &&
         !Name.starts_with("PyThread") && !Name.starts_with("Py_Enter") &&
         !Name.starts_with("PyObject_Malloc") &&
         !Name.starts_with("PyObject_Calloc") &&
         !Name.starts_with("PyObject_Free");
}

/// True if a call of \p Name may acquire a resource that must be given back and
/// is not a reference: memory, a file, a lock.
static bool bringsResource(StringRef Name) {
  return !isAboutReferences(Name) &&
         !contains(Name,
                   {"ree", "elease", "Restore", "eave", "LEAVE", "lose"}) &&
         contains(Name,
                  {"alloc",          "Alloc",  "ALLOC",     "dup",
                   "open",           "Open",   "lock",      "Lock",
                   "LOCK",           "cquire", "PyMem",     "PyGILState",
                   "PyThread",       "Enter",  "ENTER",     "init",
                   "Init",           "create", "Create",    "begin",
                   "Begin",          "new",    "New",       "_ref",
                   "PyEval",         "_take_", "_get_lock", "PyObject_Malloc",
                   "PyObject_Calloc"});
}

static bool givesResourceBack(StringRef Name) {
  return !isAboutReferences(Name) &&
         contains(Name, {"free", "Free", "FREE", "lose", "unref", "elease",
                         "PyMem", "Leave", "LEAVE", "clear", "Clear", "Del",
                         "estroy", "end", "End", "fini", "Fini", "PyEval"});
}

/// Py_BEGIN_ALLOW_THREADS opens a block that no fix leaves.
static bool isOfAllowThreads(const Stmt *S, const ASTContext &Context) {
  const SourceLocation Loc = S->getBeginLoc();
  return Loc.isMacroID() &&
         Lexer::getImmediateMacroName(Loc, Context.getSourceManager(),
                                      Context.getLangOpts())
             .ends_with("_ALLOW_THREADS");
}

/// The name of the function that \p Call calls; "" if it is not a function with
/// a name.
static StringRef calleeOf(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  return Callee && Callee->getIdentifier() ? Callee->getName() : "";
}

/// True if \p S acquires memory, a file or a lock that a variable may hold.
static bool acquires(const Stmt *S, const ASTContext &Context) {
  if (isa<CXXNewExpr>(S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(S);
  // C++ objects clean up after themselves; references are tracked on paths.
  if (!Call || isa<CXXOperatorCallExpr, CXXMemberCallExpr>(Call) ||
      ObjectTypes::isPyObjectPointer(Call->getType()) ||
      isOfAllowThreads(S, Context))
    return false;
  const StringRef Name = calleeOf(Call);
  // A pointer that is not an object may be anything.
  const QualType T = Call->getType();
  const bool IsPlainPointer = T->isPointerType() &&
                              T->getPointeeType()->isVoidType() &&
                              !isAboutReferences(Name);
  return IsPlainPointer || bringsResource(Name);
}

/// The variable that \p E names, or null.
static const VarDecl *variableIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static bool isNullConstant(const Expr *E, ASTContext &Context) {
  return E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull) !=
         Expr::NPCK_NotNull;
}

bool isNullTest(const Expr *Condition, const VarDecl *Variable) {
  Condition = Condition->IgnoreParenCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition))
    return Not->getOpcode() == UO_LNot &&
           isNullTest(Not->getSubExpr(), Variable);
  if (const auto *BO = dyn_cast<BinaryOperator>(Condition))
    return BO->isEqualityOp() && variableIn(BO->getLHS()) == Variable &&
           isNullConstant(BO->getRHS(), Variable->getASTContext());
  return variableIn(Condition) == Variable;
}

/// True if \p Condition holds when something failed: `p == NULL`, `!p` of a
/// reference, `f() < 0`, `f() == -1`.
static bool asksForFailure(const Expr *Condition, ASTContext &Context) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition))
    return Not->getOpcode() == UO_LNot &&
           ObjectTypes::isPyObjectPointer(
               Not->getSubExpr()->IgnoreParenImpCasts()->getType());
  const auto *BO = dyn_cast<BinaryOperator>(Condition);
  if (!BO)
    return false;
  const Expr *Left = BO->getLHS()->IgnoreParenImpCasts();
  if (BO->getOpcode() == BO_EQ && isNullConstant(BO->getRHS(), Context))
    return ObjectTypes::isPyObjectPointer(Left->getType());
  Expr::EvalResult Right;
  if (!BO->getRHS()->EvaluateAsInt(Right, Context))
    return false;
  return (BO->getOpcode() == BO_LT && Right.Val.getInt() == 0) ||
         (BO->getOpcode() == BO_EQ && Right.Val.getInt().isSigned() &&
          Right.Val.getInt() == -1);
}

const FailureExits::Index &FailureExits::index() const {
  if (Known)
    return *Known;
  Known.emplace();
  ASTContext &Context = Function->getASTContext();
  const auto IsBefore = [&](SourceLocation A, SourceLocation B) {
    return Context.getSourceManager().isBeforeInTranslationUnit(A, B);
  };
  std::vector<std::pair<SourceLocation, unsigned>> Acquired;
  visitParts(Function->getBody(), [&](const Stmt *S) {
    ++Known->Size;
    const auto *Call = dyn_cast<CallExpr>(S);
    const bool Acquires = acquires(S, Context);
    if (Acquires)
      Acquired.push_back({S->getBeginLoc(), Known->Size});
    if (Acquires || isa<CXXDeleteExpr>(S) ||
        (Call && !isOfAllowThreads(S, Context) &&
         givesResourceBack(calleeOf(Call))))
      Known->Changed.push_back(S->getBeginLoc());
    if (const auto *Jump = dyn_cast<GotoStmt>(S))
      Known->Jumps.push_back(Jump);
    if (const auto *If = dyn_cast<IfStmt>(S);
        If && asksForFailure(If->getCond(), Context)) {
      const auto *Block = dyn_cast<CompoundStmt>(If->getThen());
      if (!Block)
        Known->AfterFailure.insert(If->getThen());
      else if (!Block->body_empty())
        Known->AfterFailure.insert(Block->body_back());
    }
  });
  for (const Stmt *S : Function->getBody()->children())
    if (const auto *Call = dyn_cast_or_null<CallExpr>(S);
        Call && givesResourceBack(calleeOf(Call)))
      Known->GivenBack.push_back(Call->getBeginLoc());
  llvm::sort(Acquired, [&](const auto &A, const auto &B) {
    return IsBefore(A.first, B.first);
  });
  llvm::sort(Known->Changed, IsBefore);
  llvm::sort(Known->GivenBack, IsBefore);
  std::pair<SourceLocation, unsigned> Last{SourceLocation(), 0};
  for (const auto &Here : Acquired) {
    if (Here.second > Last.second)
      Last = Here;
    Known->Acquired.push_back({Here.first, Last.first});
  }
  Work.spend(Known->Size);
  return *Known;
}

bool FailureExits::mayOwnResources(SourceLocation Place) const {
  Work.spend();
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  const auto IsBeforePlace = [&](SourceLocation L) {
    return SM.isBeforeInTranslationUnit(L, Place);
  };
  const auto &Acquired = index().Acquired;
  const auto Behind = llvm::partition_point(
      Acquired, [&](const auto &A) { return IsBeforePlace(A.first); });
  if (Behind == Acquired.begin())
    return false;
  // The calls on every path to this point that give something back.
  const SourceLocation Last = std::prev(Behind)->second;
  const auto &GivenBack = index().GivenBack;
  const auto First = llvm::partition_point(GivenBack, [&](SourceLocation L) {
    return !SM.isBeforeInTranslationUnit(Last, L);
  });
  const auto End =
      std::max(First, llvm::partition_point(GivenBack, IsBeforePlace));
  return Behind - Acquired.begin() > End - First;
}

bool FailureExits::changesResources(SourceLocation One,
                                    SourceLocation Other) const {
  Work.spend();
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  if (SM.isBeforeInTranslationUnit(Other, One))
    std::swap(One, Other);
  const auto First =
      llvm::partition_point(index().Changed, [&](SourceLocation L) {
        return SM.isBeforeInTranslationUnit(L, One);
      });
  return First != index().Changed.end() &&
         SM.isBeforeInTranslationUnit(*First, Other);
}

llvm::SmallVector<const GotoStmt *, 4>
FailureExits::jumpsBehind(SourceLocation Place) const {
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  llvm::SmallVector<const GotoStmt *, 4> Behind, Before;
  Work.spend(index().Jumps.size());
  for (const GotoStmt *Jump : index().Jumps) {
    if (Jump->getBeginLoc().isMacroID() ||
        !SM.isBeforeInTranslationUnit(
            Place, Jump->getLabel()->getStmt()->getBeginLoc()))
      continue;
    if (SM.isBeforeInTranslationUnit(Place, Jump->getBeginLoc()))
      Behind.push_back(Jump);
    else
      Before.push_back(Jump);
  }
  Behind.append(Before.rbegin(), Before.rend());
  return Behind;
}

bool FailureExits::isAfterFailure(const GotoStmt *Jump) const {
  return index().AfterFailure.contains(Jump);
}

bool FailureExits::assignsBetween(const VarDecl *Variable, SourceLocation One,
                                  SourceLocation Other) const {
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  if (SM.isBeforeInTranslationUnit(Other, One))
    std::swap(One, Other);
  bool Found = false;
  Work.spend(index().Size);
  visitParts(Function->getBody(), [&](const Stmt *S) {
    if (SM.isBeforeInTranslationUnit(S->getBeginLoc(), One) ||
        !SM.isBeforeInTranslationUnit(S->getBeginLoc(), Other))
      return;
    Found |= (isa<BinaryOperator, UnaryOperator, CallExpr, DeclStmt>(S)) &&
             VariableUses::assigns(S, Variable);
  });
  return Found;
}

/// The last statement of \p S if it returns.
static const ReturnStmt *lastReturn(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  return dyn_cast_or_null<ReturnStmt>(S);
}

/// "return 0;" as it is written, if it returns a constant or nothing.
static std::string constantReturn(const ReturnStmt *Return,
                                  ASTContext &Context) {
  const Expr *Value = Return->getRetValue();
  if (!Value)
    return "return;";
  Expr::EvalResult Known;
  if (!isNullConstant(Value, Context) && !Value->EvaluateAsInt(Known, Context))
    return "";
  const SourceManager &SM = Context.getSourceManager();
  const CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Return->getSourceRange()), SM,
      Context.getLangOpts());
  const StringRef Written =
      Lexer::getSourceText(Range, SM, Context.getLangOpts());
  return Written.starts_with("return") ? (Written + ";").str() : "";
}

std::string FailureExits::returnStatement() const {
  if (!KnownReturn)
    KnownReturn = findReturnStatement();
  return *KnownReturn;
}

std::string FailureExits::findReturnStatement() const {
  const QualType T = Function->getReturnType();
  ASTContext &Context = Function->getASTContext();
  if (ObjectTypes::isPyObjectPointer(T))
    return "return " + Words.null() + ";";
  // Prefer the return that follows other failures in the function.
  std::string Found;
  bool IsClear = true, ReturnsMinusOne = false, ReturnsNull = false;
  visitParts(Function->getBody(), [&](const Stmt *S) {
    if (const auto *Return = dyn_cast<ReturnStmt>(S);
        Return && Return->getRetValue()) {
      Expr::EvalResult Known;
      const Expr *Value = Return->getRetValue();
      ReturnsNull |= isNullConstant(Value, Context);
      ReturnsMinusOne |= T->isSignedIntegerType() &&
                         Value->EvaluateAsInt(Known, Context) &&
                         Known.Val.getInt() == -1;
    }
    const auto *If = dyn_cast<IfStmt>(S);
    const ReturnStmt *Return = If ? lastReturn(If->getThen()) : nullptr;
    if (!Return || !asksForFailure(If->getCond(), Context))
      return;
    const std::string Here = constantReturn(Return, Context);
    IsClear &= !Here.empty() && (Found.empty() || Found == Here);
    Found = Here;
  });
  if (IsClear && !Found.empty())
    return Found;
  if (T->isSignedIntegerType() && ReturnsMinusOne)
    return "return -1;";
  if (T->isPointerType() && ReturnsNull)
    return "return " + Words.null() + ";";
  return "";
}

bool FailureExits::isFailure(const Expr *Value) const {
  ASTContext &Context = Function->getASTContext();
  const QualType T = Function->getReturnType();
  if (T->isPointerType())
    return isNullConstant(Value, Context);
  Expr::EvalResult Known;
  return T->isSignedIntegerType() && Value->EvaluateAsInt(Known, Context) &&
         Known.Val.getInt() == -1;
}

} // namespace pyrefcheck
