//===- TemporaryFixes.cpp - Releasing what no variable holds ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call result that is ignored or passed to another call is released, handed
// over, or kept in a new variable. None of these fixes depends on the path.
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "contracts/Contract.h"
#include "contracts/FormatString.h"
#include "findings/Finding.h"
#include "source/ObjectTypes.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

/// `Py_BuildValue("(O)", f())`: the format unit `N` takes the reference over.
bool FixMaker::handOver(const CallExpr *Outer, const Expr *Temporary,
                        Fix &F) const {
  const Contract *Ct = Words.contractOf(Outer);
  if (!Ct || !Ct->buildsValues())
    return false;
  unsigned Index = 0;
  while (Index != Outer->getNumArgs() &&
         Outer->getArg(Index)->IgnoreParenCasts() != Temporary)
    ++Index;
  if (Index == Outer->getNumArgs() || Index <= Ct->FormatArg)
    return false;
  const auto *Literal =
      dyn_cast<StringLiteral>(Outer->getArg(Ct->FormatArg)->IgnoreParenCasts());
  const auto Range = Literal ? Text.range(Literal) : std::nullopt;
  // The literal must not have escapes.
  if (!Range || !Literal->isOrdinary() ||
      Text.text(Literal) != ("\"" + Literal->getString() + "\"").str())
    return false;
  const StringRef Written = Literal->getString();
  const FormatString Format = readBuildFormat(Written);
  Index -= Ct->FormatArg + 1;
  if (!Format.isValid() || Index >= Format.Args.size() ||
      Format.Args[Index].Role != VarArgRole::Borrowed)
    return false;
  const unsigned Offset = Format.Args[Index].Unit.data() - Written.data();
  const SourceLocation Unit = Range->getBegin().getLocWithOffset(1 + Offset);
  F.Title = "hand the reference over with 'N'";
  F.Edits.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(Unit, Unit.getLocWithOffset(1)), "N"));
  return true;
}

/// \p Text with \p Inner in place of the part from \p Begin to \p End.
static std::string spliced(StringRef Text, size_t Begin, size_t End,
                           StringRef Inner) {
  return (Text.take_front(Begin) + Inner + Text.drop_front(End)).str();
}

/// For a statement in the body of a macro. A change there affects all uses of
/// the macro, so the text alone must show that it is right.
bool FixMaker::nameTemporaryInMacro(const CallExpr *Outer,
                                    const Expr *Temporary, Fix &F) const {
  const auto *Inner = dyn_cast<CallExpr>(Temporary);
  const Stmt *Point = Text.statement(Outer);
  const auto *AsStatement = dyn_cast_or_null<Expr>(Point);
  if (!Inner || !AsStatement || AsStatement->IgnoreParenCasts() != Outer ||
      !Text.isInSameMacro(Inner, Outer) ||
      !ObjectTypes::isPyObjectPointer(Temporary->getType()))
    return false;
  const std::optional<CharSourceRange> Range = Text.statementInMacro(Outer);
  if (!Range)
    return false;
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &LangOpts = Context.getLangOpts();
  const StringRef Whole = Lexer::getSourceText(*Range, SM, LangOpts);
  // Both callees must be functions, not arguments or expansions of macros.
  for (const CallExpr *Call : {Outer, Inner}) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier() ||
        !Text.isInSameMacro(Call->getCallee(), Outer) ||
        !StringRef(SM.getCharacterData(
                       SM.getSpellingLoc(Call->getCallee()->getBeginLoc())))
             .starts_with(Callee->getName()))
      return false;
  }
  if (Outer->getDirectCallee()->getName() == "PyModule_AddObject")
    return false;
  const unsigned Start = SM.getFileOffset(Range->getBegin());
  const unsigned Begin =
      SM.getFileOffset(SM.getSpellingLoc(Inner->getBeginLoc())) - Start;
  const unsigned End =
      SM.getFileOffset(Lexer::getLocForEndOfToken(
          SM.getSpellingLoc(Inner->getEndLoc()), 0, SM, LangOpts)) -
      Start;
  if (Begin >= End || End > Whole.size())
    return false;
  // No argument of the macro may have the name.
  const std::string Name = FreshInFile.make("value");
  const std::string Declaration =
      "PyObject *" + Name + " = " + Whole.slice(Begin, End).str() + ";";
  const std::string Call = spliced(Whole, Begin, End, Name);
  const Contract *Ct = Words.contractOf(Outer);
  unsigned Index = 0;
  while (Index != Outer->getNumArgs() &&
         Outer->getArg(Index)->IgnoreParenCasts() != Temporary)
    ++Index;
  const bool AcceptsNull = Ct && FixVocabulary::acceptsNull(*Ct, Index);
  F.Title = "keep the result of the inner call in a variable and release it";
  F.Edits.push_back(FixItHint::CreateReplacement(
      *Range,
      AcceptsNull
          ? "{ " + Declaration + " " + Call + " Py_XDECREF(" + Name + "); }"
          : "{ " + Declaration + " if (" + Name + " != " + Words.null() +
                ") { " + Call + " Py_DECREF(" + Name + "); } }"));
  return true;
}

/// `PyTuple_Pack(2, f(), g())`: Py_BuildValue takes the references over.
bool FixMaker::buildInstead(const CallExpr *Outer, Fix &F) const {
  const FunctionDecl *Callee = Outer->getDirectCallee();
  const unsigned Count = Outer->getNumArgs();
  Expr::EvalResult Known;
  if (!Callee || !Callee->getIdentifier() ||
      Callee->getName() != "PyTuple_Pack" || Count < 2 ||
      Text.text(Outer->getCallee()) != "PyTuple_Pack" ||
      !Outer->getArg(0)->EvaluateAsInt(Known, Context) ||
      Known.Val.getInt() != Count - 1 || !Text.range(Outer->getArg(0)) ||
      !Words.has("Py_BuildValue"))
    return false;
  std::string Format;
  for (const Expr *Argument : llvm::drop_begin(Outer->arguments())) {
    const auto *Call = dyn_cast<CallExpr>(Argument->IgnoreParenCasts());
    if (!ObjectTypes::isPyObjectPointer(Argument->getType()))
      return false;
    const Contract *Ct = Call ? Words.contractOf(Call) : nullptr;
    if (Call && !Ct)
      return false;
    Format += Ct && Ct->Result.Kind == ResultKind::New ? 'N' : 'O';
  }
  F.Title = "build the tuple with 'N', which takes the references over";
  return Text.replace(Outer->getCallee(), "Py_BuildValue", F.Edits) &&
         Text.replace(Outer->getArg(0), "\"(" + Format + ")\"", F.Edits);
}

/// True if \p Point, a declaration of one variable or an assignment to one,
/// evaluates the call \p Outer before everything else.
static bool isFirstInValue(const CallExpr *Outer, const Stmt *Point) {
  const Expr *Value = nullptr;
  if (const auto *Declaration = dyn_cast<DeclStmt>(Point)) {
    const auto *Variable = Declaration->isSingleDecl()
                               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                               : nullptr;
    Value =
        Variable && !Variable->isStaticLocal() ? Variable->getInit() : nullptr;
  } else if (const auto *Assignment = dyn_cast<BinaryOperator>(Point)) {
    if (Assignment->getOpcode() == BO_Assign &&
        isa<DeclRefExpr>(Assignment->getLHS()->IgnoreParens()))
      Value = Assignment->getRHS();
  }
  return Value && SourceEdits::isEvaluatedFirst(Outer, Value);
}

static bool failsWithMinusOne(const Contract &Ct) {
  return Ct.Result.Fails == FailsWith::MinusOne ||
         Ct.Result.Fails == FailsWith::AmbiguousMinusOne ||
         Ct.Result.Fails == FailsWith::Negative;
}

/// A block at \p Begin around \p Call, whose result is ignored. It keeps the
/// argument in the variable \p Name.
/// \param Adds true if the call steals the argument on success.
std::string FixMaker::blockAround(const std::string &Call,
                                  const std::string &Name,
                                  const std::string &Declaration, bool Adds,
                                  SourceLocation Begin) const {
  const std::string Blanks = Text.indentation(Begin);
  const std::string Inner = Text.deeper(Begin);
  const std::string Step = Inner.substr(Blanks.size());
  std::string Block = "{\n" + Inner + Declaration + "\n";
  if (Adds)
    Block += Inner + "if (" + Name + " != " + Words.null() + " && " + Call +
             " < 0) {\n" + Inner + Step + "Py_DECREF(" + Name + ");\n" + Inner +
             "}\n";
  else
    Block += Inner + "if (" + Name + " != " + Words.null() + ") {\n" + Inner +
             Step + Call + ";\n" + Inner + Step + "Py_DECREF(" + Name + ");\n" +
             Inner + "}\n";
  return Block + Blanks + "}";
}

bool FixMaker::nameTemporary(const CallExpr *Outer, const Expr *Temporary,
                             Fix &F) const {
  const Stmt *Point = Text.statement(Outer);
  const FunctionDecl *Callee = Outer->getDirectCallee();
  std::string Call = Text.text(Outer).str();
  const std::string Value = Text.text(Temporary).str();
  if (!Point || !Callee || Call.empty() || Value.empty() ||
      !ObjectTypes::isPyObjectPointer(Temporary->getType()))
    return false;
  const auto CallRange = Text.range(Outer), ValueRange = Text.range(Temporary);
  const SourceManager &SM = Context.getSourceManager();
  const unsigned Offset = SM.getFileOffset(ValueRange->getBegin()) -
                          SM.getFileOffset(CallRange->getBegin());
  if (SM.getFileOffset(ValueRange->getBegin()) <
          SM.getFileOffset(CallRange->getBegin()) ||
      StringRef(Call).substr(Offset, Value.size()) != Value)
    return false;
  const auto *AsStatement = dyn_cast<Expr>(Point);
  const bool Ignored = AsStatement && AsStatement->IgnoreParenCasts() == Outer;
  // Other fixes in this block name variables, too; the line tells them apart.
  const std::string Number =
      Ignored
          ? ""
          : std::to_string(SM.getExpansionLineNumber(CallRange->getBegin()) -
                           SM.getExpansionLineNumber(Function->getBeginLoc()));
  const std::string Name = FreshInBody.make("value", Number);
  Call.replace(Offset, Value.size(), Name);
  const bool Adds = Callee->getName() == "PyModule_AddObject";
  F.Title = "keep the result of the inner call in a variable and release it";
  const std::string Declaration = "PyObject *" + Name + " = " + Value + ";";
  if (Ignored)
    return Text.replaceStatement(
        Point,
        blockAround(Call, Name, Declaration, Adds, CallRange->getBegin()),
        F.Edits);
  // The failure result of the outer call also reports that of the inner one.
  const auto *If = dyn_cast<IfStmt>(Point);
  const Contract *Ct = Words.contractOf(Outer);
  // A label cannot precede a declaration in C, and a jump cannot bypass one in
  // C++.
  if ((Context.getLangOpts().CPlusPlus && !takesDeclarations()) ||
      isa_and_nonnull<LabelStmt, SwitchCase>(Text.parent(Point)))
    return false;
  const bool IsFirst =
      If ? !If->getInit() && Text.isEvaluatedFirst(Outer, If->getCond())
         : isFirstInValue(Outer, Point);
  if (!IsFirst || !Ct || !Outer->getType()->isSignedIntegerType() ||
      !failsWithMinusOne(*Ct))
    return false;
  const std::string Status = FreshInBody.make("status", Number);
  std::string Test = Outer->getType().getUnqualifiedType().getAsString(
                         Context.getPrintingPolicy()) +
                     " " + Status + " = " + Name + " == " + Words.null() +
                     " ? -1 : " + Call + ";";
  std::string Release = "Py_XDECREF(" + Name + ");";
  if (Adds)
    Release = "if (" + Status + " < 0) Py_XDECREF(" + Name + ");";
  return Text.insertBefore(Point, {Declaration, Test, Release}, F.Edits) &&
         Text.replace(Outer, Status, F.Edits);
}

bool FixMaker::releaseTemporary(const Sighting &S, Fix &F) const {
  const auto *Call = dyn_cast_or_null<Expr>(S.Report.At);
  if (!Call)
    return false;
  const auto *Point = dyn_cast_or_null<Expr>(Text.statement(Call));
  if (Point && Point->IgnoreParenCasts() == Call->IgnoreParenCasts()) {
    F.Title = "release the result";
    return Text.replace(
        Point, "Py_XDECREF(" + Text.text(Call->IgnoreParenCasts()).str() + ")",
        F.Edits);
  }
  const CallExpr *Outer = Text.callWithArgument(Call);
  const Expr *Temporary = Call->IgnoreParenCasts();
  return Outer && (handOver(Outer, Temporary, F) || buildInstead(Outer, F) ||
                   nameTemporary(Outer, Temporary, F) ||
                   nameTemporaryInMacro(Outer, Temporary, F));
}

} // namespace pyrefcheck
