//===- FileIndex.cpp - A glance at all files of a program -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileIndex.h"
#include "AnalysisOrder.h"
#include "SourceIndex.h"
#include "contracts/RegularFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include <numeric>

using namespace llvm;

namespace pyrefcheck {

FileIndex indexFiles(ArrayRef<std::string> Files, unsigned Jobs) {
  // The cost of a file's headers, in tokens of the file; measured.
  constexpr uint64_t HeaderCost = 8000;
  FileIndex Index;
  Index.Sources.resize(Files.size());
  Index.Costs.resize(Files.size());
  DefaultThreadPool Pool(hardware_concurrency(Jobs));
  for (size_t I = 0; I < Files.size(); ++I)
    Pool.async([&Index, Files, I] {
      // The analysis reports a file that cannot be read.
      if (ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
              readRegularFile(Files[I]))
        Index.Sources[I] = indexSource((*Buffer)->getBuffer());
      Index.Costs[I] = HeaderCost + Index.Sources[I].Size;
    });
  Pool.wait();
  return Index;
}

FileGraph FileIndex::order() const {
  std::vector<size_t> All(Sources.size());
  std::iota(All.begin(), All.end(), 0);
  return withoutCircles(findProviders(Sources), All, Costs);
}

} // namespace pyrefcheck
