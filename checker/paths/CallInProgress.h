//===- CallInProgress.h - A call on a path ----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call that a path has reached, with the contract or summary of its callee.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_CALLINPROGRESS_H
#define PYREFCHECK_PATHS_CALLINPROGRESS_H

#include "ownership/CallArguments.h"
#include "clang/AST/Decl.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace pyrefcheck {

struct FunctionSummary;

/// A call that a path has reached.
struct CallInProgress {
  const clang::ento::CallEvent &Event;
  /// The contract of the callee or, without one, its summary. Both may be null.
  const Contract *Ct;
  const FunctionSummary *Known;
  clang::ento::CheckerContext &C;

  /// The number of arguments.
  unsigned size() const { return Event.getNumArgs(); }
  /// The call expression.
  const clang::Expr *at() const { return Event.getOriginExpr(); }
  /// The argument number \p I as written; null if it does not exist.
  const clang::Expr *argument(unsigned I) const { return argExpr(Event, I); }
  /// Its value. The argument must exist.
  clang::ento::SVal value(unsigned I) const { return Event.getArgSVal(I); }
  /// Its object; null if it is no object or does not exist.
  ObjectKey object(unsigned I) const { return argObject(Event, I); }
  /// The callee, or null.
  const clang::FunctionDecl *callee() const {
    return llvm::dyn_cast_or_null<clang::FunctionDecl>(Event.getDecl());
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_CALLINPROGRESS_H
