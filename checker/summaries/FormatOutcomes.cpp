//===- FormatOutcomes.cpp - Formats as deeds of a call ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FormatOutcomes.h"
#include "CallOutcomes.h"
#include "CallShape.h"
#include "contracts/Contract.h"
#include "contracts/FormatString.h"

namespace pyrefcheck {

bool isParse(const Contract &Ct) {
  return Ct.Format == FormatKind::Parse ||
         Ct.Format == FormatKind::ParseKeywords;
}

/// The format by which \p Ct builds a value, if there is one and it is known.
static std::optional<FormatString> builtBy(const Contract &Ct,
                                           const CallShape &Call) {
  if (Ct.Format != FormatKind::BuildValue || !Call.Format)
    return std::nullopt;
  FormatString Format = readBuildFormat(*Call.Format);
  if (!Format.isValid())
    return std::nullopt;
  return Format;
}

std::optional<BuiltFrom> builtFromArgument(const Contract &Ct,
                                           const CallShape &Call) {
  const std::optional<FormatString> Format = builtBy(Ct, Call);
  const unsigned First = Ct.FormatArg + 1;
  if (!Format || Format->Value != BuiltValue::FirstArgument ||
      First >= Call.Arguments)
    return std::nullopt;
  return BuiltFrom{First, Format->Args[0].Role == VarArgRole::Stolen};
}

bool buildsContainer(const Contract &Ct, const CallShape &Call) {
  const std::optional<FormatString> Format = builtBy(Ct, Call);
  return Format && Format->Value == BuiltValue::Container;
}

bool isBuiltOfObject(const Contract &Ct, llvm::StringRef Text, unsigned I) {
  const unsigned First = Ct.FormatArg + 1;
  if (Ct.Format != FormatKind::BuildValue || I < First)
    return false;
  const FormatString Format = readBuildFormat(Text);
  return Format.isValid() && I - First < Format.Args.size() &&
         (Format.Args[I - First].Role == VarArgRole::Borrowed ||
          Format.Args[I - First].Role == VarArgRole::Stolen);
}

bool mayLeaveUnset(const Contract &Ct, const CallShape &Call) {
  return !Call.IsResultUsed && Call.ReadsParameter &&
         Ct.Result.Fails == FailsWith::Zero &&
         Ct.Result.Exception == ExceptionOnFailure::Always;
}

bool buildsEmptyTuple(const Contract &Ct, const CallShape &Call) {
  return Ct.Format == FormatKind::BuildValue && Call.Format == "()";
}

/// Adds what an unknown format does: it may write anything, and a format that
/// builds may steal the reference (`N`).
static void addUnknownDeeds(CallOutcome &Way, const Contract &Ct,
                            unsigned First, unsigned End) {
  if (isParse(Ct) && !Way.Succeeds)
    return;
  for (unsigned I = First; I < End; ++I)
    Way.Deeds.push_back(
        {isParse(Ct) ? CallDeed::StoreUnknown : CallDeed::LoseSight, I});
}

namespace {

/// Adds what one unit of a format does.
class UnitLowering {
public:
  UnitLowering(CallOutcome &Way, const Contract &Ct, const CallShape &Call)
      : Way(Way), Ct(Ct), Call(Call) {}

  /// \param I the position of the argument.
  /// \param Rest the units after it.
  void add(const VarArg &Unit, unsigned I, llvm::ArrayRef<VarArg> Rest);

private:
  void addOutput(const VarArg &Unit, unsigned I);
  void addConverted(const VarArg &Unit, unsigned I);
  void addLeftBehind(const VarArg &Unit, unsigned I,
                     llvm::ArrayRef<VarArg> Rest);

  CallDeed &addDeed(CallDeed::Kind What, unsigned I) {
    return Way.Deeds.emplace_back(What, I);
  }
  /// An optional argument that is omitted leaves the variable as it was.
  CallDeed &addStore(CallDeed::Kind What, const VarArg &Unit, unsigned I) {
    CallDeed &D = addDeed(What, I);
    if (Unit.Optional)
      D.Null = CallDeed::NullIfBefore;
    else if (mayLeaveUnset(Ct, Call))
      D.Null = CallDeed::UnsetUntilTested;
    return D;
  }

  CallOutcome &Way;
  const Contract &Ct;
  const CallShape &Call;
};

} // namespace

void UnitLowering::add(const VarArg &Unit, unsigned I,
                       llvm::ArrayRef<VarArg> Rest) {
  const bool Builds = Ct.Format == FormatKind::BuildValue;
  switch (Unit.Role) {
  case VarArgRole::Borrowed:
    // A built value keeps references to its parts.
    if (Builds)
      addDeed(CallDeed::Keep, I).Other = TheResult;
    return;
  case VarArgRole::Stolen:
    addDeed(CallDeed::Steal, I).Other = Builds ? TheResult : NoArgument;
    return;
  case VarArgRole::BuildConverterInput:
    addDeed(CallDeed::Convert, I);
    return;
  case VarArgRole::BuildConverter:
  case VarArgRole::TypeArgument:
  case VarArgRole::ParseConverter:
  case VarArgRole::Other:
    return;
  case VarArgRole::OutBorrowed:
  case VarArgRole::OutBuffer:
  case VarArgRole::OutMemory:
  case VarArgRole::OutOther:
  case VarArgRole::ParseConverterOutput:
    // A failed parse gives everything back itself, except for what a converter
    // has made.
    if (Way.Succeeds)
      addOutput(Unit, I);
    else if (Unit.Role == VarArgRole::ParseConverterOutput)
      addLeftBehind(Unit, I, Rest);
    return;
  }
  llvm_unreachable("covered switch");
}

/// Adds what a converter stores when the call succeeds.
void UnitLowering::addConverted(const VarArg &Unit, unsigned I) {
  const ConverterOutput Made =
      Call.Converts ? Call.Converts(I - 1) : ConverterOutput();
  if (Made.What == ConverterOutput::Unknown) {
    addDeed(CallDeed::StoreUnknown, I);
    return;
  }
  const bool IsNew = Made.What == ConverterOutput::New;
  CallDeed &D =
      addStore(IsNew ? CallDeed::StoreNew : CallDeed::StoreBorrowed, Unit, I);
  if (Made.MayBeNull)
    D.Null = CallDeed::MayBeNull;
  D.MayStay = Made.MayStay;
  if (IsNew)
    return;
  D.IsToldByResult = true;
  // The tuple owns what is converted.
  if (Made.IsOfInput && Ct.Format == FormatKind::Parse)
    D.Other = 0;
  else
    D.IsAnchored = true;
}

/// Adds what a converter that does not clean up leaves behind if a unit after
/// it fails. An object of any type (`O`) does not.
void UnitLowering::addLeftBehind(const VarArg &Unit, unsigned I,
                                 llvm::ArrayRef<VarArg> Rest) {
  if (Call.Converts &&
      llvm::any_of(Rest,
                   [](const VarArg &Later) { return Later.Unit != "O"; }) &&
      Call.Converts(I - 1).IsLeftBehind)
    addDeed(CallDeed::StoreNew, I).Null = CallDeed::NullIfBefore;
}

void UnitLowering::addOutput(const VarArg &Unit, unsigned I) {
  switch (Unit.Role) {
  case VarArgRole::OutBorrowed:
    // With keywords, either the tuple or the dictionary owns it.
    addStore(CallDeed::StoreBorrowed, Unit, I).Other =
        Ct.Format == FormatKind::Parse ? 0 : NoArgument;
    return;
  case VarArgRole::OutBuffer:
    // An omitted buffer needs no release, and the code may skip it.
    if (!Unit.Optional)
      addDeed(CallDeed::FillBuffer, I);
    return;
  case VarArgRole::OutMemory:
    // With `#`, the caller may have provided the memory.
    addStore(Unit.Unit.ends_with("#") ? CallDeed::StoreMemoryIfNone
                                      : CallDeed::StoreMemory,
             Unit, I);
    return;
  case VarArgRole::ParseConverterOutput:
    addConverted(Unit, I);
    return;
  default:
    addDeed(CallDeed::StoreUnknown, I);
  }
}

void addFormatDeeds(CallOutcome &Way, const Contract &Ct,
                    const CallShape &Call) {
  if (Ct.Format == FormatKind::None || Ct.Format == FormatKind::Print ||
      builtFromArgument(Ct, Call))
    return;
  const unsigned First =
      Ct.FormatArg + (Ct.Format == FormatKind::ParseKeywords ? 2 : 1);
  if (!Call.Format)
    return addUnknownDeeds(Way, Ct, First, Call.Arguments);
  const FormatString Format =
      isParse(Ct) ? readParseFormat(*Call.Format,
                                    Ct.Format == FormatKind::ParseKeywords)
                  : readBuildFormat(*Call.Format);
  UnitLowering Lowering(Way, Ct, Call);
  for (unsigned I = 0; I != Format.Args.size(); ++I) {
    if (First + I >= Call.Arguments)
      break;
    // The cost of an assumption about an output grows with those before it.
    if (I >= MaxParams && isParse(Ct)) {
      if (Way.Succeeds)
        Way.Deeds.push_back({CallDeed::StoreUnknown, First + I});
      continue;
    }
    Lowering.add(Format.Args[I], First + I,
                 llvm::ArrayRef(Format.Args).drop_front(I + 1));
  }
}

} // namespace pyrefcheck
