//===- FixVocabulary.cpp - What fixes may use in their code -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixVocabulary.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

FixVocabulary::FixVocabulary(ASTContext &Context, SourceContracts &Functions,
                             PyVersion Target)
    : Context(Context), Functions(Functions),
      Generated(Context.getSourceManager()) {
  // Code that tests the version supports several of them.
  const bool Older = Target ? Target < 0x030a
                            : file().contains("PY_MAJOR_VERSION") ||
                                  file().contains("PY_VERSION_HEX");
  NewRef = has("Py_NewRef") && (!Older || file().contains("Py_NewRef("));
}

StringRef FixVocabulary::file() const {
  const SourceManager &SM = Context.getSourceManager();
  return SM.getBufferData(SM.getMainFileID());
}

bool FixVocabulary::has(StringRef Name) const {
  const IdentifierInfo &II = Context.Idents.get(Name);
  return II.hasMacroDefinition() ||
         !Context.getTranslationUnitDecl()->lookup(&II).empty();
}

std::string FixVocabulary::castToObject(QualType T) const {
  return ObjectTypes::isPyObjectPointer(T) ? "" : "(PyObject *)";
}

std::string FixVocabulary::castFromObject(QualType T) const {
  if (ObjectTypes::isPyObjectPointer(T))
    return "";
  return "(" + T.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) +
         ")";
}

std::string FixVocabulary::null() const {
  const bool Modern = Context.getLangOpts().CPlusPlus &&
                      file().contains("nullptr") && !file().contains("NULL");
  return Modern ? "nullptr" : "NULL";
}

const Contract *FixVocabulary::contractOf(const Expr *Call) const {
  const auto *CE = dyn_cast<CallExpr>(Call->IgnoreParenCasts());
  return CE ? Functions.ofCall(CE) : nullptr;
}

bool FixVocabulary::acceptsNull(const Contract &Ct, unsigned Index) {
  if (Ct.does(ArgEffect::NotNull, Index))
    return false;
  // In a list of objects that NULL ends, NULL has another meaning.
  return Index < Ct.Params.size() || Ct.buildsValues();
}

} // namespace pyrefcheck
