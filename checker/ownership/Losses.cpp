//===- Losses.cpp - The objects that a path has lost ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Losses.h"

namespace pyrefcheck {

void Loss::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddPointer(Key);
  ID.AddPointer(Before);
  ID.AddBoolean(Ref.has_value());
  if (Ref)
    Ref->Profile(ID);
}

const Loss *LossFactory::make(ObjectKey Key, const std::optional<RefState> &Ref,
                              const Loss *Before) {
  auto Made = std::make_unique<Loss>(Key, Ref, Before);
  llvm::FoldingSetNodeID ID;
  Made->Profile(ID);
  void *Position = nullptr;
  if (const Loss *Equal = Known.FindNodeOrInsertPos(ID, Position))
    return Equal;
  const RefMapTy Earlier = Before ? Before->All : RefMapTy(nullptr);
  Made->All = Ref ? Maps.add(Earlier, Key, *Ref) : Maps.remove(Earlier, Key);
  Known.InsertNode(Made.get(), Position);
  Owned.push_back(std::move(Made));
  return Owned.back().get();
}

} // namespace pyrefcheck
