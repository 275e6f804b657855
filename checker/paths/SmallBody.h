//===- SmallBody.h - Small functions, evaluated -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a function returns that consists of conditions and returned expressions:
// reads of memory, comparisons, calls of its like. It has no loop and writes
// nothing.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SMALLBODY_H
#define PYREFCHECK_PATHS_SMALLBODY_H

#include "RecentResults.h"

namespace pyrefcheck {

/// Evaluates one call of a small function, in all ways that it can go.
class SmallBody {
public:
  /// A value that a call may return, and the state in which it does.
  struct Way {
    clang::ento::ProgramStateRef State;
    clang::ento::SVal Value;
  };
  using Ways = llvm::SmallVector<Way, 2>;

  SmallBody(const CallInProgress &Call, RecentResults &Recent);

  /// All ways, or none if the function is not small, or a value not known.
  Ways run();

private:
  using State = clang::ento::ProgramStateRef;
  /// What the parameters and variables of one function are.
  struct Frame {
    llvm::SmallDenseMap<const clang::ValueDecl *, clang::ento::SVal, 4> Values;
    std::optional<clang::ento::SVal> This;
    unsigned Depth = 0;
  };
  /// The statements that are left.
  using Statements = llvm::SmallVector<const clang::Stmt *, 4>;

  Ways runFunction(const clang::FunctionDecl *FD, Frame F, State S);
  Ways follow(Statements Rest, Frame F, State S);
  Ways evaluate(const clang::Expr *E, const Frame &F, State S);
  Ways cast(const clang::CastExpr *CE, const Frame &F, State S);
  Ways load(const clang::Expr *Place, const Frame &F, State S);
  /// The address of \p Place.
  Ways locate(const clang::Expr *Place, const Frame &F, State S);
  Ways unary(const clang::UnaryOperator *UO, const Frame &F, State S);
  Ways binary(const clang::BinaryOperator *BO, const Frame &F, State S);
  Ways logical(const clang::BinaryOperator *BO, const Frame &F, State S);
  Ways call(const clang::CallExpr *CE, const Frame &F, State S);
  Ways answer(const clang::FunctionDecl *FD,
              llvm::ArrayRef<clang::ento::SVal> Given, State S);
  /// The ways that the value of \p E goes on by \p IfTrue and \p IfFalse.
  template <typename Then, typename Else>
  Ways split(const clang::Expr *E, const Frame &F, State S, Then IfTrue,
             Else IfFalse);
  Ways one(State S, clang::ento::SVal V);
  Ways fail();

  const CallInProgress &Call;
  RecentResults &Recent;
  clang::ento::SValBuilder &SVB;
  /// What is left of the work that this is worth.
  unsigned Budget = 200;
  bool Failed = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SMALLBODY_H
