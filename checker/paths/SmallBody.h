//===- SmallBody.h - Small functions, evaluated -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The result of a function that consists of conditions and returned
// expressions: reads of memory, comparisons, calls of similar functions. The
// function has no loop and writes nothing.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_SMALLBODY_H
#define PYREFCHECK_PATHS_SMALLBODY_H

#include "RecentResults.h"

namespace pyrefcheck {

/// Evaluates one call of a small function, for all ways that it can go.
class SmallBody {
public:
  /// A value that a call may return, and the state in which it does.
  struct Way {
    clang::ento::ProgramStateRef State;
    clang::ento::SVal Value;
  };
  using Ways = llvm::SmallVector<Way, 2>;

  SmallBody(const CallInProgress &Call, RecentResults &Recent);

  /// All ways, or none if the function is not small or a value is unknown.
  Ways run();

private:
  /// The values of the parameters and variables of one function.
  struct Frame {
    llvm::SmallDenseMap<const clang::ValueDecl *, clang::ento::SVal, 4> Values;
    std::optional<clang::ento::SVal> This;
    unsigned Depth = 0;
  };
  /// The remaining statements.
  using Statements = llvm::SmallVector<const clang::Stmt *, 4>;

  Ways runFunction(const clang::FunctionDecl *FD, Frame F,
                   clang::ento::ProgramStateRef S);
  Ways follow(Statements Rest, Frame F, clang::ento::ProgramStateRef S);
  Ways evaluate(const clang::Expr *E, const Frame &F,
                clang::ento::ProgramStateRef S);
  Ways cast(const clang::CastExpr *CE, const Frame &F,
            clang::ento::ProgramStateRef S);
  Ways load(const clang::Expr *Place, const Frame &F,
            clang::ento::ProgramStateRef S);
  /// The address of \p Place.
  Ways locate(const clang::Expr *Place, const Frame &F,
              clang::ento::ProgramStateRef S);
  Ways unary(const clang::UnaryOperator *UO, const Frame &F,
             clang::ento::ProgramStateRef S);
  Ways binary(const clang::BinaryOperator *BO, const Frame &F,
              clang::ento::ProgramStateRef S);
  Ways logical(const clang::BinaryOperator *BO, const Frame &F,
               clang::ento::ProgramStateRef S);
  Ways call(const clang::CallExpr *CE, const Frame &F,
            clang::ento::ProgramStateRef S);
  Ways answer(const clang::FunctionDecl *FD,
              llvm::ArrayRef<clang::ento::SVal> Given,
              clang::ento::ProgramStateRef S);
  /// Splits on the value of \p E: goes on with \p IfTrue and with \p IfFalse.
  template <typename Then, typename Else>
  Ways split(const clang::Expr *E, const Frame &F,
             clang::ento::ProgramStateRef S, Then IfTrue, Else IfFalse);
  Ways one(clang::ento::ProgramStateRef S, clang::ento::SVal V);
  Ways fail();

  const CallInProgress &Call;
  RecentResults &Recent;
  clang::ento::SValBuilder &SVB;
  /// The evaluation steps left.
  unsigned Budget = 200;
  bool Failed = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_SMALLBODY_H
