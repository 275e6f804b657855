//===- RefStatePrinter.cpp - Reading what is known of an object -*- C++ -*-===//
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
  case RefEvent::GivenBack:
    return "given back";
  }
  llvm_unreachable("covered switch");
}

namespace {

/// Writes parts with commas between them.
class Parts {
public:
  explicit Parts(raw_ostream &OS) : OS(OS) {}

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

void RefState::print(raw_ostream &OS) const {
  Parts All(OS);
  if (!isTracked()) {
    All.add(nameOf(Life));
    All.add(nameOf(Event));
    return;
  }
  All.add(nameOf(Origin));
  All.add(nameOf(Resource));
  All.add(nameOf(Life));
  All.add("count", Count);
  All.add("stored", Stored);
  All.add("debt", Debt);
  All.add(HandedOver, "handed over");
  All.add(UnpaidSteal != nullptr, "unpaid");
  All.add("unpaid in", UnpaidPlace);
  All.add("owner", Owner);
  All.add(Singleton ? "equal to" : "other than", Compared);
  All.add("in", Variable);
  All.add(Anchored, "anchored");
  All.add(Droppable, "droppable");
  All.add(Unlikely, "unlikely");
  All.add(TakenFromMemory, "taken from memory");
  All.add(Allocated, "allocated");
  All.add(Assumed, "assumed");
  All.add(Unchecked, "unchecked");
  All.add(Fresh, "fresh");
  All.add(SharesItems, "shares items");
  All.add(ItemsCounted, "items counted");
  All.add(PassedThrough, "passed through");
  if (Event != RefEvent::None)
    All.add(("last " + nameOf(Event)).str());
}

} // namespace pyrefcheck
