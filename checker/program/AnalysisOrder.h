//===- AnalysisOrder.h - Which file is analysed before which ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that is analysed before the files that define its callees must be
// analysed again once summaries of these callees exist. So the latter files
// come first, except where files call each other in a cycle.
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

/// For each file, by number, the files that it waits for.
using FileGraph = std::vector<llvm::SmallVector<size_t, 8>>;

/// For each of \p Files, the others that define a function that it mentions; a
/// name that several files define does not count.
FileGraph findProviders(llvm::ArrayRef<SourceIndex> Files);

/// The part of \p Providers among the files \p Some, without cycles: cheap
/// files in a cycle do not wait.
/// \param Costs the costs of all files, in any unit.
FileGraph withoutCircles(const FileGraph &Providers,
                         llvm::ArrayRef<size_t> Some,
                         llvm::ArrayRef<uint64_t> Costs);

/// Which files can be analysed now. Long chains and expensive files come first,
/// so that no job runs alone at the end.
class Schedule {
public:
  /// \param Waits has no cycles. \param Costs as above.
  Schedule(const FileGraph &Waits, llvm::ArrayRef<size_t> Some,
           llvm::ArrayRef<uint64_t> Costs);

  /// False if all remaining files wait for others, or none remains.
  bool isReady() const { return !Ready.empty(); }
  /// The next file; isReady() must hold.
  size_t take();
  /// Must be called for each file that was taken, once its result exists.
  void done(size_t File);

private:
  uint64_t restOf(size_t File, llvm::ArrayRef<uint64_t> Costs);

  FileGraph Users;
  std::vector<size_t> Missing;
  /// Per file, the cost of the longest chain that begins with it.
  std::vector<uint64_t> Rest;
  std::priority_queue<std::pair<uint64_t, size_t>> Ready;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_ANALYSISORDER_H
