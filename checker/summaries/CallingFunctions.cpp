//===- CallingFunctions.cpp - Functions that call objects -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallingFunctions.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "source/Places.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Reads a body until it calls an object.
class ObjectCall : public RecursiveASTVisitor<ObjectCall> {
public:
  ObjectCall(SourceContracts &Functions, const ASTContext &Context)
      : Functions(Functions), Context(Context) {}

  /// Stops at the first such call.
  bool VisitCallExpr(CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    const Contract *Ct = Callee ? Functions.find(Callee)
                                : Functions.find(CE->getCallee(), Context);
    return !Ct || !Ct->has(EffectCallsObjects);
  }

private:
  SourceContracts &Functions;
  const ASTContext &Context;
};

} // namespace

CallingFunctions::Set CallingFunctions::findAll() const {
  Set Found;
  std::vector<const FunctionDecl *> Left;
  for (const FunctionDecl *FD : TU.functions())
    if (!ObjectCall(Functions, FD->getASTContext())
             .TraverseStmt(const_cast<Stmt *>(bodyOf(FD))))
      Left.push_back(FD);
  while (!Left.empty()) {
    const FunctionDecl *FD = Left.back();
    Left.pop_back();
    if (Found.insert(FD->getCanonicalDecl()).second)
      for (const TranslationUnit::Call &Call : TU.calls(FD))
        Left.push_back(Call.Caller);
  }
  return Found;
}

bool CallingFunctions::contains(const FunctionDecl *FD) const {
  if (!All)
    All = findAll();
  return All->contains(FD->getCanonicalDecl());
}

} // namespace pyrefcheck
