//===- BranchCoverage.h - Paths that bring nothing new ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Of the paths that come to a branch, those are followed on that differ in what
// matters for references: property simulation (Das, Lerner and Seigle, "ESP",
// PLDI 2002). What matters is a set of facts: what each pointer holds and
// whether it is NULL, the account of each object, whether an exception is set,
// and the integers that decide later which way is gone.
//
// A path whose facts one other path had is covered. That alone does not end a
// function of a hundred branches that do not depend on each other, as argument
// parsers have them: so in large functions a path is covered too when each two
// of its facts were seen together, and in the largest when each was seen. No
// path is made up by that, only left out.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_BRANCHCOVERAGE_H
#define PYREFCHECK_PATHS_BRANCHCOVERAGE_H

#include "ownership/RefState.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// The branches of one function, and what of the paths was seen there.
class BranchCoverage {
public:
  /// The ways that a path can go on from a branch.
  enum Ways : uint8_t { NoWay = 0, IfTrue = 1, IfFalse = 2 };

  /// How many facts of a path one other path must have had.
  enum Together : uint8_t { One, Pairs, All };

  /// Forgets what was seen; \p FD is explored next.
  void startFunction(const clang::FunctionDecl *FD);

  /// Remembers that a path goes on from \p Condition in \p State, unless it is
  /// covered.
  /// \param Possible the ways that it can go.
  /// \param Turns what is known of the loops around, hashed.
  /// \param How which facts one path must have had together.
  /// \returns whether all that the path could show was seen.
  bool isCovered(const clang::Stmt *Condition, unsigned Possible,
                 uint64_t Turns, Together How,
                 clang::ento::ProgramStateRef State,
                 const clang::LocationContext *Frame);

private:
  /// A fact of a projection, hashed.
  using Fact = uint64_t;
  using Facts = llvm::SmallVector<Fact, 32>;
  /// The paths that were followed from one branch, numbered.
  struct Branch {
    unsigned Paths = 0;
    /// Those that had a fact.
    llvm::DenseMap<Fact, llvm::BitVector> With;
    /// The projections of all.
    llvm::DenseSet<uint64_t> Projections;

    bool haveEach(const Facts &Of) const;
    bool haveEachPair(const Facts &Of) const;
    void add(const Facts &Of);
  };

  Facts project(clang::ento::ProgramStateRef State,
                const clang::LocationContext *Frame) const;
  static Facts losses(clang::ento::ProgramStateRef State);

  /// The variables that are no pointers and whose value is returned or asked
  /// for more than once.
  /// With whether its value matters, not only its sign.
  llvm::SmallVector<std::pair<const clang::VarDecl *, bool>, 8> Deciding;
  /// The parameters by which it tells its callers a number.
  llvm::SmallVector<const clang::ParmVarDecl *, 2> Outputs;
  /// The parameters that are pointers.
  llvm::SmallVector<const clang::ParmVarDecl *, 4> Pointers;
  llvm::DenseMap<std::pair<const clang::Stmt *, uint64_t>, Branch> Branches;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_BRANCHCOVERAGE_H
