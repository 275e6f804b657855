//===- WrittenCode.cpp - Code written in the main file --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WrittenCode.h"
#include "Mutant.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

WrittenCode::WrittenCode(const ASTContext &Context)
    : Context(Context), SM(Context.getSourceManager()),
      Text(SM.getBufferData(SM.getMainFileID())) {
  if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(SM.getMainFileID()))
    File = Entry->getName();
}

std::optional<TextRange> WrittenCode::rangeOf(SourceRange Range) const {
  const CharSourceRange Written = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Range), SM, Context.getLangOpts());
  if (Written.isInvalid() ||
      SM.getFileID(Written.getBegin()) != SM.getMainFileID())
    return std::nullopt;
  return TextRange{SM.getFileOffset(Written.getBegin()),
                   SM.getFileOffset(Written.getEnd())};
}

std::optional<TextRange> WrittenCode::rangeOf(const Stmt *S) const {
  return rangeOf(S->getSourceRange());
}

/// A lexer of the text from \p Begin on.
static Lexer lexerAt(StringRef Text, unsigned Begin, const LangOptions &Lang) {
  return {SourceLocation(), Lang, Text.begin(), Text.begin() + Begin,
          Text.end()};
}

std::optional<TextRange> WrittenCode::wholeStatement(const Stmt *S) const {
  std::optional<TextRange> Range = rangeOf(S);
  if (!Range)
    return std::nullopt;
  if (isa<DeclStmt, CompoundStmt, NullStmt>(S))
    return Range;
  Lexer Lex = lexerAt(Text, Range->End, Context.getLangOpts());
  Token Next;
  Lex.LexFromRawLexer(Next);
  const char Last = Text[Range->End - 1];
  if (Next.is(tok::semi))
    Range->End = Lex.getBufferLocation() - Text.begin();
  else if (Last != '}' && Last != ';')
    return std::nullopt;
  return Range;
}

std::optional<Invocation> WrittenCode::invocation(const Stmt *S) const {
  const std::optional<TextRange> Range = rangeOf(S);
  if (!Range || Text[Range->End - 1] != ')')
    return std::nullopt;
  Lexer Lex = lexerAt(Text, Range->Begin, Context.getLangOpts());
  Token Tok;
  Lex.LexFromRawLexer(Tok);
  if (Tok.isNot(tok::raw_identifier))
    return std::nullopt;
  Invocation Result{Tok.getRawIdentifier(), *Range, {}};
  Lex.LexFromRawLexer(Tok);
  if (Tok.isNot(tok::l_paren))
    return std::nullopt;
  unsigned Depth = 1;
  TextRange Arg;
  while (Depth) {
    const bool AtEnd = Lex.LexFromRawLexer(Tok);
    const unsigned End = Lex.getBufferLocation() - Text.begin();
    if (AtEnd || End > Range->End)
      return std::nullopt;
    if (Tok.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (Tok.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
      --Depth;
    if (!Depth || (Depth == 1 && Tok.is(tok::comma))) {
      if (Arg.End)
        Result.Args.push_back(Arg);
      Arg = {};
      continue;
    }
    if (!Arg.End)
      Arg.Begin = End - Tok.getLength();
    Arg.End = End;
  }
  if (unsigned(Lex.getBufferLocation() - Text.begin()) != Range->End)
    return std::nullopt;
  return Result;
}

void WrittenCode::forEachIn(const Stmt *S, TextRange Range,
                            function_ref<void(const Stmt *)> Found) const {
  if (!S)
    return;
  const SourceLocation Begin = SM.getFileLoc(S->getBeginLoc());
  const SourceLocation End = SM.getFileLoc(S->getEndLoc());
  if (SM.isInMainFile(Begin) && SM.isInMainFile(End) &&
      Range.contains({SM.getFileOffset(Begin), SM.getFileOffset(End)}))
    Found(S);
  for (const Stmt *Child : S->children())
    forEachIn(Child, Range, Found);
}

const VarDecl *WrittenCode::localIn(const Stmt *S, TextRange Range) const {
  const VarDecl *Local = nullptr;
  bool Plain = true;
  forEachIn(S, Range, [&](const Stmt *Part) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Part)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      Plain &= Var && Var->isLocalVarDeclOrParm() && !Var->isStaticLocal() &&
               (!Local || Local == Var);
      Local = Var;
    } else if (!isa<CastExpr, ParenExpr>(Part)) {
      Plain = false;
    }
  });
  return Plain ? Local : nullptr;
}

} // namespace pyrefcheck
