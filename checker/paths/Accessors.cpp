//===- Accessors.cpp - Functions that read a place --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Accessors.h"
#include "CallInProgress.h"
#include "RecentResults.h"
#include "SmallBody.h"
#include "source/Places.h"
#include "summaries/LookingFunctions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// Whether \p FD returns the contents of a field, and does nothing else: no
/// call and no condition.
static bool readsOnePlace(const FunctionDecl *FD) {
  const Expr *E = onlyReturned(FD);
  E = E && E->getType()->isScalarType() ? E->IgnoreParenCasts() : nullptr;
  if (!isa_and_nonnull<MemberExpr>(E))
    return false;
  while (const auto *ME = dyn_cast<MemberExpr>(E))
    E = ME->getBase()->IgnoreParenCasts();
  return isa<DeclRefExpr, CXXThisExpr>(E);
}

/// Whether \p FD only reads, and it or a callee is called more than once, or
/// may ask whether the object was initialised before.
bool Accessors::isWorthReading(const FunctionDecl *FD) {
  const ReadPlaces *Reads = Context.Run.Looking.of(FD);
  auto IsAskedAgain = [&](const FunctionDecl *Called) {
    return Recent.timesAsked(Called) > 1;
  };
  return Reads && (Context.Current.runsAgain() || IsAskedAgain(FD) ||
                   llvm::any_of(Reads->Called, IsAskedAgain));
}

SmallBody::Ways Accessors::read(const CallInProgress &Call) {
  const FunctionDecl *FD = Call.callee();
  if (!FD || Call.size() != FD->getNumParams() ||
      !isa<SimpleFunctionCall>(Call.Event) ||
      !(readsOnePlace(FD) || isWorthReading(FD)))
    return {};
  return SmallBody(Call, Recent).run();
}

bool Accessors::wasRead(const CallInProgress &Call) const {
  const FunctionDecl *FD = Call.callee();
  if (!FD || !isa<SimpleFunctionCall>(Call.Event) || !bodyOf(FD) ||
      !(readsOnePlace(FD) || Context.Run.Looking.of(FD)))
    return false;
  const SVal Value = Call.Event.getReturnValue();
  if (const RecentQuestion *Q = Recent.questionBehind(Value))
    return Q->Callee != FD->getCanonicalDecl();
  const auto *Conjured = dyn_cast_or_null<SymbolConjured>(Value.getAsSymbol());
  return !Conjured || Conjured->getStmt() != Call.at();
}

} // namespace pyrefcheck
