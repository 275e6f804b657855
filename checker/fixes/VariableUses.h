//===- VariableUses.h - What still needs a variable -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object may be released when nothing uses it any more, neither by name nor
// through a value derived from it, such as a `char *` to the text of a string
// object. The answers come from the syntax alone.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_VARIABLEUSES_H
#define PYREFCHECK_FIXES_VARIABLEUSES_H

#include "Effort.h"
#include "source/NamesInScope.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace clang {
class CFGBlock;
class VarDecl;
class Stmt;
} // namespace clang

namespace pyrefcheck {

class VariableUses {
public:
  using Set = llvm::DenseSet<const clang::VarDecl *>;

  /// \param Work bounds the cost of all queries together.
  VariableUses(clang::AnalysisDeclContext &Function, Effort &Work)
      : Function(Function), Work(Work),
        Names(Function, [&Work](size_t Steps) { Work.spend(Steps); }) {}

  /// \p Variable and the variables that may hold its value or something that
  /// belongs to it: those computed, directly or not, in a statement that
  /// mentions it. Variables that hold numbers are excluded.
  Set takenFrom(const clang::VarDecl *Variable) const;

  /// The variables that \p S mentions.
  static Set mentioned(const clang::Stmt *S);
  /// The same, cached for statements of the function.
  const Set &mentionedBy(const clang::Stmt *S) const;
  /// True if \p S mentions one of \p Variables.
  static bool mentionsAny(const clang::Stmt *S, const Set &Variables);

  /// True if \p S may give \p Variable another value.
  static bool assigns(const clang::Stmt *S, const clang::VarDecl *Variable);

  /// True if the value of \p Variable before \p Jump (`goto`, `break`,
  /// `continue`) may be read after it.
  bool isLiveAfterJump(const clang::VarDecl *Variable,
                       const clang::Stmt *Jump) const;
  /// The same after the statement \p S of a block.
  bool isLiveAfter(const clang::VarDecl *Variable, const clang::Stmt *S) const;

  /// True if \p Variable is in scope at \p S and not hidden there. A null \p S
  /// is the end of the function.
  bool isInScope(const clang::VarDecl *Variable, const clang::Stmt *S) const {
    return Names.contain(Variable, S);
  }

private:
  /// One statement that sets variables: these, and all variables that their
  /// values may come from.
  struct Source {
    Set Into, From;
  };
  static void collectSources(const clang::Stmt *Body,
                             std::vector<Source> &Sources);
  Set findTaken(const clang::VarDecl *Variable) const;

  /// An index of the blocks of the CFG by their terminators and statements.
  struct FlowIndex {
    llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Terminated;
    /// The first block that has the statement, and its place there.
    llvm::DenseMap<const clang::Stmt *,
                   std::pair<const clang::CFGBlock *, unsigned>>
        Places;
  };
  const FlowIndex &flow() const;
  /// The last place in a block at which each variable is mentioned.
  using LastMentions = llvm::DenseMap<const clang::VarDecl *, unsigned>;
  const LastMentions &mentionsIn(const clang::CFGBlock *Block) const;

  clang::AnalysisDeclContext &Function;
  Effort &Work;
  NamesInScope Names;
  /// All sources of the function, and per variable those that read it.
  mutable std::optional<std::vector<Source>> Sources;
  mutable llvm::DenseMap<const clang::VarDecl *, llvm::SmallVector<unsigned, 2>>
      SourcesFrom;
  mutable llvm::DenseMap<const clang::VarDecl *, Set> Taken;
  mutable llvm::DenseMap<const clang::Stmt *, Set> Mentioned;
  mutable std::optional<FlowIndex> Flow;
  mutable llvm::DenseMap<const clang::CFGBlock *, LastMentions> Mentions;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_VARIABLEUSES_H
