//===- SourceEdits.cpp - Changing the text of a function --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SourceEdits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

bool inConflict(const FixItHint &One, const FixItHint &Other,
                const SourceManager &SM) {
  const CharSourceRange &A = One.RemoveRange, &B = Other.RemoveRange;
  if (SM.getFileID(A.getBegin()) != SM.getFileID(B.getBegin()))
    return false;
  const unsigned ABegin = SM.getFileOffset(A.getBegin()),
                 AEnd = SM.getFileOffset(A.getEnd()),
                 BBegin = SM.getFileOffset(B.getBegin()),
                 BEnd = SM.getFileOffset(B.getEnd());
  if (ABegin == AEnd && BBegin == BEnd)
    return ABegin == BBegin;
  return ABegin < BEnd + (ABegin == AEnd) && BBegin < AEnd + (BBegin == BEnd);
}

void keepLineEnds(Edits &All, const SourceManager &SM) {
  for (FixItHint &Edit : All) {
    const StringRef File =
        SM.getBufferData(SM.getFileID(Edit.RemoveRange.getBegin()));
    const size_t First = File.find('\n');
    if (First == StringRef::npos || First == 0 || File[First - 1] != '\r')
      continue;
    std::string Text;
    for (char C : Edit.CodeToInsert) {
      if (C == '\n' && !StringRef(Text).ends_with("\r"))
        Text += '\r';
      Text += C;
    }
    Edit.CodeToInsert = Text;
  }
}

std::string FreshNames::make(StringRef Stem, StringRef Number) {
  const auto [It, New] = Behind.try_emplace(Stem);
  std::vector<StringRef> &Known = It->second;
  if (New) {
    for (size_t Begin = Text.find(Stem); Begin != StringRef::npos;
         Begin = Text.find(Stem, Begin + 1))
      Known.push_back(Text.substr(Begin + Stem.size(), MaxNumber));
    llvm::sort(Known);
  }
  const auto IsTaken = [&](const std::string &End) {
    const auto Next = llvm::lower_bound(Known, StringRef(End));
    return Next != Known.end() && Next->starts_with(End);
  };
  std::string End = Number.str();
  for (unsigned I = 2; IsTaken(End); ++I)
    End = (Number + llvm::Twine(I)).str();
  return (Stem + End).str();
}

bool SourceEdits::mayChange(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  if (Loc.isInvalid() || !Loc.isFileID() || SM.isInSystemHeader(Loc))
    return false;
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  if (!SM.getFileEntryRefForID(File))
    return false;
  // With a #line directive, the text comes from another file.
  const PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  if (Presumed.isInvalid() ||
      Presumed.getLine() != SM.getLineNumber(File, Offset))
    return false;
  return !Generated.contains(File, Offset);
}

SourceEdits::SourceEdits(const FunctionDecl &Function, ParentMap &Parents,
                         const GeneratedCode &Generated)
    : Context(Function.getASTContext()), Parents(Parents), Generated(Generated),
      Step("    ") {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Function.getBody());
  if (!Body || Body->body_empty())
    return;
  const std::optional<CharSourceRange> First = range(Body->body_front());
  if (!First || !isFirstOnLine(First->getBegin()) ||
      !Body->getRBracLoc().isFileID())
    return;
  std::string Inner = indentation(First->getBegin());
  const std::string Outer = indentation(Body->getRBracLoc());
  if (Inner.size() > Outer.size() && StringRef(Inner).starts_with(Outer))
    Step = Inner.substr(Outer.size());
}

std::optional<CharSourceRange> SourceEdits::range(const Stmt *S) const {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &LangOpts = Context.getLangOpts();
  SourceLocation Begin = S->getBeginLoc();
  SourceLocation End = S->getEndLoc();
  // A whole expansion has the range of the macro use, and a part of one has
  // none. An argument of one of Python's macros has the range it is passed at.
  while (Begin.isMacroID() || End.isMacroID()) {
    if (Begin.isMacroID() && SM.isMacroArgExpansion(Begin) && End.isMacroID() &&
        SM.isMacroArgExpansion(End)) {
      StringRef Macro = Lexer::getImmediateMacroName(Begin, SM, LangOpts);
      if (!Macro.starts_with("Py") && !Macro.starts_with("_Py"))
        return std::nullopt;
      if (SM.getFileID(Begin) != SM.getFileID(End))
        return std::nullopt;
      Begin = SM.getImmediateSpellingLoc(Begin);
      End = SM.getImmediateSpellingLoc(End);
      continue;
    }
    if (Begin.isMacroID()) {
      if (SM.isMacroArgExpansion(Begin) ||
          !Lexer::isAtStartOfMacroExpansion(Begin, SM, LangOpts, &Begin))
        return std::nullopt;
    }
    if (End.isMacroID()) {
      if (SM.isMacroArgExpansion(End) ||
          !Lexer::isAtEndOfMacroExpansion(End, SM, LangOpts, &End))
        return std::nullopt;
    }
  }
  if (!mayChange(Begin) || SM.getFileID(Begin) != SM.getFileID(End))
    return std::nullopt;
  End = Lexer::getLocForEndOfToken(End, 0, SM, LangOpts);
  if (End.isInvalid())
    return std::nullopt;
  return CharSourceRange::getCharRange(Begin, End);
}

StringRef SourceEdits::text(const Stmt *S) const {
  std::optional<CharSourceRange> R = range(S);
  if (!R)
    return "";
  return Lexer::getSourceText(*R, Context.getSourceManager(),
                              Context.getLangOpts());
}

bool SourceEdits::isInSameMacro(const Stmt *E, const Stmt *Other) const {
  const SourceManager &SM = Context.getSourceManager();
  const SourceLocation Begin = E->getBeginLoc(), End = E->getEndLoc();
  return SM.isMacroBodyExpansion(Begin) && SM.isMacroBodyExpansion(End) &&
         SM.getFileID(Begin) == SM.getFileID(End) &&
         SM.getFileID(Begin) == SM.getFileID(Other->getBeginLoc());
}

std::optional<CharSourceRange>
SourceEdits::statementInMacro(const Stmt *S) const {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &LangOpts = Context.getLangOpts();
  if (!isInSameMacro(S, S))
    return std::nullopt;
  const SourceLocation Begin = SM.getSpellingLoc(S->getBeginLoc());
  const SourceLocation End = Lexer::getLocForEndOfToken(
      SM.getSpellingLoc(S->getEndLoc()), 0, SM, LangOpts);
  if (!mayChange(Begin) || !SM.isWrittenInMainFile(Begin) || End.isInvalid() ||
      !SM.isBeforeInTranslationUnit(Begin, End))
    return std::nullopt;
  // The semicolon must be in the macro, not at its uses.
  const StringRef Behind(SM.getCharacterData(End));
  const size_t Next = Behind.find_first_not_of(" \t");
  if (Next == StringRef::npos || Behind[Next] != ';')
    return std::nullopt;
  return CharSourceRange::getCharRange(Begin,
                                       End.getLocWithOffset(int(Next) + 1));
}

const Expr *SourceEdits::bare(const Expr *E) const {
  // `Py_None` is an expression in parentheses.
  const Expr *Bare = E->IgnoreParenCasts();
  return range(Bare) ? Bare : E->IgnoreImpCasts();
}

std::string SourceEdits::indentation(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  StringRef Line = SM.getBufferData(File).take_front(Offset);
  Line = Line.substr(Line.rfind('\n') + 1);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

std::string SourceEdits::deeper(SourceLocation Loc) const {
  return indentation(Loc) + Step;
}

bool SourceEdits::isFirstOnLine(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  StringRef Before = SM.getBufferData(File).take_front(Offset);
  return Before.substr(Before.rfind('\n') + 1).trim(" \t").empty();
}

bool SourceEdits::isLastOnLine(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  StringRef Behind = SM.getBufferData(File).drop_front(Offset);
  return Behind.take_until([](char C) { return C == '\n'; }).trim().empty();
}

const Stmt *SourceEdits::statement(const Stmt *S) const {
  while (S) {
    const Stmt *Parent = Parents.getParent(S);
    if (!Parent || isa<CompoundStmt>(Parent) || isBody(S) ||
        isa<SwitchCase>(Parent) || isa<LabelStmt>(Parent))
      return Parent ? S : nullptr;
    S = Parent;
  }
  return nullptr;
}

bool SourceEdits::isBody(const Stmt *S) const {
  const Stmt *Parent = Parents.getParent(S);
  if (const auto *If = dyn_cast_or_null<IfStmt>(Parent))
    return S == If->getThen() || S == If->getElse();
  if (const auto *For = dyn_cast_or_null<ForStmt>(Parent))
    return S == For->getBody();
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Parent))
    return S == While->getBody();
  if (const auto *Do = dyn_cast_or_null<DoStmt>(Parent))
    return S == Do->getBody();
  return false;
}

SourceLocation SourceEdits::endOfStatement(const Stmt *S) const {
  const SourceManager &SM = Context.getSourceManager();
  const std::optional<CharSourceRange> R = range(S);
  if (!R)
    return SourceLocation();
  SourceLocation End = R->getEnd();
  // A declaration includes its semicolon.
  if (*SM.getCharacterData(End.getLocWithOffset(-1)) == ';')
    return End;
  // The end of the expansion of `Py_RETURN_NONE` is that of its name.
  auto [File, Offset] = SM.getDecomposedLoc(End);
  const StringRef Text = SM.getBufferData(File);
  const size_t Next = Text.find_first_not_of(" \t\r\n", Offset);
  if (Next == StringRef::npos || Text[Next] != ';')
    return SourceLocation();
  return End.getLocWithOffset(Next - Offset + 1);
}

bool SourceEdits::isInMacroBlock(const Stmt *S) const {
  for (; S; S = Parents.getParent(S))
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      if (Block->getLBracLoc().isMacroID())
        return true;
  return false;
}

/// Inserts \p Statements before \p S, which begins at \p Begin in a block.
bool SourceEdits::insertInBlock(const Stmt *S, SourceLocation Begin,
                                llvm::ArrayRef<std::string> Statements,
                                Edits &Out) const {
  const Stmt *Parent = Parents.getParent(S);
  // Not before `else`, nor between a label and a declaration.
  if (!isa<CompoundStmt>(Parent) && !isa<SwitchCase>(Parent) &&
      !isa<LabelStmt>(Parent))
    return false;
  // The parent of the label decides whether two statements fit there.
  while (isa<SwitchCase>(Parent) || isa<LabelStmt>(Parent)) {
    if (isBody(Parent) || !Parents.getParent(Parent))
      return false;
    Parent = Parents.getParent(Parent);
  }
  if (!isa<CompoundStmt>(Parent))
    return false;
  std::string Text;
  const std::string Blanks =
      isFirstOnLine(Begin) ? "\n" + indentation(Begin) : " ";
  for (const std::string &Statement : Statements)
    Text += Statement + Blanks;
  Out.push_back(FixItHint::CreateInsertion(Begin, Text));
  return true;
}

/// The place for a brace that opens before \p Begin, the first on its line: the
/// end of the line above. Invalid after a comment or a directive.
SourceLocation SourceEdits::endOfLineAbove(SourceLocation Begin) const {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(Begin);
  const StringRef Before = SM.getBufferData(File).take_front(Offset);
  const size_t LastOfAbove = Before.find_last_not_of(" \t\r\n");
  const StringRef Above = Before.take_front(LastOfAbove + 1);
  const StringRef AboveLine = Above.substr(Above.rfind('\n') + 1);
  if (LastOfAbove == StringRef::npos || AboveLine.contains("//") ||
      AboveLine.contains("*/") || AboveLine.ltrim().starts_with("#"))
    return SourceLocation();
  return Begin.getLocWithOffset(int(LastOfAbove) + 1 - int(Offset));
}

bool SourceEdits::insertBefore(const Stmt *S,
                               llvm::ArrayRef<std::string> Statements,
                               Edits &Out) const {
  const std::optional<CharSourceRange> R = range(S);
  const Stmt *Parent = Parents.getParent(S);
  if (!R || !Parent || isInMacroBlock(S))
    return false;
  const SourceLocation Begin = R->getBegin();
  if (!isBody(S))
    return insertInBlock(S, Begin, Statements, Out);
  const SourceLocation End = endOfStatement(S);
  const std::optional<CharSourceRange> ParentRange = range(Parent);
  if (End.isInvalid() || !ParentRange)
    return false;
  // `else return NULL;` is indented like its `if`.
  const std::string Outer = indentation(ParentRange->getBegin());
  const bool OwnLine = isFirstOnLine(Begin);
  const std::string Inner =
      OwnLine ? indentation(Begin) : deeper(ParentRange->getBegin());
  const bool Else = isa<IfStmt>(Parent) &&
                    S == cast<IfStmt>(Parent)->getThen() &&
                    cast<IfStmt>(Parent)->getElse();
  // What follows on the line must not end up after the brace of an `if` that
  // has an `else`; a comment there stays with the statement.
  if (!isLastOnLine(End) && Else && !OwnLine)
    return false;
  const SourceLocation Brace =
      OwnLine ? endOfLineAbove(Begin) : SourceLocation();
  const std::string NewLine = "\n" + Inner;
  std::string Text = Brace.isValid() ? "" : "{" + NewLine;
  if (Brace.isValid())
    Out.push_back(FixItHint::CreateInsertion(Brace, " {"));
  for (const std::string &Statement : Statements)
    Text += Statement + NewLine;
  Out.push_back(FixItHint::CreateInsertion(Begin, Text));
  Out.push_back(FixItHint::CreateInsertion(End, "\n" + Outer + "}"));
  return true;
}

bool SourceEdits::insertAfter(const Stmt *S,
                              llvm::ArrayRef<std::string> Statements,
                              Edits &Out) const {
  const Stmt *Parent = Parents.getParent(S);
  const SourceLocation End = endOfStatement(S);
  if (!Parent || !isa<CompoundStmt>(Parent) || End.isInvalid() ||
      isInMacroBlock(S))
    return false;
  const std::string NewLine = "\n" + indentation(range(S)->getBegin());
  std::string Text;
  for (const std::string &Statement : Statements)
    Text += NewLine + Statement;
  // A comment on the same line is about S.
  const char *Behind = Context.getSourceManager().getCharacterData(End);
  const StringRef Rest(Behind, std::strcspn(Behind, "\n"));
  const StringRef Comment = Rest.trim();
  const bool IsComment =
      Comment.starts_with("//") ||
      (Comment.starts_with("/*") && Comment.find("*/") == Comment.size() - 2);
  Out.push_back(FixItHint::CreateInsertion(
      End.getLocWithOffset(IsComment ? int(Rest.rtrim().size()) : 0), Text));
  return true;
}

bool SourceEdits::enclose(const Stmt *First, const Stmt *Last, StringRef Head,
                          Edits &Out, const Stmt *Part, StringRef By) const {
  const std::optional<CharSourceRange> R = range(First);
  const SourceLocation End = endOfStatement(Last);
  if (!R || !range(Last) || End.isInvalid() || isInMacroBlock(First) ||
      !isa_and_nonnull<CompoundStmt>(Parents.getParent(First)) ||
      !isFirstOnLine(R->getBegin()))
    return false;
  const SourceManager &SM = Context.getSourceManager();
  std::string Written =
      Lexer::getSourceText(CharSourceRange::getCharRange(R->getBegin(), End),
                           SM, Context.getLangOpts())
          .str();
  // A directive stays at the beginning of its line.
  if (StringRef(Written).contains('#') || StringRef(Written).contains("\\\n"))
    return false;
  if (Part) {
    const std::optional<CharSourceRange> Old = range(Part);
    const unsigned Start = SM.getFileOffset(R->getBegin());
    if (!Old || SM.getFileOffset(Old->getBegin()) < Start ||
        SM.getFileOffset(Old->getEnd()) > Start + Written.size())
      return false;
    Written.replace(SM.getFileOffset(Old->getBegin()) - Start,
                    text(Part).size(), By.str());
  }
  const std::string Outer = indentation(R->getBegin());
  const std::string Inner = deeper(R->getBegin());
  const bool Braces = First != Last;
  std::string Text = (Head + (Braces ? " {\n" : "\n") + Inner).str();
  for (char C : Written) {
    Text += C;
    if (C == '\n')
      Text += Step;
  }
  if (Braces)
    Text += "\n" + Outer + "}";
  Out.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(R->getBegin(), End), Text));
  return true;
}

bool SourceEdits::insertAtEnd(const FunctionDecl *FD,
                              llvm::ArrayRef<std::string> Statements,
                              Edits &Out) const {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(FD->getBody());
  if (!Body || Body->body_empty())
    return false;
  const SourceLocation Brace = Body->getRBracLoc();
  const std::optional<CharSourceRange> Last = range(Body->body_back());
  if (!mayChange(Brace) || !Last || !isFirstOnLine(Brace))
    return false;
  const std::string Blanks = indentation(Last->getBegin());
  std::string Text;
  for (const std::string &Statement : Statements)
    Text += Blanks + Statement + "\n";
  const std::string Outer = indentation(Brace);
  Out.push_back(FixItHint::CreateInsertion(
      Brace.getLocWithOffset(-int(Outer.size())), Text));
  return true;
}

bool SourceEdits::remove(const Stmt *S, Edits &Out) const {
  const std::optional<CharSourceRange> R = range(S);
  const SourceLocation End = endOfStatement(S);
  const Stmt *Parent = Parents.getParent(S);
  if (!R || End.isInvalid() || !Parent)
    return false;
  if (isBody(S)) {
    Out.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(R->getBegin(), End), ";"));
    return true;
  }
  if (!isa<CompoundStmt>(Parent))
    return false;
  SourceLocation Begin = R->getBegin();
  SourceLocation Behind = End;
  if (isFirstOnLine(Begin) && isLastOnLine(End)) {
    // Remove the line break before it, too: clang-tidy cleans up what follows.
    const SourceManager &SM = Context.getSourceManager();
    auto [File, Offset] = SM.getDecomposedLoc(Begin);
    const StringRef Text = SM.getBufferData(File);
    const size_t LineBreak = Text.take_front(Offset).rfind('\n');
    if (LineBreak == StringRef::npos)
      return false;
    Begin = Begin.getLocWithOffset(int(LineBreak) - int(Offset));
    Behind = End.getLocWithOffset(std::strcspn(SM.getCharacterData(End), "\n"));
  }
  Out.push_back(
      FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, Behind)));
  return true;
}

bool SourceEdits::replaceStatement(const Stmt *S, StringRef Text,
                                   Edits &Out) const {
  const std::optional<CharSourceRange> R = range(S);
  const SourceLocation End = endOfStatement(S);
  if (!R || End.isInvalid())
    return false;
  Out.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(R->getBegin(), End), Text));
  return true;
}

bool SourceEdits::replace(const Stmt *S, StringRef Text, Edits &Out) const {
  const std::optional<CharSourceRange> R = range(S);
  if (!R)
    return false;
  Out.push_back(FixItHint::CreateReplacement(*R, Text));
  return true;
}

const Stmt *SourceEdits::next(const Stmt *S) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(S));
  if (!Block)
    return nullptr;
  if (KnownBlocks.insert(Block).second)
    for (auto It = Block->body_begin(); It != Block->body_end(); ++It)
      if (const auto Next = std::next(It); Next != Block->body_end())
        Followers.try_emplace(*It, *Next);
  return Followers.lookup(S);
}

const CallExpr *SourceEdits::callWithArgument(const Expr *E) const {
  const Stmt *Child = E;
  const Stmt *Parent = Parents.getParent(E);
  while (isa_and_nonnull<CastExpr, ParenExpr, ExprWithCleanups,
                         MaterializeTemporaryExpr>(Parent)) {
    Child = Parent;
    Parent = Parents.getParent(Parent);
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Parent);
  return Call && llvm::is_contained(Call->arguments(), Child) ? Call : nullptr;
}

bool SourceEdits::isEvaluatedFirst(const Expr *E, const Expr *Whole) {
  Whole = Whole->IgnoreParenCasts();
  if (Whole == E->IgnoreParenCasts())
    return true;
  if (const auto *Not = dyn_cast<UnaryOperator>(Whole))
    return isEvaluatedFirst(E, Not->getSubExpr());
  if (const auto *BO = dyn_cast<BinaryOperator>(Whole))
    return isEvaluatedFirst(E, BO->getOpcode() == BO_Assign ? BO->getRHS()
                                                            : BO->getLHS());
  return false;
}

bool SourceEdits::isAlwaysEvaluated(const Expr *E, const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && isEvaluatedFirst(E, If->getCond());
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return Return->getRetValue() && isEvaluatedFirst(E, Return->getRetValue());
  const auto *Whole = dyn_cast<Expr>(S);
  return Whole && isEvaluatedFirst(E, Whole);
}

} // namespace pyrefcheck
