//===- GlobalResults.cpp - Helpers that return global objects -------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GlobalResults.h"
#include "Places.h"
#include "TranslationUnit.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Finds a comparison with one global object.
class Comparison : public RecursiveASTVisitor<Comparison> {
public:
  explicit Comparison(StringRef Global) : Global(Global) {}

  /// Stops at the first one.
  bool VisitBinaryOperator(BinaryOperator *BO) {
    return !BO->isEqualityOp() ||
           !(isGlobal(BO->getLHS()) || isGlobal(BO->getRHS()));
  }

private:
  bool isGlobal(const Expr *E) const {
    const auto *UO = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
    return UO && UO->getOpcode() == UO_AddrOf &&
           nameOf(variableBehind(UO->getSubExpr())) == Global;
  }

  StringRef Global;
};

} // namespace

/// \param Depth how many levels of callers are searched.
static bool callersTell(const TranslationUnit &TU, const FunctionDecl *FD,
                        StringRef Global, unsigned Depth) {
  if (Depth == 0 || FD->getStorageClass() != SC_Static)
    return false;
  return llvm::any_of(TU.calls(FD), [&](const TranslationUnit::Call &Call) {
    return !Comparison(Global).TraverseStmt(Call.Caller->getBody()) ||
           callersTell(TU, Call.Caller, Global, Depth - 1);
  });
}

bool mayReturnBorrowedGlobal(const TranslationUnit &TU, const FunctionDecl *FD,
                             StringRef Global) {
  return FD->getStorageClass() == SC_Static &&
         (TU.calls(FD).empty() || callersTell(TU, FD, Global, /*Depth=*/3));
}

} // namespace pyrefcheck
