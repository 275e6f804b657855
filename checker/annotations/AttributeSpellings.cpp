//===- AttributeSpellings.cpp - Attributes that clang does not know -------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Extension modules written for an older checker describe their functions with
// that checker's attributes, which clang drops while it parses. This file
// registers them and turns them into the equivalent annotations. The reader of
// annotations finds mistakes in them.
//
//===----------------------------------------------------------------------===//

#include "AttributeSpellings.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace pyrefcheck {

const llvm::StringLiteral AnnotationPrefix = "pyrefcheck:";

void prepareAttributeSpellings() { (void)getAttributePluginInstances(); }

namespace {

/// An argument as text of an annotation: its number, or its source text.
std::string argumentText(const Sema &S, const ParsedAttr &Attr, unsigned I) {
  if (Attr.isArgIdent(I))
    return Attr.getArgAsIdent(I)->Ident->getName().str();
  const Expr *E = Attr.getArgAsExpr(I);
  if (!E->isValueDependent())
    if (std::optional<llvm::APSInt> Value =
            E->getIntegerConstantExpr(S.getASTContext()))
      return llvm::toString(*Value, 10);
  return Lexer::getSourceText(
             CharSourceRange::getTokenRange(E->getSourceRange()),
             S.getSourceManager(), S.getLangOpts())
      .str();
}

/// Turns a GNU attribute into an annotation on the same declaration.
class ForeignAttribute : public ParsedAttrInfo {
protected:
  /// \param Text the annotation without its prefix and arguments.
  ForeignAttribute(llvm::ArrayRef<Spelling> Names, llvm::StringRef Text,
                   bool TakesParameters)
      : Text(Text) {
    Spellings = Names;
    NumArgs = TakesParameters ? 1 : 0;
    // As many as the type of this member can hold.
    OptArgs = TakesParameters ? 15 : 0;
  }

private:
  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attr) const override {
    std::string Annotation = (AnnotationPrefix + Text).str();
    for (unsigned I = 0; I != Attr.getNumArgs(); ++I)
      Annotation += (I == 0 ? "(" : ", ") + argumentText(S, Attr, I);
    if (Attr.getNumArgs())
      Annotation += ")";
    D->addAttr(AnnotateAttr::Create(S.getASTContext(), Annotation, nullptr, 0,
                                    Attr.getRange()));
    return AttributeApplied;
  }

  llvm::StringRef Text;
};

struct ReturnsBorrowedRef : ForeignAttribute {
  static constexpr Spelling Names[] = {
      {ParsedAttr::AS_GNU, "cpychecker_returns_borrowed_ref"}};
  ReturnsBorrowedRef() : ForeignAttribute(Names, "returns-borrowed", false) {}
};

struct StealsReferenceToArg : ForeignAttribute {
  static constexpr Spelling Names[] = {
      {ParsedAttr::AS_GNU, "cpychecker_steals_reference_to_arg"}};
  StealsReferenceToArg() : ForeignAttribute(Names, "steals", true) {}
};

struct SetsException : ForeignAttribute {
  static constexpr Spelling Names[] = {
      {ParsedAttr::AS_GNU, "cpychecker_sets_exception"}};
  SetsException() : ForeignAttribute(Names, "sets-exception", false) {}
};

struct NegativeResultSetsException : ForeignAttribute {
  static constexpr Spelling Names[] = {
      {ParsedAttr::AS_GNU, "cpychecker_negative_result_sets_exception"}};
  NegativeResultSetsException()
      : ForeignAttribute(Names, "fails(negative)", false) {}
};

ParsedAttrInfoRegistry::Add<ReturnsBorrowedRef>
    First("cpychecker_returns_borrowed_ref", "the result is borrowed");
ParsedAttrInfoRegistry::Add<StealsReferenceToArg>
    Second("cpychecker_steals_reference_to_arg", "the call steals arguments");
ParsedAttrInfoRegistry::Add<SetsException> Third("cpychecker_sets_exception",
                                                 "the call sets an exception");
ParsedAttrInfoRegistry::Add<NegativeResultSetsException>
    Fourth("cpychecker_negative_result_sets_exception",
           "a negative result comes with an exception");

} // namespace
} // namespace pyrefcheck
