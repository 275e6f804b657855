//===- PathRule.h - A rule that follows paths -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a rule that follows paths is told, in place of the analyzer's callbacks:
// calls with what they do, stores, returns, the ends of paths. Such a rule is a
// class of its own in a file of its own; CONTRIBUTING.md says how to add one.
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

/// A rule that follows the paths of one function. What it knows of a path is
/// part of the path's state, in a trait of its own
/// (REGISTER_TRAIT_WITH_PROGRAMSTATE); what it knows of the function is a
/// member. Each of the events returns the state to go on with.
class PathRule {
public:
  /// \param Context the function; lives longer than the rule.
  explicit PathRule(PathContext &Context) : Context(Context) {}
  PathRule(const PathRule &) = delete;
  PathRule &operator=(const PathRule &) = delete;
  virtual ~PathRule();

  /// A call is about to happen. Its value is not known.
  virtual clang::ento::ProgramStateRef
  beforeCall(const CallInProgress &Call, clang::ento::ProgramStateRef State) {
    return State;
  }
  /// A call has ended as \p Way says, and what it does to references is done.
  /// \p State has its value. Of a call of which nothing is known, \p Way says
  /// nothing.
  virtual clang::ento::ProgramStateRef
  afterCall(const CallInProgress &Call, const CallOutcome &Way,
            clang::ento::ProgramStateRef State) {
    return State;
  }
  /// \p Value is stored in \p Place by \p S.
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
  /// The path ends in \p RS or, if that is null, at the closing brace.
  virtual clang::ento::ProgramStateRef end(const clang::ReturnStmt *RS,
                                           clang::ento::ProgramStateRef State,
                                           clang::ento::CheckerContext &C) {
    return State;
  }

  /// Marks the symbols that the rule's part of \p State names: what is known of
  /// others is forgotten as soon as no variable holds them.
  virtual void markLive(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) {}

protected:
  /// Reports a finding, beside the path: it goes on as it was.
  /// \param Message see Finding::Message.
  /// \param Level see Finding::Level.
  /// \param Subject the object whose story the notes tell, or null.
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
