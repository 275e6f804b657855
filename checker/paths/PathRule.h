//===- PathRule.h - A rule that follows paths -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The events that a rule that follows paths gets, in place of the analyzer's
// callbacks: calls with their effects, stores, returns, the ends of paths. Each
// such rule is a class in a separate file; CONTRIBUTING.md says how to add one.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_PATHRULE_H
#define PYREFCHECK_PATHS_PATHRULE_H

#include "CallInProgress.h"
#include "PathContext.h"
#include "summaries/CallOutcomes.h"
#include <memory>
#include <string>
#include <vector>

namespace pyrefcheck {

/// A rule that follows the paths of one function. Its facts about a path are
/// part of the path's state, in a separate trait
/// (REGISTER_TRAIT_WITH_PROGRAMSTATE); its facts about the function are
/// members. Each event returns the state to go on with.
class PathRule {
public:
  /// \param Context the function; lives longer than the rule.
  explicit PathRule(PathContext &Context) : Context(Context) {}
  PathRule(const PathRule &) = delete;
  PathRule &operator=(const PathRule &) = delete;
  virtual ~PathRule();

  /// A call is about to happen. Its value is not known yet.
  virtual clang::ento::ProgramStateRef
  beforeCall(const CallInProgress &Call, clang::ento::ProgramStateRef State) {
    return State;
  }
  /// A call has ended as \p Way says, and its effects on references are
  /// applied. \p State has its value. For a call about which nothing is known,
  /// \p Way is empty.
  virtual clang::ento::ProgramStateRef
  afterCall(const CallInProgress &Call, const CallOutcome &Way,
            clang::ento::ProgramStateRef State) {
    return State;
  }
  /// \p S stores \p Value in \p Place.
  virtual clang::ento::ProgramStateRef
  store(const clang::ento::MemRegion *Place, clang::ento::SVal Value,
        const clang::Stmt *S, clang::ento::ProgramStateRef State,
        clang::ento::CheckerContext &C) {
    return State;
  }
  /// The function returns \p Value.
  virtual clang::ento::ProgramStateRef
  giveBack(const clang::ReturnStmt *RS, clang::ento::SVal Value,
           clang::ento::ProgramStateRef State, clang::ento::CheckerContext &C) {
    return State;
  }
  /// The path ends at \p RS or, if that is null, at the closing brace.
  virtual clang::ento::ProgramStateRef end(const clang::ReturnStmt *RS,
                                           clang::ento::ProgramStateRef State,
                                           clang::ento::CheckerContext &C) {
    return State;
  }

  /// Marks the symbols in the rule's part of \p State: what is known of other
  /// symbols is forgotten as soon as no variable holds them.
  virtual void markLive(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) {}

protected:
  /// Reports a finding; the path continues unchanged.
  /// \param Message see Finding::Message.
  /// \param Level see Finding::Level.
  /// \param Subject the object that the notes are about, or null.
  void report(Rule ID, std::string Message, const clang::Stmt *At,
              clang::ento::ProgramStateRef State,
              clang::ento::CheckerContext &C, unsigned Level = 0,
              ObjectKey Subject = nullptr);

  PathContext &Context;
};

/// The rules that listen to one function.
using PathRules = std::vector<std::unique_ptr<PathRule>>;

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_PATHRULE_H
