//===- Losses.h - The objects that a path has lost --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function may lose thousands of objects. They are not in the map of those
// that are watched: the engine compares each map that it makes with the equal
// one of another path, item by item. A state has the last loss only, and two
// losses are equal if their objects and the losses before them are.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_LOSSES_H
#define PYREFCHECK_OWNERSHIP_LOSSES_H

#include "RefState.h"
#include "llvm/ADT/FoldingSet.h"
#include <memory>
#include <optional>
#include <vector>

namespace pyrefcheck {

/// What a path has lost, or found again.
struct Loss : llvm::FoldingSetNode {
  Loss(ObjectKey Key, std::optional<RefState> Ref, const Loss *Before)
      : Key(Key), Ref(std::move(Ref)), Before(Before), All(nullptr) {}

  void Profile(llvm::FoldingSetNodeID &ID) const;

  ObjectKey Key;
  /// What was known of the object then; none if it is found again, or
  /// forgotten.
  std::optional<RefState> Ref;
  /// The loss before, or null.
  const Loss *Before;
  /// The objects that are lost now.
  RefMapTy All;
};

/// All losses of one analysis; equal ones are one.
class LossFactory {
public:
  explicit LossFactory(llvm::BumpPtrAllocator &Allocator)
      : Maps(Allocator, /*canonicalize=*/false) {}

  const Loss *make(ObjectKey Key, const std::optional<RefState> &Ref,
                   const Loss *Before);

private:
  RefMapTy::Factory Maps;
  std::vector<std::unique_ptr<Loss>> Owned;
  llvm::FoldingSet<Loss> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_LOSSES_H
