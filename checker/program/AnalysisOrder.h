//===- AnalysisOrder.h - Which file is analysed before which ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that is analysed before those that define what it calls has to be
// analysed again as soon as they report something about it. So those come
// first, as far as files do not call each other in a cycle.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_ANALYSISORDER_H
#define PYREFCHECK_PROGRAM_ANALYSISORDER_H

#include "SourceIndex.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <queue>
#include <vector>

namespace pyrefcheck {

/// For each file, by number: the files that it waits for.
using FileGraph = std::vector<llvm::SmallVector<size_t, 8>>;

/// For each of \p Files, the others that define a function which it mentions; a
/// name that several files define does not count.
FileGraph findProviders(llvm::ArrayRef<SourceIndex> Files);

/// The part of \p Providers between \p Some of the files, without cycles: cheap
/// files in a cycle do not wait.
/// \param Costs of all files, in any unit.
FileGraph withoutCircles(const FileGraph &Providers,
                         llvm::ArrayRef<size_t> Some,
                         llvm::ArrayRef<uint64_t> Costs);

/// Which files can be analysed now. Long chains and expensive files come first,
/// so that no job runs alone in the end.
class Schedule {
public:
  /// \param Waits without cycles. \param Costs of all files, in any unit.
  Schedule(const FileGraph &Waits, llvm::ArrayRef<size_t> Some,
           llvm::ArrayRef<uint64_t> Costs);

  /// False if all files left wait for others, or none is left.
  bool isReady() const { return !Ready.empty(); }
  /// The next one; isReady() must hold.
  size_t take();
  /// Must be called for each file that was taken, when its result is there.
  void done(size_t File);

private:
  uint64_t restOf(size_t File, llvm::ArrayRef<uint64_t> Costs);

  FileGraph Users;
  std::vector<size_t> Missing;
  /// The cost of the longest chain that begins with a file.
  std::vector<uint64_t> Rest;
  std::priority_queue<std::pair<uint64_t, size_t>> Ready;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_ANALYSISORDER_H
