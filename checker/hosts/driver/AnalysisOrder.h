//===- AnalysisOrder.h - Which file is analysed before which ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that is analysed before those that define what it calls has to be
// analysed again as soon as they tell something of it. So those come first, as
// far as files do not call each other in a circle.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_ANALYSISORDER_H
#define PYREFCHECK_HOSTS_DRIVER_ANALYSISORDER_H

#include "SourceIndex.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// For each file, by number: which others it waits for.
using FileGraph = std::vector<llvm::SmallVector<size_t, 8>>;

/// For each of \p Files the others that define a function which it mentions; a
/// name that several files define says nothing.
FileGraph findProviders(llvm::ArrayRef<SourceIndex> Files);

/// The part of \p Providers between \p Some of the files, without circles: of
/// those in one, cheap ones do not wait.
/// \param Costs of all files, in any unit.
FileGraph withoutCircles(const FileGraph &Providers,
                         llvm::ArrayRef<size_t> Some,
                         llvm::ArrayRef<uint64_t> Costs);

/// Calls \p Run for each of \p Some files, on several threads, and for each
/// after those that it waits for. Long chains and expensive files begin first,
/// so that no thread is alone in the end.
/// \param Jobs threads; 0: one a core.
void runInOrder(const FileGraph &Waits, llvm::ArrayRef<size_t> Some,
                llvm::ArrayRef<uint64_t> Costs, unsigned Jobs,
                llvm::function_ref<void(size_t File)> Run);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_ANALYSISORDER_H
