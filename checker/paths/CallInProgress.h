//===- CallInProgress.h - A call on a path ----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call where a path has come to it, with all that says what it does.
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

/// A call that a path has come to.
struct CallInProgress {
  const clang::ento::CallEvent &Event;
  /// What says what it does: a contract or, without one, a summary; may both be
  /// null.
  const Contract *Ct;
  const FunctionSummary *Known;
  clang::ento::CheckerContext &C;

  /// How many arguments.
  unsigned size() const { return Event.getNumArgs(); }
  /// The call expression.
  const clang::Expr *at() const { return Event.getOriginExpr(); }
  /// The argument number \p I as it is written; null if there is none.
  const clang::Expr *argument(unsigned I) const { return argExpr(Event, I); }
  /// Its value. There must be one.
  clang::ento::SVal value(unsigned I) const { return Event.getArgSVal(I); }
  /// The object that it is; null if it is none, or there is none.
  ObjectKey object(unsigned I) const { return argObject(Event, I); }
  /// The function that is called, or null.
  const clang::FunctionDecl *callee() const {
    return llvm::dyn_cast_or_null<clang::FunctionDecl>(Event.getDecl());
  }
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_CALLINPROGRESS_H
