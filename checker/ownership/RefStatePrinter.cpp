//===- RefStatePrinter.cpp - Printing the state of an object ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RefState.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

static StringRef nameOf(RefOrigin Origin) {
  switch (Origin) {
  case RefOrigin::New:
    return "new";
  case RefOrigin::Borrowed:
    return "borrowed";
  case RefOrigin::Parameter:
    return "parameter";
  case RefOrigin::Memory:
    return "from memory";
  case RefOrigin::Global:
    return "global";
  }
  llvm_unreachable("covered switch");
}

static StringRef nameOf(RefLife Life) {
  switch (Life) {
  case RefLife::Alive:
    return "";
  case RefLife::Released:
    return "released";
  case RefLife::OwnerReleased:
    return "owner released";
  case RefLife::Invalidated:
    return "invalidated";
  case RefLife::Freed:
    return "freed";
  case RefLife::Untracked:
    return "untracked";
  }
  llvm_unreachable("covered switch");
}

static StringRef nameOf(RefResource Resource) {
  switch (Resource) {
  case RefResource::Object:
    return "";
  case RefResource::Buffer:
    return "buffer";
  case RefResource::Memory:
    return "memory";
  }
  llvm_unreachable("covered switch");
}

static StringRef nameOf(RefEvent Event) {
  switch (Event) {
  case RefEvent::None:
    return "";
  case RefEvent::ReturnedNew:
    return "returned new";
  case RefEvent::ReturnedBorrowed:
    return "returned borrowed";
  case RefEvent::ReceivedNew:
    return "received new";
  case RefEvent::ReceivedBorrowed:
    return "received borrowed";
  case RefEvent::Incremented:
    return "incremented";
  case RefEvent::Decremented:
    return "decremented";
  case RefEvent::Released:
    return "released";
  case RefEvent::OwnerReleased:
    return "owner released";
  case RefEvent::Invalidated:
    return "invalidated";
  case RefEvent::Freed:
    return "freed";
  case RefEvent::Stolen:
    return "stolen";
  case RefEvent::Refused:
    return "refused";
  case RefEvent::Left:
    return "left";
  case RefEvent::Stored:
    return "stored";
  case RefEvent::Lent:
    return "lent";
  case RefEvent::Kept:
    return "kept";
  case RefEvent::TakenFromMemory:
    return "taken from memory";
  case RefEvent::Overwritten:
    return "overwritten";
  case RefEvent::Returned:
    return "returned";
  case RefEvent::Consumed:
    return "consumed";
  case RefEvent::MemoryFreed:
    return "memory freed";
  case RefEvent::GivenBack:
    return "given back";
  }
  llvm_unreachable("covered switch");
}

namespace {

/// Writes words, separated by commas.
class Words {
public:
  explicit Words(raw_ostream &OS) : OS(OS) {}

  void add(StringRef Word) {
    if (Word.empty())
      return;
    OS << (IsFirst ? "" : ", ") << Word;
    IsFirst = false;
  }
  void add(bool Is, StringRef Word) {
    if (Is)
      add(Word);
  }
  void add(StringRef Name, int Number) {
    if (Number)
      add((Name + " " + Twine(Number)).str());
  }
  void add(StringRef Name, const MemRegion *R) {
    if (!R)
      return;
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    if (R->canPrintPretty())
      R->printPretty(Out);
    else
      Out << '\'' << R << '\'';
    add((Name + " " + Text).str());
  }

private:
  raw_ostream &OS;
  bool IsFirst = true;
};

} // namespace

static void add(Words &All, const RefArrival &A) {
  All.add(A.Assumed, "assumed");
  All.add(A.Unchecked, "unchecked");
  All.add(A.Doubtful, "doubtful");
  All.add(A.Unset, "unset");
  All.add(A.Fresh, "fresh");
  All.add(A.Allocated, "allocated");
}

static void add(Words &All, const RefAccount &A) {
  All.add("count", A.Held);
  All.add("stored", A.Stored);
  All.add("debt", A.Debt);
  All.add(A.HandedOver, "handed over");
  All.add(A.TakenFromMemory, "taken from memory");
  All.add(A.TakenFromPlace, "taken from its place");
  All.add(A.PassedThrough, "passed through");
}

static void add(Words &All, const RefUnpaid &U) {
  All.add(U.Steal != nullptr, "unpaid");
  All.add("unpaid in", U.Place);
}

static void add(Words &All, const RefKeeper &K) {
  All.add("owner", K.Owner);
  All.add(K.Anchored, "anchored");
  All.add(K.Droppable, "droppable");
  All.add(K.Shown, "shown");
  All.add(K.LossUnlikely, "unlikely");
}

static void add(Words &All, const RefComparison &C) {
  All.add(C.Equal ? "equal to" : "other than", C.Global);
}

static void add(Words &All, const RefItems &I) {
  All.add(I.Shared, "shares items");
  All.add(I.Counted, "items counted");
}

static void add(Words &All, const RefLast &L) {
  All.add("in", L.Variable);
  if (L.Event != RefEvent::None)
    All.add(("last " + nameOf(L.Event)).str());
}

void RefState::print(raw_ostream &OS) const {
  Words All(OS);
  if (!isTracked()) {
    All.add(nameOf(Life));
    All.add(nameOf(Last.Event));
    return;
  }
  All.add(nameOf(Arrival.Origin));
  All.add(nameOf(Resource));
  All.add(nameOf(Life));
  add(All, Account);
  add(All, Arrival);
  add(All, Unpaid);
  add(All, Keeper);
  add(All, Compared);
  add(All, Items);
  add(All, Last);
}

} // namespace pyrefcheck
