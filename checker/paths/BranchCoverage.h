//===- BranchCoverage.h - Paths that bring nothing new ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// At a branch, only the paths that differ in what matters for references are
// followed further: property simulation (Das, Lerner and Seigle, "ESP", PLDI
// 2002). A set of facts matters: the value of each pointer and whether it is
// NULL, the account of each object, whether an exception is set, and the
// integers that later branches depend on.
//
// A path is covered if one other path had all of its facts. This alone does not
// bound a function with a hundred independent branches, such as an argument
// parser. In large functions, a path is therefore also covered if each two of
// its facts were seen together; in the largest, if each fact was seen. This
// never invents a path, it only leaves paths out.
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

/// The branches of one function, and the facts that paths had there.
class BranchCoverage {
public:
  /// The ways in which a path can continue from a branch.
  enum Ways : uint8_t { NoWay = 0, IfTrue = 1, IfFalse = 2 };

  /// How many facts of a path one other path must have had.
  enum Together : uint8_t { One, Pairs, All };

  /// Forgets what was seen; \p FD is explored next.
  void startFunction(const clang::FunctionDecl *FD);

  /// Remembers that a path continues from \p Condition in \p State, unless the
  /// path is covered.
  /// \param Possible the ways in which it can continue.
  /// \param Turns a hash of the turns of the loops on the path.
  /// \param How how many facts one other path must have had together.
  /// \returns whether the path is covered.
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
    /// By fact: the paths that had it.
    llvm::DenseMap<Fact, llvm::BitVector> With;
    /// The projections of all paths, hashed.
    llvm::DenseSet<uint64_t> Projections;

    bool haveEach(const Facts &Of) const;
    bool haveEachPair(const Facts &Of) const;
    void add(const Facts &Of);
  };

  Facts project(clang::ento::ProgramStateRef State,
                const clang::LocationContext *Frame) const;
  static Facts losses(clang::ento::ProgramStateRef State);

  /// The integer variables that are returned, or tested more than once, each
  /// with whether its value matters, not only its sign.
  llvm::SmallVector<std::pair<const clang::VarDecl *, bool>, 8> Deciding;
  /// The parameters through which callers get a number.
  llvm::SmallVector<const clang::ParmVarDecl *, 2> Outputs;
  /// The other parameters that are pointers.
  llvm::SmallVector<const clang::ParmVarDecl *, 4> Pointers;
  llvm::DenseMap<std::pair<const clang::Stmt *, uint64_t>, Branch> Branches;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_BRANCHCOVERAGE_H
