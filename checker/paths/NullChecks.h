//===- NullChecks.h - Which pointers can be NULL ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What tests and calls reveal about pointers that may be NULL, and what happens
// where an untested one is dereferenced.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_NULLCHECKS_H
#define PYREFCHECK_PATHS_NULLCHECKS_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// Notes that \p V is NULL on this path only because a function that received
/// it tests it: that says little about \p V, and nothing is reported.
clang::ento::ProgramStateRef guessNull(clang::ento::ProgramStateRef State,
                                       clang::ento::SVal V);

/// \p Variable gets another value, of which nothing is guessed.
clang::ento::ProgramStateRef
forgetGuess(clang::ento::ProgramStateRef State,
            const clang::ento::MemRegion *Variable);

/// Forgets the guesses about pointers that are no longer reachable.
clang::ento::ProgramStateRef reapGuesses(clang::ento::ProgramStateRef State,
                                         clang::ento::SymbolReaper &Reaper);

/// Tracks which pointers can be NULL, and reports their use.
class NullChecks {
public:
  explicit NullChecks(PathContext &Context) : Context(Context) {}

  /// The objects that may be NULL, but are not if the call succeeds; for
  /// PyErr_Occurred, all that are NULL only with an exception.
  llvm::SmallVector<ObjectKey, 2> askedBy(const CallInProgress &Call) const;

  /// Whether the last call before \p Call that can set an exception produced an
  /// object, and so set none.
  bool lastCallGaveObject(const CallInProgress &Call) const;

  /// The objects about which a test of the exception reveals something.
  /// \param IsTold the test answers yes or no, whichever the exception.
  llvm::SmallVector<ObjectKey, 2> askedByException(const CallInProgress &Call,
                                                   bool IsTold) const;

  /// Applies the answer, \p IsSet, to those objects.
  clang::ento::ProgramStateRef answerException(
      const CallInProgress &Call, clang::ento::ProgramStateRef State,
      llvm::ArrayRef<ObjectKey> Asked, bool IsTold, bool IsSet) const;

  /// Applies an outcome of a call to the objects that are \p Asked.
  clang::ento::ProgramStateRef answer(const CallInProgress &Call,
                                      clang::ento::ProgramStateRef State,
                                      llvm::ArrayRef<ObjectKey> Asked,
                                      bool Succeeds) const;

  /// `r = PyObject_CallNoArgs(f); if (failed()) return -1;`: an unknown
  /// function of another file may test for an exception if a call before it can
  /// set one, and for NULL if it gets the object.
  /// \returns the state with these objects marked as RefArrival::Doubtful.
  clang::ento::ProgramStateRef
  doubtWhatIsAsked(const CallInProgress &Call,
                   clang::ento::ProgramStateRef State) const;

  /// \p V is dereferenced at \p At: reports it if it is NULL, or may be and was
  /// not tested. \returns the state in which it is not NULL, or null.
  clang::ento::ProgramStateRef dereference(clang::ento::SVal V,
                                           const clang::Stmt *At,
                                           const clang::Expr *Named,
                                           clang::ento::ProgramStateRef State,
                                           clang::ento::CheckerContext &C);

  /// Notes which parameters \p Asked, the value of a condition or an argument,
  /// tests, unless it is already known whether they are NULL.
  void noteAsked(clang::ento::SVal Asked, clang::ento::CheckerContext &C);
  /// Notes the parameters whose test \p Call gets (`require(p != NULL)`), and
  /// those that it can test itself.
  void noteAsked(const CallInProgress &Call);

private:
  bool isOpenParameter(ObjectKey Key, clang::ento::ProgramStateRef State) const;

  PathContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_NULLCHECKS_H
