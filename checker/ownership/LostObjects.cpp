//===- LostObjects.cpp - What is owed where a path ends ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LostObjects.h"
#include <limits>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// Up to this height of the map all objects are looked at: some sixty.
constexpr unsigned SmallHeight = 6;
/// As many as this are looked at at every end.
constexpr unsigned MostAtEnd = 32;

/// The objects that were lost last come first in a set.
static unsigned elementOf(unsigned Number) {
  return std::numeric_limits<unsigned>::max() - Number;
}

ProgramStateRef LostObjects::retire(ProgramStateRef State, ObjectKey Key) {
  const auto [It, New] = Numbers.try_emplace(Key, Objects.size());
  if (New)
    Objects.push_back(Key);
  return ::pyrefcheck::retire(State, Key, elementOf(It->second));
}

void LostObjects::addLost(const LostSet::TreeTy *Tree, ProgramStateRef State,
                          unsigned &Count,
                          llvm::SmallVectorImpl<ObjectKey> &Found) {
  if (!Tree)
    return;
  if (Count >= MostAtEnd && Seen.contains(Tree)) {
    Skipped.insert(Tree);
    return;
  }
  addLost(Tree->getLeft(), State, Count, Found);
  const ObjectKey Key = Objects[elementOf(Tree->getValue())];
  // Found again, it is watched.
  if (recorded(State, Key) && !isWatched(State, Key)) {
    Found.push_back(Key);
    ++Count;
  }
  addLost(Tree->getRight(), State, Count, Found);
  Seen.insert(Tree);
}

void LostObjects::addWatched(ProgramStateRef State,
                             llvm::SmallVectorImpl<ObjectKey> &Found) {
  llvm::SmallVector<std::pair<SourceLocation, ObjectKey>, 16> Owed;
  for (ObjectKey Key : watched(State)) {
    const RefState *RS = recorded(State, Key);
    if (RS && RS->isTracked() && RS->Count > RS->Debt && RS->Site)
      Owed.push_back({RS->Site->getBeginLoc(), Key});
    else
      Found.push_back(Key);
  }
  // Those that came last are lost here as likely as not.
  if (Owed.size() > MostAtEnd)
    std::nth_element(Owed.begin(), Owed.begin() + MostAtEnd, Owed.end(),
                     [](const auto &A, const auto &B) { return B < A; });
  for (unsigned I = 0; I != Owed.size(); ++I) {
    const ObjectKey Key = Owed[I].second;
    const bool IsNew = SeenWatched.insert(Key).second;
    if (I < MostAtEnd || IsNew)
      Found.push_back(Key);
    else
      LeftOut.insert(Key);
  }
}

llvm::SmallVector<ObjectKey, 16> LostObjects::atEnd(ProgramStateRef State) {
  llvm::SmallVector<ObjectKey, 16> Found;
  const RefMapTy All = allRecorded(State);
  if (All.getHeight() <= SmallHeight) {
    for (const auto &[Key, RS] : All)
      Found.push_back(Key);
    return Found;
  }
  addWatched(State, Found);
  Kept.push_back(lost(State));
  unsigned Count = 0;
  addLost(Kept.back().getRootWithoutRetain(), State, Count, Found);
  llvm::sort(Found, std::less<>());
  return Found;
}

llvm::DenseSet<ObjectKey> LostObjects::leftOut() const {
  llvm::DenseSet<ObjectKey> All = LeftOut;
  llvm::DenseSet<const LostSet::TreeTy *> Done;
  llvm::SmallVector<const LostSet::TreeTy *, 16> ToDo(Skipped.begin(),
                                                      Skipped.end());
  while (!ToDo.empty()) {
    const LostSet::TreeTy *Tree = ToDo.pop_back_val();
    if (!Tree || !Done.insert(Tree).second)
      continue;
    All.insert(Objects[elementOf(Tree->getValue())]);
    ToDo.append({Tree->getLeft(), Tree->getRight()});
  }
  return All;
}

} // namespace pyrefcheck
