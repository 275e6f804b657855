//===- CalleeNames.cpp - The names of a called function -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CalleeNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Where a function pointer is stored.
struct PointerPlace {
  const VarDecl *Global = nullptr;
  /// The member of the struct that the variable points to, or null.
  const ValueDecl *Member = nullptr;
  /// The access has further steps: an index, another member.
  bool IsDeep = false;
};

} // namespace

/// Finds the global variable that holds the function pointer \p E or its table.
static PointerPlace placeOf(const Expr *E) {
  PointerPlace Place;
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(E);
        UO && UO->getOpcode() == UO_Deref) {
      E = UO->getSubExpr();
    } else if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E)) {
      Place.IsDeep = true;
      E = ASE->getBase();
    } else if (const auto *ME = dyn_cast<MemberExpr>(E)) {
      Place.IsDeep |= Place.Member || !ME->isArrow();
      Place.Member = ME->getMemberDecl();
      E = ME->getBase();
    } else {
      break;
    }
  }
  const auto *DRE = dyn_cast<DeclRefExpr>(E);
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (VD && VD->hasGlobalStorage() && VD->getDeclName().isIdentifier())
    Place.Global = VD;
  return Place;
}

bool findCalleeName(const Expr *Callee, const ASTContext &Context,
                    llvm::function_ref<bool(llvm::StringRef)> Found) {
  const PointerPlace Place = placeOf(Callee);
  if (!Place.Global)
    return false;
  const SourceManager &SM = Context.getSourceManager();
  for (SourceLocation Loc = Callee->getBeginLoc(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (!SM.isMacroArgExpansion(Loc) &&
        Found(Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts())))
      return true;
  if (Place.IsDeep)
    return false;
  llvm::StringRef Table = Place.Global->getName();
  if (!Place.Member)
    return Found(Table);
  return Place.Member->getDeclName().isIdentifier() &&
         Found((Table + "->" + Place.Member->getName()).str());
}

/// \p E without what only reads or converts the pointer that it names.
static const Expr *named(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    const auto *UO = dyn_cast<UnaryOperator>(E);
    if (!UO || UO->getOpcode() != UO_Deref)
      return E;
    E = UO->getSubExpr();
  }
}

WrittenCallee writtenCallee(const CallExpr *Call) {
  if (const FunctionDecl *FD = Call->getDirectCallee())
    return {FD->getCanonicalDecl(), 0};
  const Expr *Callee = named(Call->getCallee());
  if (const auto *ME = dyn_cast<MemberExpr>(Callee))
    return {dyn_cast<FieldDecl>(ME->getMemberDecl()), 0};
  const auto *ASE = dyn_cast<ArraySubscriptExpr>(Callee);
  const auto *DRE =
      ASE ? dyn_cast<DeclRefExpr>(named(ASE->getBase())) : nullptr;
  const auto *Table = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (!Table || !Table->hasGlobalStorage())
    return {};
  Expr::EvalResult Index;
  if (ASE->getIdx()->isValueDependent() ||
      !ASE->getIdx()->EvaluateAsInt(Index, Table->getASTContext()) ||
      !Index.Val.getInt().isIntN(31))
    return {};
  return {Table->getCanonicalDecl(),
          static_cast<unsigned>(Index.Val.getInt().getExtValue()) + 1};
}

bool findCalleeTypeName(const Expr *Callee,
                        llvm::function_ref<bool(llvm::StringRef)> Found) {
  Callee = Callee->IgnoreParenImpCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(Callee);
      UO && UO->getOpcode() == UO_Deref)
    Callee = UO->getSubExpr()->IgnoreParenImpCasts();
  const auto *Named = Callee->getType()->getAs<TypedefType>();
  for (; Named; Named = Named->desugar()->getAs<TypedefType>())
    if (Found(Named->getDecl()->getName()))
      return true;
  return false;
}

} // namespace pyrefcheck
