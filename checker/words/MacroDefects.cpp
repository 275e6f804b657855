//===- MacroDefects.cpp - Defects in the text of macros -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MacroDefects.h"
#include "findings/FileNames.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// One macro in whose text some code is.
struct Level {
  /// This use of it.
  FileID Use;
  /// Where in its text the code is, or the macro of the level before.
  SourceLocation In;
  std::string Macro;
  /// In and those of the levels before, in words.
  std::string Places;
};

using Levels = llvm::SmallVector<Level, 2>;

} // namespace

/// The macros in whose texts \p Loc is, each used by the text of the next.
static Levels levelsOf(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  Levels Found;
  std::string Places;
  while (Loc.isMacroID()) {
    // What a macro is given as its argument is written elsewhere.
    if (SM.isMacroArgExpansion(Loc)) {
      Loc = SM.getImmediateSpellingLoc(Loc);
      continue;
    }
    const SourceLocation In = SM.getSpellingLoc(Loc);
    Places += absoluteName(SM, SM.getFileID(In)) + ':' +
              std::to_string(SM.getSpellingLineNumber(In)) + ':' +
              std::to_string(SM.getSpellingColumnNumber(In)) + ';';
    Found.push_back(
        {SM.getFileID(Loc), In,
         Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts()).str(),
         Places});
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
  return Found;
}

/// The macros in whose texts all of \p S is but what they are given; of an
/// assignment and of `return`, what they do.
static Levels levelsOf(const Stmt *S, const ASTContext &Context) {
  if (!S)
    return {};
  const auto *BO = dyn_cast<BinaryOperator>(S);
  Levels Found =
      levelsOf(BO ? BO->getOperatorLoc() : S->getBeginLoc(), Context);
  if (BO || isa<ReturnStmt>(S) || Found.empty())
    return Found;
  const Levels AtEnd = levelsOf(S->getEndLoc(), Context);
  llvm::erase_if(Found, [&](const Level &L) {
    return llvm::none_of(AtEnd,
                         [&](const Level &End) { return End.Use == L.Use; });
  });
  return Found;
}

MacroDefect macroDefect(const Stmt *Cause, const Stmt *Place,
                        const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  const Levels OfPlace = levelsOf(Place, Context);
  if (OfPlace.empty())
    return {};
  const ForeignFiles Foreign(SM);
  for (const Level &C : levelsOf(Cause, Context)) {
    if (Foreign.contains(C.In))
      continue;
    for (const Level &P : OfPlace)
      if (P.Macro == C.Macro && SM.getFileID(P.In) == SM.getFileID(C.In))
        return {C.Macro, C.Places, P.Places};
  }
  return {"", "", OfPlace.back().Places};
}

} // namespace pyrefcheck
