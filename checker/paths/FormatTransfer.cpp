//===- FormatTransfer.cpp - Calls governed by a format string -- -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of the checker that maps the units of a format string to ownership
// operations on the variable arguments.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "contracts/ContractSet.h"
#include "contracts/FormatString.h"
#include "ownership/CallArguments.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The text of the format argument where it is a literal.
static std::optional<StringRef> formatText(const CallEvent &Call,
                                           const Contract &Ct) {
  if (Ct.FormatArg >= Call.getNumArgs() || !Call.getArgExpr(Ct.FormatArg))
    return std::nullopt;
  const auto *SL = dyn_cast<StringLiteral>(
      Call.getArgExpr(Ct.FormatArg)->IgnoreParenImpCasts());
  if (!SL || SL->getCharByteWidth() != 1)
    return std::nullopt;
  return SL->getString();
}

bool ReferenceChecker::isPrintedLater(const CallEvent &Call, const Contract &Ct,
                                      unsigned Index) const {
  const unsigned First = Ct.FormatArg + 1;
  if (Ct.Format != FormatKind::Print || Index <= First)
    return false;
  std::optional<StringRef> Text = formatText(Call, Ct);
  const llvm::SmallVector<bool, 8> RunsCode =
      Text ? readPrintFormat(*Text) : llvm::SmallVector<bool, 8>();
  for (unsigned I = 0; I < RunsCode.size() && First + I < Index; ++I)
    if (RunsCode[I])
      return true;
  return false;
}

bool ReferenceChecker::buildsContainer(const CallEvent &Call,
                                       const Contract &Ct) const {
  if (Ct.Format != FormatKind::BuildValue)
    return false;
  std::optional<StringRef> Text = formatText(Call, Ct);
  if (!Text)
    return false;
  const FormatString Format = readBuildFormat(*Text);
  return Format.isValid() && Format.Value == BuiltValue::Container;
}

bool ReferenceChecker::buildsEmptyTuple(const CallEvent &Call,
                                        const Contract &Ct) const {
  return Ct.Format == FormatKind::BuildValue && formatText(Call, Ct) == "()";
}

static bool isParse(const Contract &Ct) {
  return Ct.Format == FormatKind::Parse ||
         Ct.Format == FormatKind::ParseKeywords;
}

std::optional<std::pair<unsigned, bool>>
ReferenceChecker::builtFromArgument(const CallEvent &Call,
                                    const Contract &Ct) const {
  if (Ct.Format != FormatKind::BuildValue)
    return std::nullopt;
  std::optional<StringRef> Text = formatText(Call, Ct);
  if (!Text)
    return std::nullopt;
  const FormatString Format = readBuildFormat(*Text);
  const unsigned First = Ct.FormatArg + 1;
  if (!Format.isValid() || Format.Value != BuiltValue::FirstArgument ||
      First >= Call.getNumArgs())
    return std::nullopt;
  return std::make_pair(First, Format.Args[0].Role == VarArgRole::Stolen);
}

ProgramStateRef ReferenceChecker::applyFormat(const CallEvent &Call,
                                              const Contract &Ct,
                                              ProgramStateRef State,
                                              Outcome When, SVal Result,
                                              CheckerContext &C) const {
  if (Ct.Format == FormatKind::None || Ct.Format == FormatKind::Print ||
      builtFromArgument(Call, Ct))
    return State;
  const unsigned First =
      Ct.FormatArg + (Ct.Format == FormatKind::ParseKeywords ? 2 : 1);
  std::optional<StringRef> Text = formatText(Call, Ct);
  if (!Text) {
    // An unknown format: whatever is written may be anything, and whatever is
    // built may have taken the reference (`N`).
    for (unsigned I = First; I < Call.getNumArgs(); ++I) {
      if (ObjectKey Key = isParse(Ct) ? nullptr : argObject(Call, I))
        State = Current->loseSight(State, Key, Call.getOriginExpr());
      else if (isParse(Ct) && When != Outcome::Failure)
        State = receiveUnknown(Call, I, State, C);
    }
    return State;
  }
  const FormatString Format =
      isParse(Ct)
          ? readParseFormat(*Text, Ct.Format == FormatKind::ParseKeywords)
          : readBuildFormat(*Text);
  for (unsigned I = 0; I != Format.Args.size(); ++I) {
    if (First + I >= Call.getNumArgs())
      break;
    // What the engine assumes of each costs as much as all before it.
    if (I >= MaxParams && isParse(Ct)) {
      if (When != Outcome::Failure)
        State = receiveUnknown(Call, First + I, State, C);
      continue;
    }
    State =
        applyFormatUnit(Call, Ct, Format, I, First + I, State, When, Result, C);
  }
  return State;
}

ProgramStateRef ReferenceChecker::applyFormatUnit(
    const CallEvent &Call, const Contract &Ct, const FormatString &Format,
    unsigned UnitIndex, unsigned Index, ProgramStateRef State, Outcome When,
    SVal Result, CheckerContext &C) const {
  const VarArg &Unit = Format.Args[UnitIndex];
  const Expr *At = Call.getOriginExpr();
  SVal V = Call.getArgSVal(Index);
  ObjectKey Key = objectOf(V);
  if (Key && isNull(State, Key))
    Key = nullptr;
  // Values that are built keep what they were made of.
  ObjectKey Built =
      Ct.Format == FormatKind::BuildValue ? objectOf(Result) : nullptr;

  switch (Unit.Role) {
  case VarArgRole::Borrowed:
    return Key && Built ? Current->keep(State, Key, Built) : State;
  case VarArgRole::Stolen:
    return Key ? apply(Current->steal(State, Key, Built, At,
                                      Call.getArgExpr(Index)),
                       Key, At, Call.getArgExpr(Index), C)
               : State;
  case VarArgRole::BuildConverterInput: {
    const RefState *RS = Key ? recorded(State, Key) : nullptr;
    return RS && RS->Count > 0 ? Current->untrack(State, Key) : State;
  }
  case VarArgRole::BuildConverter:
  case VarArgRole::TypeArgument:
  case VarArgRole::ParseConverter:
  case VarArgRole::Other:
    return State;
  case VarArgRole::OutBorrowed:
  case VarArgRole::OutBuffer:
  case VarArgRole::OutMemory:
  case VarArgRole::OutOther:
  case VarArgRole::ParseConverterOutput:
    break;
  }

  // A failed parse gives everything back by itself.
  if (When == Outcome::Failure)
    return State;
  // An argument that is left out leaves the variable as it was.
  bool MayBeNull = Unit.Optional;
  if (auto Target = V.getAs<Loc>(); Target && Unit.Optional)
    MayBeNull = State->isNull(State->getSVal(*Target)).isConstrainedTrue();
  switch (Unit.Role) {
  case VarArgRole::OutBorrowed: {
    // With keywords, either the tuple or the dictionary owns it.
    ObjectKey Args = Call.getNumArgs() && Ct.Format == FormatKind::Parse
                         ? objectOf(Call.getArgSVal(0))
                         : nullptr;
    RefState RS = RefState::makeBorrowed(At, Args);
    RS.Anchored = !Args;
    return receive(Call, Index, RS, MayBeNull, State, C);
  }
  case VarArgRole::OutBuffer:
    // One that was left out needs no release, and may get none.
    return Unit.Optional ? State : receiveBuffer(Call, Index, State, C);
  case VarArgRole::OutMemory: {
    // With `#` the caller may have brought the memory.
    auto Target = V.getAs<Loc>();
    if (Unit.Unit.ends_with("#") && Target &&
        !State->isNull(State->getSVal(*Target)).isConstrainedTrue())
      return receiveUnknown(Call, Index, State, C);
    RefState RS = RefState::makeNew(At);
    RS.Resource = RefResource::Memory;
    return receive(Call, Index, RS, MayBeNull, State, C);
  }
  case VarArgRole::ParseConverterOutput:
    if (UnitIndex && converterGivesNew(Call, Index - 1))
      return receive(Call, Index, RefState::makeNew(At), MayBeNull, State, C);
    return receiveUnknown(Call, Index, State, C);
  default:
    return receiveUnknown(Call, Index, State, C);
  }
}

/// True if the converter function at \p Index stores a new reference:
/// PyUnicode_FSConverter.
bool ReferenceChecker::converterGivesNew(const CallEvent &Call,
                                         unsigned Index) const {
  const Contract *Ct = Context.Functions.find(
      Call.getArgExpr(Index), Current->function()->getASTContext());
  return Ct && llvm::any_of(Ct->Args, [](const ArgContract &A) {
           return A.Index == 1 && A.Effect == ArgEffect::OutNew;
         });
}

} // namespace pyrefcheck
