//===- DroppedStatements.cpp - Statements that are not there ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DroppedStatements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringRef.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Reads the text between the statements of one block.
class GapReader {
public:
  GapReader(SourceLocation Begin, ASTContext &AST)
      : AST(AST), File(AST.getSourceManager().getFileID(Begin)),
        Text(AST.getSourceManager().getBufferData(File)),
        Lex(AST.getSourceManager().getLocForStartOfFile(File),
            AST.getLangOpts(), Text.begin(),
            Text.begin() + AST.getSourceManager().getFileOffset(Begin),
            Text.end()) {
    next();
  }

  /// Whether there is code from the current place to \p To, in the same file.
  bool hasCodeBefore(SourceLocation To) {
    const unsigned End = AST.getSourceManager().getFileOffset(To);
    while (!Now.is(tok::eof) && offset() < End)
      if (isCode())
        return true;
    return false;
  }

  /// Goes on behind \p To, which is the last token of a statement.
  void skipTo(SourceLocation To) {
    const unsigned Last = AST.getSourceManager().getFileOffset(To);
    while (!Now.is(tok::eof) && offset() <= Last)
      next();
    AfterMacro = false;
  }

  bool isIn(SourceLocation Loc) const {
    return AST.getSourceManager().getFileID(Loc) == File;
  }

private:
  unsigned offset() const {
    return AST.getSourceManager().getFileOffset(Now.getLocation());
  }
  void next() { Lex.LexFromRawLexer(Now); }

  /// Reads one token, directive or use of a macro. \returns whether it can be
  /// part of a statement.
  bool isCode() {
    if (Now.is(tok::hash) && Now.isAtStartOfLine()) {
      readDirective();
      return false;
    }
    // An empty macro and a semicolon are a statement, which ends the gap.
    if (Now.is(tok::semi) && AfterMacro && !Excluded)
      return true;
    AfterMacro = false;
    if (Excluded || Now.is(tok::semi)) {
      next();
      return false;
    }
    if (!Now.is(tok::raw_identifier) ||
        !AST.Idents.get(Now.getRawIdentifier()).hadMacroDefinition())
      return true;
    next();
    if (Now.is(tok::l_paren))
      skipParentheses();
    AfterMacro = true;
    return false;
  }

  void readDirective() {
    next();
    const StringRef Name =
        Now.is(tok::raw_identifier) ? Now.getRawIdentifier() : StringRef();
    if (Name.starts_with("if"))
      ++Excluded;
    else if (Name.starts_with("el"))
      // What comes before is in the tree, as it has ended the last gap.
      Excluded = std::max(Excluded, 1U);
    else if (Name == "endif" && Excluded)
      --Excluded;
    while (!Now.is(tok::eof) && !Now.isAtStartOfLine())
      next();
  }

  void skipParentheses() {
    unsigned Depth = 0;
    do {
      if (Now.is(tok::l_paren))
        ++Depth;
      else if (Now.is(tok::r_paren))
        --Depth;
      next();
    } while (Depth && !Now.is(tok::eof));
  }

  ASTContext &AST;
  FileID File;
  StringRef Text;
  Lexer Lex;
  Token Now;
  /// A use of a macro comes directly before the current token.
  bool AfterMacro = false;
  /// The conditions of the preprocessor that exclude what is being read.
  unsigned Excluded = 0;
};

} // namespace

bool hasDroppedStatement(const CompoundStmt *Block, ASTContext &AST) {
  const SourceManager &SM = AST.getSourceManager();
  if (Block->getLBracLoc().isMacroID() || Block->getRBracLoc().isMacroID() ||
      Block->getLBracLoc().isInvalid() || Block->getRBracLoc().isInvalid())
    return false;
  GapReader Gaps(Block->getLBracLoc().getLocWithOffset(1), AST);
  for (const Stmt *S : Block->body()) {
    const CharSourceRange Range = SM.getExpansionRange(S->getSourceRange());
    if (!Gaps.isIn(Range.getBegin()) || !Gaps.isIn(Range.getEnd()))
      return false;
    if (Gaps.hasCodeBefore(Range.getBegin()))
      return true;
    Gaps.skipTo(Range.getEnd());
  }
  return Gaps.isIn(Block->getRBracLoc()) &&
         Gaps.hasCodeBefore(Block->getRBracLoc());
}

bool replacesStatement(const NullStmt *S, const ASTContext &AST) {
  const SourceLocation Loc = S->getSemiLoc();
  Token At;
  return Loc.isFileID() && Loc.isValid() &&
         !Lexer::getRawToken(Loc, At, AST.getSourceManager(), AST.getLangOpts(),
                             /*IgnoreWhiteSpace=*/true) &&
         !At.is(tok::semi);
}

} // namespace pyrefcheck
