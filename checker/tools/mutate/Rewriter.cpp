//===- Rewriter.cpp - The same, written differently -----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewriter.h"
#include "Mutant.h"
#include "WrittenCode.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <vector>

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

namespace {

struct RewriteRow {
  StringRef Name, Sentence, Prelude;
};

constexpr RewriteRow Rows[] = {
#define REWRITE(ID, NAME, SENTENCE, PRELUDE) {NAME, SENTENCE, PRELUDE},
#include "Rewrites.def"
};

/// Finds the places of one rewrite in one function.
class PlaceFinder : public RecursiveASTVisitor<PlaceFinder> {
public:
  PlaceFinder(const FunctionDecl *FD, const WrittenCode &Code,
              const TranslationUnit &TU, Rewrite What,
              std::vector<TextChange> &Changes)
      : Function(FD), Code(Code), TU(TU), What(What), Changes(Changes),
        Parents(FD->getBody()) {}

  bool VisitStmt(Stmt *S);
  // Has a function of its own.
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  void change(std::optional<TextRange> Where, const llvm::Twine &Text) {
    if (Where)
      Changes.push_back({*Where, Text.str()});
  }
  std::string textOf(const Stmt *S) const;

  void renameCall(const Stmt *S, StringRef Plain, StringRef NewPlain,
                  StringRef MayBeNull, StringRef NewMayBeNull);
  void writeClearOut(const Stmt *S);
  void turnNullTest(const Stmt *S);
  void splitDeclaration(const Stmt *S);
  void writeGotoOut(const Stmt *S);
  void swapBranches(const Stmt *S);
  void returnByVariable(const Stmt *S);
  bool isFullStatement(const Stmt *S) const;

  const FunctionDecl *Function;
  const WrittenCode &Code;
  const TranslationUnit &TU;
  const Rewrite What;
  std::vector<TextChange> &Changes;
  const ParentMap Parents;
};

/// Finds the functions of the file.
class FunctionFinder : public RecursiveASTVisitor<FunctionFinder> {
public:
  explicit FunctionFinder(const WrittenCode &Code) : Code(Code) {}

  bool VisitFunctionDecl(FunctionDecl *FD) {
    if (FD->doesThisDeclarationHaveABody() && !FD->isDependentContext() &&
        !FD->isDefaulted() && Code.rangeOf(FD->getBody()))
      Functions.push_back(FD);
    return true;
  }

  std::vector<const FunctionDecl *> Functions;

private:
  const WrittenCode &Code;
};

} // namespace

/// The text of \p S as a statement, with what ends it; empty if it is not
/// written in the file.
std::string PlaceFinder::textOf(const Stmt *S) const {
  const std::optional<TextRange> Range = Code.wholeStatement(S);
  return Range ? Code.text(*Range).str() : "";
}

/// True if \p S is a statement, not a part of an expression.
bool PlaceFinder::isFullStatement(const Stmt *S) const {
  return !isa_and_nonnull<Expr, DeclStmt>(Parents.getParent(S));
}

/// Calls of \p Plain, and of \p MayBeNull, go to other names.
void PlaceFinder::renameCall(const Stmt *S, StringRef Plain, StringRef NewPlain,
                             StringRef MayBeNull, StringRef NewMayBeNull) {
  const std::optional<Invocation> Call = Code.invocation(S);
  if (!Call || Call->Args.size() != 1)
    return;
  const StringRef New = Call->Name == Plain       ? NewPlain
                        : Call->Name == MayBeNull ? NewMayBeNull
                                                  : "";
  if (!New.empty())
    change(Call->Range,
           New + "((PyObject *)(" + Code.text(Call->Args.front()) + "))");
}

void PlaceFinder::writeClearOut(const Stmt *S) {
  const std::optional<Invocation> Call = Code.invocation(S);
  if (!Call || Call->Name != "Py_CLEAR" || Call->Args.size() != 1)
    return;
  const StringRef Place = Code.text(Call->Args.front());
  // What has side effects is done once.
  if (Place.contains('(') || Place.contains("++") || Place.contains("--"))
    return;
  change(Call->Range, "do { PyObject *pyrefcheck_old = (PyObject *)(" + Place +
                          "); if (pyrefcheck_old != NULL) { " + Place +
                          " = NULL; Py_DECREF(pyrefcheck_old); } } while (0)");
}

void PlaceFinder::turnNullTest(const Stmt *S) {
  const ASTContext &AST = Code.context();
  if (const auto *UO = dyn_cast<UnaryOperator>(S);
      UO && UO->getOpcode() == UO_LNot &&
      UO->getSubExpr()->IgnoreParenImpCasts()->getType()->isPointerType()) {
    if (const auto Range = Code.rangeOf(UO->getSubExpr()))
      change(Code.rangeOf(UO), "((" + Code.text(*Range) + ") == NULL)");
    return;
  }
  const auto *BO = dyn_cast<BinaryOperator>(S);
  if (!BO || !BO->isEqualityOp() ||
      !BO->getLHS()->IgnoreParenImpCasts()->getType()->isPointerType() ||
      !isNullPointer(BO->getRHS(), AST))
    return;
  if (const auto Range = Code.rangeOf(BO->getLHS()))
    change(Code.rangeOf(BO),
           llvm::Twine(BO->getOpcode() == BO_EQ ? "!" : "!!") + "(" +
               Code.text(*Range) + ")");
}

void PlaceFinder::splitDeclaration(const Stmt *S) {
  const auto *DS = dyn_cast<DeclStmt>(S);
  const auto *VD = DS && DS->isSingleDecl()
                       ? dyn_cast<VarDecl>(DS->getSingleDecl())
                       : nullptr;
  if (!VD || !VD->hasInit() || VD->isStaticLocal() ||
      !VD->getType()->isPointerType() || VD->getType().isConstQualified() ||
      VD->getType()->getContainedAutoType() ||
      !isa_and_nonnull<CompoundStmt>(Parents.getParent(DS)))
    return;
  const auto Whole = Code.rangeOf(DS), Value = Code.rangeOf(VD->getInit());
  if (!Whole || !Value || !Whole->contains(*Value))
    return;
  const StringRef Head =
      Code.text(TextRange{Whole->Begin, Value->Begin}).rtrim();
  if (!Head.ends_with("="))
    return;
  change(Whole, Head.drop_back().rtrim() + "; " + VD->getName() + " = " +
                    Code.text(TextRange{Value->Begin, Whole->End}));
}

void PlaceFinder::writeGotoOut(const Stmt *S) {
  const auto *Goto = dyn_cast<GotoStmt>(S);
  const LabelStmt *Label = Goto ? Goto->getLabel()->getStmt() : nullptr;
  const auto *Block =
      Label ? dyn_cast_or_null<CompoundStmt>(Parents.getParent(Label))
            : nullptr;
  if (!Block || Parents.getParent(Block))
    return;
  static constexpr unsigned Most = 8;
  std::string Text;
  unsigned Count = 0;
  for (const Stmt *Next :
       llvm::make_range(llvm::find(Block->body(), Label), Block->body_end())) {
    // Labels may follow each other.
    while (const auto *Inner = dyn_cast<LabelStmt>(Next))
      Next = Inner->getSubStmt();
    const std::string One = textOf(Next);
    if (One.empty() || ++Count > Most ||
        !isa<Expr, ReturnStmt, DoStmt, IfStmt, NullStmt>(Next))
      return;
    Text += "\n" + One;
    if (isa<ReturnStmt>(Next)) {
      change(Code.wholeStatement(Goto), "{" + Text + "\n}");
      return;
    }
  }
}

void PlaceFinder::swapBranches(const Stmt *S) {
  const auto *If = dyn_cast<IfStmt>(S);
  if (!If || !If->getElse() || If->hasInitStorage() || If->hasVarStorage() ||
      isa<IfStmt>(If->getElse()))
    return;
  // `else if` of an outer one: the text before would have to change too.
  const auto *Outer = dyn_cast_or_null<IfStmt>(Parents.getParent(If));
  const auto Condition = Code.rangeOf(If->getCond());
  const std::string Then = textOf(If->getThen()), Else = textOf(If->getElse());
  const auto Begin = Code.rangeOf(If), End = Code.wholeStatement(If->getElse());
  if ((Outer && Outer->getElse() == If) || !Condition || !Begin || !End ||
      Then.empty() || Else.empty())
    return;
  change(TextRange{Begin->Begin, End->End}, "if (!(" + Code.text(*Condition) +
                                                ")) {\n" + Else +
                                                "\n} else {\n" + Then + "\n}");
}

void PlaceFinder::returnByVariable(const Stmt *S) {
  const auto *RS = dyn_cast<ReturnStmt>(S);
  const Expr *E = RS ? RS->getRetValue() : nullptr;
  if (!E || !isa<CallExpr>(E->IgnoreParenImpCasts()) ||
      !TU.types().isPyObjectPointer(Function->getReturnType()) ||
      !TU.types().isPyObjectPointer(E->IgnoreParenImpCasts()->getType()))
    return;
  if (const auto Value = Code.rangeOf(E))
    change(Code.wholeStatement(RS),
           "{ PyObject *pyrefcheck_result = " + Code.text(*Value) +
               "; return pyrefcheck_result; }");
}

bool PlaceFinder::VisitStmt(Stmt *S) {
  switch (What) {
  case Rewrite::ReleaseByHelper:
    if (isFullStatement(S))
      renameCall(S, "Py_DECREF", "pyrefcheck_release", "Py_XDECREF",
                 "pyrefcheck_xrelease");
    break;
  case Rewrite::ReleaseByMacro:
    if (isFullStatement(S))
      renameCall(S, "Py_DECREF", "PYREFCHECK_RELEASE", "Py_XDECREF",
                 "PYREFCHECK_XRELEASE");
    break;
  case Rewrite::IncrementByHelper:
    if (isFullStatement(S))
      renameCall(S, "Py_INCREF", "pyrefcheck_take", "Py_XINCREF",
                 "pyrefcheck_xtake");
    break;
  case Rewrite::NewRefByHelper:
    renameCall(S, "Py_NewRef", "pyrefcheck_new", "Py_XNewRef",
               "pyrefcheck_xnew");
    break;
  case Rewrite::ClearWrittenOut:
    if (isFullStatement(S))
      writeClearOut(S);
    break;
  case Rewrite::NullTestTurned:
    turnNullTest(S);
    break;
  case Rewrite::DeclarationSplit:
    splitDeclaration(S);
    break;
  case Rewrite::GotoWrittenOut:
    writeGotoOut(S);
    break;
  case Rewrite::BranchesSwapped:
    swapBranches(S);
    break;
  case Rewrite::ReturnByVariable:
    returnByVariable(S);
    break;
  }
  return true;
}

std::optional<Rewrite> findRewrite(StringRef Name) {
  const auto *Row =
      llvm::find_if(Rows, [&](const RewriteRow &R) { return R.Name == Name; });
  return Row == std::end(Rows)
             ? std::nullopt
             : std::optional(static_cast<Rewrite>(Row - std::begin(Rows)));
}

void forEachRewrite(void (*Print)(StringRef Name, StringRef Sentence)) {
  for (const RewriteRow &Row : Rows)
    Print(Row.Name, Row.Sentence);
}

/// The text with all changes but those within others.
static std::string apply(StringRef Text, std::vector<TextChange> Changes) {
  llvm::sort(Changes, [](const TextChange &A, const TextChange &B) {
    return A.Where.Begin != B.Where.Begin ? A.Where.Begin < B.Where.Begin
                                          : A.Where.End > B.Where.End;
  });
  std::string Result;
  unsigned Done = 0;
  for (const TextChange &C : Changes) {
    if (C.Where.Begin < Done)
      continue;
    Result += Text.slice(Done, C.Where.Begin);
    Result += C.Text;
    Done = C.Where.End;
  }
  return Result + Text.drop_front(Done).str();
}

std::optional<std::string> rewritten(ASTContext &Context,
                                     const WrittenCode &Code, Rewrite What) {
  const TranslationUnit TU(Context, {});
  std::vector<TextChange> Changes;
  std::optional<unsigned> First;
  for (Decl *D : TU.declarations()) {
    FunctionFinder Finder(Code);
    Finder.TraverseDecl(D);
    const auto Range = Code.rangeOf(D->getSourceRange());
    if (!First && !Finder.Functions.empty() && Range)
      First = Range->Begin;
    // What is before the prelude cannot use it.
    for (const FunctionDecl *FD : Finder.Functions)
      if (First)
        PlaceFinder(FD, Code, TU, What, Changes).TraverseStmt(FD->getBody());
  }
  if (Changes.empty())
    return std::nullopt;
  const StringRef Prelude = Rows[static_cast<unsigned>(What)].Prelude;
  if (!Prelude.empty())
    Changes.push_back({{*First, *First}, Prelude.str()});
  return apply(Code.text(), std::move(Changes));
}

} // namespace pyrefcheck
