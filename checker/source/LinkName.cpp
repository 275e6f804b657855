//===- LinkName.cpp - The name of a function across files -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinkName.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/GlobalDecl.h"
#include "clang/AST/Mangle.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

using namespace clang;

namespace pyrefcheck {

std::optional<std::string> linkName(const FunctionDecl *FD) {
  if (!FD->getDeclName().isIdentifier() || !FD->hasExternalFormalLinkage() ||
      FD->getTemplatedKind() != FunctionDecl::TK_NonTemplate ||
      isa<CXXMethodDecl>(FD))
    return std::nullopt;
  if (FD->isExternC())
    return FD->getName().str();
  // The label need not be a name that a contract can contain.
  if (FD->hasAttr<AsmLabelAttr>())
    return std::nullopt;
  std::unique_ptr<MangleContext> Mangler(
      FD->getASTContext().createMangleContext());
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  Mangler->mangleName(GlobalDecl(FD), OS);
  return Name;
}

bool isModuleInit(const FunctionDecl *FD) {
  return FD->getDeclName().isIdentifier() &&
         FD->getName().starts_with("PyInit_");
}

} // namespace pyrefcheck
