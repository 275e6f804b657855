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
#include "llvm/ADT/SmallPtrSet.h"

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

namespace {

/// Finds the variables that get the result of a call, and those with which they
/// are compared.
class ResultReader : public RecursiveASTVisitor<ResultReader> {
public:
  explicit ResultReader(const CallExpr *Call) : Call(Call) {}

  bool VisitVarDecl(VarDecl *VD) {
    if (VD->getInit() && VD->getInit()->IgnoreParenCasts() == Call)
      Results.insert(VD);
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *BO) {
    const VarDecl *Left = variableBehind(BO->getLHS());
    if (BO->getOpcode() == BO_Assign &&
        BO->getRHS()->IgnoreParenCasts() == Call && Left)
      Results.insert(Left);
    if (BO->isEqualityOp())
      Compared.push_back({Left, variableBehind(BO->getRHS())});
    return true;
  }

  bool comparesWith(const VarDecl *Given) const {
    return llvm::any_of(Compared, [&](const auto &Both) {
      return (Both.first == Given && Results.contains(Both.second)) ||
             (Both.second == Given && Results.contains(Both.first));
    });
  }

private:
  const CallExpr *Call;
  llvm::SmallPtrSet<const VarDecl *, 2> Results;
  llvm::SmallVector<std::pair<const VarDecl *, const VarDecl *>, 4> Compared;
};

} // namespace

bool mayReturnArgument(const TranslationUnit &TU, const FunctionDecl *FD,
                       unsigned Index) {
  const llvm::ArrayRef<TranslationUnit::Call> Calls = TU.calls(FD);
  return FD->getStorageClass() == SC_Static && !Calls.empty() &&
         llvm::all_of(Calls, [&](const TranslationUnit::Call &Call) {
           const VarDecl *Given =
               Index < Call.Written->getNumArgs()
                   ? variableBehind(Call.Written->getArg(Index))
                   : nullptr;
           ResultReader Reader(Call.Written);
           if (!Given || !Call.Caller->getBody())
             return false;
           Reader.TraverseStmt(Call.Caller->getBody());
           return Reader.comparesWith(Given);
         });
}

bool mayReturnBorrowedGlobal(const TranslationUnit &TU, const FunctionDecl *FD,
                             StringRef Global) {
  return FD->getStorageClass() == SC_Static &&
         (TU.calls(FD).empty() || callersTell(TU, FD, Global, /*Depth=*/3));
}

} // namespace pyrefcheck
