//===- MemoryEvents.h - Reads and writes of memory --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What reads and writes of memory do to references: items lent by macros such
// as PyTuple_GET_ITEM, references stored in fields and variables, and counts
// changed by hand.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PATHS_MEMORYEVENTS_H
#define PYREFCHECK_PATHS_MEMORYEVENTS_H

#include "NullChecks.h"
#include "PathContext.h"
#include "clang/AST/ExprCXX.h"

namespace pyrefcheck {

/// The reads and writes of one function.
class MemoryEvents {
public:
  MemoryEvents(PathContext &Context, NullChecks &Nulls)
      : Context(Context), Nulls(Nulls) {}

  /// \p S reads or writes \p Loc.
  void access(clang::ento::SVal Loc, bool IsLoad, const clang::Stmt *S,
              clang::ento::CheckerContext &C);
  /// \p Val is stored in \p Loc.
  void bind(clang::ento::SVal Loc, clang::ento::SVal Val, const clang::Stmt *S,
            clang::ento::CheckerContext &C);
  /// Stores an object in a place that the engine does not know, but that is no
  /// local variable. bind() is too early: the engine drops what it decides.
  void storeSomewhere(const clang::BinaryOperator *BO,
                      clang::ento::CheckerContext &C);
  /// `[&] { Py_XDECREF(x); }`: a scope guard's action.
  void capture(const clang::LambdaExpr *LE, clang::ento::CheckerContext &C);
  /// `items[i]`: the engine gives up if it cannot tell which element is read.
  /// For ownership, the same expression is the same object.
  void load(const clang::CastExpr *CE, clang::ento::CheckerContext &C);
  /// The analysis loses sight of a pointer that becomes an integer: tagged
  /// pointers, handles.
  void hide(const clang::CastExpr *CE, clang::ento::CheckerContext &C);
  /// \p UO, which may be `++op->ob_refcnt`, is about to be evaluated.
  void countByHand(const clang::UnaryOperator *UO,
                   clang::ento::CheckerContext &C);
  /// \p UO has been evaluated.
  void finishCount(const clang::UnaryOperator *UO,
                   clang::ento::CheckerContext &C);

private:
  bool isMadeNull(const clang::VarDecl *VD,
                  clang::ento::CheckerContext &C) const;
  void accessNull(clang::ento::SVal Loc, const clang::Stmt *S,
                  clang::ento::CheckerContext &C);
  const Contract *contractOfMacro(const clang::Stmt *S,
                                  clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef lendItem(clang::ento::ProgramStateRef State,
                                        ObjectKey Item,
                                        const clang::ento::MemRegion *Place,
                                        const Contract &Ct,
                                        const clang::Expr *E) const;
  clang::ento::ProgramStateRef
  bindParts(clang::ento::nonloc::CompoundVal Parts,
            const clang::ento::MemRegion *R,
            clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  storeFields(clang::ento::nonloc::LazyCompoundVal Whole,
              const clang::ento::MemRegion *From,
              const clang::ento::MemRegion *To, const clang::Stmt *S,
              clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  bindLocal(const clang::ento::MemRegion *R, ObjectKey Old, ObjectKey New,
            const clang::Stmt *S, clang::ento::ProgramStateRef State) const;
  clang::ento::ProgramStateRef
  overwrite(const clang::ento::MemRegion *R, ObjectKey Old, ObjectKey New,
            bool WasCleared, const clang::Stmt *S,
            clang::ento::ProgramStateRef State) const;
  void storeInMemory(const clang::ento::MemRegion *R, ObjectKey New,
                     const clang::Stmt *S, clang::ento::ProgramStateRef State,
                     clang::ento::CheckerContext &C);
  ObjectKey containerOfStoredItem(const clang::ento::MemRegion *R,
                                  const clang::Stmt *S,
                                  clang::ento::CheckerContext &C) const;
  void storeThroughMacro(const Contract &Ct, const clang::ento::MemRegion *R,
                         ObjectKey Key, const clang::Stmt *S,
                         clang::ento::CheckerContext &C);
  clang::ento::ProgramStateRef
  reportDanglingField(const clang::ento::MemRegion *Place, ObjectKey Old,
                      ObjectKey New, const clang::Stmt *S,
                      clang::ento::ProgramStateRef State,
                      clang::ento::CheckerContext &C);

  PathContext &Context;
  NullChecks &Nulls;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PATHS_MEMORYEVENTS_H
