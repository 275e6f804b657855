//===- Fixes.h - Source changes that resolve findings -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decides which change to the source is right for a misuse, on all paths
// through the changed place, and makes it. If that cannot be decided, there is
// no fix. SourceEdits changes text, PathFacts says what the paths know, and
// VariableUses says what else refers to an object.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_FIXES_H
#define PYREFCHECK_FIXES_FIXES_H

#include "Effort.h"
#include "FailureExits.h"
#include "FixVocabulary.h"
#include "PathFacts.h"
#include "SourceEdits.h"
#include "VariableUses.h"
#include "findings/Finding.h"
#include "words/Messages.h"
#include "llvm/ADT/SetVector.h"

namespace pyrefcheck {

/// Makes the fixes of one function.
class FixMaker {
public:
  /// \param IsComplete true if \p Graph has all paths of the function. If not,
  /// only fixes that do not depend on the path are made.
  FixMaker(const Transfer &Owner, const FixVocabulary &Words,
           const clang::ento::ExplodedGraph &Graph,
           clang::AnalysisDeclContext &Function, bool IsComplete);

  /// The fixes of one finding.
  /// \param Seen all sightings of it, which have the same rule and cause.
  std::vector<Fix> make(llvm::ArrayRef<Sighting> Seen) const;

private:
  /// Each of these adds the edits that remove the misuse to \p F, or returns
  /// false if it cannot.
  bool addEdits(const Sighting &S, Fix &F) const;
  static const clang::VarDecl *holderOfAll(llvm::ArrayRef<Sighting> Seen);
  bool releaseBeforeExits(llvm::ArrayRef<Sighting> Seen, Fix &F) const;
  bool releaseBeforeOverwrite(const Sighting &S, Fix &F) const;
  bool releaseTemporary(const Sighting &S, Fix &F) const;
  bool handOver(const clang::CallExpr *Outer, const clang::Expr *Temporary,
                Fix &F) const;
  bool buildInstead(const clang::CallExpr *Outer, Fix &F) const;
  std::string blockAround(const std::string &Call, const std::string &Name,
                          const std::string &Declaration, bool Adds,
                          clang::SourceLocation Begin) const;
  bool nameTemporary(const clang::CallExpr *Outer, const clang::Expr *Temporary,
                     Fix &F) const;
  bool nameTemporaryInMacro(const clang::CallExpr *Outer,
                            const clang::Expr *Temporary, Fix &F) const;
  bool isHeldAfter(ObjectKey Key, const clang::Stmt *Point) const;
  bool setReference(const Sighting &S, Fix &F) const;
  bool returnNewReference(const Sighting &S, Fix &F) const;
  bool giveNewReference(const Sighting &S, Fix &F) const;
  bool removeRelease(const Sighting &S, Fix &F) const;
  bool releaseLater(const Sighting &S, Fix &F) const;
  bool clearField(const Sighting &S, Fix &F) const;
  bool testResult(const Sighting &S, Fix &F) const;
  bool guardArgument(const Sighting &S, Fix &F) const;
  bool guardUses(const Sighting &S, Fix &F) const;
  std::optional<llvm::SetVector<const clang::Stmt *>>
  usesBehind(const clang::Stmt *Assignment,
             const clang::VarDecl *Variable) const;
  /// True if the call \p Use implies that another variable, which it may
  /// dereference, is not NULL. The code after it may rely on that.
  bool impliesOthers(const clang::Stmt *Use,
                     const clang::VarDecl *Variable) const;
  bool releaseIfAny(const Sighting &S, Fix &F) const;

  /// The statement that is only `variable = call`, where \p Site is the call;
  /// null if there is none.
  const clang::Stmt *assignmentOf(const clang::Expr *Site,
                                  const clang::VarDecl *Variable) const;
  /// The statements that leave the function after \p Assignment, where \p
  /// Variable is NULL, and release what is owned there. None if no correct ones
  /// exist.
  struct Leaving {
    std::vector<std::string> Statements;
    /// `Py_DECREF(x)` after a label, which must now accept NULL.
    llvm::SmallVector<const clang::Stmt *, 2> MustAcceptNull;
  };
  std::optional<Leaving> leave(const clang::Stmt *Assignment,
                               const clang::VarDecl *Variable,
                               const clang::Expr *Site) const;
  /// A variable that holds one reference that must be released.
  struct Holder {
    const clang::VarDecl *Variable;
    RefResource Resource;
  };
  /// Everything that is owned at \p Behind except the result of \p Site; none
  /// if some of it is in no variable.
  std::optional<llvm::SmallVector<Holder, 4>>
  holders(const Nodes &Behind, const clang::VarDecl *Variable,
          const clang::Expr *Site) const;
  /// `goto label;` and what must be released before it, if the function has a
  /// label that cleans up what is owned at \p Behind.
  std::optional<Leaving> jumpToCleanup(const clang::Stmt *Assignment,
                                       const clang::VarDecl *Variable,
                                       const Nodes &Behind,
                                       llvm::ArrayRef<Holder> Owned) const;
  /// True if \p Value, which \p Jump leads to, is what the function returns on
  /// failure, or at least what it returns when something fails at \p Jump.
  bool returnsFailure(const clang::Expr *Value, const clang::GotoStmt *Jump,
                      const clang::Stmt *Assignment,
                      const clang::VarDecl *Variable,
                      const Nodes &Behind) const;
  /// True if \p V is NULL at all of \p Behind.
  bool holdsNull(const clang::VarDecl *V, const Nodes &Behind) const;
  /// True if the code from the label of \p Jump to its `return` is right for
  /// the values of the variables at \p Behind; \p Released gets the variables
  /// that it releases.
  bool cleansUp(const clang::GotoStmt *Jump, const clang::Stmt *Assignment,
                const clang::VarDecl *Variable, const Nodes &Behind,
                VariableUses::Set &Released, Leaving &Leave) const;
  /// Makes the statement \p Release accept NULL, if it is `Py_DECREF(x)`.
  bool acceptNull(const clang::Stmt *Release, Edits &Out) const;

  /// What all paths know about a variable that is to be released.
  struct Ownership {
    bool MayBeNull = false;
    /// The objects that it holds.
    llvm::SmallVector<ObjectKey, 2> Objects;
  };
  /// What \p Variable holds after all of \p Before; none if on some path it is
  /// neither NULL nor exactly one reference that the function owns.
  std::optional<Ownership> ownership(const clang::VarDecl *Variable,
                                     const Nodes &Before) const;
  /// What the statement at which a variable is released does.
  enum class Then {
    /// It leaves the function without using the variable again.
    Leaves,
    /// It gives the variable another value.
    Overwrites,
    /// It returns what was computed before the release.
    ReturnsComputed,
    /// It is the last to need the variable: the release follows it.
    IsLastUse,
  };
  /// Whether `Py_DECREF(Variable)` is right before \p Point (null: the end of
  /// the function) on all paths: neither the statement nor what follows uses
  /// it.
  std::optional<Ownership> mayRelease(const clang::VarDecl *Variable,
                                      const clang::Stmt *Point,
                                      Then Next) const;
  /// A place where a variable is released.
  struct Release {
    const clang::Stmt *Point;
    Then Next;
    Ownership Owned;
  };
  /// The release before \p Point, if one is right there.
  std::optional<Release> releaseAt(const clang::VarDecl *Variable,
                                   const clang::Stmt *Point) const;
  /// The release after the last use of \p Variable in the block in which it
  /// gets the value of \p Site, if one is right there.
  std::optional<Release> releaseAfterUse(const clang::VarDecl *Variable,
                                         const clang::Expr *Site) const;
  /// True if some path passes two of \p Releases with the same object in \p
  /// Variable.
  bool areReachedTwice(llvm::ArrayRef<Release> Releases,
                       const clang::VarDecl *Variable) const;
  /// The nodes right before \p R.
  Nodes nodesOf(const Release &R) const;
  /// True if the value that \p Return computes outlives its operands: a number,
  /// or a reference that the function owns and that is none of \p Gone.
  bool computesLasting(const clang::ReturnStmt *Return,
                       llvm::ArrayRef<ObjectKey> Gone) const;
  bool insert(const Release &R, llvm::StringRef Statement, Fix &F) const;
  /// The statement that releases \p Variable, such as "Py_DECREF(x);".
  std::string release(const clang::VarDecl *Variable, const Ownership &O,
                      RefResource Resource) const;
  Nodes nodesBefore(const clang::Stmt *Point) const {
    return Point ? Paths.before(Point) : Paths.beforeEnd();
  }
  /// The value of \p E after \p N; Unknown if it is not a variable or a field.
  clang::ento::SVal valueOf(const clang::Expr *E,
                            const clang::ento::ExplodedNode *N) const;
  /// The value of an expression on a path.
  struct Known {
    clang::ento::ProgramStateRef State;
    clang::ento::SVal Value;
  };
  using KnownValues = llvm::SmallVector<Known, 8>;
  /// The values of \p E on the paths that reach \p S.
  KnownValues valuesBefore(const clang::Stmt *S, const clang::Expr *E) const;
  /// The values of the part \p E of \p S on the paths that reach \p S.
  KnownValues valuesAt(const clang::Stmt *S, const clang::Expr *E) const;
  /// True if \p Holds is true of the object on all paths that have one, and
  /// some path has one. \p MayBeNull is set if a path may have NULL.
  static bool onAllPaths(
      const KnownValues &Values, bool &MayBeNull,
      llvm::function_ref<bool(clang::ento::ProgramStateRef, ObjectKey)> Holds);
  /// `Py_NewRef(e)` for the expression \p E where a \p Wanted is expected.
  std::string newReference(const clang::Expr *E, clang::QualType Wanted,
                           bool MayBeNull) const;
  /// True if a declaration may be anywhere in the function.
  bool takesDeclarations() const;
  /// True for a local variable that a fix can name.
  static bool isNameable(const clang::VarDecl *Variable);
  /// The function's local variable that \p R is, if a fix can name it.
  static const clang::VarDecl *localVariable(const clang::ento::MemRegion *R);

  const Transfer &Owner;
  const FixVocabulary &Words;
  /// The cost limit of all fixes of the function together; fixes requested
  /// after it is spent are not made.
  mutable Effort Work;
  PathFacts Paths;
  SourceEdits Text;
  VariableUses Uses;
  FailureExits Exits;
  const clang::FunctionDecl *Function;
  clang::ASTContext &Context;
  mutable FreshNames FreshInBody, FreshInFile;
  mutable std::optional<bool> TakesDeclarations;
  bool IsComplete;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_FIXES_H
