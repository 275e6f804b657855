//===- LostObjects.cpp - What is owed where a path ends ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LostObjects.h"
#include "RefState.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// Up to this height of both maps, all objects are checked: about sixty.
constexpr unsigned SmallHeight = 5;
/// This many objects are checked at every end of a path.
constexpr unsigned MostAtEnd = 32;

void LostObjects::addLost(ProgramStateRef State,
                          llvm::SmallVectorImpl<ObjectKey> &Found) {
  unsigned Count = 0;
  llvm::SmallVector<const Loss *, 16> Met;
  const RefMapTy Lost = lost(State);
  for (const Loss *L = lastLoss(State); L; L = L->Before) {
    if (Count >= MostAtEnd && Seen.contains(L)) {
      Skipped.push_back(L);
      break;
    }
    Met.push_back(L);
    const ObjectKey Key = L->Key;
    // An object that was found again is watched.
    if (L->Ref && Lost.contains(Key)) {
      Found.push_back(Key);
      ++Count;
    }
  }
  Seen.insert(Met.begin(), Met.end());
}

void LostObjects::addWatched(ProgramStateRef State,
                             llvm::SmallVectorImpl<ObjectKey> &Found) {
  llvm::SmallVector<std::pair<SourceLocation, ObjectKey>, 16> Owed;
  for (const auto &[Key, RS] : watched(State)) {
    if (RS.isTracked() && RS.Account.Held > RS.Account.Debt && RS.Arrival.Site)
      Owed.push_back({RS.Arrival.Site->getBeginLoc(), Key});
    else
      Found.push_back(Key);
  }
  // The objects that came last are likely to be lost here.
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
  if (std::max(watched(State).getHeight(), lost(State).getHeight()) <=
      SmallHeight) {
    for (const auto &[Key, RS] : allRecorded(State))
      Found.push_back(Key);
    return Found;
  }
  addWatched(State, Found);
  addLost(State, Found);
  llvm::sort(Found, std::less<>());
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
  return Found;
}

llvm::DenseSet<ObjectKey> LostObjects::leftOut() const {
  llvm::DenseSet<ObjectKey> All = LeftOut;
  llvm::DenseSet<const Loss *> Done;
  for (const Loss *L : Skipped)
    for (; L && Done.insert(L).second; L = L->Before)
      All.insert(L->Key);
  return All;
}

} // namespace pyrefcheck
