//===- SummaryContract.cpp - A summary as a contract ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A contract tells success from failure, nothing else. Outcomes that callers
// tell apart in another way, or cannot tell apart although they differ, have no
// contract. But an argument about which too little can be said "escapes".
//
//===----------------------------------------------------------------------===//

#include "SummaryContract.h"
#include "Summary.h"
#include "contracts/Contract.h"
#include "contracts/ContractWriter.h"
#include "contracts/InferredContract.h"
#include "source/LinkName.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

namespace {

using Outcomes = SmallVector<const SummaryOutcome *, 4>;

/// What a group of outcomes does to one argument.
struct GroupEffect {
  enum Kind { None, Effect, Inexpressible } K = None;
  ArgContract Arg;

  bool operator==(const GroupEffect &O) const {
    return K == O.K && Arg.Effect == O.Arg.Effect && Arg.Into == O.Arg.Into &&
           Arg.MayBeNull == O.Arg.MayBeNull;
  }
};

class Translator {
public:
  Translator(const FunctionDecl *FD, const FunctionSummary &Summary)
      : FD(FD), Summary(Summary), Returned(FD->getReturnType()) {}

  /// Fills \p C except for names. \returns why it cannot, or nothing.
  StringRef translate(Contract &C, SmallVectorImpl<ArgContract> &Args);

private:
  bool split(FailsWith Fails);
  bool findSplit();
  bool isAlike() const;
  bool isUntouched(ArgIndex Index) const;
  StringRef translateResult(ContractResult &R) const;
  StringRef translatePointer(ContractResult &R) const;
  StringRef translateArgument(unsigned Index,
                              SmallVectorImpl<ArgContract> &Args) const;
  bool canFail() const { return !Failures.empty(); }
  /// True if the function fails if, and only if, an exception is set when it is
  /// called.
  bool asksException() const;
  GroupEffect effectOf(unsigned Index, const Outcomes &Group) const;

  const FunctionDecl *FD;
  const FunctionSummary &Summary;
  QualType Returned;
  FailsWith Fails = FailsWith::Nothing;
  /// All outcomes, unless failures are told apart.
  Outcomes Successes, Failures;
};

} // namespace

static bool isOutput(ArgEffect E) {
  return E == ArgEffect::OutNew || E == ArgEffect::OutBorrowed ||
         E == ArgEffect::OutNull;
}

/// What one outcome does to an out-parameter.
static GroupEffect outputOf(const ParameterOutcome &P) {
  GroupEffect E{GroupEffect::Effect, {}};
  switch (P.Out) {
  case SummaryRef::New:
  case SummaryRef::NewShared:
  case SummaryRef::NewReferenceToArgument:
    if (P.OutMayStay)
      break;
    E.Arg.Effect = ArgEffect::OutNew;
    E.Arg.MayBeNull = !P.OutNotNull;
    return E;
  case SummaryRef::Borrowed:
    E.Arg.Effect = ArgEffect::OutBorrowed;
    E.Arg.Into = P.OutOwner;
    E.Arg.MayBeNull = !P.OutNotNull;
    return E;
  case SummaryRef::Null:
    E.Arg.Effect = ArgEffect::OutNull;
    return E;
  case SummaryRef::Nothing:
    return {};
  case SummaryRef::Unknown:
  case SummaryRef::Item:
  case SummaryRef::Argument:
    break;
  }
  E.K = GroupEffect::Inexpressible;
  return E;
}

/// What one outcome does to the count of an argument.
static GroupEffect countOf(const ParameterOutcome &P) {
  GroupEffect E{GroupEffect::Effect, {}};
  E.Arg.Effect = ArgEffect::Escapes;
  if (P.Unknown)
    return E;
  switch (P.Delta) {
  case 0:
    E.Arg.Effect = ArgEffect::Keeps;
    return P.Kept ? E : GroupEffect();
  case -1:
    E.Arg.Effect = P.Kept ? ArgEffect::Steals : ArgEffect::Decrements;
    return E;
  case 1:
    // The caller does not have to release a reference that is also held
    // elsewhere, perhaps in a table of the callee's own.
    if (!P.Kept && P.OnlyCounted)
      E.Arg.Effect = ArgEffect::Increments;
    return E;
  default:
    return E;
  }
}

GroupEffect Translator::effectOf(unsigned Index, const Outcomes &Group) const {
  std::optional<GroupEffect> Common;
  for (const SummaryOutcome *O : Group) {
    const ParameterOutcome &P = O->Parameters[Index];
    // Nothing happens to NULL.
    if (P.IsNull)
      continue;
    const GroupEffect E =
        P.Out == SummaryRef::Nothing ? countOf(P) : outputOf(P);
    if (!Common)
      Common = E;
    if (*Common == E)
      continue;
    GroupEffect Both{GroupEffect::Effect, {}};
    if (isOutput(E.Arg.Effect) || isOutput(Common->Arg.Effect))
      Both.K = GroupEffect::Inexpressible;
    // Both take it over, and one may keep it.
    else if (P.Delta == -1 && !P.Unknown &&
             (Common->Arg.Effect == ArgEffect::Steals ||
              Common->Arg.Effect == ArgEffect::Decrements))
      Both.Arg.Effect = ArgEffect::Steals;
    else
      Both.Arg.Effect = ArgEffect::Escapes;
    Common = Both;
  }
  return Common.value_or(GroupEffect());
}

/// Whether all outcomes do the same to the arguments, except where an argument
/// is NULL.
bool Translator::isAlike() const {
  for (unsigned I = 0, N = FD->getNumParams(); I != N; ++I) {
    std::optional<GroupEffect> First;
    for (const SummaryOutcome &O : Summary.Outcomes) {
      if (O.Parameters[I].IsNull)
        continue;
      const GroupEffect E = effectOf(I, {&O});
      if (!First)
        First = E;
      if (!(*First == E))
        return false;
    }
  }
  return true;
}

bool Translator::asksException() const {
  auto All = [](const Outcomes &Group, bool IsSet) {
    return all_of(Group, [&](const SummaryOutcome *O) {
      return O->ExceptionBefore == IsSet;
    });
  };
  return canFail() && All(Failures, true) && All(Successes, false);
}

/// Splits the outcomes into successes and failures by the returned integer, as
/// \p Fails defines them; false if one is neither, or either group is empty.
/// The values are those that ContractOutcomes gives to a call.
bool Translator::split(FailsWith Fails) {
  Successes.clear();
  Failures.clear();
  for (const SummaryOutcome &O : Summary.Outcomes) {
    bool Success = false, Failure = false;
    switch (Fails) {
    case FailsWith::MinusOne:
      Success = O.Value == 0;
      Failure = O.Value == -1;
      break;
    case FailsWith::Zero:
      Success = O.Value == 1;
      Failure = O.Returns == ReturnClass::Zero;
      break;
    case FailsWith::Negative:
      Success =
          O.Returns == ReturnClass::Zero || O.Returns == ReturnClass::Positive;
      Failure = O.Value == -1;
      break;
    default:
      llvm_unreachable("no way to tell outcomes apart");
    }
    if (Success == Failure)
      return false;
    (Success ? Successes : Failures).push_back(&O);
  }
  this->Fails = Fails;
  return !Successes.empty() && !Failures.empty();
}

/// Splits the outcomes into successes and failures by the returned value; false
/// if that does not separate them.
bool Translator::findSplit() {
  if (Returned->isPointerType()) {
    for (const SummaryOutcome &O : Summary.Outcomes) {
      const bool Null = O.Returns == ReturnClass::Null;
      // An untested result may be NULL, too.
      if (!Null && !O.CertainlyNotNull)
        return false;
      (Null ? Failures : Successes).push_back(&O);
    }
    return canFail() && !Successes.empty();
  }
  if (Returned->isIntegralOrEnumerationType() && !Returned->isBooleanType())
    for (FailsWith F :
         {FailsWith::MinusOne, FailsWith::Zero, FailsWith::Negative})
      if (split(F))
        return true;
  return false;
}

/// True if every call leaves the argument \p Index as it is, and returns NULL
/// only if the argument is NULL.
bool Translator::isUntouched(ArgIndex Index) const {
  return Index < FD->getNumParams() &&
         all_of(
             Summary.Outcomes,
             [&](const SummaryOutcome &O) {
               const ParameterOutcome &P = O.Parameters[Index];
               return P.Delta == 0 && !P.Unknown &&
                      (O.Returns != ReturnClass::Null || P.IsNull);
             });
}

StringRef Translator::translateResult(ContractResult &R) const {
  R.Fails = Fails;
  R.Null = NullWhen::Never;
  // Whether an exception was set is not followed.
  if (Fails != FailsWith::Nothing)
    R.Exception = ExceptionOnFailure::Maybe;
  return Returned->isPointerType() ? translatePointer(R) : "";
}

StringRef Translator::translatePointer(ContractResult &R) const {
  Outcomes Objects;
  bool MayBeNull = false;
  for (const SummaryOutcome &O : Summary.Outcomes) {
    MayBeNull |= !O.CertainlyNotNull;
    if (O.Returns != ReturnClass::Null)
      Objects.push_back(&O);
  }
  if (Objects.empty()) {
    R.Null = NullWhen::Always;
    return "";
  }
  auto All = [&](auto... Refs) {
    return all_of(Objects, [&](const SummaryOutcome *O) {
      return ((O->Result == Refs) || ...);
    });
  };
  const ArgIndex Owner = Objects.front()->Owner;
  const bool OneOwner = all_of(
      Objects, [&](const SummaryOutcome *O) { return O->Owner == Owner; });
  const bool IsItself = OneOwner && isUntouched(Owner);
  if (All(SummaryRef::Argument)) {
    if (!IsItself)
      return "returns its argument in some outcomes only";
    R.Kind = ResultKind::Argument;
    R.Owner = Owner;
    return "";
  }
  if (All(SummaryRef::NewReferenceToArgument) && IsItself) {
    R.Kind = ResultKind::NewReferenceToArgument;
    R.Owner = Owner;
    return "";
  }
  if (MayBeNull) {
    R.Null = NullWhen::OnError;
    R.Exception = ExceptionOnFailure::Maybe;
  }
  if (All(SummaryRef::Nothing))
    return "";
  if (All(SummaryRef::New, SummaryRef::NewShared,
          SummaryRef::NewReferenceToArgument)) {
    R.Kind = ResultKind::New;
    R.Fresh = all_of(Objects, [](const SummaryOutcome *O) {
      return O->Fresh && O->Result == SummaryRef::New;
    });
    return "";
  }
  if (All(SummaryRef::Borrowed)) {
    R.Kind = ResultKind::Borrowed;
    R.Owner = OneOwner ? Owner : NoArg;
    return "";
  }
  return "nothing is known of the reference that it returns, or it is new in "
         "some outcomes only";
}

StringRef
Translator::translateArgument(unsigned Index,
                              SmallVectorImpl<ArgContract> &Args) const {
  auto AddAlways = [&](ArgEffect Effect) {
    ArgContract A;
    A.Index = Index;
    A.Effect = Effect;
    Args.push_back(A);
  };
  if (Summary.needsObject(Index))
    AddAlways(ArgEffect::NotNull);
  if (Summary.mutates(Index))
    AddAlways(ArgEffect::Mutates);
  const GroupEffect Success = effectOf(Index, Successes);
  const GroupEffect Failure = canFail() ? effectOf(Index, Failures) : Success;
  if (Success.K == GroupEffect::Inexpressible ||
      Failure.K == GroupEffect::Inexpressible)
    return "what it stores through a parameter has no word";
  auto Add = [&](const GroupEffect &E, Outcome When) {
    if (E.K == GroupEffect::None)
      return;
    ArgContract A = E.Arg;
    A.Index = Index;
    A.When = When;
    Args.push_back(A);
  };
  const bool Writes =
      isOutput(Success.Arg.Effect) || isOutput(Failure.Arg.Effect);
  // For an out-parameter, "always" means that it is filled only on success.
  const bool Apart = Writes && (canFail() || Returned->isPointerType());
  if (Writes && Fails == FailsWith::Negative &&
      (Success.Arg.MayBeNull || Failure.Arg.MayBeNull))
    return "what it stores through a parameter has no word";
  if (Success == Failure && !Apart) {
    Add(Success, Outcome::Always);
  } else {
    Add(Success, Outcome::Success);
    Add(Failure, Outcome::Failure);
  }
  return "";
}

StringRef Translator::translate(Contract &C,
                                SmallVectorImpl<ArgContract> &Args) {
  if (!Summary.Complete)
    return "its body is too much to follow";
  if (Summary.RunsPython)
    C.Effects |= EffectRunsPython;
  if (Summary.CallsObjects)
    C.Effects |= EffectCallsObjects;
  if (Summary.Outcomes.empty()) {
    C.Effects |= EffectNoReturn;
    C.Result.Null = NullWhen::Never;
    return "";
  }
  if (any_of(Summary.Outcomes,
             [](const SummaryOutcome &O) { return O.Assumed; }))
    return "it hands on what a function gave of which nothing is known";
  if (!findSplit() || (isAlike() && !asksException())) {
    // Callers need not, or cannot, tell one outcome from another.
    const bool TwoValues = Fails == FailsWith::MinusOne && canFail();
    Fails = TwoValues ? Fails : FailsWith::Nothing;
    Successes.clear();
    Failures.clear();
    for (const SummaryOutcome &O : Summary.Outcomes)
      Successes.push_back(&O);
  }
  if (asksException())
    C.Effects |= EffectAsksException;
  if (StringRef Reason = translateResult(C.Result); !Reason.empty())
    return Reason;
  for (unsigned I = 0, N = FD->getNumParams(); I != N; ++I)
    if (StringRef Reason = translateArgument(I, Args); !Reason.empty())
      return Reason;
  return "";
}

/// The names of the parameters; those without a unique name are named after
/// their position.
static SmallVector<std::string, 8> parameterNames(const FunctionDecl *FD) {
  SmallVector<std::string, 8> Names;
  for (const ParmVarDecl *P : FD->parameters()) {
    std::string Name = P->getName().str();
    if (Name.empty() || is_contained(Names, Name))
      Name = "_" + std::to_string(P->getFunctionScopeIndex() + 1);
    Names.push_back(std::move(Name));
  }
  return Names;
}

/// `FILE:LINE` of the definition of \p FD, relative to the working directory if
/// it is below that.
static std::string placeOfDefinition(const FunctionDecl *FD) {
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  const PresumedLoc Loc =
      SM.getPresumedLoc(SM.getExpansionLoc(FD->getLocation()));
  if (Loc.isInvalid())
    return "";
  SmallString<256> File(Loc.getFilename());
  sys::path::remove_dots(File, /*remove_dot_dot=*/true);
  StringRef Name = File;
  if (sys::path::is_absolute(Name))
    if (ErrorOr<std::string> Directory = SM.getFileManager()
                                             .getVirtualFileSystem()
                                             .getCurrentWorkingDirectory()) {
      // The command's directory, as it was written.
      SmallString<256> Above(*Directory);
      sys::path::remove_dots(Above, /*remove_dot_dot=*/true);
      if (StringRef Below = Name;
          Below.consume_front(Above) && sys::path::is_separator(Below.front()))
        Name = Below.drop_front();
    }
  return (Name + ":" + Twine(Loc.getLine())).str();
}

/// A copy of \p Summary, in which outcomes that return an argument that others
/// consume do so, too: they consume it and return a new reference.
static FunctionSummary
consumeWhatPassesThrough(const FunctionSummary &Summary) {
  FunctionSummary All = Summary;
  for (SummaryOutcome &O : All.Outcomes) {
    if (!Summary.passesThrough(O))
      continue;
    ParameterOutcome &P = O.Parameters[O.Owner];
    if (P.Delta != 0 || P.Unknown)
      continue;
    P.Delta = -1;
    O.Result = SummaryRef::New;
    O.Owner = NoArg;
    O.Fresh = false;
  }
  return All;
}

std::optional<InferredContract> inferContract(const FunctionDecl *FD,
                                              const FunctionSummary &Summary,
                                              const Contract *Own) {
  std::optional<std::string> Name = linkName(FD);
  if (!Name || FD->getNumParams() >= NoArg)
    return std::nullopt;
  InferredContract Inferred;
  Inferred.Name = std::move(*Name);
  const SmallVector<std::string, 8> Names = parameterNames(FD);
  const SmallVector<StringRef, 8> Params(Names.begin(), Names.end());
  SmallVector<ArgContract, 8> Args;
  Contract C;
  if (Own && Own->Annotated) {
    C = *Own;
  } else {
    const FunctionSummary Consuming = consumeWhatPassesThrough(Summary);
    Inferred.LeftOut = Translator(FD, Consuming).translate(C, Args).str();
    if (!Inferred.LeftOut.empty())
      return Inferred;
    C.Args = Args;
  }
  C.Name = Inferred.Name;
  C.Params = Params;
  C.Effects |= EffectInferred;
  Inferred.Defined = placeOfDefinition(FD);
  raw_string_ostream OS(Inferred.Entry);
  writeContract(OS, C);
  return Inferred;
}

} // namespace pyrefcheck
