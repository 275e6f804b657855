//===- CallOutcomes.cpp - What a call does, outcome by outcome --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallOutcomes.h"
#include "ownership/CallArguments.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

ProgramStateRef assume(ProgramStateRef State, SVal V, const ReturnedValue &Is,
                       SValBuilder &SVB) {
  auto D = asCondition(V);
  if (!D || Is.What == ReturnedValue::Anything)
    return State;
  const QualType T = V.getType(SVB.getContext());
  auto Compare = [&](BinaryOperatorKind Op, SVal With) {
    auto Cond = SVB.evalBinOp(State, Op, V, With, SVB.getConditionType())
                    .getAs<DefinedOrUnknownSVal>();
    return Cond ? State->assume(*Cond, true) : State;
  };
  auto IfPossible = [&](ProgramStateRef Narrow) {
    return Narrow ? Narrow : State;
  };
  switch (Is.What) {
  case ReturnedValue::Anything:
    return State;
  case ReturnedValue::ProbablyNotNull:
    return IfPossible(State->assume(*D, true));
  case ReturnedValue::NotNull:
    return State->assume(*D, true);
  case ReturnedValue::Null:
    return State->assume(*D, false);
  case ReturnedValue::Negative:
    return Compare(BO_LT, SVB.makeZeroVal(T));
  case ReturnedValue::Positive:
    return Compare(BO_GT, SVB.makeZeroVal(T));
  case ReturnedValue::Number:
    return Compare(BO_EQ, SVB.makeIntVal(Is.Low, T));
  case ReturnedValue::Range: {
    if (T.isNull() || T->isUnsignedIntegerOrEnumerationType())
      return State;
    BasicValueFactory &BVF = SVB.getBasicValueFactory();
    return IfPossible(State->assumeInclusiveRange(
        *D, BVF.getValue(Is.Low, T),
        Is.High ? BVF.getValue(*Is.High, T) : BVF.getMaxValue(T), true));
  }
  }
  llvm_unreachable("covered switch");
}

static StringRef nameOf(CallDeed::Kind What) {
  switch (What) {
  case CallDeed::IsNull:
    return "is NULL";
  case CallDeed::IsNotNull:
    return "is not NULL";
  case CallDeed::Increment:
    return "increment";
  case CallDeed::Decrement:
    return "decrement";
  case CallDeed::Steal:
    return "steal";
  case CallDeed::Refuse:
    return "refuse";
  case CallDeed::Leave:
    return "leave";
  case CallDeed::Keep:
    return "keep";
  case CallDeed::KeepSomewhere:
    return "keep somewhere";
  case CallDeed::Free:
    return "free";
  case CallDeed::FreeMemory:
    return "free memory";
  case CallDeed::Escape:
    return "escape";
  case CallDeed::EscapeWholly:
    return "escape wholly";
  case CallDeed::LoseSight:
    return "lose sight";
  case CallDeed::Forget:
    return "forget";
  case CallDeed::MayTake:
    return "may take";
  case CallDeed::Convert:
    return "convert";
  case CallDeed::Mutate:
    return "mutate";
  case CallDeed::ReleaseTarget:
    return "release target";
  case CallDeed::StealTarget:
    return "steal target";
  case CallDeed::StoreNew:
    return "store new";
  case CallDeed::StoreBorrowed:
    return "store borrowed";
  case CallDeed::StoreMemory:
    return "store memory";
  case CallDeed::StoreNull:
    return "store NULL";
  case CallDeed::StoreArgument:
    return "store argument";
  case CallDeed::StoreUnknown:
    return "store unknown";
  case CallDeed::StoreMemoryIfNone:
    return "store memory if none";
  case CallDeed::StoreNumber:
    return "store number";
  case CallDeed::StoreOther:
    return "store other";
  case CallDeed::FillBuffer:
    return "fill buffer";
  case CallDeed::ReleaseBuffer:
    return "release buffer";
  }
  llvm_unreachable("covered switch");
}

static void printArgument(raw_ostream &OS, StringRef Word, unsigned Arg) {
  if (Arg == TheResult)
    OS << ' ' << Word << " result";
  else if (Arg != NoArgument)
    OS << ' ' << Word << ' ' << Arg;
}

static void printIf(raw_ostream &OS, bool Is, StringRef Word) {
  if (Is)
    OS << ", " << Word;
}

void CallDeed::print(raw_ostream &OS) const {
  OS << nameOf(What) << ' ' << Arg;
  if (Field)
    OS << '.' << *Field;
  printArgument(OS, "with", Other);
  printIf(OS, References != 1, std::to_string(References) + " references");
  printIf(OS, Level, "level " + std::to_string(Level));
  printIf(OS, Null == MayBeNull || Null == NullUntilTested, "may be NULL");
  printIf(OS, Null == UnsetUntilTested, "may be unset");
  printIf(OS, Null == NullUntilTested || Null == UnsetUntilTested,
          "to be tested");
  printIf(OS, Null == NullIfBefore, "NULL if before");
  printIf(OS, IsDirect, "direct");
  printIf(OS, IsOwing, "owing");
  printIf(OS, Drops, "drops");
  printIf(OS, IsUnlikely, "unlikely");
  printIf(OS, IsAnchored, "anchored");
  printIf(OS, IsDroppable, "droppable");
  printIf(OS, IsToldByResult, "told by result");
  printIf(OS, MayStay, "may stay");
  printIf(OS, AddsReference, "adds reference");
}

static StringRef nameOf(ResultDeed::Kind What) {
  switch (What) {
  case ResultDeed::Nothing:
    return "nothing";
  case ResultDeed::Unknown:
    return "unknown";
  case ResultDeed::Item:
    return "item";
  case ResultDeed::New:
    return "new";
  case ResultDeed::Borrowed:
    return "borrowed";
  case ResultDeed::Argument:
    return "argument";
  case ResultDeed::Increment:
    return "increment";
  }
  llvm_unreachable("covered switch");
}

void ResultDeed::print(raw_ostream &OS) const {
  OS << nameOf(What);
  printArgument(OS, "of", Arg);
  printArgument(OS, "kept by", Keeper);
  printArgument(OS, "sized by", Size);
  printIf(OS, IsAnchored, "anchored");
  printIf(OS, IsDroppable, "droppable");
  printIf(OS, IsFromTable, "from a table");
  printIf(OS, IsUnchecked, "unchecked");
  printIf(OS, IsTypeOfOwner, "type of owner");
  printIf(OS, IsFresh, "fresh");
  printIf(OS, IsAllocated, "allocated");
  printIf(OS, SharesItems, "shares items");
  printIf(OS, IsSameAsBefore, "same as before");
  printIf(OS, AddsReference, "adds reference");
  printIf(OS, IsOnly, "only one");
  printIf(OS, !Global.empty(), Global);
}

void ReturnedValue::print(raw_ostream &OS) const {
  switch (What) {
  case Anything:
    OS << "anything";
    return;
  case ProbablyNotNull:
    OS << "probably not NULL";
    return;
  case NotNull:
    OS << "not NULL";
    return;
  case Null:
    OS << "NULL";
    return;
  case Negative:
    OS << "negative";
    return;
  case Positive:
    OS << "positive";
    return;
  case Number:
    OS << Low;
    return;
  case Range:
    OS << Low << "..";
    if (High)
      OS << *High;
    return;
  }
  llvm_unreachable("covered switch");
}

void CallOutcome::print(raw_ostream &OS) const {
  Value.print(OS);
  OS << (Succeeds ? "" : ", fails") << (IsFailure ? " visibly" : "") << ':';
  for (const CallDeed &D : Deeds) {
    OS << ' ';
    D.print(OS);
    OS << ';';
  }
  if (Result.What != ResultDeed::Nothing) {
    OS << " result ";
    Result.print(OS);
  }
}

void CallOutcomes::print(raw_ostream &OS) const {
  if (Runs != None)
    OS << "runs code " << (Runs == Rarely ? "rarely" : "usually") << '\n';
  for (const auto &[Is, Words] : {std::pair(RunsPython, "runs Python"),
                                  {CallsPython, "calls Python"},
                                  {IsNotNegative, "not negative"},
                                  {IsPartial, "partial"}})
    if (Is)
      OS << Words << '\n';
  if (Returns != NoArgument)
    OS << "returns " << Returns << '\n';
  if (Mutated)
    OS << "mutates " << Mutated << '\n';
  for (const CallOutcome &Way : Ways) {
    Way.print(OS);
    OS << '\n';
  }
}

} // namespace pyrefcheck
