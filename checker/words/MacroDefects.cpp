//===- MacroDefects.cpp - Defects in the text of macros -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MacroDefects.h"
#include "findings/FileNames.h"
#include "findings/Merging.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// One macro whose text contains some code.
struct Level {
  /// This use of it.
  FileID Use;
  /// The place of the code in its text, or of the macro of the level before.
  SourceLocation In;
  std::string Macro;
  /// The number of levels before it.
  size_t Depth;
};

struct Levels {
  llvm::SmallVector<Level, 2> Macros;
  /// The place of the code on each level.
  llvm::SmallVector<SourceLocation, 2> Places;

  /// In words, where the code is on \p L and on the levels before.
  std::string placesUpTo(const Level &L, const SourceManager &SM) const {
    std::string Text;
    for (const SourceLocation In :
         llvm::ArrayRef(Places).take_front(L.Depth + 1))
      Text += absoluteName(SM, SM.getFileID(In)) + ':' +
              std::to_string(SM.getSpellingLineNumber(In)) + ':' +
              std::to_string(SM.getSpellingColumnNumber(In)) + ';';
    return Text;
  }
};

} // namespace

/// The macros whose texts contain \p Loc, each used in the text of the next.
static Levels levelsOf(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  Levels Found;
  while (Loc.isMacroID()) {
    // A macro argument is written outside the macro.
    if (SM.isMacroArgExpansion(Loc)) {
      Loc = SM.getImmediateSpellingLoc(Loc);
      continue;
    }
    const SourceLocation In = SM.getSpellingLoc(Loc);
    Found.Macros.push_back(
        {SM.getFileID(Loc), In,
         Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts()).str(),
         Found.Places.size()});
    Found.Places.push_back(In);
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
  return Found;
}

/// The macros whose texts contain all of \p S except macro arguments. Of a
/// binary operator or `return`, only the operator or keyword counts.
static Levels levelsOf(const Stmt *S, const ASTContext &Context) {
  if (!S)
    return {};
  const auto *BO = dyn_cast<BinaryOperator>(S);
  Levels Found =
      levelsOf(BO ? BO->getOperatorLoc() : S->getBeginLoc(), Context);
  if (BO || isa<ReturnStmt>(S) || Found.Macros.empty())
    return Found;
  llvm::DenseSet<FileID> AtEnd;
  for (const Level &End : levelsOf(S->getEndLoc(), Context).Macros)
    AtEnd.insert(End.Use);
  llvm::erase_if(Found.Macros,
                 [&](const Level &L) { return !AtEnd.contains(L.Use); });
  return Found;
}

MacroDefect macroDefect(const Stmt *Cause, const Stmt *Place,
                        const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  const Levels OfPlace = levelsOf(Place, Context);
  if (OfPlace.Macros.empty())
    return {};
  const auto NameIn = [&SM](const Level &L) {
    return L.Macro + ':' + std::to_string(SM.getFileID(L.In).getHashValue());
  };
  llvm::StringMap<const Level *> Shared;
  for (const Level &P : OfPlace.Macros)
    Shared.try_emplace(NameIn(P), &P);
  const Levels OfCause = levelsOf(Cause, Context);
  const ForeignFiles Foreign(SM);
  for (const Level &C : OfCause.Macros)
    if (const Level *P =
            Foreign.contains(C.In) ? nullptr : Shared.lookup(NameIn(C)))
      return {C.Macro, OfCause.placesUpTo(C, SM), OfPlace.placesUpTo(*P, SM)};
  return {"", "", OfPlace.placesUpTo(OfPlace.Macros.back(), SM)};
}

} // namespace pyrefcheck
