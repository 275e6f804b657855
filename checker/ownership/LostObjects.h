//===- LostObjects.h - What is owed where a path ends -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A lost reference is owed until its path ends. A function that loses thousands
// of references and has thousands of exits would have to check each pair.
// Instead, every object is checked at one exit or more, but among hundreds of
// lost objects, only those that were lost last are checked at every exit.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_LOSTOBJECTS_H
#define PYREFCHECK_OWNERSHIP_LOSTOBJECTS_H

#include "RefState.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace pyrefcheck {

/// The lost objects of one function, on all paths.
class LostObjects {
public:
  /// The objects to check where a path ends in \p State, in the order of
  /// allRecorded().
  llvm::SmallVector<ObjectKey, 16> atEnd(clang::ento::ProgramStateRef State);

  /// The objects that were left out at some end.
  llvm::DenseSet<ObjectKey> leftOut() const;

private:
  void addLost(clang::ento::ProgramStateRef State,
               llvm::SmallVectorImpl<ObjectKey> &Found);
  void addWatched(clang::ento::ProgramStateRef State,
                  llvm::SmallVectorImpl<ObjectKey> &Found);

  /// The losses that have been checked, with all before them, and those of them
  /// that were left out once. They live as long as the engine.
  llvm::DenseSet<const Loss *> Seen;
  std::vector<const Loss *> Skipped;
  llvm::DenseSet<ObjectKey> SeenWatched, LeftOut;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_LOSTOBJECTS_H
