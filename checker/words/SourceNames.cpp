//===- SourceNames.cpp - Things as the source calls them --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SourceNames.h"
#include "ownership/RefState.h"
#include "source/CalleeNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The slot or the variable of `Py_TYPE(x)->tp_repr(x)` and `(*next)(x)`; ""
/// for other calls.
/// \param Written true if a name from a macro does not count.
static std::string calledPointer(const Stmt *S, bool Written) {
  const auto *E = dyn_cast<Expr>(S);
  const auto *CE = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  if (!CE || CE->getDirectCallee())
    return "";
  const Expr *Called = CE->getCallee()->IgnoreParenCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(Called))
    Called = UO->getSubExpr()->IgnoreParenCasts();
  const ValueDecl *Named = nullptr;
  if (const auto *ME = dyn_cast<MemberExpr>(Called))
    Named = ME->getMemberDecl();
  else if (const auto *DRE = dyn_cast<DeclRefExpr>(Called))
    Named = DRE->getDecl();
  if (!Named || !Named->getDeclName().isIdentifier() ||
      (Written && Called->getExprLoc().isMacroID()))
    return "";
  return Named->getNameAsString();
}

std::string Speaker::callee(const Stmt *E) const {
  if (!E)
    return "";
  const auto IsNamed = [&](StringRef) { return true; };
  if (const auto *CE = dyn_cast<CallExpr>(E);
      !CE || !findCalleeName(CE->getCallee(), Context, IsNamed))
    if (std::string Pointer = calledPointer(E, /*Written=*/true);
        !Pointer.empty())
      return Pointer;
  if (std::string Macro = macroName(E->getBeginLoc()); !Macro.empty())
    return Macro;
  if (const auto *Ex = dyn_cast<Expr>(E))
    E = Ex->IgnoreParenCasts();
  const auto *CE = dyn_cast<CallExpr>(E);
  if (!CE)
    return "";
  if (const FunctionDecl *FD = CE->getDirectCallee())
    return FD->getNameAsString();
  std::string Name;
  findCalleeName(CE->getCallee(), Context, [&](StringRef Found) {
    Name = Found.str();
    return true;
  });
  if (Name.empty())
    Name = text(CE->getCallee());
  return Name.empty() ? calledPointer(CE, /*Written=*/false) : Name;
}

std::string Speaker::text(const Expr *E) const {
  if (!E)
    return "";
  E = E->IgnoreParenCasts();
  // The anonymous struct around a member is not written.
  while (const auto *ME = dyn_cast<MemberExpr>(E)) {
    const auto *F = dyn_cast<FieldDecl>(ME->getMemberDecl());
    if (!F || !F->isAnonymousStructOrUnion())
      break;
    E = ME->getBase()->IgnoreParenCasts();
  }
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  E->printPretty(OS, nullptr, Context.getPrintingPolicy());
  if (Text.size() > 40 || StringRef(Text).contains('\n'))
    return "";
  return Text;
}

std::string Speaker::macroUse(const Expr *E) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc =
      E ? E->IgnoreParenCasts()->getBeginLoc() : SourceLocation();
  if (!Loc.isMacroID() || macroName(Loc).empty())
    return "";
  // A macro argument is not part of the macro's text, but may itself be the use
  // of another macro.
  CharSourceRange Written;
  while (Loc.isMacroID())
    if (SM.isMacroArgExpansion(Loc)) {
      Loc = SM.getImmediateSpellingLoc(Loc);
    } else {
      Written = SM.getImmediateExpansionRange(Loc);
      Loc = Written.getBegin();
    }
  if (Written.isInvalid())
    return "";
  Written.setBegin(SM.getFileLoc(Written.getBegin()));
  Written.setEnd(SM.getFileLoc(Written.getEnd()));
  const StringRef Use =
      Lexer::getSourceText(Written, SM, Context.getLangOpts());
  return Use.size() > 40 || Use.contains('\n') ? "" : Use.str();
}

bool Speaker::isOfMacroBody(const Expr *E) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = E->getBeginLoc();
  while (SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateSpellingLoc(Loc);
  return Loc.isMacroID();
}

std::string Speaker::tokens(const Stmt *S) const {
  if (!S)
    return "";
  const SourceManager &SM = Context.getSourceManager();
  const auto [File, Begin] =
      SM.getDecomposedLoc(SM.getExpansionLoc(S->getBeginLoc()));
  const auto [EndFile, End] =
      SM.getDecomposedLoc(SM.getExpansionRange(S->getEndLoc()).getEnd());
  const std::optional<StringRef> Data = SM.getBufferDataOrNone(File);
  if (!Data || End > Data->size())
    return "";
  Lexer Lex(SM.getLocForStartOfFile(File), Context.getLangOpts(), Data->begin(),
            Data->begin() + Begin, Data->end());
  constexpr size_t MaxLength = 200;
  std::string Text;
  Token Tok;
  while (Text.size() < MaxLength && !Lex.LexFromRawLexer(Tok)) {
    const auto [TokFile, Offset] = SM.getDecomposedLoc(Tok.getLocation());
    // If a statement ends in another file, only its first line is used.
    if (EndFile == File ? Offset > End
                        : Tok.isAtStartOfLine() && Offset > Begin)
      break;
    if (!Text.empty())
      Text += ' ';
    Text += Data->substr(Offset, Tok.getLength());
  }
  return Text;
}

/// The outermost macro of the C API that \p Loc comes from, or "".
std::string Speaker::macroName(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  std::string Found;
  while (Loc.isMacroID()) {
    if (!SM.isMacroArgExpansion(Loc)) {
      StringRef Name =
          Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts());
      if (Name.starts_with("Py"))
        Found = Name.str();
      if (Name.starts_with("Py_RETURN"))
        return Found;
    }
    Loc = SM.getImmediateMacroCallerLoc(Loc);
  }
  return Found;
}

std::string placeName(const MemRegion *R) {
  if (const auto *ER = dyn_cast<ElementRegion>(R)) {
    std::string Base = placeName(ER->getSuperRegion());
    // Index 0 of something that is not an array is only a cast.
    const auto *Super = dyn_cast<TypedValueRegion>(ER->getSuperRegion());
    const bool IsArray = Super && Super->getValueType()->isArrayType();
    if (Base.empty() || (ER->getIndex().isZeroConstant() && !IsArray))
      return Base;
    if (const auto I = ER->getIndex().getAs<nonloc::ConcreteInt>())
      return Base + "[" + llvm::toString(I->getValue(), 10) + "]";
    return Base + "[...]";
  }
  if (const auto *FR = dyn_cast<FieldRegion>(R)) {
    const MemRegion *Super = FR->getSuperRegion()->StripCasts();
    std::string Base = placeName(Super);
    // The enclosing struct names the members of an anonymous one as its own.
    if (FR->getDecl()->isAnonymousStructOrUnion())
      return Base;
    if (Base.empty())
      return FR->getDecl()->getNameAsString();
    return Base + (isa<SymbolicRegion>(Super) ? "->" : ".") +
           FR->getDecl()->getNameAsString();
  }
  if (const auto *SR = dyn_cast<SymbolicRegion>(R)) {
    const MemRegion *Origin = SR->getSymbol()->getOriginRegion();
    return Origin ? placeName(Origin) : "";
  }
  if (const auto *VR = dyn_cast<VarRegion>(R))
    return VR->getDecl()->getNameAsString();
  return "";
}

std::string variableName(const RefState &RS) {
  return RS.Last.Variable ? placeName(RS.Last.Variable) : "";
}

std::string globalName(StringRef Name) {
  Name.consume_front("&");
  return llvm::StringSwitch<std::string>(Name)
      .Case("_Py_NoneStruct", "Py_None")
      .Case("_Py_TrueStruct", "Py_True")
      .Case("_Py_FalseStruct", "Py_False")
      .Case("_Py_EllipsisObject", "Py_Ellipsis")
      .Case("_Py_NotImplementedStruct", "Py_NotImplemented")
      .Default(Name.str());
}

} // namespace pyrefcheck
