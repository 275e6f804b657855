//===- NullChecks.h - Which pointers can be NULL ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What tests and calls tell of pointers that may be NULL, and what happens
// where one is dereferenced that nobody has asked.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_NULLCHECKS_H
#define PYREFCHECK_PATHS_NULLCHECKS_H

#include "CallInProgress.h"
#include "PathContext.h"

namespace pyrefcheck {

/// Notes that \p V is NULL on this path for no better reason than that a
/// function which got it tests it: that says little about \p V, and nothing is
/// reported of it.
clang::ento::ProgramStateRef guessNull(clang::ento::ProgramStateRef State,
                                       clang::ento::SVal V);

/// \p Variable gets another value, of which nothing is guessed.
clang::ento::ProgramStateRef
forgetGuess(clang::ento::ProgramStateRef State,
            const clang::ento::MemRegion *Variable);

/// Forgets what is guessed of pointers that nobody can reach any more.
clang::ento::ProgramStateRef reapGuesses(clang::ento::ProgramStateRef State,
                                         clang::ento::SymbolReaper &Reaper);

/// What is known, and reported, of NULL.
class NullChecks {
public:
  explicit NullChecks(PathContext &Context) : Context(Context) {}

  /// The objects that may be NULL, and are not if the call succeeds; for
  /// PyErr_Occurred, all that come with an exception if they are NULL.
  llvm::SmallVector<ObjectKey, 2> askedBy(const CallInProgress &Call) const;

  /// Whether the last call before \p Call that can set an exception has given
  /// an object, so that it set none.
  bool lastCallGaveObject(const CallInProgress &Call) const;

  /// The objects of which a question for the exception tells something.
  /// \param IsTold it is answered by yes or no, whatever the exception.
  llvm::SmallVector<ObjectKey, 2> askedByException(const CallInProgress &Call,
                                                   bool IsTold) const;

  /// What the answer, \p IsSet, tells of those.
  clang::ento::ProgramStateRef answerException(
      const CallInProgress &Call, clang::ento::ProgramStateRef State,
      llvm::ArrayRef<ObjectKey> Asked, bool IsTold, bool IsSet) const;

  /// What an outcome of a call tells of the objects that are \p Asked.
  clang::ento::ProgramStateRef answer(const CallInProgress &Call,
                                      clang::ento::ProgramStateRef State,
                                      llvm::ArrayRef<ObjectKey> Asked,
                                      bool Succeeds) const;

  /// `r = PyObject_CallNoArgs(f); if (failed()) return -1;`: a function of
  /// another file that nothing is known of, called right after what can set an
  /// exception, may ask whether it did; one that gets the object, whether that
  /// is there. \returns the state in which the object need not be there.
  clang::ento::ProgramStateRef
  doubtWhatIsAsked(const CallInProgress &Call,
                   clang::ento::ProgramStateRef State) const;

  /// \p V is dereferenced at \p At: reports it if it is NULL, or may be and
  /// nobody has asked. \returns the state in which it is not, or null.
  clang::ento::ProgramStateRef dereference(clang::ento::SVal V,
                                           const clang::Stmt *At,
                                           const clang::Expr *Named,
                                           clang::ento::ProgramStateRef State,
                                           clang::ento::CheckerContext &C);

  /// A condition or an argument has the value \p Asked: which parameters of the
  /// function it asks for, of which nothing is known yet.
  void noteAsked(clang::ento::SVal Asked, clang::ento::CheckerContext &C);
  /// \p Call is told of a parameter whether it is there (`require(p != NULL)`),
  /// or can see that itself.
  void noteAsked(const CallInProgress &Call);

private:
  bool isOpenParameter(ObjectKey Key, clang::ento::ProgramStateRef State) const;

  PathContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_NULLCHECKS_H
